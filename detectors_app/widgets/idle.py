"""Notices that nobody has touched the program for a while; it locks nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

MINUTE_MS = 60_000

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

    @property
    def after_ms(self) -> int:
        """How long a stretch is, in milliseconds."""
        return self._timer.interval()

    @property
    def is_counting(self) -> bool:
        """Say whether a stretch is being counted now."""
        return self._timer.isActive()

    def start(self, after_ms: int) -> None:
        """Count from now."""
        self._counting = True
        self._timer.start(after_ms)

    @Slot(int)
    def set_minutes(self, minutes: int) -> None:
        """Take over how long a stretch is; where that changed, a count that is going on begins anew."""
        if minutes * MINUTE_MS != self._timer.interval():
            self._timer.setInterval(minutes * MINUTE_MS)

    @Slot()
    def begin(self) -> None:
        """Count from now, for as long as was set."""
        self.start(self._timer.interval())

    def stop(self) -> None:
        """Count no more."""
        self._counting = False
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt hands it over
        """Begin again at every touch; swallow nothing."""
        if self._counting and event.type() in _TOUCHES:
            self._timer.start()
        return False
