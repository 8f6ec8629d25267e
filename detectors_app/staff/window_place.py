"""Where a window stands on the screen, handed from a process to the one that takes its place; knows no page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray

from detectors_app.staff.relock import Begins

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def begins_like(window: QWidget, *, covered: bool) -> Begins:
    """Give how a fresh process begins in place of this window; a window that was behind others stays there."""
    return Begins(
        covered=covered,
        inactive=not window.isActiveWindow(),
        minimised=window.isMinimized(),
        geometry=bytes(window.saveGeometry().toBase64().data()).decode("ascii"),
    )


def show_like(window: QWidget, begins: Begins) -> None:
    """Show a window where and how another stood; it never comes up before what a person is doing elsewhere."""
    if begins.geometry:
        window.restoreGeometry(QByteArray.fromBase64(begins.geometry.encode("ascii", "replace")))
    if begins.inactive:
        from PySide6.QtCore import Qt  # slow to load, and mostly not needed before the first paint

        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    if begins.minimised:
        window.showMinimized()
        return
    window.show()
    if begins.inactive:
        window.lower()


def bring_up(window: QWidget) -> None:
    """Show a window in front of all others, out of the task bar if it was there."""
    from PySide6.QtCore import Qt

    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
