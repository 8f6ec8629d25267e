"""Settle who a trainee is: their job, the staff number, and whether they want quick questions."""

from __future__ import annotations

from dataclasses import replace

from detectors_app.domain.completion import staff_number
from detectors_app.domain.course import Job
from detectors_app.use_cases.learning.complete import complete_what_is_whole, keep_completion
from detectors_app.use_cases.learning.learner import Trainee, find_course, local_day, progress_of, trainee
from detectors_app.use_cases.learning.ports import LearningParts, LearningUnit
from detectors_app.use_cases.learning.rows import Kept, Learner


def begin(parts: LearningParts) -> Learner:
    """Give the trainee at this laptop; the first time, remember since when. What is whole by now is completed."""
    with parts.store.unit() as unit:
        learner = trainee(unit).learner
        if learner.since is None or unit.learner(learner.person) is None:
            learner = replace(learner, since=learner.since or local_day(parts.now()))
            unit.put_learner(learner)
        complete_what_is_whole(parts, unit, trainee(unit))
    return learner


def settle_learner(parts: LearningParts, job: Job, staff: str) -> None:
    """Keep job and staff number; what was completed before is sent under the number.

    What was sent under another number stays, and goes again under this one: the records tell which is known.
    What was complete without a job, and is not with it, is complete again once the job's modules are finished.
    Raises Invalid (`staff_number.empty`, `staff_number.malformed`), EnvironmentFault.
    """
    _settle(parts, job, staff_number(staff))


def settle_job(parts: LearningParts, job: Job) -> None:
    """Keep the job alone; the staff number stays as it is, and may be given later. Raises EnvironmentFault."""
    _settle(parts, job, None)


def _settle(parts: LearningParts, job: Job, number: str | None) -> None:
    with parts.store.unit() as unit:
        who = trainee(unit)
        staff = who.learner.staff if number is None else number
        learner = replace(who.learner, job=job, staff=staff, since=who.learner.since or local_day(parts.now()))
        unit.put_learner(learner)
        _send_again(parts, unit, replace(who, learner=learner))
        complete_what_is_whole(parts, unit, trainee(unit))


def _send_again(parts: LearningParts, unit: LearningUnit, who: Trainee) -> None:
    """Send what is complete under the present number, once; what is not complete with the present job goes on."""
    number = who.learner.staff
    sent = {(each.course, each.cycle, each.version) for each in who.kept if each.staff == number}
    for each in who.kept:
        which = (each.course, each.cycle, each.version)
        if not each.staff and not _is_whole(parts, unit, who, each):
            unit.take_back(who.selves, each)
        elif which not in sent:
            sent.add(which)
            keep_completion(parts, unit, who.person, replace(each, staff=number, envelope=None))


def want_quick(parts: LearningParts, *, on: bool) -> None:
    """Keep whether the quick questions are wanted. Raises EnvironmentFault."""
    with parts.store.unit() as unit:
        unit.put_learner(replace(trainee(unit).learner, quick=on))


def _is_whole(parts: LearningParts, unit: LearningUnit, who: Trainee, kept: Kept) -> bool:
    """Say whether what was finished without a known job has the modules of the job too."""
    course = find_course(parts.courses(), kept.course)
    if course is None:
        return True
    held = progress_of(unit, who, kept.course, kept.taking)
    finished = {each for each, progress in held.items() if progress.finished_on is not None}
    asked = {each.id for each in course.modules_for(who.learner.job)}
    return finished >= (asked & set(course.catch_up) if kept.taking.of_version else asked)
