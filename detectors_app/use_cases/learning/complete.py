"""Keep that a course was completed, and seal the record of it to its readers; sends nothing itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from detectors_app.domain.completion import Completion, Completions
from detectors_app.domain.ids import LEARNING, EnvelopeId, PersonId
from detectors_app.domain.trust import Bundle, Reader
from detectors_app.protocol.envelope import Letter, room_for, sent_as
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.payload import SCHEMA, Kind, Payload, encode_payload
from detectors_app.use_cases.learning.learner import Trainee, local_day, progress_of
from detectors_app.use_cases.learning.ports import LearningParts, LearningUnit
from detectors_app.use_cases.learning.rows import Kept
from detectors_app.use_cases.learning.standing import completed_now
from detectors_app.use_cases.ports import Signer
from detectors_app.use_cases.rows import OutboxItem


def keep_completion(parts: LearningParts, unit: LearningUnit, person: PersonId, kept: Kept) -> Completion | None:
    """Keep it, and queue its record where staff number and keys are there; give what will be sent, if that is known.

    Without them it waits: `hand_over` queues it later.
    """
    unit.keep(person, kept)
    if not kept.staff:
        return None
    _hand_over(parts, unit, person, kept)
    return kept.completion


def complete_what_is_whole(parts: LearningParts, unit: LearningUnit, who: Trainee) -> None:
    """Keep every course that is complete though no step was its last: the job changed, or a module was taken out."""
    for course in parts.courses():
        standing = who.standing(course, local_day(parts.now()))
        kept = completed_now(course, standing, progress_of(unit, who, course.id, standing.taking))
        if kept is not None:
            keep_completion(parts, unit, who.person, replace(kept, staff=who.learner.staff))


def hand_over(parts: LearningParts) -> int:
    """Queue what waited for the laptop's learning keys, or for a list of who reads; give how many."""
    with parts.store.unit() as unit:
        people = [each.id for each in unit.people()]
        return sum(_hand_over(parts, unit, each, kept) for each in people for kept in unit.kept(each))


def _hand_over(parts: LearningParts, unit: LearningUnit, person: PersonId, kept: Kept) -> bool:
    held, identity = unit.bundle(), unit.identity(LEARNING)
    readers = () if held is None else _readers(held.bundle)
    if not kept.staff or kept.envelope is not None or held is None or identity is None or not readers:
        return False
    signer, now = parts.keys.signer(identity.sign_seed), parts.now()
    letter = _letter(parts, unit, kept.completion, signer, held.bundle, readers)
    envelope = parts.seal(letter, signer.sign)
    sent = sent_as(LEARNING, envelope)
    item = OutboxItem(
        LEARNING, letter.id, sent.sha256, envelope, len(envelope), sent.slots, now, urgent=False, next_attempt_at=now,
    )  # fmt: skip
    unit.add_to_outbox(item)
    unit.keep(person, replace(kept, envelope=letter.id))
    return True


def _readers(bundle: Bundle) -> tuple[Reader, ...]:
    named = any(each.box == LEARNING for each in bundle.boxes)
    return bundle.readers(LEARNING) if named else ()


def _letter(
    parts: LearningParts,
    unit: LearningUnit,
    completion: Completion,
    signer: Signer,
    bundle: Bundle,
    readers: tuple[Reader, ...],
) -> Letter:
    payload = Payload(
        kind=Kind.COMPLETIONS,
        schema=SCHEMA,
        made_at=_day(parts.now()),
        sender=signer.id,
        bundle=bundle.version,
        written=None,
        reply_to=b"",
        supersedes=None,
        left_out=(),
        content=Completions((completion,)),
    )
    places = tuple((each.seal, unit.next_learning_place(seal_id(each.seal))) for each in readers)
    envelope_id = EnvelopeId(UUID(bytes=parts.token_bytes(16), version=4))
    return Letter(LEARNING, envelope_id, encode_payload(payload), places, room_for(len(readers)))


def _day(now: datetime) -> datetime:
    """Give the beginning of the local day: at what hour somebody learns is nobody's business."""
    return now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
