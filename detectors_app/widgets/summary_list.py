"""Questions with their answers and a way to change each; used before sending, and at the desk to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.panels import Line
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One row. `key` names what *Change* goes to; `change` is the link's word, empty for none."""

    key: str
    label: str
    answer: str
    change: str = ""
    change_name: str = ""


class SummaryList(QWidget):
    """A heading, a line, and rows of label, answer and perhaps *Change*."""

    change_asked = Signal(str)

    def __init__(self, heading: str, rows: Sequence[SummaryRow], *, label_px: int = 150, name: str = "summary") -> None:
        super().__init__()
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if heading:
            title = Words(heading, "body", bold=True)
            title.setContentsMargins(0, 0, 0, 6)
            column.addWidget(title)
            column.addWidget(Line("ink", 2))
        for place, row in enumerate(rows):
            column.addWidget(self._row(row, label_px))
            if heading or place < len(rows) - 1:
                column.addWidget(Line())

    def _row(self, row: SummaryRow, label_px: int) -> QWidget:
        line = QWidget()
        grid = QGridLayout(line)
        link = self._link(row) if row.change else None
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(14)
        top = Qt.AlignmentFlag.AlignTop
        label = Words(row.label, "body", bold=True)
        answer = Words(row.answer)
        answer.setAccessibleName(f"{row.label}: {row.answer}")
        if theme_of(self).is_large:
            grid.addWidget(label, 0, 0, 1, 2, top)
            grid.addWidget(answer, 1, 0, 1, 2, top)
        else:
            label.setFixedWidth(label_px)
            grid.addWidget(label, 0, 0, top)
            grid.addWidget(answer, 0, 1, top)
        grid.setColumnStretch(1, 1)
        if link is not None:
            # The link is a target as high as a finger; the words begin on the line of its word.
            above = (link.sizeHint().height() - link.fontMetrics().height()) // 2
            grid.setContentsMargins(0, 0, 0, 0)
            for words in (label, answer):
                words.setContentsMargins(0, 0 if words is answer and theme_of(self).is_large else above, 0, above // 2)
            grid.addWidget(link, 0, 2, top)
        return line

    def _link(self, row: SummaryRow) -> LinkButton:
        link = LinkButton(row.change, f"change.{row.key}")
        link.setAccessibleName(row.change_name or f"{row.change} {row.label}")
        link.setProperty("key", row.key)
        link.clicked.connect(self.on_change_pressed)
        return link

    @Slot()
    def on_change_pressed(self) -> None:
        """Tell which row is to be changed."""
        link = self.sender()
        if link is not None:
            self.change_asked.emit(link.property("key"))
