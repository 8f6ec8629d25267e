"""A desk's way to the council's learning record store: where to, how it stands, and sending; shows nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from detectors_app.domain.course import Course, CourseId
from detectors_app.domain.record_store import RecordStore
from detectors_app.protocol.xapi import Named
from detectors_app.storage.desk_store import DeskStore
from detectors_app.transport.record_store import RecordStoreClient
from detectors_app.use_cases.learning.register import fold_learning
from detectors_app.use_cases.learning.send_statements import (
    HOLD_UNTIL,
    TROUBLE,
    QueueCounts,
    Sent,
    StatementParts,
    send_statements,
)
from detectors_app.use_cases.ports import Clock

Courses = Callable[[], tuple[Course, ...]]


@dataclass(frozen=True, slots=True)
class RecordsStand:
    """How sending stands. `where` is None while nobody set a record store; `trouble` is a wording key, else empty."""

    where: RecordStore | None
    counts: QueueCounts
    trouble: str


class RecordSending:
    """The queue of one desk. Every thread that works with it has its own."""

    def __init__(self, store: DeskStore, courses: Courses, now: Clock) -> None:
        """Keep the desk's store; `courses` gives those in force, asked for when something is to be sent."""
        self._store, self._courses, self._now = store, courses, now

    def stands(self) -> RecordsStand:
        """Say how it stands."""
        with self._store.unit() as unit:
            return RecordsStand(unit.record_store(), unit.count_queued(), unit.note(TROUBLE))

    def set(self, where: RecordStore | None) -> None:
        """Set where to send from now on, None to stop. Raises Invalid: no safe address, no whole account."""
        if where is not None:
            RecordStoreClient(where)
        with self._store.unit() as unit:
            unit.put_record_store(where)
            unit.put_note(TROUBLE, "")
            unit.put_note(HOLD_UNTIL, "")

    def send(self) -> Sent:
        """Send everything due. What the network does is in the outcome; the store's faults are raised."""
        with self._store.unit() as unit:
            where = unit.record_store()
            if where is None:
                return Sent()
            fold_learning(unit)
        with closing(RecordStoreClient(where)) as client:
            parts = StatementParts(self._store, lambda _: client, self._name_of, self._now, random.random)
            return send_statements(parts)

    def _name_of(self, course: CourseId) -> Named | None:
        found = next((each for each in self._courses() if each.id == course), None)
        return None if found is None else Named(found.iri, found.title)
