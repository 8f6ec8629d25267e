"""The parts of *Help and contacts*: a block of help, a contact with its number; each says only what it is given."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.content.contacts import Block, BlockKind, Contact
from detectors_app.content.moments import day_in_words
from detectors_app.content.wording import Wording
from detectors_app.widgets.direction import sided
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.panels import Line
from detectors_app.widgets.text import Words, body, small
from detectors_app.widgets.theme import theme_of

_NUMBER_PX = 250
_MARKS = {BlockKind.DO: ("check", "good"), BlockKind.DO_NOT: ("cross", "urgent"), BlockKind.POINTS: ("point", "ink")}


class BlockView(QWidget):
    """A small heading, and its lines: as text, with points, ticks or crosses."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self.setObjectName(f"help.block.{block.key}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 4)
        column.setSpacing(6)
        column.addWidget(Words(block.title, "body", bold=True))
        for line in block.lines:
            if block.kind is BlockKind.TEXT:
                column.addWidget(body(line))
            else:
                column.addWidget(_marked(block, line))


def _marked(block: Block, line: str) -> QWidget:
    """Make a line with its mark; a screen reader hears the heading, for it does not see the tick or the cross."""
    icon_name, role = _MARKS[block.kind]
    words = body(line)
    words.setAccessibleName(f"{block.title}: {line}")
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(*sided(4, 0, 0, 0))
    row.setSpacing(12)
    row.addWidget(IconLabel(icon_name, role, 20), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return holder


class ContactView(QWidget):
    """A role, what it is for, its number in large figures, and when someone last checked it."""

    def __init__(self, contact: Contact, words: Wording, today: date) -> None:
        super().__init__()
        self.setObjectName(f"help.contact.{contact.key}")
        self._words, self._today = words, today
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        parts = [Words(contact.name, "body", bold=True), body(contact.about), self._checked(contact)]
        number = self._number(contact)
        if theme_of(self).is_large:
            parts.insert(1, number)
        else:
            number.setFixedWidth(_NUMBER_PX)
            grid.addWidget(number, 0, 1, 3, 1, Qt.AlignmentFlag.AlignTop)
        for place, part in enumerate(parts):
            grid.addWidget(part, place, 0)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)
        column.addWidget(Line())

    def _number(self, contact: Contact) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        number = self._words.contacts.number_of(contact)
        if not number:
            lines = QVBoxLayout()
            lines.setSpacing(0)
            lines.addWidget(Words(self._words("help.no_number"), "body", role="ink_soft"))
            lines.addWidget(small(self._words("help.no_number_more")))
            row.addLayout(lines, 1)
            return holder
        row.addWidget(IconLabel("phone", "ink", 24), 0, Qt.AlignmentFlag.AlignVCenter)
        shown = Words(number, "h2", bold=True)
        shown.setAccessibleName(f"{contact.name}: {number}")
        row.addWidget(shown, 1)
        return holder

    def _checked(self, contact: Contact) -> QWidget:
        """Give when it was last checked; a contact that is due says so in words and with a mark of its own."""
        is_due = self._words.contacts.is_due(contact, self._today)
        text = self._words("help.not_checked")
        if contact.last_checked is not None:
            day = day_in_words(contact.last_checked, self._today, self._words, inside=True)
            text = self._words("help.checked_late" if is_due else "help.checked", when=day)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("warning" if is_due else "check", "safety" if is_due else "good", 16))
        row.addWidget(small(text, role="safety" if is_due else "ink_soft"), 1)
        return holder
