"""A concern: the answers to one version of the form, on their way from a laptop to the duty team."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from detectors_app.domain.form import Answer
from detectors_app.domain.ids import FieldId


class Written(StrEnum):
    """How it was written: after unlocking, without, or by another person on this laptop."""

    UNLOCKED = "unlocked"
    LOCKED = "locked"
    SOMEONE_ELSE = "someone_else"


@dataclass(frozen=True, slots=True)
class Concern:
    """What the duty team reads: the form's id and version, and the answers to it."""

    form: str
    version: int
    answers: dict[FieldId, Answer] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A concern not finished. `step` is the index of the screen to resume at."""

    concern: Concern
    step: int
