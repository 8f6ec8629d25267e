"""A concern, and what is added to it: answers to a form's version, on their way from a laptop to the duty team."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from detectors_app.domain.form import Answer
from detectors_app.domain.ids import EnvelopeId, FieldId

ADDITION = "addition"
"""The id of the form that additions are answers to."""


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


@dataclass(frozen=True, slots=True)
class About:
    """What an addition belongs to: a concern that the same laptop sent, and the question that it answers, if any."""

    concern: EnvelopeId
    question: EnvelopeId | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """Something more to a concern, in the answers to a small form of its own."""

    about: About
    words: Concern


@dataclass(frozen=True, slots=True)
class AdditionDraft:
    """An addition not finished."""

    addition: Addition
    step: int


def words_of(content: Concern | Draft | Addition | AdditionDraft) -> Concern:
    """Give the answers that any of them holds."""
    if isinstance(content, AdditionDraft):
        return content.addition.words
    if isinstance(content, Addition):
        return content.words
    return content.concern if isinstance(content, Draft) else content


def about_of(content: Concern | Draft | Addition | AdditionDraft) -> About | None:
    """Give what it belongs to; None for a concern of its own."""
    if isinstance(content, AdditionDraft):
        return content.addition.about
    return content.about if isinstance(content, Addition) else None
