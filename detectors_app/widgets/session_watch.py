"""Hears that the machine goes to sleep or that its session is locked, where the system says so; locks nothing itself.

Linux: logind and the desktop's screen saver, over D-Bus. Windows: messages to a window that is never shown. macOS tells
only programs that speak its own languages; there the count of idle minutes, which goes on during sleep, does the work.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class SessionWatch(QObject):
    """What a program needs of it. By itself it hears nothing: for systems that tell nothing, and for tests."""

    left = Signal()
    """Nobody is there from now on: the machine goes to sleep, or its screen was locked."""

    def start(self) -> None:
        """Begin to listen."""

    def let_sleep(self) -> None:
        """Let the machine go to sleep: all is locked that had to be."""


def session_watch(name: str, parent: QObject | None = None) -> SessionWatch:
    """Give what hears it on this system. `name` is what the system calls the program that asks it to wait."""
    system: str = sys.platform
    if system == "win32":
        from detectors_app.widgets.session_watch_windows import WindowsWatch

        return WindowsWatch(parent)
    if system == "linux":
        from detectors_app.widgets.session_watch_linux import BusWatch

        return BusWatch(name, parent)
    return SessionWatch(parent)
