"""Hears that the program is asked to end: by a signal, or because the session ends; ends nothing itself."""

from __future__ import annotations

import logging
import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot
from PySide6.QtGui import QGuiApplication, QSessionManager

_log = logging.getLogger(__name__)
_NAMES = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")
"""Those that this system has. Windows sends SIGBREAK when its console is closed."""


class EndSignals(QObject):
    """Python runs a signal's handler only when it is its turn, which in Qt's loop may be never: a socket wakes it."""

    asked = Signal()
    """End as soon as nothing is lost by it."""
    session_ends = Signal(object)
    """QSessionManager: the session waits until this signal has been dealt with."""

    def __init__(self, app: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._ours: socket.socket | None = None
        self._theirs: socket.socket | None = None
        self._before: dict[int, signal._HANDLER] = {}

    def start(self) -> None:
        """Begin to hear. Only the program's main thread may."""
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._theirs.setblocking(False)
        signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.on_woken)
        for name in _NAMES:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` means what it says
                self._before[number] = signal.signal(number, _noted)
        self._app.commitDataRequest.connect(self.on_session_ends)

    def stop(self) -> None:
        """Hear no more; signals do what they did before."""
        if self._ours is None or self._theirs is None:
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._ours.close()
        self._theirs.close()
        self._ours = self._theirs = None
        self._app.commitDataRequest.disconnect(self.on_session_ends)

    @Slot()
    def on_woken(self) -> None:
        """Read which signals came, and tell."""
        numbers = b"" if self._ours is None else self._ours.recv(64)
        if any(each in self._before for each in numbers):
            _log.info("end_signals.came %s", sorted(set(numbers)))
            self.asked.emit()

    @Slot(QSessionManager)
    def on_session_ends(self, manager: QSessionManager) -> None:
        """Tell it; the session goes on ending when everybody was told."""
        self.session_ends.emit(manager)


def _noted(number: int, frame: FrameType | None) -> None:
    """Do nothing here: the socket has the number already."""
