"""Writes a payload, seals it and queues it, within the caller's transaction; sends nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from detectors_app.domain.completion import Completions
from detectors_app.domain.ids import BoxName, EnvelopeId, OfficerId
from detectors_app.domain.questions import Question, QuestionWords
from detectors_app.domain.receipts import ReadReceipt
from detectors_app.domain.staff_list import StaffList
from detectors_app.protocol.envelope import Letter, digest, room_for
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.payload import (
    SCHEMA,
    CaseAsked,
    CaseRead,
    Content,
    Kind,
    Payload,
    Withdrawn,
    encode_payload,
)
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.ports import DeskUnit
from detectors_app.use_cases.rows import OutboxItem

_KINDS: dict[type[Content], Kind] = {
    ReadReceipt: Kind.READ,
    CaseRead: Kind.CASE_READ,
    Question: Kind.QUESTION,
    QuestionWords: Kind.QUESTION_WORDS,
    CaseAsked: Kind.CASE_ASKED,
    Completions: Kind.COMPLETIONS,
    StaffList: Kind.STAFF_LIST,
    Withdrawn: Kind.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Post:
    """What an officer writes: to which box, under which id, for whom. `readers` are HPKE public keys."""

    box: BoxName
    id: EnvelopeId
    readers: tuple[bytes, ...]
    room: int
    """How many readers the bundle names for the box: the slots tell no more than that."""
    content: Content = field(repr=False)
    left_out: tuple[OfficerId, ...] = ()


def queue(desk: Desk, unit: DeskUnit, post: Post, *, bundle: int, at: datetime) -> tuple[OutboxItem, bytes]:
    """Seal and queue it; give the outbox item and the payload's bytes. Raises Invalid where a key is no key."""
    payload = encode_payload(payload_of(desk, post.content, bundle=bundle, at=at, left_out=post.left_out))
    readers = tuple((public, unit.next_place(seal_id(public))) for public in post.readers)
    letter = Letter(post.box, post.id, payload, readers, room_for(max(post.room, len(readers))))
    envelope = desk.seal(letter, desk.sign.sign)
    slots = tuple(sorted(seal_id(public) for public in post.readers))
    item = OutboxItem(post.box, post.id, digest(envelope), envelope, len(envelope), slots, at, urgent=False)
    unit.add_to_outbox(item)
    return item, payload


def payload_of(
    desk: Desk, content: Content, *, bundle: int, at: datetime, left_out: tuple[OfficerId, ...] = ()
) -> Payload:
    """Give the payload in which an officer says something."""
    return Payload(
        kind=_KINDS[type(content)],
        schema=SCHEMA,
        made_at=at,
        sender=desk.sign.id,
        bundle=bundle,
        written=None,
        reply_to=b"",
        supersedes=None,
        left_out=left_out,
        content=content,
    )
