"""What is shown where no quick question is: the calm end, none today, or that they are not wanted."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.staff.training_beside_page import BesidePage
from detectors_app.widgets.announce import announce
from detectors_app.widgets.beginning import at_beginning
from detectors_app.widgets.buttons import LinkButton, PrimaryButton
from detectors_app.widgets.text import Words, body

_WEEKS_FROM, _MONTHS_FROM = 14, 60
_WEEK, _MONTH = 7, 30


class Rest(StrEnum):
    """Why there is none."""

    END = "end"
    NONE = "none"
    OFF = "off"


class QuickRestPage(BesidePage):
    """A heading, a line or two, and the switch: it turns them off and on, in the same place."""

    wanted = Signal(bool)

    def __init__(self, words: Wording, rest: Rest, next_time: str = "") -> None:
        super().__init__(words, "quick_rest", words(f"training.quick.{rest}"), words("training.back"), foot=True)
        self.rest = rest
        self.main.addWidget(body(words(f"training.quick.{rest}_more")))
        if next_time:
            self.main.addWidget(body(next_time))
        self._said = Words("", "body", bold=True, role="safety")
        self._said.hide()
        self.main.addWidget(self._said)
        off = rest is Rest.OFF
        key = "training.quick.on_again" if off else "training.quick.unwanted"
        self.switch = LinkButton(words(key), key)
        self.switch.clicked.connect(self.on_switched)
        at_beginning(self.main, self.switch)
        self.go_back = PrimaryButton(words("training.quick.back"), "training.quick.back")
        self.go_back.clicked.connect(self.left)
        self.foot.row.addWidget(self.go_back)
        self.foot.row.addStretch(1)
        self.end_page()
        self.set_tab_order(self.switch)

    def say(self, text: str) -> None:
        """Say what did not work, aloud too."""
        self._said.setText(text)
        self._said.show()
        announce(self._said, text)

    @Slot()
    def on_switched(self) -> None:
        """Tell whether they are wanted from now on."""
        self.wanted.emit(self.rest is Rest.OFF)


def next_time(day: date | None, today: date, words: Wording) -> str:
    """Give "Next time in about two weeks." in numbers; empty where the day is not known or has come."""
    days = 0 if day is None else (day - today).days
    if days <= 0:
        return ""
    if days < _WEEKS_FROM:
        return words.count("training.quick.next_days", days)
    if days < _MONTHS_FROM:
        return words.count("training.quick.next_weeks", round(days / _WEEK))
    return words.count("training.quick.next_months", round(days / _MONTH))
