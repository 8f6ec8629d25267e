"""Where something is: an icon and a bold word, never colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of


@dataclass(frozen=True, slots=True)
class StatusLook:
    """How a status looks: icon and colour role."""

    icon: str
    role: str


STATUS_LOOKS = {
    "saved": StatusLook("laptop", "ink"),
    "sent": StatusLook("sent", "info"),
    "read": StatusLook("double-check", "good"),
    "unknown": StatusLook("unknown", "safety"),
    "held_back": StatusLook("urgent", "urgent"),
    "urgent": StatusLook("urgent", "urgent"),
}


class StatusWord(QWidget):
    """An icon and its word."""

    def __init__(self, status: str, word: str, *, size: str = "body") -> None:
        super().__init__()
        look = STATUS_LOOKS[status]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(look.icon, look.role, 20))
        self._label = Words(word, size, bold=True, role=look.role)
        self._label.setWordWrap(False)
        row.addWidget(self._label)
        row.addStretch(1)


@dataclass(frozen=True, slots=True)
class StripCell:
    """One of the places a report passes. `reached` tints it."""

    status: str
    word: str
    text: str
    reached: bool


class DeliveryStrip(Panel):
    """Three cells side by side: saved, sent, read; those reached are tinted and say when."""

    def __init__(self, name: str) -> None:
        super().__init__("surface", "line")
        self.setObjectName(name)
        below = theme_of(self).is_large
        self._row = QVBoxLayout(self) if below else QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(1)

    def show_cells(self, cells: Sequence[StripCell]) -> None:
        """Show the cells anew."""
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for cell in cells:
            self._row.addWidget(_cell(cell), 1)
        self.setAccessibleName(". ".join(f"{cell.word}. {cell.text}" for cell in cells))


def _cell(cell: StripCell) -> Panel:
    look = STATUS_LOOKS[cell.status]
    panel = Panel("good_tint" if cell.reached else None, "line" if not cell.reached else None)
    column = QVBoxLayout(panel)
    column.setContentsMargins(18, 18, 18, 16)
    column.setSpacing(4)
    role = "good" if cell.reached else "ink"
    column.addWidget(IconLabel(look.icon, role, 24))
    column.addWidget(Words(cell.word, "body", bold=True, role=role))
    column.addWidget(Words(cell.text, "small", role="ink_soft"))
    column.addStretch(1)
    return panel
