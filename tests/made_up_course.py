"""A made-up course in memory: every kind of block, two jobs, and what steps go through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from detectors_app.domain.blocks import (
    Ask,
    Block,
    BlockId,
    Choice,
    Film,
    Option,
    Paragraph,
    PracticeForm,
    Question,
    Quiz,
    Reading,
    Run,
    Scenario,
    Scene,
    Skip,
    StopHere,
    Support,
)
from detectors_app.domain.course import Change, Course, CourseId, Job, Module, ModuleId, Taught
from detectors_app.domain.progress import Answered, Chose, Done, Step, Watched

T = TypeVar("T")
EARLY, SESSIONS = CourseId("early-detectors"), CourseId("level-1")
RECOGNISE, AT_THE_DOOR, REPAIRS_ONLY = ModuleId("recognise"), ModuleId("at-the-door"), ModuleId("repairs")
CARETAKING, REPAIRS = Job("caretaking"), Job("repairs")
PAGE, FILM, STORY, CHECK, TRY, HELP, STOP = (
    BlockId(each) for each in ("page", "film", "radiator", "check", "try", "help", "stop")
)
FILM_MS = 90_000


def page(block: BlockId = PAGE) -> Reading:
    """Give a page of words."""
    return Reading(block, "What we notice", (Paragraph((Run("Notice, and pass it on."),)),))


def film(must_see: int = 900) -> Film:
    """Give a film of 90 seconds with one hard part."""
    skip = Skip(30_000, 40_000, "a raised voice", "He shouts. She goes quiet.")
    return Film(FILM, "A film", "film.mp4", "en.vtt", "en.md", must_see, (skip,))


def scenario() -> Scenario:
    """Give a story with a way that leads back."""
    hall = Scene(
        "hall",
        "He answers for her.",
        (Choice("Ask in front of him", "risk"), Choice("Finish, then note it", "good", best=True)),
        note="A man answers for a woman.",
    )
    risk = Scene("risk", "That could make things worse.", (Choice("Go back", "hall"),))
    return Scenario(STORY, "The radiator", "hall", (hall, risk, Scene("good", "Right.")), "Noticing is enough.")


def quiz(*, refresh: bool = True) -> Quiz:
    """Give a quiz of three questions, one of each kind."""
    single = (Option("Wait", "You need no proof."), Option("Report it", "Yes.", right=True))
    several = (Option("A", "Yes.", right=True), Option("B", "No."), Option("C", "Yes.", right=True))
    return Quiz(
        CHECK,
        "Check yourself",
        (
            Question("q1", Ask.SINGLE, "What do you do?", single, refresh=refresh),
            Question("q2", Ask.MULTIPLE, "Which of these?", several, refresh=refresh),
            Question("q3", Ask.STORY, "And then?", single, story="Somebody is at the door."),
        ),
    )


def module(module_id: ModuleId, *blocks: Block, jobs: tuple[Job, ...] = (), minutes: int = 6) -> Module:
    """Give a module, of every kind of block where none is named."""
    every = (page(), film(), scenario(), StopHere(STOP), quiz(), PracticeForm(TRY, "Try it"), Support(HELP))
    return Module(module_id, f"Module {module_id}", minutes, blocks or every, jobs=jobs)


def course(**changes: object) -> Course:
    """Give the course: one module for everyone with every kind of block, one more, and one for repairs alone."""
    made = Course(
        id=EARLY,
        version=1,
        iri="https://learning.example/courses/early-detectors",
        title="Early Detectors",
        jobs=(CARETAKING, REPAIRS),
        modules=(
            module(RECOGNISE),
            module(AT_THE_DOOR, page(), minutes=4),
            module(REPAIRS_ONLY, page(), jobs=(REPAIRS,), minutes=5),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test may change any member


def new_substance(version: int = 2, *catch_up: ModuleId) -> Course:
    """Give a later version whose substance changed in the modules named."""
    return course(
        version=version, change=Change.SUBSTANCE, substance_since=version, catch_up=catch_up or (AT_THE_DOOR,)
    )


def in_sessions() -> Course:
    """Give a course that the lead records."""
    return Course(SESSIONS, 1, "https://learning.example/l1", "Level 1", (CARETAKING,), (), taught=Taught.SESSIONS)


def courses() -> tuple[Course, ...]:
    """Give both."""
    return course(), in_sessions()


def renamed(value: T, names: Mapping[str, str]) -> T:
    """Give the same with other names wherever one of these stands, however deep."""
    if isinstance(value, str):
        return names.get(value, value)  # type: ignore[return-value]  # a name is a name
    if isinstance(value, tuple):
        return tuple(renamed(each, names) for each in value)  # type: ignore[return-value]  # as long as before
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {each.name: renamed(getattr(value, each.name), names) for each in fields(value)}
    return replace(value, **changed)


ALL_OF_RECOGNISE: tuple[Step, ...] = (
    Done(PAGE),
    Watched(FILM, 0, FILM_MS, FILM_MS),
    Chose(STORY, "hall", 1),
    Done(STOP),
    Answered(CHECK, "q1", (1,)),
    Answered(CHECK, "q2", (2, 0)),
    Answered(CHECK, "q3", (1,)),
    Done(TRY),
    Done(HELP),
)
"""The steps that finish the module with every kind of block."""
THE_PAGE: tuple[Step, ...] = (Done(PAGE),)
"""The step that finishes a module of one page."""
WAY: tuple[tuple[ModuleId, Step], ...] = (
    *((RECOGNISE, each) for each in ALL_OF_RECOGNISE),
    (AT_THE_DOOR, THE_PAGE[0]),
)
"""The whole course, for somebody in caretaking."""
