"""Take one step of a module and keep it before saying so; the last step of a course completes it."""

from __future__ import annotations

from dataclasses import replace

from detectors_app.domain.course import Course, CourseId, Module, ModuleId
from detectors_app.domain.progress import ModuleProgress, Step
from detectors_app.domain.training import advance
from detectors_app.use_cases.learning.complete import keep_completion
from detectors_app.use_cases.learning.learner import find_module, local_day, progress_of, trainee
from detectors_app.use_cases.learning.ports import LearningParts
from detectors_app.use_cases.learning.refreshers import make_cards
from detectors_app.use_cases.learning.rows import StepTaken
from detectors_app.use_cases.learning.standing import completed_now


def take_step(parts: LearningParts, course_id: CourseId, module_id: ModuleId, step: Step) -> StepTaken:
    """Take a step, durably before it returns; the same step again harms nothing.

    What is completed by it, and its sealed record in the outbox, are in the same transaction.
    Raises Invalid where no course has such a module, EnvironmentFault where it could not be kept.
    """
    course, module = find_module(parts.courses(), course_id, module_id)
    today = local_day(parts.now())
    with parts.store.unit() as unit:
        who = trainee(unit)
        standing = who.standing(course, today)
        held = progress_of(unit, who, course.id, standing.taking)
        before = held.get(module.id, _nothing_yet(course, module))
        after = advance(module, before, step, version=course.version, today=today)
        if module.id not in held or after != before:
            unit.put_progress(who.person, standing.taking, after)
        finished = after.finished_on is not None
        completed = None
        if finished and before.finished_on is None:
            make_cards(parts, unit, who.person, course, module)
            kept = completed_now(course, standing, held | {module.id: after})
            if kept is not None:
                completed = keep_completion(parts, unit, who.person, replace(kept, staff=who.learner.staff))
    return StepTaken(after, finished, completed)


def module_progress(parts: LearningParts, course_id: CourseId, module_id: ModuleId) -> ModuleProgress:
    """Give how far the trainee is in a module. Raises Invalid where no course has such a module."""
    course, module = find_module(parts.courses(), course_id, module_id)
    with parts.store.unit() as unit:
        who = trainee(unit)
        taking = who.standing(course, local_day(parts.now())).taking
        found = progress_of(unit, who, course.id, taking)
    return found.get(module.id, _nothing_yet(course, module))


def _nothing_yet(course: Course, module: Module) -> ModuleProgress:
    return ModuleProgress(course.id, module.id, course.version)
