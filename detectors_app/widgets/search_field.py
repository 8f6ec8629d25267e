"""A short field to search with, its icon where words begin; finds nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from detectors_app.widgets.direction import mirrored, sided
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.theme import set_role, theme_of

_PRIVATE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


class SearchField(QLineEdit):
    """A short field to search with; its label is in its name and its words inside it."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.setInputMethodHints(_PRIVATE)
        theme = theme_of(self)
        self.setTextMargins(*sided(theme.scaled(20) + 18, 0, 10, 0))
        self.setMinimumHeight(theme.scaled(theme.target_px["small_button"]))
        self._icon = IconLabel("search", "ink_soft", 20, self)
        self._icon.resize(self._icon.sizeHint())
        set_role(self, QPalette.ColorRole.PlaceholderText, "ink_soft")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the icon where words begin."""
        super().resizeEvent(event)
        size = self._icon.size()
        place = QRect(12, (self.minimumHeight() - size.height()) // 2, size.width(), size.height())
        self._icon.setGeometry(mirrored(place, self.rect(), right_to_left=self.isRightToLeft()))
