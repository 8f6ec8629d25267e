"""What one desk remembers of what it took in, opened and decided, so that nothing is read twice; decides nothing.

It is no record: everything in it can be computed again from the store. Each thread that works with a desk has its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime

from detectors_app.domain.casework import Arrived, Case, CaseId, Note
from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId
from detectors_app.domain.sequence import Place
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.casework.numbers import Numbers
from detectors_app.use_cases.rows import TakenIn

Key = tuple[tuple[bool, bool, datetime, int, KeyId], CaseId]
"""Where a case stands in the inbox, and which it is."""


@dataclass(frozen=True, slots=True)
class Missing:
    """How many concerns a laptop sealed to this officer that never came."""

    laptop: KeyId
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Unopened:
    """An envelope that is kept and could not be opened or believed. `problem` is a wording key."""

    box: BoxName
    sha256: str
    stored_at: datetime
    problem: str


@dataclass(frozen=True, slots=True)
class Casework:
    """All that a desk knows: cases in inbox order, what is missing, what could not be opened."""

    cases: tuple[Case, ...]
    missing: tuple[Missing, ...]
    unopened: tuple[Unopened, ...]


NOTHING = Casework((), (), ())


@dataclass(frozen=True, slots=True)
class Came:
    """A text as its row alone tells it: no marks that depend on other rows or on the list of people.

    `place` is None where it is not to be counted; `again` is the row where a certificate would change the judgement.
    """

    seq: int
    arrived: Arrived
    place: Place | None
    again: TakenIn | None


@dataclass(slots=True)
class Laptop:
    """One sender's concerns. `texts` hold what stands now, without the marks that `numbers` give; `lost` problems."""

    came: list[Came] = field(default_factory=list)
    numbers: Numbers = field(default_factory=Numbers)
    texts: dict[CaseId, dict[str, Arrived]] = field(default_factory=dict)
    by_digest: dict[str, CaseId] = field(default_factory=dict)
    lost: dict[int, Unopened] = field(default_factory=dict)
    label: str = ""


@dataclass(slots=True)
class Notes:
    """The officers' notes by case, from rows that stand, and from rows that the list in force makes believable."""

    sure: defaultdict[CaseId, set[Note]] = field(default_factory=lambda: defaultdict(set))
    unsure_rows: list[tuple[int, TakenIn]] = field(default_factory=list)
    unsure: defaultdict[CaseId, set[Note]] = field(default_factory=lambda: defaultdict(set))
    lost: dict[int, Unopened] = field(default_factory=dict)

    def of(self, case: CaseId) -> Iterable[Note]:
        """Give the notes on a case."""
        return (*self.sure.get(case, ()), *self.unsure.get(case, ()))


@dataclass(slots=True)
class Memory:
    """Everything remembered. `upto` and `upto_sha256` name the last row read; `list_of_people` is what it rests on."""

    upto: int = 0
    upto_sha256: str = ""
    list_of_people: bytes = b""
    known: dict[KeyId, Statement] = field(default_factory=dict)
    laptops: defaultdict[KeyId, Laptop] = field(default_factory=lambda: defaultdict(Laptop))
    notes: Notes = field(default_factory=Notes)
    unopened: dict[int, Unopened] = field(default_factory=dict)
    cases: dict[CaseId, Case] = field(default_factory=dict)
    by_id: defaultdict[EnvelopeId, set[CaseId]] = field(default_factory=lambda: defaultdict(set))
    """The cases that a text of that id may be in."""
    order: list[Key] = field(default_factory=list)
    keys: dict[CaseId, Key] = field(default_factory=dict)
    changed: set[CaseId] = field(default_factory=set)
    """Cases that are other than when this was last emptied."""
    seen: Casework | None = None
    """The answer, until something changes."""

    def forget(self) -> None:
        """Be empty, as at the start."""
        empty = Memory()
        for each in fields(self):
            setattr(self, each.name, getattr(empty, each.name))
