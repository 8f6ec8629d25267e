"""Counts the seconds down that a passphrase must wait; the store decides whether it may be tried."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

SECOND_MS = 1000


class Countdown(QObject):
    """How long it still is, told each second."""

    left_changed = Signal(int)
    """Seconds; 0 when it is over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.left_s = 0
        self._tick = QTimer(self, interval=SECOND_MS)
        self._tick.timeout.connect(self.on_tick)

    def start(self, left_s: int) -> None:
        """Count down from so many seconds, in place of what was counted before."""
        self.left_s = max(left_s, 0)
        if self.left_s:
            self._tick.start()
        else:
            self._tick.stop()
        self.left_changed.emit(self.left_s)

    @Slot()
    def on_tick(self) -> None:
        """Count one second."""
        self.start(self.left_s - 1)
