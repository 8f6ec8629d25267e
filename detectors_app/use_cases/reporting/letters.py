"""Who reads what a laptop writes, and the sealed letter to them; stores and sends nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from detectors_app.domain.concern import About, Addition, AdditionDraft, Concern, Draft, Written
from detectors_app.domain.errors import Refused
from detectors_app.domain.form import Form
from detectors_app.domain.ids import CONCERNS, DRAFTS, BoxName, EnvelopeId, OfficerId
from detectors_app.domain.sequence import Place
from detectors_app.domain.trust import Bundle, Chosen, Reader, choose_readers
from detectors_app.protocol.envelope import SERIES_BYTES, Letter, room_for, sent_as
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.payload import SCHEMA, Kind, Payload, SentAsItIs, encode_payload
from detectors_app.use_cases.laptop import Forms, LaptopParts
from detectors_app.use_cases.people import written_by
from detectors_app.use_cases.ports import LaptopUnit
from detectors_app.use_cases.rows import Identity, OutboxItem

UNCOUNTED = Place(bytes(SERIES_BYTES), 0)
"""A draft never leaves as such, so it is no gap in what was sent."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be sealed, before anyone was chosen to read it. `left_out` are those named as not to see it."""

    kind: Kind
    id: EnvelopeId
    written: Written
    left_out: frozenset[OfficerId]
    content: Concern | Draft | Addition | AdditionDraft | SentAsItIs = field(repr=False)
    about: About | None = None


def form_of(concern: Concern, forms: Forms) -> Form:
    """Give the form a concern was asked by. Raises Refused where this program does not know that version."""
    form = forms(concern.form, concern.version)
    if form is None:
        raise Refused("concern.unknown_form")
    return form


def who_reads(unit: LaptopUnit, left_out: frozenset[OfficerId]) -> tuple[Bundle, Chosen]:
    """Give the bundle in force and the readers by it. Raises Refused before the laptop is set up."""
    bundle = whole_bundle(unit)
    return bundle, choose_readers(bundle, CONCERNS, left_out)


def whole_bundle(unit: LaptopUnit) -> Bundle:
    """Give the bundle in force. Raises Refused before the laptop is set up."""
    held = unit.bundle()
    if held is None:
        raise Refused("seal.not_set_up")
    return held.bundle


def seal_draft(parts: LaptopParts, unit: LaptopUnit, message: Message) -> bytes:
    """Seal to the person, where there is one, and to those who would read it sent. Raises Refused with nobody."""
    bundle, chosen = who_reads(unit, message.left_out)
    person = unit.person()
    publics = [each.seal for each in chosen.readers]
    if person is not None and person.seal_public:
        publics.insert(0, person.seal_public)
    if not publics:
        raise Refused("seal.no_readers")
    readers = tuple((public, UNCOUNTED) for public in publics)
    places = _places(bundle, chosen, beside=1)
    return _seal(parts, unit, message, bundle, DRAFTS, readers, places)


def seal_for_outbox(parts: LaptopParts, unit: LaptopUnit, message: Message, *, urgent: bool) -> OutboxItem:
    """Seal to the concerns' readers, count it for each, and queue it. Raises Refused with no reader left."""
    bundle, chosen = who_reads(unit, message.left_out)
    if not chosen.readers:
        raise Refused("seal.no_readers")
    readers = _counted(unit, chosen.readers)
    envelope = _seal(parts, unit, message, bundle, CONCERNS, readers, _places(bundle, chosen))
    sent, now = sent_as(CONCERNS, envelope), parts.now()
    about = message.about
    item = OutboxItem(
        CONCERNS, message.id, sent.sha256, envelope, len(envelope), sent.slots, now, urgent,
        next_attempt_at=now, left_out=tuple(sorted(message.left_out)),
        added_to=about.concern if about else None, question=about.question if about else None,
    )  # fmt: skip
    unit.add_to_outbox(item)
    return item


def own_identity(unit: LaptopUnit) -> Identity:
    """Give the laptop's keys for concerns. Raises Refused before the laptop is set up."""
    identity = unit.identity(CONCERNS)
    if identity is None:
        raise Refused("seal.not_set_up")
    return identity


def _counted(unit: LaptopUnit, readers: Iterable[Reader]) -> tuple[tuple[bytes, Place], ...]:
    return tuple((each.seal, unit.next_place(seal_id(each.seal))) for each in readers)


def _places(bundle: Bundle, chosen: Chosen, *, beside: int = 0) -> int:
    """Give room for all of the box's readers, so that the number of slots does not tell that one was left out."""
    return room_for(max(len(bundle.readers(CONCERNS)), len(chosen.readers)) + beside)


def _seal(
    parts: LaptopParts,
    unit: LaptopUnit,
    message: Message,
    bundle: Bundle,
    box: BoxName,
    readers: tuple[tuple[bytes, Place], ...],
    places: int,
) -> bytes:
    signer = parts.keys.signer(own_identity(unit).sign_seed)
    person = unit.person()
    payload = Payload(
        kind=message.kind,
        schema=SCHEMA,
        made_at=parts.now().astimezone(),
        sender=signer.id,
        bundle=bundle.version,
        written=written_by(unit, message.written),
        reply_to=b"" if person is None else person.seal_public,
        supersedes=None,
        left_out=tuple(sorted(message.left_out)),
        content=message.content,
    )
    return parts.seal(Letter(box, message.id, encode_payload(payload), readers, places), signer.sign)
