"""Sends a finished concern, or a draft as it is, and says how it went; draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from detectors_app.domain.concern import About, Concern
from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.ids import EnvelopeId
from detectors_app.staff import jobs
from detectors_app.staff.asking import Ask
from detectors_app.staff.laptop import Laptop

if TYPE_CHECKING:
    from detectors_app.use_cases.rows import OutboxItem

FEW_READERS = "concern.few_readers"


class SendPresenter(QObject):
    """One sending at a time; pressing twice sends once."""

    sent = Signal(object)
    """OutboxItem: it is durably queued, and its draft is gone."""
    few_readers_found = Signal()
    """Fewer than two officers would be left: the person must see the number before it goes."""
    sending_failed = Signal(object)
    """DetectorsError; the draft is kept."""
    busy_changed = Signal(bool)

    def __init__(self, ask: Ask, parent: QObject | None = None) -> None:
        """Send nothing yet."""
        super().__init__(parent)
        self._ask = ask
        self._busy = False
        self._again: Callable[[], None] | None = None

    def send(
        self, concern_id: EnvelopeId, concern: Concern, about: About | None = None, *, told_phone: bool = False
    ) -> None:
        """Seal and queue a finished concern, or what is added to one."""
        self._again = lambda: self.send(concern_id, concern, about, told_phone=True)
        self._start(jobs.report(concern_id, concern, about, told_phone=told_phone))

    def send_as_it_is(self, draft_id: EnvelopeId, *, told_phone: bool = False) -> None:
        """Queue a draft without opening it."""
        self._again = lambda: self.send_as_it_is(draft_id, told_phone=True)
        self._start(jobs.send_as_it_is(draft_id, told_phone=told_phone))

    def on_told(self) -> None:
        """Send after all: the person has seen the number."""
        if self._again is not None:
            self._again()

    def _start(self, job: Callable[[Laptop], OutboxItem]) -> None:
        if self._busy:
            return
        self._set_busy(busy=True)
        self._ask(job, self._on_sent, self._on_failed)

    def _on_sent(self, item: OutboxItem) -> None:
        self._again = None
        self._set_busy(busy=False)
        self.sent.emit(item)

    def _on_failed(self, error: DetectorsError) -> None:
        self._set_busy(busy=False)
        if error.key == FEW_READERS:
            self.few_readers_found.emit()
        else:
            self.sending_failed.emit(error)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)
