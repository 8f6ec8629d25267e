"""What one envelope of a feed is worth: opened, its sender verified, or kept with what is wrong; stores nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from detectors_app.domain.casework import Mark
from detectors_app.domain.concern import AdditionDraft, Draft
from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import CASEWORK, CONCERNS, DRAFTS, LEARNING, BoxName, EnvelopeId, KeyId
from detectors_app.domain.receipts import Sent, proves_stored
from detectors_app.domain.sequence import Place
from detectors_app.domain.trust import Bundle, Reader, Role
from detectors_app.protocol.envelope import Opened, decode_header, digest
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.payload import Kind, OfficersNote, Payload, SentAsItIs, decode_payload
from detectors_app.protocol.receipts import FeedItem
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.judge_learning import judge_learning
from detectors_app.use_cases.casework.laptops import Known, certificate_of
from detectors_app.use_cases.rows import TakenIn

KINDS: dict[BoxName, frozenset[Kind]] = {
    CONCERNS: frozenset({Kind.CONCERN, Kind.DRAFT, Kind.ADDITION}),
    CASEWORK: frozenset({Kind.CASE_READ, Kind.CASE_ASKED}),
    LEARNING: frozenset({Kind.COMPLETIONS, Kind.STAFF_LIST, Kind.WITHDRAWN}),
}
"""What each box may hold."""
UNKNOWN_OFFICER = "sender.unknown_officer"
"""The problem of what an officer signed who is not in our list of people: a newer list may name them."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What an envelope opened to, the sender verified as far as can be."""

    payload: Payload
    payload_bytes: bytes = field(repr=False)
    place: Place
    certificate: Statement | None = None
    marks: frozenset[Mark] = frozenset()


def judge(desk: Desk, box: BoxName, item: FeedItem, *, bundle: Bundle, known: Known) -> TakenIn:
    """Give the row to keep. What did not open or verify has no payload and says why in `problem`.

    Raises nothing for anything that the service or a sender can have written.
    """
    sha256 = digest(item.envelope)
    envelope_id, stored_at, marks = _receipt(desk, box, item, sha256, bundle)
    row = TakenIn(
        box=box,
        id=envelope_id,
        sha256=sha256,
        envelope=item.envelope,
        stored_at=stored_at,
        stored=item.stored,
        skew_s=item.skew_s,
        sender=item.sender,
        certificate=None,
        place=None,
        payload=b"",
    )
    try:
        found = _open(desk, box, item, bundle, known, stored_at)
    except (CannotOpen, Invalid) as error:
        return replace(row, problem=error.key, marks=tuple(sorted(marks)))
    return replace(
        row,
        sender=found.payload.sender,
        certificate=found.certificate,
        place=found.place,
        payload=found.payload_bytes,
        marks=tuple(sorted(marks | found.marks)),
    )


def verify_payload(desk: Desk, public: bytes, opened: Opened) -> bool:
    """Return True where the key signed what was opened; else raise CannotOpen."""
    return desk.notary.verify(public, opened.signature, opened.signed)


def officer_who_signed(bundle: Bundle, sender: KeyId) -> Reader | None:
    """Give the officer or manager whose Ed25519 key has that id, or None."""
    officers = (each for each in bundle.people if each.role in {Role.OFFICER, Role.MANAGER} and each.sign)
    return next((each for each in officers if sign_id(each.sign) == sender), None)


def _receipt(
    desk: Desk, box: BoxName, item: FeedItem, sha256: str, bundle: Bundle
) -> tuple[EnvelopeId, datetime, frozenset[Mark]]:
    """Give the id, the service's time and a mark where its receipt does not hold: then our own time counts."""
    envelope_id = _id(item.envelope, sha256)
    try:
        stored = desk.notary.open_stored(item.stored, bundle.services)
    except (CannotOpen, Invalid):
        return envelope_id, desk.now(), frozenset({Mark.NO_RECEIPT})
    if not proves_stored(stored, Sent(box, envelope_id, sha256, ())):
        return envelope_id, desk.now(), frozenset({Mark.NO_RECEIPT})
    return envelope_id, stored.stored_at, frozenset()


def _id(envelope: bytes, sha256: str) -> EnvelopeId:
    """Give the id on the envelope; one made of its digest where it has none that can be read."""
    try:
        return decode_header(envelope).id
    except CannotOpen:
        return EnvelopeId(UUID(bytes=bytes.fromhex(sha256)[:16], version=4))


def _open(desk: Desk, box: BoxName, item: FeedItem, bundle: Bundle, known: Known, stored_at: datetime) -> _Found:
    opened = desk.open(item.envelope, box=box)
    payload = decode_payload(opened.payload)
    if payload.kind not in KINDS[box]:
        raise Invalid("payload.kind", where=box)
    if box == CASEWORK:
        return _from_officer(desk, bundle, opened, payload)
    if box == LEARNING:
        sender = judge_learning(opened, payload, item.certificate, known, bundle, desk.notary, stored_at)
        return _Found(payload, opened.payload, opened.place, sender)
    shown_by = certificate_of(payload.sender, item.certificate, known, box=box, bundle=bundle, notary=desk.notary)
    public = None if shown_by is None else shown_by[0].sign
    if public is not None:
        verify_payload(desk, public, opened)
    found = _Found(
        payload,
        opened.payload,
        opened.place,
        None if shown_by is None else shown_by[1],
        frozenset() if shown_by else frozenset({Mark.NO_CERTIFICATE}),
    )
    return _unfinished(desk, opened.id, found, public) if payload.kind is Kind.DRAFT else found


def _from_officer(desk: Desk, bundle: Bundle, opened: Opened, payload: Payload) -> _Found:
    officer = officer_who_signed(bundle, payload.sender)
    if officer is None:
        raise CannotOpen(UNKNOWN_OFFICER)
    verify_payload(desk, officer.sign, opened)
    if isinstance(payload.content, OfficersNote) and payload.content.officer != officer.officer:
        raise CannotOpen("sender.another_officer")
    return _Found(payload, opened.payload, opened.place)


def _unfinished(desk: Desk, envelope_id: EnvelopeId, outer: _Found, public: bytes | None) -> _Found:
    """Open the draft that came as it was: the same laptop must have sealed it, under the same id."""
    content = outer.payload.content
    if not isinstance(content, SentAsItIs):
        raise Invalid("payload.kind", where=Kind.DRAFT.value)
    opened = desk.open(content.envelope, box=DRAFTS, envelope_id=envelope_id)
    inner = decode_payload(opened.payload)
    if not isinstance(inner.content, Draft | AdditionDraft) or inner.sender != outer.payload.sender:
        raise CannotOpen("draft.another_sender")
    if public is not None:
        verify_payload(desk, public, opened)
    return replace(outer, payload=inner, payload_bytes=opened.payload, marks=outer.marks | {Mark.UNFINISHED})
