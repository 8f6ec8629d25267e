"""The desk's talk with the service: sends, does whole rounds, listens, and says how the link stands; shows nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.desk.link import Link
from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.retry import next_attempt
from detectors_app.widgets.lane import Lane

if TYPE_CHECKING:
    from detectors_app.desk.casebook import Casebook
    from detectors_app.use_cases.casework.sync_desk import Round

WAIT_S = 3
"""How long one question to the service waits for something new.

It answers at once when something comes, so a longer wait shows nothing sooner; but requests cannot be cut from another
thread, and closing the window must not wait for long.
"""
SYNC_EVERY_MS = 60_000
"""A whole round with the service, so that what colleagues read shows here soon."""
AT_ONCE_S = 1.0
"""An answer sooner than this with nothing in it is no long wait: pause before asking again."""

Reached = Callable[[datetime | None], None]


class Rounds(QObject):
    """Two lanes, one that sends and one that listens. `ask_reached` finds out when the service last answered."""

    link_changed = Signal(str, str, str)
    came = Signal(bool)
    """A round is over, or something came while listening; whether there was anything new."""
    broke = Signal(object)
    """An error that is no fault of the service: a bug."""

    def __init__(
        self,
        words: Wording,
        now: Callable[[], datetime],
        ask_reached: Callable[[Reached], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._now, self._ask_reached = now, ask_reached
        self._delivery: Lane[Casebook] | None = None
        self._listening: Lane[Casebook] | None = None
        self._listener: Casebook | None = None
        self._sender: Casebook | None = None
        self._link = Link(words, self)
        self._link.changed.connect(self.link_changed)
        self._misses = 0
        self._asked_at = now()
        self._stopping = False
        self._sync_timer = QTimer(self, interval=SYNC_EVERY_MS)
        self._sync_timer.timeout.connect(self.sync)
        self._listen_timer = QTimer(self, singleShot=True)
        self._listen_timer.timeout.connect(self._listen)

    @property
    def has_begun(self) -> bool:
        """Say whether the service is being asked."""
        return self._delivery is not None

    def begin(self, sender: Casebook, listener: Casebook) -> None:
        """Make the lanes and begin to ask, each with a casebook of its own."""
        self._sender, self._listener = sender, listener
        self._delivery = Lane("delivery", lambda: sender, _close, self)
        self._listening = Lane("listening", lambda: listener, _close, self)
        self._link.checking()
        self._sync_timer.start()
        self.sync()
        self._listen()

    def deliver(self) -> None:
        """Send what waits, at once."""
        if self._delivery is not None:
            self._delivery.run(lambda casebook: casebook.deliver(), self._on_reached, self._on_missed)

    def send(
        self,
        job: Callable[[Casebook], object],
        on_done: Callable[[object], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Run a job that waits for a network on the lane that sends."""
        if self._delivery is not None:
            self._delivery.run(job, on_done, on_error)

    @Slot()
    def sync(self) -> None:
        """Do a whole round, unless one is under way."""
        if self._delivery is not None and not self._delivery.busy:
            self._delivery.run(lambda casebook: casebook.sync(), self._on_synced, self._on_missed)

    def speak(self, words: Wording) -> None:
        """Say how the link stands in these words from now on, and anew what was said."""
        self._link.speak(words)

    def stop(self, within_ms: int) -> bool:
        """Cut what waits for the service and end the lanes. False where one did not end."""
        self._stopping = True
        self.blockSignals(True)
        for timer in (self._sync_timer, self._listen_timer):
            timer.stop()
        for casebook in (self._listener, self._sender):
            if casebook is not None:
                casebook.cut()
        lanes = [each for each in (self._listening, self._delivery) if each is not None]
        ended = [each.stop(within_ms) for each in lanes]  # Every lane is asked, whether or not another ended in time.
        return all(ended)

    def _on_synced(self, result: Round) -> None:
        self._on_reached(result)
        self.came.emit(bool(result.new or result.put_back))

    @Slot()
    def _listen(self) -> None:
        if self._listening is not None and not self._stopping:
            self._asked_at = self._now()
            self._listening.run(lambda casebook: casebook.listen(WAIT_S), self._on_heard, self._on_not_heard)

    def _on_heard(self, new: tuple[object, ...]) -> None:
        self._misses = 0
        self._on_reached(new)
        if new:
            self.came.emit(True)
        soon = (self._now() - self._asked_at).total_seconds() < AT_ONCE_S and not new
        self._listen_timer.start(int(AT_ONCE_S * 1000) if soon else 0)

    def _on_not_heard(self, error: Exception) -> None:
        self._misses += 1
        self._on_missed(error)
        now = self._now()
        wait_s = (next_attempt(now, self._misses, random.random) - now).total_seconds()
        self._listen_timer.start(int(min(wait_s, 30.0) * 1000) + 500)

    def _on_reached(self, _: object) -> None:
        if not self._stopping:
            self._link.reached(self._now())

    def _on_missed(self, error: Exception) -> None:
        if self._stopping:
            return
        if not isinstance(error, DetectorsError):
            self.broke.emit(error)
        self._ask_reached(self._on_last_reached)

    def _on_last_reached(self, at: datetime | None) -> None:
        self._link.missed(at, self._now())


def _close(casebook: Casebook) -> None:
    casebook.close()
