"""Sleep and screen locks as Linux tells them over D-Bus; where there is no such bus it hears nothing.

logind waits up to five seconds with the sleep for whoever asked it to (a *delay inhibitor*): that is time enough to
seal what is being written. The wish lasts as long as the answer that logind gave is kept.
"""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from detectors_app.widgets.session_watch import SessionWatch

_log = logging.getLogger(__name__)

LOGIND = "org.freedesktop.login1"
LOGIND_PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


class BusWatch(SessionWatch):
    """Listens on the system's bus and on the session's."""

    def __init__(
        self,
        name: str,
        parent: QObject | None = None,
        *,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        """Take the buses, the machine's own where none are given; nothing is heard before `start`."""
        super().__init__(parent)
        self._name = name
        self._system, self._session = system, session
        self._asked: QDBusPendingCallWatcher | None = None
        self._wish: QDBusMessage | None = None

    def start(self) -> None:
        """Begin to listen, and ask for time before a sleep."""
        self._system = self._system or QDBusConnection.systemBus()
        self._session = self._session or QDBusConnection.sessionBus()
        if self._system.isConnected():
            self._system.connect("", "", MANAGER, "PrepareForSleep", self, _slot("on_sleep(bool)"))
            self._system.connect("", "", SESSION, "Lock", self, _slot("on_lock()"))
            self._ask_for_time()
        if self._session.isConnected():
            for each in SCREEN_SAVERS:
                self._session.connect("", "", each, "ActiveChanged", self, _slot("on_screen_saver(bool)"))
        _log.info("session_watch.buses %s %s", self._system.isConnected(), self._session.isConnected())

    @property
    def delays_sleep(self) -> bool:
        """Say whether the machine waits with its sleep until `let_sleep`."""
        return self._wish is not None

    def let_sleep(self) -> None:
        """Give the time back: the answer that held it is dropped."""
        self._wish = None

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:  # noqa: FBT001 - logind's signal
        """Tell that the machine goes to sleep; after it woke up, ask for time before the next sleep."""
        if begins:
            self.left.emit()
        elif self._wish is None:
            self._ask_for_time()

    @Slot()
    def on_lock(self) -> None:
        """Tell that the session is to be locked."""
        self.left.emit()

    @Slot(bool)
    def on_screen_saver(self, active: bool) -> None:  # noqa: FBT001 - the screen saver's signal
        """Tell that the screen was locked or blanked."""
        if active:
            self.left.emit()

    def _ask_for_time(self) -> None:
        if self._system is None:
            return
        call = QDBusMessage.createMethodCall(LOGIND, LOGIND_PATH, MANAGER, "Inhibit")
        call.setArguments(["sleep", self._name, self._name, "delay"])
        self._asked = QDBusPendingCallWatcher(self._system.asyncCall(call), self)
        self._asked.finished.connect(self._on_answered)

    @Slot(QDBusPendingCallWatcher)
    def _on_answered(self, asked: QDBusPendingCallWatcher) -> None:
        answer = asked.reply()
        if answer.type() == QDBusMessage.MessageType.ReplyMessage:
            self._wish = answer
        else:
            _log.info("session_watch.no_delay %s", answer.errorName())
        asked.deleteLater()
        self._asked = None


def _slot(signature: str) -> Any:  # noqa: ANN401 - the call takes text, its stub says bytes
    """Give a slot's name as QDBusConnection.connect takes it."""
    return SLOT(signature)
