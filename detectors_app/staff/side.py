"""The side of the staff pages: steps, and help in its fixed order; every number comes from the wording."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.text import small


class RecordSide(QWidget):
    """Beside every screen of the form, or on *Steps and help*: the steps, the help card, which keys there are."""

    def __init__(self, titles: Sequence[str], words: Wording) -> None:
        super().__init__()
        from detectors_app.widgets.steps import StepList

        self._titles, self._words = tuple(titles), words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        self._steps = StepList(titles, 0)  # not shown where there is one step only
        if len(titles) > 1:
            column.addWidget(self._steps)
        column.addWidget(need_help(words))
        column.addWidget(small(words("record.keys")))

    def show_step(self, now: int) -> None:
        """Mark the step that is now, counted from 0."""
        self._steps.show_step(now)
        self._steps.setAccessibleName(self._words("record.step_now", title=self._titles[now]))


def need_help(words: Wording) -> HelpCard:
    """Make the small card that stands beside every step."""
    card = HelpCard(words("needhelp.title"), "help")
    card.add_marked("phone", words("needhelp.danger"), words("needhelp.danger_more"))
    card.add_marked("question", words("needhelp.line"), words("needhelp.line_more"))
    return card


def dont_card(words: Wording) -> HelpCard:
    """Make the card of what not to do after a concern."""
    card = HelpCard(words("sent.dont"), "sent.dont", surface=True)
    for key in ("sent.dont_tell", "sent.dont_check", "sent.dont_contact", "sent.dont_talk"):
        card.add_marked("cross", words(key), role="urgent")
    return card


def danger_now(words: Wording) -> HelpCard:
    """Make Home's large card."""
    card = HelpCard(words("needhelp.danger_title"), "help")
    card.add_number(words("needhelp.danger_big"))
    card.add_line(words("needhelp.body"))
    card.add_line(words("needhelp.silent"), soft=True)
    card.add_rule()
    card.add_heading(words("needhelp.worry_title"))
    card.add_line(words("needhelp.worry"))
    card.add_line(words("needhelp.worry_more"), soft=True)
    return card
