"""What a module is made of: the blocks that a trainee goes through one by one; reads no file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

BlockId = NewType("BlockId", str)
"""Within its module. It outlives changes of wording, so that progress stays with it."""

# --- running text -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """Some words alike. `link` names a place of the product's own (``help``, ``support``), empty for none."""

    text: str
    bold: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list; each point is one line."""

    points: tuple[tuple[Run, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class SmallHeading:
    """A heading inside a page (Markdown's ``##`` makes a page of its own, ``###`` this)."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing beside an idea: `file` is an SVG, relative to the course's folder; `says` is read aloud instead."""

    file: str
    says: str


Part = Paragraph | Points | SmallHeading | Picture


# --- the blocks: each is a page or a few ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """A page of words under one heading."""

    id: BlockId
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Skip:
    """A scene of a film that may be hard to watch, in milliseconds, and the one plain sentence told instead."""

    from_ms: int
    to_ms: int
    note: str
    instead: str


@dataclass(frozen=True, slots=True)
class Film:
    """A film. Files are relative to the course's folder; `must_see` is the share of it to be seen, in per mille."""

    id: BlockId
    title: str
    source: str
    captions: str
    transcript: str
    must_see: int
    skips: tuple[Skip, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something one might do. `what_happens` follows at once where the scene stays; `go` names the next scene."""

    say: str
    go: str
    what_happens: str = ""
    best: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of a scenario. A scene without choices ends it."""

    id: str
    text: str
    choices: tuple[Choice, ...] = ()
    note: str = ""
    """What comes up in it, in one plain sentence; it can then be skipped."""

    @property
    def is_end(self) -> bool:
        """Say whether nothing follows."""
        return not self.choices


@dataclass(frozen=True, slots=True)
class Scenario:
    """A branching story. `outcome` sums it up, and is all that a trainee who skips it is told."""

    id: BlockId
    title: str
    start: str
    scenes: tuple[Scene, ...]
    outcome: str

    def scene(self, scene_id: str) -> Scene | None:
        """Give the scene of that name."""
        return next((each for each in self.scenes if each.id == scene_id), None)


class Ask(StrEnum):
    """How a question is answered: one option, every right option, or one after a short story (`story`)."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Option:
    """A possible answer, and why it is right or not."""

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a quiz. `refresh`: it may come again later among the two quick questions."""

    id: str
    kind: Ask
    ask: str
    options: tuple[Option, ...]
    story: str = ""
    refresh: bool = False

    def is_right(self, chosen: frozenset[int]) -> bool:
        """Say whether exactly the right options were chosen (their places, from 0)."""
        return chosen == frozenset(place for place, each in enumerate(self.options) if each.right)


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions to check oneself by; unlimited tries, no time."""

    id: BlockId
    title: str
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question | None:
        """Give the question of that name."""
        return next((each for each in self.questions if each.id == question_id), None)


@dataclass(frozen=True, slots=True)
class Support:
    """The page of where to find support. It stands beside every page besides."""

    id: BlockId


@dataclass(frozen=True, slots=True)
class PracticeForm:
    """The form for concerns, marked *Practice*, kept nowhere."""

    id: BlockId
    title: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class StopHere:
    """A good place to stop, under ten minutes from the one before."""

    id: BlockId


Block = Reading | Film | Scenario | Quiz | Support | PracticeForm | StopHere
