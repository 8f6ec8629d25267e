"""What the training pages ask of the laptop, each a plain function to run on the store's lane; decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detectors_app.domain.errors import Invalid
from detectors_app.domain.training import advance

if TYPE_CHECKING:
    from datetime import date

    from detectors_app.domain.course import Course, CourseId, Job, ModuleId
    from detectors_app.domain.progress import ModuleProgress, Step
    from detectors_app.staff.laptop import Laptop
    from detectors_app.use_cases.learning.rows import StepTaken, Training


@dataclass(frozen=True, slots=True)
class TrainingRead:
    """How the trainee stands, and the jobs that the courses know. `role` is what the laptop was set up with."""

    training: Training
    jobs: tuple[Job, ...] = ()
    role: str = field(default="", repr=False)

    def unfinished(self, course: CourseId) -> tuple[ModuleId, ...]:
        """Give the modules of a course that are not finished, in order."""
        stands = (each for each in self.training.courses if each.course.id == course)
        return tuple(each.module.id for course_stands in stands for each in course_stands.modules if not each.finished)


@dataclass(frozen=True, slots=True)
class ModuleOpened:
    """A course as it is in force, and how far the trainee is in one of its modules."""

    course: Course
    progress: ModuleProgress

    def after(self, module_id: ModuleId, steps: Iterable[Step], today: date) -> ModuleProgress:
        """Give the progress with steps that the store does not have yet."""
        progress, module = self.progress, self.course.module(module_id)
        if module is None:
            return progress
        for step in steps:
            progress = advance(module, progress, step, version=self.course.version, today=today)
        return progress


def read(laptop: Laptop) -> TrainingRead:
    """Read all that *Your training* and Home's tile show."""
    person, training = laptop.person(), laptop.training()
    jobs = dict.fromkeys(job for course in laptop.courses() for job in course.jobs)
    return TrainingRead(training, tuple(jobs), "" if person is None else person.role)


def open_module(course_id: CourseId, module_id: ModuleId) -> Callable[[Laptop], ModuleOpened]:
    """Make the job that reads a course and the place in one of its modules."""

    def job(laptop: Laptop) -> ModuleOpened:
        course = laptop.course(course_id)
        if course is None or course.module(module_id) is None:
            raise Invalid("training.no_such_module", where="module")
        return ModuleOpened(course, laptop.module_progress(course_id, module_id))

    return job


def take_step(course_id: CourseId, module_id: ModuleId, step: Step) -> Callable[[Laptop], StepTaken]:
    """Make the job that keeps one step durably."""

    def job(laptop: Laptop) -> StepTaken:
        return laptop.take_step(course_id, module_id, step)

    return job


def settle(job_named: Job, staff: str) -> Callable[[Laptop], None]:
    """Make the job that keeps what the trainee does and their staff number, empty for later."""

    def job(laptop: Laptop) -> None:
        if staff:
            laptop.settle_learner(job_named, staff)
        else:
            laptop.settle_job(job_named)

    return job
