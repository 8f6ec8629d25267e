"""Notices that nobody has touched the program for a while, and says so in good time; it locks nothing itself.

touch ──── quiet ────▶ warned(30), warned(20), warned(10) ──▶ went_idle
  ▲                            │
  └───────── stayed ◀── touch ─┘
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

from detectors_app.widgets.system_idle import SystemIdle, steady_s, system_idle_s

MINUTE_MS = 60_000

WARN_S = 30
"""So long before it ends a stretch is warned of; WCAG 2.2, 2.2.1 asks for 20 seconds at least."""

STEP_S = 10
"""The seconds left are told in such steps: a figure that changes each second would hurry people."""

LOOK_EVERY_S = 5.0
"""How long the machine may have slept, or another program been used, before it is noticed."""

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.Wheel,
    }
)


class Idle(QObject):
    """Watches the whole program's events; `went_idle` comes once for each stretch without any."""

    warned = Signal(int)
    """A stretch ends in so many seconds: 30, 20, 10."""
    stayed = Signal()
    """Somebody is there after a warning."""
    went_idle = Signal()

    def __init__(
        self,
        app: QCoreApplication,
        parent: QObject | None = None,
        *,
        system: SystemIdle = system_idle_s,
        clock: Callable[[], float] = steady_s,
    ) -> None:
        """Watch the program's events; nothing is counted before `start`."""
        super().__init__(parent)
        self._system, self._clock = system, clock
        self._after_s = 0.0
        self._seen_s = 0.0
        self._told_s = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._counting = self._ended = False
        app.installEventFilter(self)

    @property
    def after_ms(self) -> int:
        """How long a stretch is, in milliseconds."""
        return round(self._after_s * 1000)

    @property
    def is_counting(self) -> bool:
        """Say whether a stretch is being counted now."""
        return self._counting

    @property
    def is_warning(self) -> bool:
        """Say whether the end of this stretch was warned of."""
        return bool(self._told_s)

    def start(self, after_ms: int) -> None:
        """Count from now."""
        self._after_s = after_ms / 1000
        self._counting = True
        self.touch()

    @Slot(int)
    def set_minutes(self, minutes: int) -> None:
        """Take over how long a stretch is; where one is being counted, it may end sooner or later for it."""
        if minutes * MINUTE_MS != self.after_ms:
            self._after_s = minutes * 60.0
            self.look()

    @Slot()
    def begin(self) -> None:
        """Count from now, for as long as was set."""
        self.start(self.after_ms)

    def stop(self) -> None:
        """Count no more."""
        self._counting = False
        self._timer.stop()
        self._take_back()

    @Slot()
    def touch(self) -> None:
        """Somebody is there: count anew."""
        if self._counting:
            self._ended = False
            self._seen_s = self._clock()
            self._take_back()
            self._look_again(self._after_s)

    @Slot()
    def look(self) -> None:
        """See how long the stretch is by now; warn, or tell that it has ended."""
        if not self._counting or self._ended:
            return
        now = self._clock()
        elsewhere = self._system()
        if elsewhere is not None:
            self._seen_s = max(self._seen_s, now - elsewhere)
        left_s = self._after_s - (now - self._seen_s)
        if left_s <= 0:
            self._end()
            return
        if left_s <= self._warn_s:
            self._warn(left_s)
        else:
            self._take_back()
        self._look_again(left_s)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt hands it over
        """Begin again at every touch; swallow nothing. The first touch after a long sleep comes too late."""
        if self._counting and event.type() in TOUCHES:
            if not self._ended and self._clock() - self._seen_s >= self._after_s:
                self._end()
            else:
                self.touch()
        return False

    @property
    def _warn_s(self) -> float:
        return min(float(WARN_S), self._after_s / 2)

    def _warn(self, left_s: float) -> None:
        told_s = ceil(left_s / STEP_S) * STEP_S
        if told_s != self._told_s:
            self._told_s = told_s
            self.warned.emit(told_s)

    def _take_back(self) -> None:
        told_s, self._told_s = self._told_s, 0
        if told_s:
            self.stayed.emit()

    def _end(self) -> None:
        """Tell it once; the next touch begins another stretch."""
        self._ended = True
        self._timer.stop()
        self._told_s = 0
        self.went_idle.emit()

    def _look_again(self, left_s: float) -> None:
        """Look when the next thing is to be told, and often enough to notice a sleep or another program's use."""
        wait_s = min(1.0, left_s) if self._told_s else min(LOOK_EVERY_S, left_s - self._warn_s)
        self._timer.start(ceil(wait_s * 1000))
