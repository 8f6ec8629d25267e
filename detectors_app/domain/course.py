"""What a course is: its modules, for whom, and what a new version changed; reads no file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from detectors_app.domain.blocks import Block, BlockId, Question, Quiz, Reading

CourseId = NewType("CourseId", str)
"""Such as ``early-detectors``: small letters, digits and hyphens; it never changes once a course is given out."""
ModuleId = NewType("ModuleId", str)
"""Within its course."""
Job = NewType("Job", str)
"""Such as ``caretaking``: what a trainee does; `job.<name>` in the catalogue says it."""


class Change(StrEnum):
    """What a new version changed: the wording alone (completions stand), or the substance (a short catch-up)."""

    WORDING = "wording"
    SUBSTANCE = "substance"


class Taught(StrEnum):
    """How a course is taken: alone on the laptop, or in sessions that the training lead records."""

    LAPTOP = "laptop"
    SESSIONS = "sessions"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved the words, and until when. Without a name they are *awaiting approval by the service*."""

    by: str = ""
    on: date | None = None
    review_by: date | None = None

    @property
    def is_given(self) -> bool:
        """Say whether somebody stands for the words."""
        return bool(self.by) and self.on is not None


@dataclass(frozen=True, slots=True)
class Note:
    """A factual note given beforehand: what comes up (`tag`: ``note.<tag>`` in the catalogue), and where.

    `block` and `scene` name the place; none and empty: the whole module.
    """

    tag: str
    block: BlockId | None = None
    scene: str = ""
    skippable: bool = True


@dataclass(frozen=True, slots=True)
class Module:
    """One module. `mastery` is the share of a quiz's questions to be right, in per mille.

    `jobs` are those it is for, empty for all. `easy_read` tells the same in short sentences with a picture each.
    """

    id: ModuleId
    title: str
    minutes: int
    blocks: tuple[Block, ...]
    mastery: int = 800
    outcomes: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    jobs: tuple[Job, ...] = ()
    easy_read: tuple[Reading, ...] = ()

    def block(self, block_id: BlockId) -> Block | None:
        """Give the block of that name."""
        return next((each for each in self.blocks if each.id == block_id), None)


@dataclass(frozen=True, slots=True)
class Course:
    """One course in one language, as its version stands. `jobs` are those that must take it.

    `iri` names it in learning records; `refresh_months` 0 means once. `substance_since` is the first version with the
    substance that this one has; whoever completed an older one takes the modules of `catch_up` alone.
    `folder` is where its files lie, empty while nothing was read from a folder.
    """

    id: CourseId
    version: int
    iri: str
    title: str
    jobs: tuple[Job, ...]
    modules: tuple[Module, ...]
    due_days: int = 42
    refresh_months: int = 12
    change: Change = Change.WORDING
    substance_since: int = 1
    catch_up: tuple[ModuleId, ...] = ()
    taught: Taught = Taught.LAPTOP
    approval: Approval = Approval()
    summary: str = ""
    folder: str = ""

    def module(self, module_id: ModuleId) -> Module | None:
        """Give the module of that name."""
        return next((each for each in self.modules if each.id == module_id), None)

    def modules_for(self, job: Job) -> tuple[Module, ...]:
        """Give what somebody with this job takes; without a known job, what is for everyone."""
        return tuple(each for each in self.modules if not each.jobs or job in each.jobs)

    def is_required_of(self, job: Job) -> bool:
        """Say whether somebody with this job must take it."""
        return job in self.jobs


def questions_of(module: Module) -> Iterator[Question]:
    """Give every question of a module's quizzes, in order."""
    for block in module.blocks:
        if isinstance(block, Quiz):
            yield from block.questions
