"""A certificate on the screen: a calm sheet with what, when and which version; says only what it is given."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from detectors_app.staff.certificate_words import Paper
from detectors_app.widgets.panels import Line, Panel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of

_LABEL_PX = 130


class PaperView(Panel):
    """The sheet. Its name's line is there while there is a name."""

    def __init__(self, paper: Paper, name_label: str) -> None:
        super().__init__("surface", "edge")
        self.setObjectName("training.certificate.paper")
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(8)
        column.addWidget(Line("accent", 3))
        column.addSpacing(4)
        column.addWidget(Words(paper.kind, "body", bold=True, role="accent"))
        column.addWidget(Words(paper.course, "h1", bold=True))
        column.addSpacing(4)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2 if theme_of(self).is_large else 8)
        column.addLayout(self._grid)
        column.addSpacing(4)
        column.addWidget(Words(paper.note, "body", role="ink_soft"))
        self._name_label = name_label
        self._name = self._row(name_label, "")
        for fact in paper.facts:
            self._row(fact.label, fact.value)
        self.show_name("")

    def show_name(self, name: str) -> None:
        """Show whose it is; nothing where the name is empty."""
        label, value = self._name
        value.setText(name)
        value.setAccessibleName(f"{self._name_label}: {name}")
        for part in (label, value):
            part.setVisible(bool(name))

    def _row(self, label: str, value: str) -> tuple[Words, Words]:
        """Lay a label with its value beside it, below it where the text is large."""
        said, shown = Words(label, "body", role="ink_soft"), Words(value, "body", bold=True)
        shown.setAccessibleName(f"{label}: {value}")
        at, top = self._grid.rowCount(), Qt.AlignmentFlag.AlignTop
        if theme_of(self).is_large:
            self._grid.addWidget(said, at, 0)
            self._grid.addWidget(shown, at + 1, 0)
        else:
            said.setMinimumWidth(_LABEL_PX)
            self._grid.addWidget(said, at, 0, top)
            self._grid.addWidget(shown, at, 1, top)
            self._grid.setColumnStretch(1, 1)
        return said, shown
