"""Hands the steps of a trainee to the store one after another, and knows whether it has them all; shows nothing.

NOTHING ──step──▶ KEEPING ──the store answered──▶ KEPT
                     │  ▲
  the store said no  ▼  │ the next step, or leaving: from the first that is not kept
                  NOT_KEPT
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from detectors_app.domain.course import CourseId, ModuleId
from detectors_app.domain.errors import DetectorsError, Invalid
from detectors_app.domain.progress import Step, Went
from detectors_app.staff import training_jobs

if TYPE_CHECKING:
    from detectors_app.staff.asking import Ask
    from detectors_app.use_cases.learning.rows import StepTaken


class KeepState(Enum):
    """How far the store is behind."""

    NOTHING = auto()
    KEEPING = auto()
    KEPT = auto()
    NOT_KEPT = auto()


@dataclass(frozen=True, slots=True)
class Keeping:
    """The state, and why the store said no, where it did."""

    state: KeepState = KeepState.NOTHING
    error: DetectorsError | None = None


@dataclass(frozen=True, slots=True)
class _Waiting:
    course: CourseId
    module: ModuleId
    step: Step


class TrainingKeeping(QObject):
    """The steps that the store does not have yet, in order. None is thrown away while the program runs."""

    changed = Signal(object)
    """Keeping."""
    taken = Signal(object)
    """StepTaken: the store has one more."""

    def __init__(self, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._steps: deque[_Waiting] = deque()
        self._sending: _Waiting | None = None
        self.keeping = Keeping()

    @property
    def is_settled(self) -> bool:
        """Say whether the store has everything."""
        return not self._steps

    def waiting_for(self, course: CourseId, module: ModuleId) -> tuple[Step, ...]:
        """Give the steps of a module that the store does not have."""
        return tuple(each.step for each in self._steps if (each.course, each.module) == (course, module))

    def keep(self, course: CourseId, module: ModuleId, step: Step) -> None:
        """Keep one more, after those that wait. Of several places on one page only the last counts."""
        new = _Waiting(course, module, step)
        last = self._steps[-1] if self._steps else None
        if last is not None and last is not self._sending and _is_newer_place(last, new):
            self._steps[-1] = new
        else:
            self._steps.append(new)
        self.try_now()

    @Slot()
    def try_now(self) -> None:
        """Try from the first that waits."""
        if self._sending is None and self._steps:
            self._send()
            self._tell(Keeping(KeepState.KEEPING))

    def forget(self) -> None:
        """Forget what waits: somebody else uses the laptop now."""
        self._steps.clear()
        self._tell(Keeping())

    def _send(self) -> None:
        now = self._steps[0]
        self._sending = now
        self._ask(training_jobs.take_step(now.course, now.module, now.step), self._on_taken(now), self._on_failed(now))

    def _on_taken(self, sent: _Waiting) -> Callable[[StepTaken], None]:
        def then(taken: StepTaken) -> None:
            self._drop(sent)
            self.taken.emit(taken)
            if self._steps:
                self._send()
            else:
                self._tell(Keeping(KeepState.KEPT))

        return then

    def _on_failed(self, sent: _Waiting) -> Callable[[DetectorsError], None]:
        def failed(error: DetectorsError) -> None:
            if isinstance(error, Invalid):  # its module is gone: no later try would be taken
                self._drop(sent)
            self._sending = None
            self._tell(Keeping(KeepState.NOT_KEPT, error))

        return failed

    def _drop(self, sent: _Waiting) -> None:
        self._sending = None
        if self._steps and self._steps[0] is sent:
            self._steps.popleft()

    def _tell(self, keeping: Keeping) -> None:
        if keeping != self.keeping:
            self.keeping = keeping
            self.changed.emit(keeping)


def _is_newer_place(last: _Waiting, new: _Waiting) -> bool:
    both_places = isinstance(last.step, Went) and isinstance(new.step, Went)
    return both_places and replace(new, step=last.step) == last and last.step.block == new.step.block
