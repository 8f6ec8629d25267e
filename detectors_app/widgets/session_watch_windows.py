"""Sleep and session locks as Windows tells them: messages to a window of this program that is never shown."""

from __future__ import annotations

import ctypes
import logging
import sys

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QWidget

from detectors_app.widgets.session_watch import SessionWatch

_log = logging.getLogger(__name__)

WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK = 0x02B1, 0x2, 0x4, 0x7
_NOTIFY_FOR_THIS_SESSION = 0
_LEAVING = frozenset(
    {
        (WM_POWERBROADCAST, PBT_APMSUSPEND),
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK),
        (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT),
        (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT),
    }
)


class Message(ctypes.Structure):
    """Windows' MSG, as far as it matters here."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
    )


def means_left(message: Message) -> bool:
    """Say whether nobody is there any more: sleep, a locked screen, a session switched away from or cut off."""
    return (message.message, message.wparam) in _LEAVING


class WindowsWatch(SessionWatch):
    """Owns the window that hears. Windows waits two seconds with a sleep; nothing can ask it for more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear: _Ear | None = None

    def start(self) -> None:
        """Make the window, and ask for messages about the session; those about sleep come unasked."""
        self._ear = _Ear(self)
        if sys.platform == "win32":
            told = ctypes.windll.wtsapi32.WTSRegisterSessionNotification(
                ctypes.c_void_p(int(self._ear.winId())), _NOTIFY_FOR_THIS_SESSION
            )
            _log.info("session_watch.registered %s", bool(told))

    def on_message(self, message: Message) -> None:
        """Take one message to the window."""
        if means_left(message):
            self.left.emit()


class _Ear(QWidget):
    """A window of its own, never shown: a filter for the whole program would see every message there is."""

    def __init__(self, watch: WindowsWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEvent(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Look at it, and let Qt go on with it."""
        self._watch.on_message(Message.from_address(int(message)))
        return super().nativeEvent(kind, message)
