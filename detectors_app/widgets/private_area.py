"""A field of several lines out of which nothing can be dragged; knows nothing of labels and rules."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QPlainTextEdit


class PrivateArea(QPlainTextEdit):
    """Tab leaves it. Words go out of it by copying alone, where the clipboard's guard sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a new selection where the words are already selected: Qt would begin to drag them."""
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().mousePressEvent(event)
