"""Where somebody stands in a course by what they completed before, and which modules are asked of them now.

first taking ──last module──▶ done ──new substance──▶ catch-up ──▶ done ──60 days before due──▶ taken again ──▶ done

Each taking has progress of its own, and an earlier one is never overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from detectors_app.domain.completion import EARLY_DAYS, cycle_to_take, later
from detectors_app.domain.course import Course, CourseId, Job, Module, ModuleId, Taught
from detectors_app.domain.progress import ModuleProgress, Place
from detectors_app.use_cases.learning.rows import CourseState, Kept, Taking

FIRST = Taking()


@dataclass(frozen=True, slots=True)
class Standing:
    """One course for one job: the taking that steps now belong to, and what it asks.

    `state` is NOT_BEGUN for a first taking, begun or not. `last` is what was completed last.
    """

    state: CourseState
    taking: Taking
    modules: tuple[Module, ...]
    last: Kept | None = None

    @property
    def is_open(self) -> bool:
        """Say whether finishing its modules completes something."""
        return self.state is not CourseState.DONE and bool(self.modules)


def standing_of(course: Course, job: Job, kept: Iterable[Kept], today: date) -> Standing:
    """Give where somebody stands. What is completed by a session is never asked for on the laptop."""
    last = last_of(course.id, kept)
    modules = () if course.taught is Taught.SESSIONS else course.modules_for(job)
    if last is None:
        return Standing(CourseState.NOT_BEGUN, FIRST, modules)
    due = due_again(course, last)
    if due is not None and today >= due - timedelta(days=EARLY_DAYS):
        return Standing(CourseState.REFRESH, Taking(after=last.cycle), modules, last)
    changed = tuple(each for each in modules if each.id in course.catch_up)
    if last.version < course.substance_since and changed:
        return Standing(CourseState.CATCH_UP, Taking(last.cycle, last.version), changed, last)
    return Standing(CourseState.DONE, last.taking, modules, last)


def last_of(course: CourseId, kept: Iterable[Kept]) -> Kept | None:
    """Give what was completed last of a course: of its highest cycle, by the highest version."""
    return max((each for each in kept if each.course == course), key=_order, default=None)


def due_again(course: Course, last: Kept) -> date | None:
    """Give when it is to be taken again, None where once is enough."""
    return later(last.on, course.refresh_months) if course.refresh_months else None


def completed_now(course: Course, standing: Standing, held: Mapping[ModuleId, ModuleProgress]) -> Kept | None:
    """Give what is completed by what is held of a taking's modules, None where one of them is not finished.

    It is of the day when the last was finished. A catch-up counts for the cycle and the day of what it catches up
    with: it is no refresher. Whoever finished a module before its substance changed has completed that older version,
    and catches up next.
    """
    progress = [held[each.id] for each in standing.modules if each.id in held]
    days = [each.finished_on for each in progress if each.finished_on is not None]
    if not standing.is_open or len(days) < len(standing.modules):
        return None
    older = (each.version for each in progress if each.module in course.catch_up)
    version = min((each for each in older if each < course.substance_since), default=course.version)
    last = standing.last
    if standing.state is CourseState.CATCH_UP and last is not None:
        return replace(last, version=version, taking=standing.taking, staff="", envelope=None)
    cycle = cycle_to_take(max(days), course.refresh_months, None if last is None else last.cycle)
    return Kept(course.id, version, cycle, max(days), standing.taking)


def handed_on(progress: ModuleProgress) -> ModuleProgress:
    """Give what somebody's later self keeps of it: what is done, not the answers and choices.

    A later self begins where a passphrase was said to be forgotten, and nobody is to read by saying so.
    """
    return replace(progress, place=Place(), films=(), scenarios=(), quizzes=())


def _order(kept: Kept) -> tuple[int, int]:
    return kept.cycle, kept.version
