"""Says something aloud to a screen reader; the same words always stand on the screen too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

Tell = Callable[[QAccessibleAnnouncementEvent], None]


def announce(widget: QWidget, text: str, tell: Tell = QAccessible.updateAccessibility) -> None:
    """Announce text politely, from the widget where it stands; `tell` hands it to the system.

    On a page that is about to be shown it waits for that; what waits under the cover is never said aloud.
    """
    if widget.isVisible():
        tell(QAccessibleAnnouncementEvent(widget, text))
    else:
        QTimer.singleShot(0, widget, lambda: _say_if_seen(widget, text, tell))


def _say_if_seen(widget: QWidget, text: str, tell: Tell) -> None:
    if isValid(widget) and widget.isVisible():
        tell(QAccessibleAnnouncementEvent(widget, text))
