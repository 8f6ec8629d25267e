"""*Steps and help*: what stands beside the form where there is room for it, on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from detectors_app.content.wording import Wording
from detectors_app.staff.side import RecordSide
from detectors_app.widgets.buttons import LinkButton, PrimaryButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import heading1


class StepsPage(Page):
    """The steps, the help, and the way back to the question."""

    back_pressed = Signal()

    def __init__(self, titles: Sequence[str], words: Wording) -> None:
        super().__init__("steps_help", foot=True, wide=True)
        self._back = LinkButton(words("nav.back"), "steps_help.back", icon_name="chevron-left")
        self._heading = heading1(words("record.steps_help"))
        self._heading.setObjectName("steps_help.heading")
        self._heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._beside = RecordSide(titles, words)
        for widget in (self._back, self._heading, self._beside):
            self.main.addWidget(widget)
        self.finish()
        again = PrimaryButton(words("record.steps_back"), "steps_help.again")
        self.foot.row.addWidget(again)
        self.foot.row.addStretch(1)
        self._back.clicked.connect(self.back_pressed)
        again.clicked.connect(self.back_pressed)

    def show_step(self, now: int) -> None:
        """Mark the step that is now, counted from 0, and take the focus."""
        self._beside.show_step(now)
        self._heading.setFocus(Qt.FocusReason.OtherFocusReason)
