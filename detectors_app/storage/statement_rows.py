"""The queue to a learning record store, in SQL (use_cases.learning.send_statements.StatementUnit); decides nothing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from detectors_app.domain.completion import Completion, CompletionId, learner_of
from detectors_app.domain.course import CourseId
from detectors_app.domain.record_store import Queued, QueueState, RecordStore
from detectors_app.storage.desk_tables import LEAD
from detectors_app.use_cases.learning.send_statements import QueueCounts, QueuedCompletion

_DONE = LEAD.completions
_QUEUE = LEAD.queue
_STORE = LEAD.record_store
QUEUED_TO = "record_store_queued_to"
"""Note: the row of `taken_in` up to which everything was queued."""


class StatementRows:
    """Where to send, and what is on its way; part of a desk's unit."""

    _connection: Connection

    def record_store(self) -> RecordStore | None:
        """Give where to send, None where nobody set it."""
        row = self._connection.execute(select(_STORE)).first()
        return None if row is None else RecordStore(row.address, row.user, row.secret, row.home_page)

    def put_record_store(self, where: RecordStore | None) -> None:
        """Set where to send. Another address is told everything anew; None stops it and forgets the secret."""
        before = self.record_store()
        if where is None or before is None or before.address != where.address:
            self._connection.execute(delete(_QUEUE))
            self.put_note(QUEUED_TO, "")
        self._connection.execute(delete(_STORE))
        if where is not None:
            self._connection.execute(insert(_STORE).values(one=1, **asdict(where)))

    def queue_completions(self) -> int:
        """Queue every completion that was not queued yet, and forget what was taken back before it went."""
        gone = ~select(_DONE.c.id).where(_DONE.c.id == _QUEUE.c.id).exists()
        self._connection.execute(delete(_QUEUE).where(_QUEUE.c.state != QueueState.HELD, gone))
        done_to = int(self.note(QUEUED_TO) or 0)
        last = self._connection.execute(select(func.max(_DONE.c.seq))).scalar() or 0
        if last <= done_to:
            return 0
        new = select(_DONE.c.id, func.min(_DONE.c.seq)).where(_DONE.c.seq > done_to).group_by(_DONE.c.id)
        added = insert(_QUEUE).from_select(["id", "seq"], new).on_conflict_do_nothing()
        count = self._connection.execute(added).rowcount
        self.put_note(QUEUED_TO, str(last))
        return count

    def completions_due(self, now: datetime, limit: int) -> tuple[QueuedCompletion, ...]:
        """Give at most so many that are waiting or parked with their next attempt reached, the oldest first."""
        any_row = _DONE.alias()
        first = select(func.min(any_row.c.seq)).where(any_row.c.id == _QUEUE.c.id).scalar_subquery()
        reached = _QUEUE.c.next_attempt_at.is_(None) | (_QUEUE.c.next_attempt_at <= now)
        wanted = (
            select(_DONE, _QUEUE.c.state, _QUEUE.c.tries, _QUEUE.c.next_attempt_at, _QUEUE.c.status)
            .select_from(_QUEUE.join(_DONE, (_QUEUE.c.id == _DONE.c.id) & (_DONE.c.seq == first)))
            .where(_QUEUE.c.state != QueueState.HELD, reached)
            .order_by(_QUEUE.c.seq)
            .limit(limit)
        )
        return tuple(_queued(row) for row in self._connection.execute(wanted))

    def change_queued(self, which: CompletionId, queued: Queued) -> None:
        """Write how one stands now."""
        self._connection.execute(update(_QUEUE).where(_QUEUE.c.id == which).values(asdict(queued)))

    def count_queued(self) -> QueueCounts:
        """Count them by state."""
        rows = self._connection.execute(select(_QUEUE.c.state, func.count()).group_by(_QUEUE.c.state))
        counted = {row[0]: int(row[1]) for row in rows}
        return QueueCounts(*(counted.get(each, 0) for each in (QueueState.WAITING, QueueState.HELD, QueueState.PARKED)))

    def note(self, name: str) -> str:
        """Give a small remembered value; the desk's unit does."""
        raise NotImplementedError

    def put_note(self, name: str, value: str) -> None:
        """Remember a small value; the desk's unit does."""
        raise NotImplementedError


def _queued(row: Any) -> QueuedCompletion:  # noqa: ANN401 - SQLAlchemy types a row by its columns' number
    completion = Completion(
        CompletionId(row.id), learner_of(row.staff), row.staff, CourseId(row.course), row.version, row.cycle,
        date.fromordinal(row.day),
    )  # fmt: skip
    return QueuedCompletion(completion, Queued(QueueState(row.state), row.tries, row.next_attempt_at, row.status))
