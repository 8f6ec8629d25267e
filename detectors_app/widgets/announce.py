"""Says something aloud to a screen reader; the same words always stand on the screen too."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Announce text politely, from the widget where it stands."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
