"""A card at the side with help: headings, lines, numbers; says only what it is given."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.panels import Line, Panel
from detectors_app.widgets.text import Words, rich


class HelpCard(Panel):
    """A sunken card. Lines are added one after another."""

    def __init__(self, heading: str = "", name: str = "help", *, surface: bool = False) -> None:
        super().__init__("surface" if surface else "sunken", "line" if surface else None)
        self.setObjectName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(8)
        if heading:
            self.add_heading(heading, size="h2" if surface else "lead")

    def add_heading(self, text: str, *, size: str = "lead") -> None:
        """Add a heading."""
        self.column.addWidget(Words(text, size, bold=True))

    def add_line(self, text: str, *, soft: bool = False) -> None:
        """Add a line; words between ** are bold."""
        self.column.addWidget(rich(text, role="ink_soft" if soft else "ink"))

    def add_marked(self, icon_name: str, title: str, text: str = "", *, role: str = "ink") -> None:
        """Add a line with an icon, a bold title and softer words below it."""
        from PySide6.QtCore import Qt

        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(14)
        row.addWidget(IconLabel(icon_name, role, 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(title, "body", bold=bool(text)))
        if text:
            words.addWidget(Words(text, "small", role="ink_soft"))
        row.addLayout(words, 1)
        self.column.addWidget(line)

    def add_number(self, words: str) -> None:
        """Add a large line with the telephone's icon."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(IconLabel("phone", "ink", 32))
        row.addWidget(Words(words, "h1", bold=True), 1)
        self.column.addWidget(line)

    def add_rule(self) -> None:
        """Add a thin line between two parts."""
        self.column.addSpacing(6)
        self.column.addWidget(Line("edge"))
        self.column.addSpacing(6)
