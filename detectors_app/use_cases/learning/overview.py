"""How a trainee stands in every course, for the page *Your training*; changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from detectors_app.domain.course import Course, Module, ModuleId, Taught
from detectors_app.domain.progress import WHOLE, ModuleProgress
from detectors_app.domain.training import share_done
from detectors_app.use_cases.learning.certificates import certificates_of
from detectors_app.use_cases.learning.learner import Trainee, local_day, progress_of, trainee
from detectors_app.use_cases.learning.ports import LearningParts, LearningUnit
from detectors_app.use_cases.learning.refreshers import waiting
from detectors_app.use_cases.learning.rows import CourseStands, CourseState, ModuleStands, Training
from detectors_app.use_cases.learning.standing import Standing, due_again


def training(parts: LearningParts, quiet_until: date | None) -> Training:
    """Read it all in one transaction. Courses taught in sessions are listed for those who must take them."""
    courses, today = parts.courses(), local_day(parts.now())
    with parts.store.unit() as unit:
        who = trainee(unit)
        listed = [each for each in courses if each.taught is Taught.LAPTOP or each.is_required_of(who.learner.job)]
        return Training(
            learner=who.learner,
            courses=tuple(_course(unit, who, each, today) for each in listed),
            quick_waiting=bool(waiting(parts, unit, who, courses, quiet_until)),
            certificates=len(certificates_of(unit, who, courses)),
        )


def _course(unit: LearningUnit, who: Trainee, course: Course, today: date) -> CourseStands:
    standing = who.standing(course, today)
    held = progress_of(unit, who, course.id, standing.taking)
    modules = tuple(_module(each, held) for each in standing.modules)
    last = standing.last
    return CourseStands(
        course=course,
        state=_state(standing, held),
        modules=modules,
        required=course.is_required_of(who.learner.job),
        minutes_left=sum(_minutes(each) for each in modules),
        finish_by=_finish_by(unit, who, course, standing, today),
        completed_on=None if last is None else last.on,
        held_back=last is not None and not last.staff,
    )


def _state(standing: Standing, held: Mapping[ModuleId, ModuleProgress]) -> CourseState:
    begun = standing.state is CourseState.NOT_BEGUN and any(each.id in held for each in standing.modules)
    return CourseState.BEGUN if begun else standing.state


def _module(module: Module, held: Mapping[ModuleId, ModuleProgress]) -> ModuleStands:
    progress = held.get(module.id)
    if progress is None:
        return ModuleStands(module, 0, finished=False)
    finished = progress.finished_on is not None
    return ModuleStands(module, WHOLE if finished else share_done(module, progress), finished, progress)


def _minutes(stands: ModuleStands) -> int:
    """Give the minutes left, rounded up."""
    return -(-stands.module.minutes * (WHOLE - stands.share) // WHOLE)


def _finish_by(unit: LearningUnit, who: Trainee, course: Course, standing: Standing, today: date) -> date | None:
    """Give when to be finished: so many days after training, or the new substance, was first seen; else when due."""
    since, last = who.learner.since, standing.last
    if not course.is_required_of(who.learner.job) or course.taught is Taught.SESSIONS:
        return None
    if standing.state is CourseState.NOT_BEGUN:
        return None if since is None else since + timedelta(days=course.due_days)
    if standing.state is CourseState.CATCH_UP:
        return new_since(unit, course, today) + timedelta(days=course.due_days)
    return due_again(course, last) if standing.state is CourseState.REFRESH and last is not None else None


def new_since(unit: LearningUnit, course: Course, today: date) -> date:
    """Give since when this laptop has had the course's present substance, remembering it the first time."""
    name = f"course_substance.{course.id}.{course.substance_since}"
    seen = unit.note(name)
    if not seen:
        unit.put_note(name, today.isoformat())
    return date.fromisoformat(seen) if seen else today
