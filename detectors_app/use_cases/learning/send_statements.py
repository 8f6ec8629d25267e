"""Sends completions to the council's learning record store, from a queue of its own; asks no screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from detectors_app.domain.completion import Completion, CompletionId
from detectors_app.domain.course import CourseId
from detectors_app.domain.errors import TransientFault
from detectors_app.domain.record_store import (
    Answer,
    NotLetIn,
    Queued,
    QueueState,
    RecordStore,
    Replied,
    after_answer,
    after_silence,
)
from detectors_app.domain.retry import CEILING_S, Chance
from detectors_app.protocol.xapi import Named, XapiStatement, statement_of
from detectors_app.use_cases.ports import Clock

AT_ONCE = 100
"""So many statements go in one request."""
HOLD_UNTIL = "record_store_hold_until"
TROUBLE = "record_store_trouble"
"""Notes: until when everything waits, and the wording key of why, both empty where nothing does."""


@dataclass(frozen=True, slots=True)
class QueuedCompletion:
    """One completion on its way, and how it stands."""

    completion: Completion
    queued: Queued = field(default_factory=Queued)


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many are waiting, held by the record store, and parked."""

    waiting: int
    held: int
    parked: int


class StatementUnit(Protocol):
    """The queue in a desk's store, inside one transaction (storage.statement_rows fits)."""

    def queue_completions(self) -> int:
        """Queue every completion that was not queued yet; give how many were new."""

    def completions_due(self, now: datetime, limit: int) -> tuple[QueuedCompletion, ...]:
        """Give at most so many that are waiting or parked with their next attempt reached, the oldest first."""

    def change_queued(self, which: CompletionId, queued: Queued) -> None:
        """Write how one stands now."""

    def count_queued(self) -> QueueCounts:
        """Count them by state."""

    def record_store(self) -> RecordStore | None:
        """Give where to send, None where nobody set it."""

    def note(self, name: str) -> str:
        """Give a small remembered value, empty if none."""

    def put_note(self, name: str, value: str) -> None:
        """Remember a small value."""


class StatementStore(Protocol):
    """Opens transactions on the queue."""

    def unit(self) -> AbstractContextManager[StatementUnit]:
        """Begin a transaction. Raises EnvironmentFault, CannotOpen."""


class Sender(Protocol):
    """The record store over the network (transport.record_store.RecordStoreClient fits)."""

    def send(self, statements: tuple[XapiStatement, ...]) -> Replied:
        """Hand statements in, all or none. Raises TransientFault, NotLetIn."""


NameOf = Callable[[CourseId], Named | None]
"""Gives what a course is called among learning records, None for one that this desk does not know."""


@dataclass(frozen=True, slots=True)
class StatementParts:
    """What sending is handed."""

    store: StatementStore
    connect: Callable[[RecordStore], Sender]
    name_of: NameOf
    now: Clock
    chance: Chance


@dataclass(slots=True)
class Sent:
    """What one run did. `trouble` is the wording key of why it stopped early, empty where it did not."""

    held: int = 0
    parked: int = 0
    trouble: str = ""


def send_statements(parts: StatementParts) -> Sent:
    """Queue what is new and send everything due; does nothing where no record store is set.

    A statement has the same id and words each time, so one that went before its answer was lost is held, not doubled.
    Raises EnvironmentFault and CannotOpen from the store alone.
    """
    done = Sent()
    with parts.store.unit() as unit:
        where = unit.record_store()
        if where is not None:
            unit.queue_completions()
        waiting = _is_held_back(unit, parts.now())
    if where is None or waiting:
        return done
    sender = parts.connect(where)
    tried: set[CompletionId] = set()
    while due := _due(parts, tried):
        tried.update(each.completion.id for each in due)
        try:
            _send(parts, sender, where, due, done)
        except NotLetIn as no:
            _hold_back(parts, no.key, done)
            break
        except TransientFault as fault:
            _no_answer(parts, due, fault, done)
            break
    return done


def _is_held_back(unit: StatementUnit, now: datetime) -> bool:
    """Say whether everything waits: at most a quarter of an hour, whatever a clock that was put back says."""
    text = unit.note(HOLD_UNTIL)
    return bool(text) and now < datetime.fromisoformat(text) <= now + timedelta(seconds=CEILING_S)


def _due(parts: StatementParts, tried: set[CompletionId]) -> tuple[QueuedCompletion, ...]:
    with parts.store.unit() as unit:
        due = unit.completions_due(parts.now(), AT_ONCE)
    return tuple(each for each in due if each.completion.id not in tried)


def _send(
    parts: StatementParts, sender: Sender, where: RecordStore, due: tuple[QueuedCompletion, ...], done: Sent
) -> None:
    """Send these together; where the store minds one of them, halves tell which. Raises TransientFault, NotLetIn."""
    named = [(each, parts.name_of(each.completion.course)) for each in due]
    known = tuple((each, name) for each, name in named if name is not None)
    _wait_for_course(parts, tuple(each for each, name in named if name is None))
    if known:
        _halving(parts, sender, where, known, done)


def _halving(
    parts: StatementParts,
    sender: Sender,
    where: RecordStore,
    due: tuple[tuple[QueuedCompletion, Named], ...],
    done: Sent,
) -> None:
    statements = tuple(statement_of(each.completion, name, where.home_page) for each, name in due)
    replied = sender.send(statements)
    if len(due) > 1 and replied.answer is not Answer.TAKEN:
        middle = len(due) // 2
        _halving(parts, sender, where, due[:middle], done)
        _halving(parts, sender, where, due[middle:], done)
        return
    _write(parts, [(each, after_answer(each.queued, replied, parts.now())) for each, _ in due], done)


def _write(parts: StatementParts, changed: list[tuple[QueuedCompletion, Queued]], done: Sent) -> None:
    with parts.store.unit() as unit:
        for each, queued in changed:
            unit.change_queued(each.completion.id, queued)
        unit.put_note(HOLD_UNTIL, "")
        unit.put_note(TROUBLE, "")
    done.held += sum(queued.state is QueueState.HELD for _, queued in changed)
    done.parked += sum(queued.state is QueueState.PARKED for _, queued in changed)


def _wait_for_course(parts: StatementParts, unknown: tuple[QueuedCompletion, ...]) -> None:
    """Keep those of a course that this desk does not know yet: its next version may name it."""
    if not unknown:
        return
    at = parts.now() + timedelta(days=1)
    with parts.store.unit() as unit:
        for each in unknown:
            unit.change_queued(each.completion.id, replace(each.queued, next_attempt_at=at))


def _no_answer(parts: StatementParts, due: tuple[QueuedCompletion, ...], fault: TransientFault, done: Sent) -> None:
    """Nothing is known: those that stand as they were go again later, and nothing goes before the first of them."""
    done.trouble = fault.key
    now = parts.now()
    later = {each.completion.id: after_silence(each.queued, now, parts.chance, fault.retry_after_s) for each in due}
    with parts.store.unit() as unit:
        still = {each.completion.id for each in unit.completions_due(now, AT_ONCE)}
        for which in later.keys() & still:
            unit.change_queued(which, later[which])
        until = min(each.next_attempt_at for each in later.values() if each.next_attempt_at is not None)
        unit.put_note(HOLD_UNTIL, until.isoformat())
        unit.put_note(TROUBLE, fault.key)


def _hold_back(parts: StatementParts, key: str, done: Sent) -> None:
    done.trouble = key
    with parts.store.unit() as unit:
        unit.put_note(HOLD_UNTIL, (parts.now() + timedelta(seconds=CEILING_S)).isoformat())
        unit.put_note(TROUBLE, key)
