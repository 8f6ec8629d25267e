"""How a trainee stands, as the training pages show it; reads no store and decides nothing.

Everything here but a `Completion` stays on the laptop.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from detectors_app.domain.blocks import Question
from detectors_app.domain.completion import Completion, CompletionId, complete
from detectors_app.domain.course import Course, CourseId, Job, Module, ModuleId
from detectors_app.domain.ids import FIRST_PERSON, EnvelopeId, PersonId
from detectors_app.domain.progress import ModuleProgress

NO_JOB = Job("")
NEVER = -1
"""No cycle: nothing was completed before."""


@dataclass(frozen=True, slots=True)
class Learner:
    """A person of this laptop as a trainee. `staff` is empty until given; `since` is when they first saw Training.

    `quick` says whether they want the two quick questions.
    """

    person: PersonId = FIRST_PERSON
    job: Job = NO_JOB
    staff: str = field(default="", repr=False)
    since: date | None = None
    quick: bool = True


class CourseState(StrEnum):
    """How a trainee stands in a course."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    DONE = "done"
    REFRESH = "refresh"
    """Done, and soon or now due again: the modules begin anew, what was done before is kept."""
    CATCH_UP = "catch_up"
    """Done by an older version: only the modules that changed in substance are asked."""


@dataclass(frozen=True, slots=True)
class ModuleStands:
    """One module and how far it is. `share` is in per mille; `progress` None where it was never begun."""

    module: Module
    share: int
    finished: bool
    progress: ModuleProgress | None = None


@dataclass(frozen=True, slots=True)
class CourseStands:
    """One course for this trainee, its modules those of their job.

    `finish_by` is None where nothing is to be done now. `held_back`: it is complete, and waits for the staff number.
    """

    course: Course
    state: CourseState
    modules: tuple[ModuleStands, ...]
    required: bool
    minutes_left: int
    finish_by: date | None = None
    completed_on: date | None = None
    held_back: bool = False

    @property
    def next_module(self) -> ModuleStands | None:
        """Give the module to go on with: one that was begun, else the first that is not finished."""
        waiting = [each for each in self.modules if not each.finished]
        return next((each for each in waiting if each.progress is not None), waiting[0] if waiting else None)


@dataclass(frozen=True, slots=True)
class Training:
    """All that *Your training* shows. `quick_waiting`: two quick questions may be offered today."""

    learner: Learner
    courses: tuple[CourseStands, ...]
    quick_waiting: bool = False
    certificates: int = 0


@dataclass(frozen=True, slots=True)
class StepTaken:
    """What a step led to, once it is kept. `completed` is the course's completion, if this step was its last."""

    progress: ModuleProgress
    module_finished: bool
    completed: Completion | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A completion to show: `code` is what a training lead can check against the records, such as ``7K2M-Q4TR``."""

    completion: Completion
    title: str
    code: str
    sent: bool

    @property
    def id(self) -> CompletionId:
        """Give the completion's id."""
        return self.completion.id


class Taking(NamedTuple):
    """Names one time that somebody takes a course: after which cycle, and for a catch-up, of which version's."""

    after: int = NEVER
    of_version: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A course completed on this laptop, as it is kept. `on` is the local day, `taking` where its progress lies.

    `staff` is empty while it waits for the staff number, `envelope` None while there is no key to send it with.
    """

    course: CourseId
    version: int
    cycle: int
    on: date
    taking: Taking
    staff: str = field(default="", repr=False)
    envelope: EnvelopeId | None = None

    @property
    def completion(self) -> Completion:
        """Give what is sent of it. Raises Invalid while the staff number is not known."""
        return complete(self.staff, self.course, self.version, self.cycle, self.on)


class QuickKey(NamedTuple):
    """Names a question among all courses."""

    course: CourseId
    module: ModuleId
    question: str


@dataclass(frozen=True, slots=True)
class QuickQuestion:
    """A question to be asked again, ungraded."""

    key: QuickKey
    question: Question


@dataclass(frozen=True, slots=True)
class QuickCard:
    """When a question is to be asked again. `stability` (days) and `difficulty` are the schedule's own reckoning."""

    key: QuickKey
    due: datetime
    stability: float
    difficulty: float
    asked_at: datetime
