"""Takes away what hangs over a window, outside its own area: open lists, menus, tips and dialogs; covers nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

_MOST = 20
"""A menu in a menu in a menu: none goes so deep. A popup that refuses to close is hidden."""


def close_what_hangs_over(window: QWidget) -> None:
    """Close every popup, the tip, and each window that belongs to this one."""
    for _ in range(_MOST):
        popup = QApplication.activePopupWidget()
        if popup is None:
            break
        popup.close()
        popup.hide()
    for other in QApplication.topLevelWidgets():
        if other.isVisible() and _hangs_over(other, window):
            other.close()
            other.hide()


def _hangs_over(other: QWidget, window: QWidget) -> bool:
    """Say whether it belongs to the window, or is a tip, which belongs to nobody."""
    parent = other.parentWidget()
    return other.inherits("QTipLabel") or (parent is not None and other is not window and parent.window() is window)
