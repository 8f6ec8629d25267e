"""Hands the steps of a trainee to the store, each at once and in order, and knows whether it has them; shows nothing.

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
    from detectors_app.staff.laptop import Laptop
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


class _Run:
    """Steps that were handed over together. After the first that the store did not take, none of the others is tried.

    Only the store's thread changes it.
    """

    def __init__(self) -> None:
        self.error: DetectorsError | None = None

    def job(self, waiting: _Waiting) -> Callable[[Laptop], StepTaken]:
        """Make the job that keeps one of them, if those before it were kept."""
        take = training_jobs.take_step(waiting.course, waiting.module, waiting.step)

        def job(laptop: Laptop) -> StepTaken:
            if self.error is not None:
                raise self.error
            try:
                return take(laptop)
            except Invalid:
                raise  # its module is gone: that says nothing about those that follow
            except DetectorsError as error:
                self.error = error
                raise

        return job


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
        self._run = _Run()
        self._failed = False
        self.keeping = Keeping()

    @property
    def is_settled(self) -> bool:
        """Say whether the store has everything."""
        return not self._steps

    def waiting_for(self, course: CourseId, module: ModuleId) -> tuple[Step, ...]:
        """Give the steps of a module that the store does not have."""
        return tuple(each.step for each in self._steps if (each.course, each.module) == (course, module))

    def keep(self, course: CourseId, module: ModuleId, step: Step) -> None:
        """Hand one more over at once, after those that wait. Of several places on one page only the last is kept on."""
        new = _Waiting(course, module, step)
        if self._failed and self._steps and _is_newer_place(self._steps[-1], new):
            self._steps[-1] = new
        else:
            self._steps.append(new)
        if self._failed:
            self.try_now()
        else:
            self._hand_over(new)
            self._tell(Keeping(KeepState.KEEPING))

    @Slot()
    def try_now(self) -> None:
        """Try once more, from the first that the store did not take."""
        if self._failed and self._steps:
            self._failed, self._run = False, _Run()
            for each in self._steps:
                self._hand_over(each)
            self._tell(Keeping(KeepState.KEEPING))

    def forget(self) -> None:
        """Forget what waits: somebody else uses the laptop now."""
        self._steps.clear()
        self._failed, self._run = False, _Run()
        self._tell(Keeping())

    def _hand_over(self, waiting: _Waiting) -> None:
        run = self._run

        def then(taken: StepTaken) -> None:
            if waiting in self._steps:
                self._steps.remove(waiting)
                self.taken.emit(taken)
            if not self._steps and not self._failed:
                self._tell(Keeping(KeepState.KEPT))

        def failed(error: DetectorsError) -> None:
            if run is not self._run:
                return  # a later try is under way
            if isinstance(error, Invalid):  # no later try would be taken
                self._steps.remove(waiting)
            self._failed = bool(self._steps) and not isinstance(error, Invalid)
            self._tell(Keeping(KeepState.NOT_KEPT, error))

        self._ask(run.job(waiting), then, failed)

    def _tell(self, keeping: Keeping) -> None:
        if keeping != self.keeping:
            self.keeping = keeping
            self.changed.emit(keeping)


def _is_newer_place(last: _Waiting, new: _Waiting) -> bool:
    both_places = isinstance(last.step, Went) and isinstance(new.step, Went)
    return both_places and replace(new, step=last.step) == last and last.step.block == new.step.block
