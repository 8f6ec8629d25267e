"""What a training lead's desk needs of its store, as a protocol; storage.lead_rows fits into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from detectors_app.domain.completion import Completion
from detectors_app.domain.ids import EnvelopeId, KeyId

Folded = tuple[int, str, str, int, int]
"""One completion as it is counted: row, staff number, course, version, the proleptic ordinal of its day."""


@dataclass(frozen=True, slots=True)
class Came:
    """One row of the learning box that opened and verified. `laptop`: a laptop's certificate stands for the sender."""

    seq: int
    id: EnvelopeId
    stored_at: datetime
    sender: KeyId
    laptop: bool
    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeptList:
    """The staff list in force: the row it came in, when it was made, its JSON."""

    seq: int
    made_at: datetime
    body: bytes = field(repr=False)


class LeadUnit(Protocol):
    """A lead's side of a desk's store, inside one transaction."""

    def note(self, name: str) -> str:
        """Give a small remembered value, empty if none."""

    def put_note(self, name: str, value: str) -> None:
        """Remember a small value."""

    def last_learning(self) -> int:
        """Give the last row of the learning box, opened or not, 0 without one."""

    def learning_after(self, seq: int, limit: int) -> tuple[Came, ...]:
        """Give at most `limit` of the learning box's rows after `seq` that opened and verified."""

    def fold_completions(self, seq: int, completions: Iterable[Completion]) -> None:
        """Keep the completions that came in one row."""

    def fold_entry(self, seq: int, entry: EnvelopeId, stored_at: datetime) -> None:
        """Remember that a row is an entry of a lead's."""

    def heard_from(self, laptop: KeyId, at: datetime) -> None:
        """Remember that a laptop sent a training record."""

    def count_laptops(self, silent_since: datetime) -> tuple[int, int]:
        """Count the laptops that sent training records, and those of them that sent none since."""

    def is_withdrawn(self, entry: EnvelopeId) -> bool:
        """Say whether a lead took this entry back."""

    def withdraw(self, entry: EnvelopeId, seq: int) -> None:
        """Take an entry back, here already or still to come; what a laptop sent cannot be."""

    def last_withdrawn(self) -> int:
        """Give the row of the latest withdrawal, 0 without one: what was read before it may be gone."""

    def folded_after(self, seq: int) -> tuple[Folded, ...]:
        """Give what was folded from rows after `seq`, in no order."""

    def completions_with(self, first: bytes, last: bytes) -> tuple[Completion, ...]:
        """Give completions whose id's bytes lie between two, both included; one completion may come several times."""

    def kept_list(self) -> KeptList | None:
        """Give the staff list in force."""

    def keep_list(self, kept: KeptList) -> None:
        """Put a staff list in force."""

    def forget_folded(self) -> None:
        """Empty all that was folded, to be folded anew."""

    def count_not_believed(self) -> int:
        """Count what is kept of the learning box and did not open or verify."""
