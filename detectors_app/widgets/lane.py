"""A lane: one thread that runs plain jobs one after another; knows no store and no network.

window's thread                       the lane's thread
Lane.run(job, on_done) ──asked──▶ _Worker.do(ticket) ── builds the context once, runs job(context)
Lane._on_answered ◀──answered── (result or error)
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot

from detectors_app.domain.errors import DetectorsError

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class _Ticket:
    """One job on its way. It is held by the worker only while it runs."""

    number: int
    job: Callable[[Any], Any]


class _Worker(QObject):
    """Lives on the lane's thread; builds its context there, so that connections belong to that thread."""

    answered = Signal(int, object, object)

    def __init__(self, build: Callable[[], Any], close: Callable[[Any], None] | None) -> None:
        super().__init__()
        self._build = build
        self._close = close
        self._context: Any = None
        self._built = False

    @Slot(object)
    def do(self, ticket: _Ticket) -> None:
        """Run one job and send back its result, or the error it raised."""
        try:
            if not self._built:
                self._context = self._build()
                self._built = True
            result = ticket.job(self._context)
        except Exception as error:  # noqa: BLE001 - every error goes back to who asked; bugs also reach the hook
            self.answered.emit(ticket.number, None, error)
        else:
            self.answered.emit(ticket.number, result, None)

    @Slot()
    def finish(self) -> None:
        """Close the context on the thread that built it, then leave the thread."""
        if self._built and self._close is not None:
            self._close(self._context)
        self._built = False
        QThread.currentThread().quit()


class Lane(QObject, Generic[C]):
    """One thread with its own context. Results come back on the thread that made the lane.

    `build` makes the context on the lane's thread at the first job; `close` ends it there.
    """

    _asked = Signal(object)
    _finish = Signal()

    def __init__(
        self,
        name: str,
        build: Callable[[], C],
        close: Callable[[C], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._thread.setObjectName(name)
        self._worker = _Worker(build, close)
        self._worker.moveToThread(self._thread)
        self._asked.connect(self._worker.do)
        self._finish.connect(self._worker.finish)
        self._worker.answered.connect(self._on_answered)
        self._waiting: dict[int, tuple[Callable[[Any], None] | None, Callable[[Exception], None] | None]] = {}
        self._number = 0
        self._stopping = False

    @property
    def busy(self) -> bool:
        """Say whether a job is asked for and not yet answered."""
        return bool(self._waiting)

    def run(
        self,
        job: Callable[[C], Any],
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Ask for a job. `on_done(result)` or `on_error(error)` is called on this lane's home thread.

        An error that is no DetectorsError also reaches sys.excepthook: it is a bug.
        """
        if self._stopping:
            return
        self._number += 1
        self._waiting[self._number] = (on_done, on_error)
        if not self._thread.isRunning():
            self._thread.start()
        self._asked.emit(_Ticket(self._number, job))

    def stop(self, timeout_ms: int) -> bool:
        """Let what was asked for finish, close the context and end the thread. False when it did not end in time."""
        self._stopping = True
        if not self._thread.isRunning():
            return True
        self._finish.emit()
        return self._thread.wait(timeout_ms)

    @Slot(int, object, object)
    def _on_answered(self, number: int, result: object, error: Exception | None) -> None:
        on_done, on_error = self._waiting.pop(number)
        if error is None:
            if on_done is not None:
                on_done(result)
            return
        if not isinstance(error, DetectorsError):
            sys.excepthook(type(error), error, error.__traceback__)
        if on_error is not None:
            on_error(error)
