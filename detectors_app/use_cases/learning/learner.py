"""Who the trainee at this laptop is, and what they did until now; changes nothing that was done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from detectors_app.domain.course import Course, CourseId, Module, ModuleId, Taught
from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import PersonId
from detectors_app.domain.people import selves
from detectors_app.domain.progress import ModuleProgress
from detectors_app.use_cases.learning.ports import LearningUnit
from detectors_app.use_cases.learning.rows import Kept, Learner, Taking
from detectors_app.use_cases.learning.standing import Standing, handed_on, standing_of


@dataclass(frozen=True, slots=True)
class Trainee:
    """Who is at the laptop. `selves` are they and who they were before a passphrase was forgotten, latest first."""

    learner: Learner
    selves: tuple[PersonId, ...]
    kept: tuple[Kept, ...]

    @property
    def person(self) -> PersonId:
        """Give the present self."""
        return self.selves[0]

    def standing(self, course: Course, today: date) -> Standing:
        """Give where they stand in a course."""
        return standing_of(course, self.learner.job, self.kept, today)


def local_day(now: datetime) -> date:
    """Give the day by the laptop's own time zone."""
    return now.astimezone().date()


def trainee(unit: LearningUnit) -> Trainee:
    """Read who is at the laptop and what they completed."""
    own = selves(unit.current_person(), {each.id: each.before for each in unit.people()})
    known = (unit.learner(each) for each in own)
    learner = next((each for each in known if each is not None), Learner())
    kept = tuple(each for person in own for each in unit.kept(person))
    return Trainee(replace(learner, person=own[0]), own, kept)


def progress_of(unit: LearningUnit, who: Trainee, course: CourseId, taking: Taking) -> dict[ModuleId, ModuleProgress]:
    """Give how far they are in each module begun; of an earlier self no more than what was done."""
    found: dict[ModuleId, ModuleProgress] = {}
    for person in who.selves:
        for module, progress in unit.progress(person, course, taking).items():
            found.setdefault(module, progress if person == who.person else handed_on(progress))
    return found


def find_module(courses: tuple[Course, ...], course_id: CourseId, module_id: ModuleId) -> tuple[Course, Module]:
    """Give a module that is taken on the laptop. Raises Invalid where the courses have none of that name."""
    course = find_course(courses, course_id)
    module = None if course is None or course.taught is Taught.SESSIONS else course.module(module_id)
    if course is None or module is None:
        raise Invalid("training.no_such_module", where="module")
    return course, module


def find_course(courses: tuple[Course, ...], course_id: CourseId) -> Course | None:
    """Give the course of that name."""
    return next((each for each in courses if each.id == course_id), None)
