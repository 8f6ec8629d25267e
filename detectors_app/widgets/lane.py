"""A lane: one thread that runs plain jobs one after another; knows no store and no network.

window's thread                       the lane's thread
Lane.run(job, on_done) ──asked──▶ _Worker.do(ticket) ── builds the context once, runs job(context)
Lane._on_answered ◀──answered── (result or error)
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from detectors_app.domain.errors import DetectorsError

_log = logging.getLogger(__name__)

C = TypeVar("C")


class LaneStoppedError(RuntimeError):
    """A job was asked for after the lane was stopped: it was not run."""


class _Ticket(NamedTuple):
    """One job on its way. It is held by the worker only while it runs."""

    number: int
    job: Callable[[Any], Any]


class _Worker(QObject):
    """Lives on the lane's thread; builds its context there, so that connections belong to that thread."""

    answered = Signal(int, object, object)
    closing_failed = Signal(object)

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
        """Close the context on the thread that built it, then leave the thread, even where closing fails."""
        try:
            if self._built and self._close is not None:
                self._close(self._context)
        except Exception as error:  # noqa: BLE001 - the thread must end; a bug reaches the hook on the home thread
            _log.warning("lane.close_failed %s", type(error).__name__)
            self.closing_failed.emit(error)
        finally:
            self._built, self._context = False, None
            from PySide6.QtCore import QThread

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
        from PySide6.QtCore import QThread

        self._thread = QThread(self)
        self._thread.setObjectName(name)
        self._worker = _Worker(build, close)
        self._worker.moveToThread(self._thread)
        self._asked.connect(self._worker.do)
        self._finish.connect(self._worker.finish)
        self._worker.answered.connect(self._on_answered)
        self._worker.closing_failed.connect(self._on_closing_failed)
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

        An error that is no DetectorsError also reaches sys.excepthook: it is a bug. Where the window that asked is gone
        by the time of the answer, nobody is told. After `stop` no job runs: `on_error` gets a LaneStoppedError at once.
        Raises LaneStoppedError where there is no `on_error`, so that no job is dropped unnoticed.
        """
        if self._stopping:
            if on_error is None:
                raise LaneStoppedError(self._thread.objectName())
            on_error(LaneStoppedError(self._thread.objectName()))
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
            if on_done is not None and not _is_gone(on_done):
                on_done(result)
            return
        _tell_bug(error)
        if on_error is not None and not _is_gone(on_error):
            on_error(error)

    @Slot(object)
    def _on_closing_failed(self, error: Exception) -> None:
        _tell_bug(error)


def _tell_bug(error: Exception) -> None:
    if not isinstance(error, DetectorsError):
        sys.excepthook(type(error), error, error.__traceback__)


def _is_gone(callback: object, depth: int = 3) -> bool:
    """Say whether what would be called belongs to a Qt object that is deleted, itself or through what it encloses."""
    if isinstance(callback, QObject):
        return not isValid(callback)
    held = [getattr(callback, "__self__", None)]
    held += [cell.cell_contents for cell in getattr(callback, "__closure__", None) or () if _is_filled(cell)]
    return depth > 0 and any(_is_gone(each, depth - 1) for each in held if each is not None)


def _is_filled(cell: Any) -> bool:  # noqa: ANN401 - Python's own cells have no type to write
    try:
        cell.cell_contents  # noqa: B018 - reading it is the only way to know
    except ValueError:
        return False
    return True
