"""Sending completions to a record store that behaves in every way there is."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest

from detectors_app.domain.completion import Completion, CompletionId, complete
from detectors_app.domain.course import CourseId
from detectors_app.domain.errors import TransientFault
from detectors_app.domain.record_store import Answer, NotLetIn, Queued, QueueState, RecordStore, Replied
from detectors_app.protocol.xapi import Named, XapiStatement
from detectors_app.use_cases.learning.send_statements import (
    HOLD_UNTIL,
    TROUBLE,
    QueueCounts,
    QueuedCompletion,
    Sent,
    StatementParts,
    send_statements,
)
from tests.made_up import NOW

COURSE = CourseId("early-detectors")
WHERE = RecordStore("https://lrs.example/xAPI", "lead", secrets.token_hex(), "https://staff.example")


class Queue:
    """A queue in memory; each transaction is the whole of it."""

    def __init__(self, completions: list[Completion]) -> None:
        self.completions = completions
        self.rows: dict[CompletionId, Queued] = {}
        self.notes: dict[str, str] = {}
        self.where: RecordStore | None = WHERE

    @contextmanager
    def unit(self) -> Iterator[Queue]:
        yield self

    def queue_completions(self) -> int:
        new = [each.id for each in self.completions if each.id not in self.rows]
        self.rows |= {each: Queued() for each in new}
        return len(new)

    def completions_due(self, now: datetime, limit: int) -> tuple[QueuedCompletion, ...]:
        due = [
            QueuedCompletion(each, self.rows[each.id])
            for each in self.completions
            if each.id in self.rows
            and self.rows[each.id].state is not QueueState.HELD
            and (self.rows[each.id].next_attempt_at or now) <= now
        ]
        return tuple(due[:limit])

    def change_queued(self, which: CompletionId, queued: Queued) -> None:
        self.rows[which] = queued

    def count_queued(self) -> QueueCounts:
        states = [each.state for each in self.rows.values()]
        return QueueCounts(*(states.count(each) for each in (QueueState.WAITING, QueueState.HELD, QueueState.PARKED)))

    def record_store(self) -> RecordStore | None:
        return self.where

    def note(self, name: str) -> str:
        return self.notes.get(name, "")

    def put_note(self, name: str, value: str) -> None:
        self.notes[name] = value


class Store:
    """A record store: what it holds, and what it says to a batch."""

    def __init__(self, say: Callable[[tuple[XapiStatement, ...]], Replied] | None = None) -> None:
        self.asked: list[int] = []
        self.held: set[str] = set()
        self._say = say

    def send(self, statements: tuple[XapiStatement, ...]) -> Replied:
        self.asked.append(len(statements))
        replied = Replied(Answer.TAKEN, 200) if self._say is None else self._say(statements)
        if replied.answer is Answer.TAKEN:
            self.held |= {str(each.id) for each in statements}
        return replied


def people(count: int) -> list[Completion]:
    return [complete(f"X{each:05}", COURSE, 1, 1, date(2026, 11, 1)) for each in range(count)]


def parts(queue: Queue, store: Store, now: datetime = NOW) -> StatementParts:
    def name_of(course: CourseId) -> Named | None:
        return Named(f"https://learning.example/{course}", "A course") if course == COURSE else None

    return StatementParts(queue, lambda _: store, name_of, lambda: now, lambda: 0.5)


def test_everything_goes_in_batches_and_once() -> None:
    """A hundred at a time; the second run has nothing to do."""
    queue, store = Queue(people(250)), Store()
    assert send_statements(parts(queue, store)) == Sent(held=250)
    assert store.asked == [100, 100, 50]
    assert send_statements(parts(queue, store)) == Sent()
    assert queue.count_queued() == QueueCounts(0, 250, 0)


def test_without_a_record_store_nothing_is_queued_or_sent() -> None:
    """A council that has none notices nothing of it."""
    queue, store = Queue(people(3)), Store()
    queue.where = None
    assert send_statements(parts(queue, store)) == Sent()
    assert (queue.rows, store.asked) == ({}, [])


def test_one_that_is_held_already_stops_no_other() -> None:
    """A conflict in a batch is found by halves; 409 to one alone means that it is held."""
    bad = 37
    queue = Queue(people(100))
    known = _bodies(queue.completions)[bad]
    store = Store(lambda sent: Replied(Answer.CONFLICT, 409) if known in [each.body for each in sent] else _taken())
    assert send_statements(parts(queue, store)) == Sent(held=100)
    assert len(store.asked) <= 15


def test_one_that_is_refused_is_parked_and_stops_no_other() -> None:
    """It keeps its place and the number, and is tried again the next day."""
    queue = Queue(people(10))
    known = _bodies(queue.completions)[3]
    store = Store(lambda sent: Replied(Answer.REFUSED, 422) if known in [each.body for each in sent] else _taken())
    assert send_statements(parts(queue, store)) == Sent(held=9, parked=1)
    parked = queue.rows[queue.completions[3].id]
    assert (parked.state, parked.status) == (QueueState.PARKED, 422)
    assert send_statements(parts(queue, Store(), NOW + timedelta(hours=23))) == Sent()
    assert send_statements(parts(queue, Store(), NOW + timedelta(days=1))) == Sent(held=1)


def test_no_answer_leaves_everything_waiting() -> None:
    """Nothing is known, so nothing is said to be held; it goes again after a while, and not before."""
    queue = Queue(people(5))

    def silent(_: tuple[XapiStatement, ...]) -> Replied:
        raise TransientFault("record_store.no_answer", retry_after_s=60)

    assert send_statements(parts(queue, Store(silent))) == Sent(trouble="record_store.no_answer")
    assert queue.count_queued() == QueueCounts(5, 0, 0)
    assert queue.note(TROUBLE) == "record_store.no_answer"
    waiting = Store()
    assert send_statements(parts(queue, waiting, NOW + timedelta(seconds=59))) == Sent()
    assert waiting.asked == []
    assert send_statements(parts(queue, waiting, NOW + timedelta(seconds=60))) == Sent(held=5)
    assert (queue.note(TROUBLE), queue.note(HOLD_UNTIL)) == ("", "")


def test_an_answer_that_gets_lost_half_way_doubles_nothing() -> None:
    """What was taken before the line broke stays held; only the rest goes again."""
    queue, answers = Queue(people(150)), iter([True, False])

    def breaking(_: tuple[XapiStatement, ...]) -> Replied:
        if next(answers):
            return _taken()
        raise TransientFault("record_store.no_answer")

    assert send_statements(parts(queue, Store(breaking))) == Sent(held=100, trouble="record_store.no_answer")
    later = NOW + timedelta(minutes=15)
    assert send_statements(parts(queue, Store(), later)) == Sent(held=50)


def test_silence_within_halves_keeps_what_was_answered() -> None:
    """One half was taken, then nothing came: only those without an answer wait."""
    queue = Queue(people(4))
    answers = iter([Replied(Answer.CONFLICT, 409), _taken()])

    def breaking(_: tuple[XapiStatement, ...]) -> Replied:
        found = next(answers, None)
        if found is None:
            raise TransientFault("record_store.no_answer")
        return found

    assert send_statements(parts(queue, Store(breaking))).held == 2
    assert queue.count_queued() == QueueCounts(2, 2, 0)


def test_being_kept_out_makes_everything_wait_and_uses_up_no_try() -> None:
    """A changed password is mended once, not for each statement."""
    queue = Queue(people(2))

    def shut(_: tuple[XapiStatement, ...]) -> Replied:
        raise NotLetIn("record_store.not_let_in", status=401)

    assert send_statements(parts(queue, Store(shut))) == Sent(trouble="record_store.not_let_in")
    assert {each.tries for each in queue.rows.values()} == {0}
    asked = Store()
    assert send_statements(parts(queue, asked, NOW + timedelta(minutes=14))) == Sent()
    assert asked.asked == []
    assert send_statements(parts(queue, asked, NOW + timedelta(minutes=15))) == Sent(held=2)


def test_a_hold_of_a_clock_that_was_put_back_does_not_last() -> None:
    """Nothing waits for years because a clock once ran ahead."""
    queue = Queue(people(1))
    queue.put_note(HOLD_UNTIL, (NOW + timedelta(days=900)).isoformat())
    assert send_statements(parts(queue, Store())) == Sent(held=1)


@pytest.mark.parametrize("count", [1, 3])
def test_a_course_that_is_not_known_here_waits_for_its_name(count: int) -> None:
    """It is neither sent nameless nor lost."""
    strange = [complete(f"X{each}", CourseId("strange"), 1, 1, date(2026, 11, 1)) for each in range(count)]
    queue, store = Queue([*strange, *people(2)]), Store()
    assert send_statements(parts(queue, store)) == Sent(held=2)
    assert queue.count_queued() == QueueCounts(count, 2, 0)


def test_a_batch_of_nothing_but_such_courses_asks_nobody() -> None:
    """There is nothing to send."""
    queue, store = Queue([complete("X1", CourseId("strange"), 1, 1, date(2026, 11, 1))]), Store()
    assert send_statements(parts(queue, store)) == Sent()
    assert store.asked == []


def _taken() -> Replied:
    return Replied(Answer.TAKEN, 200)


def _bodies(completions: list[Completion]) -> list[bytes]:
    from detectors_app.protocol.xapi import statement_of

    course = Named(f"https://learning.example/{COURSE}", "A course")
    return [statement_of(each, course, WHERE.home_page).body for each in completions]
