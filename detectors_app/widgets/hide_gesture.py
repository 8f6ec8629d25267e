"""The hide gesture: Shift three times with nothing between; tells, hides nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

WITHIN_MS = 1200
"""All three presses fall within so long. Windows asks about Sticky Keys only at the fifth."""
TIMES = 3


class HideGesture(QObject):
    """Watches the application's keys. Emits `hide_asked` when Shift is released for the third time."""

    hide_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QElapsedTimer()
        self._times = 0
        self._alone = False
        self._stamp = -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count presses of Shift alone; swallow nothing."""
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease} and isinstance(event, QKeyEvent):
            # One key reaches the window and then the widget that has the focus: count it once.
            if watched.isWindowType():
                self._on_key(event)
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._times = 0
        return False

    def _on_key(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        shift = event.key() == Qt.Key.Key_Shift
        if event.type() == QEvent.Type.KeyPress:
            self._alone = shift
            if not shift:
                self._times = 0
        elif shift and self._alone:
            self._count()

    def _count(self) -> None:
        if self._times == 0 or self._timer.elapsed() > WITHIN_MS:
            self._times = 0
            self._timer.start()
        self._times += 1
        self._alone = False
        if self._times == TIMES:
            self._times = 0
            self.hide_asked.emit()
