"""What stands where there is nothing: an icon, one bold line, how fresh that is."""

from __future__ import annotations

from PySide6.QtCore import (
    Qt,
)
from PySide6.QtWidgets import (
    QVBoxLayout,
)

from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words


class EmptyState(Panel):
    """Shown where there is nothing: an icon, one bold line, how fresh that is."""

    def __init__(self, icon_name: str, title: str, text: str, name: str = "empty") -> None:
        super().__init__("surface", "line")
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        column.addWidget(IconLabel(icon_name, "ink_soft", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        self._title = Words(title, "body", bold=True)
        self._text = Words(text, "body", role="ink_soft")
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)

    def say(self, title: str, text: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._text.setText(text)
