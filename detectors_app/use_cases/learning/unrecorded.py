"""Goes through modules as a trainee does and keeps nothing: for looking at a course before it is given out."""

from __future__ import annotations

from dataclasses import dataclass, field

from detectors_app.domain.course import CourseId, ModuleId
from detectors_app.domain.progress import ModuleProgress, Step
from detectors_app.domain.training import advance
from detectors_app.use_cases.learning.learner import find_module, local_day
from detectors_app.use_cases.learning.ports import Courses
from detectors_app.use_cases.learning.rows import StepTaken
from detectors_app.use_cases.ports import Clock


@dataclass(slots=True)
class Unrecorded:
    """Has `take_step` and `module_progress` as a laptop has them, in memory alone: no file, no record, no completion.

    The courses are asked for at each step, so that a course may be changed meanwhile.
    """

    courses: Courses
    now: Clock
    _held: dict[tuple[CourseId, ModuleId], ModuleProgress] = field(default_factory=dict)

    def take_step(self, course_id: CourseId, module_id: ModuleId, step: Step) -> StepTaken:
        """Take a step and forget it with this object. Raises Invalid where no course has such a module."""
        course, module = find_module(self.courses(), course_id, module_id)
        before = self.module_progress(course_id, module_id)
        after = advance(module, before, step, version=course.version, today=local_day(self.now()))
        self._held[course_id, module_id] = after
        return StepTaken(after, after.finished_on is not None)

    def module_progress(self, course_id: CourseId, module_id: ModuleId) -> ModuleProgress:
        """Give how far this looking-through is. Raises Invalid where no course has such a module."""
        course, module = find_module(self.courses(), course_id, module_id)
        return self._held.get((course_id, module_id)) or ModuleProgress(course.id, module.id, course.version)
