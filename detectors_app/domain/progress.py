"""How far a trainee has come in a module, and the steps one can take; it stays on the laptop and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detectors_app.domain.blocks import BlockId
from detectors_app.domain.course import CourseId, ModuleId

NOWHERE = BlockId("")
WHOLE = 1000
"""Shares are in per mille: the stores and the wire know integers alone."""
SKIPPED = -1
"""Instead of a choice's place: the scene was skipped."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go on: a block, and how far down its page, in per mille."""

    block: BlockId = NOWHERE
    scroll: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a film, in milliseconds."""

    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class FilmProgress:
    """What was seen of a film: stretches apart from each other, in order. `at_ms` is where to go on."""

    block: BlockId
    at_ms: int = 0
    length_ms: int = 0
    seen: tuple[Span, ...] = ()

    @property
    def share(self) -> int:
        """Give how much of it was seen or skipped, once counted once, in per mille."""
        seen_ms = sum(each.to_ms - each.from_ms for each in self.seen)
        return min(WHOLE, seen_ms * WHOLE // self.length_ms) if self.length_ms else 0


@dataclass(frozen=True, slots=True)
class Walked:
    """One step through a scenario: the scene, and the place of the choice taken (`SKIPPED` for none)."""

    scene: str
    choice: int


@dataclass(frozen=True, slots=True)
class ScenarioProgress:
    """The way through a scenario until now. `ended` stays true when it is gone through once more."""

    block: BlockId
    path: tuple[Walked, ...] = ()
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The last answer to a question, by the places of the options chosen."""

    question: str
    chosen: tuple[int, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class QuizProgress:
    """The last answer to each question that has one, in the order they were first given."""

    block: BlockId
    answers: tuple[Answer, ...] = ()

    def answer(self, question_id: str) -> Answer | None:
        """Give the last answer to a question."""
        return next((each for each in self.answers if each.question == question_id), None)


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """Everything known of one trainee in one module.

    `version` is the course's when a step was last taken, of a finished module when it was finished.
    """

    course: CourseId
    module: ModuleId
    version: int
    place: Place = Place()
    done: tuple[BlockId, ...] = ()
    films: tuple[FilmProgress, ...] = ()
    scenarios: tuple[ScenarioProgress, ...] = ()
    quizzes: tuple[QuizProgress, ...] = ()
    finished_on: date | None = None

    def film(self, block: BlockId) -> FilmProgress:
        """Give what was seen of a film."""
        return next((each for each in self.films if each.block == block), FilmProgress(block))

    def scenario(self, block: BlockId) -> ScenarioProgress:
        """Give the way through a scenario."""
        return next((each for each in self.scenarios if each.block == block), ScenarioProgress(block))

    def quiz(self, block: BlockId) -> QuizProgress:
        """Give the answers of a quiz."""
        return next((each for each in self.quizzes if each.block == block), QuizProgress(block))


# --- steps ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Went:
    """A page is shown, or was scrolled."""

    block: BlockId
    scroll: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """A page was gone through to its end."""

    block: BlockId


@dataclass(frozen=True, slots=True)
class Skipped:
    """A whole block was skipped. It counts as done, and nobody asks why."""

    block: BlockId


@dataclass(frozen=True, slots=True)
class Watched:
    """A stretch of the film was played, or skipped as one of its hard parts. `length_ms` is the whole film's."""

    block: BlockId
    from_ms: int
    to_ms: int
    length_ms: int


@dataclass(frozen=True, slots=True)
class Sought:
    """The film is to go on from elsewhere."""

    block: BlockId
    at_ms: int


@dataclass(frozen=True, slots=True)
class Chose:
    """A choice was taken in a scene; `SKIPPED` goes on as the best choice would."""

    block: BlockId
    scene: str
    choice: int


@dataclass(frozen=True, slots=True)
class WentBack:
    """The last choice of a scenario is taken back."""

    block: BlockId


@dataclass(frozen=True, slots=True)
class BeganAgain:
    """A scenario or a quiz is gone through from its start; what was done stays done."""

    block: BlockId


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was answered, by the places of the options chosen."""

    block: BlockId
    question: str
    chosen: tuple[int, ...]


Step = Went | Done | Skipped | Watched | Sought | Chose | WentBack | BeganAgain | Answered
