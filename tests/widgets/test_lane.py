"""A lane runs jobs in order on one thread of its own, and answers on the thread that asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from detectors_app.domain.errors import DetectorsError
from detectors_app.widgets.lane import Lane, LaneStoppedError
from tests.conftest import ExpectLogs


@dataclass
class Context:
    """What jobs run with: it knows the thread that built it."""

    thread: int = field(default_factory=threading.get_ident)
    ran: list[int] = field(default_factory=list)


class Asker(QObject):
    """Keeps what comes back, and on which thread."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: list[QThread] = []

    def on_done(self, result: object) -> None:
        self.results.append(result)
        self._note()

    def on_error(self, error: Exception) -> None:
        self.errors.append(error)
        self._note()

    def _note(self) -> None:
        self.threads.append(QThread.currentThread())
        self.answered.emit()


MakeLane = Callable[..., "Lane[Any]"]


@pytest.fixture
def make_lane(qtbot: QtBot) -> Iterator[MakeLane]:
    """Make lanes that are stopped afterwards."""
    made: list[Lane[Any]] = []

    def make(build: Callable[[], object] = Context, close: Callable[[Any], None] | None = None) -> Lane[Any]:
        made.append(Lane("test", build, close))
        return made[-1]

    yield make
    assert all(lane.stop(5_000) for lane in made)


def note(ran: list[int], number: int, _: Context) -> None:
    ran.append(number)


def numbered(number: int) -> Callable[[Context], tuple[int, ...]]:
    def job(context: Context) -> tuple[int, ...]:
        context.ran.append(number)
        return tuple(context.ran)

    return job


def test_jobs_run_in_the_order_asked(qtbot: QtBot, make_lane: MakeLane) -> None:
    """Thirty jobs run one after the other, each seeing all before it."""
    lane, asker = make_lane(), Asker()
    for number in range(30):
        lane.run(numbered(number), asker.on_done)
    assert lane.busy
    qtbot.waitUntil(lambda: len(asker.results) == 30, timeout=5_000)
    assert asker.results[-1] == tuple(range(30))
    assert not lane.busy


def test_work_is_off_the_windows_thread_and_answers_are_on_it(qtbot: QtBot, make_lane: MakeLane) -> None:
    """The context is built once, on the thread where jobs run; answers arrive on the window's thread."""
    lane, asker = make_lane(), Asker()
    for _ in range(2):
        with qtbot.waitSignal(asker.answered, timeout=5_000):
            lane.run(lambda context: (context.thread, threading.get_ident()), asker.on_done)
    first, second = asker.results
    assert first == second
    assert isinstance(first, tuple)
    assert first[0] == first[1] != threading.get_ident()
    assert set(asker.threads) == {QThread.currentThread()}


def test_a_foreseen_error_comes_back_as_it_is(qtbot: QtBot, make_lane: MakeLane) -> None:
    """An error of ours reaches who asked, and the next job runs all the same."""
    lane, asker = make_lane(), Asker()
    error = DetectorsError("made.up")

    def fail(_: Context) -> None:
        raise error

    lane.run(fail, asker.on_done, asker.on_error)
    with qtbot.waitSignal(asker.answered, timeout=5_000):
        lane.run(numbered(1), asker.on_done)
    qtbot.waitUntil(lambda: len(asker.results) == 1, timeout=5_000)
    assert asker.errors == [error]
    assert asker.results == [(1,)]


def test_a_bug_reaches_the_hook_too(qtbot: QtBot, make_lane: MakeLane, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is no error of ours also reaches `sys.excepthook`, and is never swallowed."""
    seen: list[BaseException] = []
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: seen.append(error))
    lane, asker = make_lane(), Asker()
    with qtbot.waitSignal(asker.answered, timeout=5_000):
        lane.run(lambda _: 1 // 0, asker.on_done, asker.on_error)
    assert seen == asker.errors
    assert isinstance(seen[0], ZeroDivisionError)


def test_a_context_that_cannot_be_built_answers_with_why(qtbot: QtBot, make_lane: MakeLane) -> None:
    """Where the context cannot be built, every job comes back with the error; the lane tries anew each time."""
    tries: list[int] = []

    def build() -> Context:
        tries.append(1)
        raise DetectorsError("made.up")

    lane, asker = make_lane(build), Asker()
    for _ in range(2):
        with qtbot.waitSignal(asker.answered, timeout=5_000):
            lane.run(numbered(1), asker.on_done, asker.on_error)
    assert len(tries) == len(asker.errors) == 2
    assert not asker.results


def test_stopping_finishes_what_was_asked_and_closes_on_its_own_thread(qtbot: QtBot) -> None:
    """What was asked before the stop is done; the context is closed where it was built; the thread ends."""
    ran: list[int] = []
    closed: list[bool] = []
    lane: Lane[Context] = Lane("test", Context, lambda context: closed.append(context.thread == threading.get_ident()))
    for number in range(5):
        lane.run(partial(note, ran, number))
    assert lane.stop(5_000)
    assert ran == [0, 1, 2, 3, 4]
    assert closed == [True]


def test_a_lane_never_used_stops_at_once(qtbot: QtBot) -> None:
    """No thread is started, and nothing built, before the first job."""
    built: list[int] = []
    lane: Lane[None] = Lane("test", lambda: built.append(1))
    assert lane.stop(0)
    assert not built


def test_an_error_in_closing_ends_the_thread_all_the_same(
    qtbot: QtBot, make_lane: MakeLane, monkeypatch: pytest.MonkeyPatch, expect_logs: ExpectLogs
) -> None:
    """Where the context cannot be closed, the thread ends in time and the bug reaches the hook."""
    expect_logs("lane.close_failed")
    seen: list[BaseException] = []
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: seen.append(error))
    lane, asker = make_lane(Context, lambda _: 1 // 0), Asker()
    with qtbot.waitSignal(asker.answered, timeout=5_000):
        lane.run(numbered(1), asker.on_done)
    assert lane.stop(5_000)
    qtbot.waitUntil(lambda: len(seen) == 1, timeout=5_000)
    assert isinstance(seen[0], ZeroDivisionError)


def test_nothing_asked_after_the_stop_is_dropped_unnoticed(qtbot: QtBot, make_lane: MakeLane) -> None:
    """A job that comes too late is told to who asked; where nobody listens, it is a bug."""
    lane, asker = make_lane(), Asker()
    assert lane.stop(5_000)
    lane.run(numbered(1), asker.on_done, asker.on_error)
    assert isinstance(asker.errors[0], LaneStoppedError)
    assert not asker.results
    with pytest.raises(LaneStoppedError):
        lane.run(numbered(2), asker.on_done)


def test_answers_for_a_window_that_is_gone_are_let_go(qtbot: QtBot, make_lane: MakeLane) -> None:
    """Where the asker was deleted meanwhile, neither its method is called nor a function that holds it."""
    lane, gone, asker = make_lane(), Asker(), Asker()
    told: list[object] = []

    def through_another(result: object) -> None:
        told.append(result)
        gone.on_done(result)

    def twice(result: object) -> None:
        told.append(result)
        through_another(result)

    for on_done in (gone.on_done, through_another, twice):
        lane.run(numbered(1), on_done)
    lane.run(numbered(2), asker.on_done)
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: len(asker.results) == 1, timeout=5_000)
    assert (gone.results, told) == ([], [])
