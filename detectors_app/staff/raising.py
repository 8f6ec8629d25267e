"""How a second start reaches the program that runs already: one word there, one word back, by a local socket.

`open` shows the window (a program without one makes it), `stay` only asks whether one is there. What else comes is not
answered. The socket belongs to one person and one data folder; nothing about a concern ever goes through it.
"""

from __future__ import annotations

import logging
import os
import sys
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

OPEN, STAY = "open", "stay"
PATIENCE_MS = 5000
"""A program that has just begun answers once its window stands."""
_YES = b"yes\n"
_MOST_BYTES = 512
_AGAIN_MS = 50
_ANY_PROGRAM = -1
_log = logging.getLogger(__name__)


def server_name(folder: Path) -> str:
    """Give the socket's name: the same for every way to write the folder's path, and telling nothing about it."""
    name = "site-notes-" + sha256(os.fsencode(folder.resolve())).hexdigest()[:24]
    own = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    return str(own / name) if own.is_absolute() and own.is_dir() else name


class Raiser(QObject):
    """Listens for second starts. Only who holds the folder's lock may: a socket that is left over is taken away."""

    open_asked = Signal(str)
    """Show the window; the text is what the desktop hands a program that may come to the front, mostly empty."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Listen to nothing yet."""
        super().__init__(parent)
        self._name = server_name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self.on_connection)

    def start(self) -> bool:
        """Listen; False where it cannot: a second start then opens a window of its own."""
        QLocalServer.removeServer(self._name)
        if self._server.listen(self._name):
            return True
        _log.warning("raising.cannot_listen %s", self._server.serverError().name)
        return False

    def stop(self) -> None:
        """Listen no more."""
        self._server.close()

    @Slot()
    def on_connection(self) -> None:
        """Wait for the word of whoever came."""
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self.on_ready)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._answer(socket)

    @Slot()
    def on_ready(self) -> None:
        """Read the word once it is whole."""
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _MOST_BYTES:
                socket.abort()
            return
        word, _, token = bytes(socket.readLine(_MOST_BYTES).data()).decode("utf-8", "replace").strip().partition(" ")
        if word not in {OPEN, STAY}:
            socket.abort()
            return
        socket.write(_YES)
        socket.waitForBytesWritten(_AGAIN_MS)  # this process may be replaced the moment it was asked
        if word == OPEN:
            self.open_asked.emit(token)


def ask_running(folder: Path, word: str, patience_ms: int = PATIENCE_MS) -> bool:
    """Ask the program that holds the folder; False where none answers in time."""
    name, deadline = server_name(folder), QDeadlineTimer(patience_ms)
    _let_it_come_forward()
    line = f"{word} {os.environ.get('XDG_ACTIVATION_TOKEN', '')}".strip()[: _MOST_BYTES - 2]
    while not deadline.hasExpired():
        socket = QLocalSocket()
        socket.connectToServer(name)
        if socket.waitForConnected(deadline.remainingTime()):
            socket.write(f"{line}\n".encode())
            if socket.waitForReadyRead(deadline.remainingTime()) and bytes(socket.readAll().data()) == _YES:
                return True
        socket.abort()
        QThread.msleep(_AGAIN_MS)
    return False


def _let_it_come_forward() -> None:
    """Let the other program put its window in front: Windows allows that only to whom the front one names."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROGRAM)
