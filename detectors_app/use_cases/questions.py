"""What the duty team asked who is using the laptop: listed without words while locked, opened with the person's key."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from detectors_app.domain.errors import CannotOpen, Refused
from detectors_app.domain.ids import CONCERNS, QUESTIONS, EnvelopeId, PersonId
from detectors_app.domain.questions import QuestionWords
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.payload import decode_payload
from detectors_app.use_cases.laptop import LaptopParts
from detectors_app.use_cases.people import own_drafts, own_selves
from detectors_app.use_cases.ports import LaptopUnit, Open
from detectors_app.use_cases.rows import QuestionRow


@dataclass(frozen=True, slots=True)
class Asked:
    """A question without its words: about which concern, when it was asked and came, and how far its answer is.

    `draft` is the id of an answer begun, `answer` of the one sent.
    """

    id: EnvelopeId
    concern: EnvelopeId
    asked_at: datetime
    came_at: datetime
    draft: EnvelopeId | None = None
    answer: EnvelopeId | None = None

    @property
    def waits(self) -> bool:
        """Say whether nobody has answered it."""
        return self.answer is None


def own_questions(unit: LaptopUnit) -> tuple[Asked, ...]:
    """Give what was asked about the concerns of who is using the laptop, the oldest first; nobody else's."""
    mine = _asked_of(unit, {unit.current_person()})
    if not mine:
        return ()
    answers = unit.answers()
    drafts = {each.question: each.id for each in reversed(own_drafts(unit))}
    return tuple(
        Asked(each.id, each.concern, each.asked_at, each.came_at, drafts.get(each.id), answers.get(each.id))
        for each in mine
    )


def count_earlier(unit: LaptopUnit) -> int:
    """Count what was asked about what an earlier self sent, and never answered: no key here opens it."""
    earlier, answers = _asked_of(unit, own_selves(unit)[1:]), unit.answers()
    return sum(each.id not in answers for each in earlier)


def _asked_of(unit: LaptopUnit, people: Collection[PersonId]) -> list[QuestionRow]:
    """Give what was asked about what these people wrote, the oldest first."""
    return [each for each in unit.questions() if unit.writer(CONCERNS, each.concern) in people]


def list_questions(parts: LaptopParts) -> tuple[Asked, ...]:
    """Give them in a transaction of its own."""
    with parts.store.unit() as unit:
        return own_questions(unit)


def open_question(parts: LaptopParts, question_id: EnvelopeId, open_own: Open) -> str:
    """Give what is asked; `open_own` opens with the person's key, which the passphrase gave.

    Raises Refused where there is no such question, CannotOpen where it is not for this person's key or was altered.
    """
    with parts.store.unit() as unit:
        mine = {each.id for each in own_questions(unit)}
        row = unit.question(question_id)
    if row is None or row.id not in mine:
        raise Refused("question.not_here")
    opened = open_own(row.envelope, box=QUESTIONS, envelope_id=row.id)
    parts.notary.verify(row.asker, opened.signature, opened.signed)
    payload = decode_payload(opened.payload)
    if payload.sender != sign_id(row.asker) or not isinstance(payload.content, QuestionWords):
        raise CannotOpen("question.damaged")
    return payload.content.words
