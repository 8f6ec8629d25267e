"""Group commit: one thread runs all waiting jobs in one transaction; knows no job.

A job is acknowledged only after the commit that holds it. One that fails, or whose caller went away, harms no other:
the transaction is rolled back and run again with a savepoint for each. So a job may be run twice, and must change
nothing but through its unit.
After a failed commit the connection is thrown away and no job of that transaction is acknowledged.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from detectors_app.domain.errors import TransientFault
from detectors_app.mailbox.engine import check_begun
from detectors_app.mailbox.envelope_rows import Published
from detectors_app.mailbox.store import Store, Unit

T = TypeVar("T")

MOST_JOBS = 128
"""Jobs in one transaction: bounds how long the first of them waits for its answer."""
_log = logging.getLogger("detectors.mailbox")


@dataclass(slots=True)
class _Job:
    run: Callable[[Unit], Any]
    done: asyncio.Future[Any]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a job: a value, or the error that its caller gets."""

    job: _Job
    value: object = None
    error: BaseException | None = None


class Writer:
    """Runs jobs on its own thread. `submit` and `stop` are called on the event loop that `start` was."""

    def __init__(self, store: Store, published: Callable[[Published], None]) -> None:
        """Keep where to write, and whom to tell on the event loop of what was published."""
        self._store = store
        self._published = published
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="mailbox-writer", daemon=True)
        self._loop: asyncio.AbstractEventLoop
        self._connection: Connection | None = None

    def start(self) -> None:
        """Start the thread."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def stop(self) -> None:
        """Finish what was submitted, then end the thread."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    async def submit(self, run: Callable[[Unit], T]) -> T:
        """Run a job; return only after its commit. Raises what the job raised, or TransientFault."""
        job = _Job(run, self._loop.create_future())
        self._jobs.put(job)
        value: T = await job.done
        return value

    def _work(self) -> None:
        while (first := self._jobs.get()) is not None:
            jobs, stop = self._gather(first)
            outcomes, published = self._run(jobs)
            self._loop.call_soon_threadsafe(self._settle, outcomes, published)
            if stop:
                break
        self._let_go()

    def _gather(self, first: _Job) -> tuple[list[_Job], bool]:
        """Take what else is waiting; say whether the end was among it."""
        jobs = [first]
        while len(jobs) < MOST_JOBS:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                return jobs, True
            jobs.append(job)
        return jobs, False

    def _run(self, jobs: list[_Job]) -> tuple[list[_Outcome], Published]:
        try:
            connection = self._connection = self._connection or self._store.writers.connect()
            done = _all_well(connection, jobs) or _each_apart(connection, jobs)
        except SQLAlchemyError as error:
            self._let_go(in_doubt=True)
            _log.error("commit failed", extra={"facts": {"error": type(error).__name__, "jobs": len(jobs)}})
            fault = TransientFault("service.database")
            return [_Outcome(job, error=fault) for job in jobs], []
        if self._store.shared:
            self._let_go()  # the pool asks the server whether it is still there before it is used again
        return done

    def _let_go(self, *, in_doubt: bool = False) -> None:
        """Give the connection back; after a failure nobody knows what it holds, and it is thrown away."""
        connection, self._connection = self._connection, None
        if connection is not None:
            if in_doubt:
                connection.invalidate()
            connection.close()

    def _settle(self, outcomes: list[_Outcome], published: Published) -> None:
        """Give each caller its answer; one that went away has cancelled its future."""
        for outcome in outcomes:
            if outcome.job.done.done():
                continue
            if outcome.error is not None:
                outcome.job.done.set_exception(outcome.error)
            else:
                outcome.job.done.set_result(outcome.value)
        self._published(published)


def _all_well(connection: Connection, jobs: list[_Job]) -> tuple[list[_Outcome], Published] | None:
    """Run all jobs in one transaction and commit. None where one failed: then nothing of any was kept.

    Nearly always all is well, and this saves each job two statements.
    """
    transaction = connection.begin()
    try:
        unit = Unit(connection).look_around()
        outcomes = [_Outcome(job, job.run(unit)) for job in jobs]
    except Exception:  # noqa: BLE001 - whatever it is, the jobs are run again, each apart
        transaction.rollback()
        return None
    transaction.commit()
    return outcomes, unit.published


def _each_apart(connection: Connection, jobs: list[_Job]) -> tuple[list[_Outcome], Published]:
    """Run each job in a savepoint of one transaction and commit what did not fail.

    Raises SQLAlchemyError where a failure took the whole transaction with it: then nobody is acknowledged.
    """
    transaction = connection.begin()
    unit = Unit(connection).look_around()
    outcomes = []
    for job in jobs:
        outcomes.append(_attempt(connection, unit, job))
        check_begun(connection)  # else what the jobs before it did is gone, and the next would begin anew unnoticed
    transaction.commit()
    return outcomes, unit.published


def _attempt(connection: Connection, unit: Unit, job: _Job) -> _Outcome:
    """Run one job in a savepoint. Raises SQLAlchemyError only where the whole transaction is lost."""
    before = len(unit.published)
    try:
        with connection.begin_nested():
            value = job.run(unit)
        return _Outcome(job, value)
    except SQLAlchemyError as error:
        if connection.invalidated or getattr(error, "connection_invalidated", False):
            raise
        failure: BaseException = TransientFault("service.database")
    except Exception as error:  # noqa: BLE001 - whatever a job raises is its caller's, and no other job's
        failure = error
    del unit.published[before:]
    return _Outcome(job, error=failure)
