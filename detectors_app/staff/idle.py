"""Notices that nobody has touched the program for a while; it locks nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.Wheel,
    }
)


class Idle(QObject):
    """Watches the whole program's events; `went_idle` comes once for each stretch without any."""

    went_idle = Signal()

    def __init__(self, app: QCoreApplication, parent: QObject | None = None) -> None:
        """Watch the program's events; nothing is counted before `start`."""
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.went_idle)
        self._counting = False
        app.installEventFilter(self)

    def start(self, after_ms: int) -> None:
        """Count from now."""
        self._counting = True
        self._timer.start(after_ms)

    def stop(self) -> None:
        """Count no more."""
        self._counting = False
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt hands it over
        """Begin again at every touch; swallow nothing."""
        if self._counting and event.type() in _TOUCHES:
            self._timer.start()
        return False
