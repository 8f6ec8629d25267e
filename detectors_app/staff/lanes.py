"""The staff program's five threads: each has a façade of its own, and none waits for another.

window ── ask ──▶ store lane       saves, reads, sends to the outbox
timer, new work, network ──▶ delivery lane    sync(), then a timer until the report's next_at
always ──▶ listening lane   listen(), then at once or at its next_at
at times drawn by chance ──▶ training lane   sync_learning(), then fetch_packs(): no concern waits for either
a letter typed where a home is looked for, courses read for the first time ──▶ finding lane   begun with the first
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from detectors_app.domain.errors import DetectorsError
from detectors_app.widgets.lane import Lane, LaneStoppedError

if TYPE_CHECKING:
    from detectors_app.staff.laptop import Laptop
    from detectors_app.use_cases.delivery.learning_round import LearningReport
    from detectors_app.use_cases.delivery.listen import Heard
    from detectors_app.use_cases.delivery.sync_round import SyncReport
    from detectors_app.use_cases.learning.fetch_packs import PacksFetched

_log = logging.getLogger(__name__)

LISTEN_S = 25
"""How long one wait for receipts lasts at most."""

LISTEN_GAP_MS = 250
"""Between two waits, so that a service that answers at once is not asked without end."""

LEARNING_AFTER_MS = 5_000
"""So long after the start the training lane asks for its next time; that alone sends nothing."""

AFTER_A_FAULT_MS = 30_000
LONGEST_TIMER_MS = 15 * 60_000


class Lanes(QObject):
    """Starts the lanes and keeps delivery going. `changed`: something was committed, so pages read again."""

    changed = Signal()

    def __init__(
        self,
        open_laptop: Callable[[], Laptop],
        now: Callable[[], datetime],
        *,
        listen_s: int = LISTEN_S,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._now, self._listen_s = now, listen_s
        self._store: Lane[Laptop] = Lane("store", open_laptop, _close, self)
        self._delivery: Lane[Laptop] = Lane("delivery", open_laptop, _close, self)
        self._listening: Lane[Laptop] = Lane("listening", open_laptop, _close, self)
        self._finding: Lane[Laptop] = Lane("finding", open_laptop, _close, self)
        self._training: Lane[Laptop] = Lane("training", open_laptop, _close, self)
        self._again = False
        self._going = False
        self._due = QTimer(self, singleShot=True)
        self._due.timeout.connect(self.deliver)
        self._listen_due = QTimer(self, singleShot=True)
        self._listen_due.timeout.connect(self.listen)
        self._learning_due = QTimer(self, singleShot=True)
        self._learning_due.timeout.connect(self.learn)

    def ask(
        self, job: Callable[[Laptop], Any], then: Callable[[Any], None], failed: Callable[[DetectorsError], None]
    ) -> None:
        """Run a job on the store lane; Ask fits. A bug is answered like a fault, after the crash page has it."""
        _ask(self._store, job, then, failed)

    def ask_far(
        self, job: Callable[[Laptop], Any], then: Callable[[Any], None], failed: Callable[[DetectorsError], None]
    ) -> None:
        """As `ask`, on the delivery lane: for what waits for the network while the store must not."""
        _ask(self._delivery, job, then, failed)

    def find(
        self, job: Callable[[Laptop], Any], then: Callable[[Any], None], failed: Callable[[DetectorsError], None]
    ) -> None:
        """As `ask`, on the finding lane: what is looked for while somebody types holds nothing else up."""
        _ask(self._finding, job, then, failed)

    def start(self) -> None:
        """Begin to deliver and to listen."""
        self._going = True
        self.deliver()
        self.listen()
        self._learning_due.start(LEARNING_AFTER_MS)

    @Slot()
    def wake(self) -> None:
        """The network may be back: try soon, and begin backing off anew."""
        if self._going:
            self._delivery.run(lambda laptop: laptop.wake(), self._on_woken, self._on_fault)

    @Slot()
    def deliver(self) -> None:
        """Do one round now; a wish during a round makes one more."""
        self._due.stop()
        if not self._going:
            return
        if self._delivery.busy:
            self._again = True
            return
        self._delivery.run(lambda laptop: laptop.sync(), self._on_synced, self._on_fault)

    @Slot()
    def listen(self) -> None:
        """Wait for receipts once more."""
        self._listen_due.stop()
        if self._going and not self._listening.busy:
            wait_s = self._listen_s
            self._listening.run(lambda laptop: laptop.listen(wait_s), self._on_heard, self._on_deaf)

    @Slot()
    def learn(self) -> None:
        """Let the training records go, where their time has come."""
        if self._going and not self._training.busy:
            self._training.run(lambda laptop: laptop.sync_learning(), self._on_learned, self._on_unlearned)

    def stop(self, timeout_ms: int) -> bool:
        """End all lanes; False where one did not end in time (it waits for the network; nothing is lost)."""
        self._going = False
        self._stop_timers()
        lanes = (self._store, self._delivery, self._listening, self._finding, self._training)
        ended = [lane.stop(timeout_ms) for lane in lanes]
        return all(ended)

    def leave(self, timeout_ms: int) -> bool:
        """End before the process is replaced: the store's lane finishes what it was asked, no other is waited for.

        What they ask the service again is answered the same. False where the store's lane did not end in time.
        """
        self._going = False
        self._stop_timers()
        for lane in (self._finding, self._delivery, self._listening, self._training):
            lane.stop(0)
        return self._store.stop(timeout_ms)

    def _on_synced(self, report: SyncReport) -> None:
        if report.trouble:
            _log.info("sync.trouble %s", report.trouble)
        self.changed.emit()
        if self._again:
            self._again = False
            self.deliver()
        else:
            self._due.start(self._until(report.next_at))
            if report.reached:
                self.listen()

    def _on_woken(self, at: datetime) -> None:
        self._due.start(self._until(at))
        self._listen_due.start(self._until(at))

    def _on_heard(self, heard: Heard) -> None:
        self.changed.emit()  # also when nothing was read: another program may have queued something meanwhile
        if self._going:
            self._listen_due.start(max(self._until(heard.next_at), LISTEN_GAP_MS))

    def _on_fault(self, error: Exception) -> None:
        _log.warning("delivery.fault %s", error if isinstance(error, DetectorsError) else type(error).__name__)
        self._due.start(AFTER_A_FAULT_MS)

    def _on_deaf(self, error: Exception) -> None:
        _log.warning("listening.fault %s", error if isinstance(error, DetectorsError) else type(error).__name__)
        self._listen_due.start(AFTER_A_FAULT_MS)

    def _on_learned(self, report: LearningReport) -> None:
        if report.trouble:
            _log.info("learning.trouble %s", report.trouble)
        if report.sent:
            self.changed.emit()
        if self._going:
            self._learning_due.start(self._until(report.next_at))
        if self._going and report.spoke:
            self._training.run(lambda laptop: laptop.fetch_packs(self._goes), self._on_packs, self._on_unlearned)

    def _goes(self) -> bool:
        """Say whether nobody has asked for an end; asked from the training lane's thread."""
        return self._going

    def _on_packs(self, fetched: PacksFetched) -> None:
        if fetched.trouble:
            _log.info("packs.trouble %s", fetched.trouble)
        if fetched.taken:
            self.changed.emit()
        if self._going and not self._learning_due.isActive():
            self.learn()  # Its time came while courses were fetched.

    def _on_unlearned(self, error: Exception) -> None:
        _log.warning("learning.fault %s", error if isinstance(error, DetectorsError) else type(error).__name__)
        if self._going:
            self._learning_due.start(AFTER_A_FAULT_MS)

    def _stop_timers(self) -> None:
        for timer in (self._due, self._listen_due, self._learning_due):
            timer.stop()

    def _until(self, at: datetime) -> int:
        wait_ms = round((at - self._now()).total_seconds() * 1000)
        return min(max(wait_ms, 0), LONGEST_TIMER_MS)


def _close(laptop: Laptop) -> None:
    laptop.close()


def _ask(
    lane: Lane[Laptop],
    job: Callable[[Laptop], Any],
    then: Callable[[Any], None],
    failed: Callable[[DetectorsError], None],
) -> None:
    def on_error(error: Exception) -> None:
        if isinstance(error, LaneStoppedError):
            return  # the window is closing: nobody is left to be told
        failed(error if isinstance(error, DetectorsError) else DetectorsError("other"))

    lane.run(job, then, on_error)
