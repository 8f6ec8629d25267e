"""The sealed envelope's outside: magic, box, id, commitment and slots; opens nothing.

magic 4 ‖ box 16 ‖ id 16 ‖ commit 32 ‖ slots 1 ‖ slot 1192 × slots ‖ body
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId
from detectors_app.domain.receipts import Sent
from detectors_app.domain.sequence import Place
from detectors_app.protocol.keys import KEY_ID_BYTES
from detectors_app.protocol.padding import CLASSES

MAGIC = b"EDE1"
BOX_BYTES = 16
ID_BYTES = 16
COMMIT_BYTES = 32
WRAP_BYTES = 1184
"""HPKE encapsulation (1120) ‖ sealed content key, series and n (32 + 8 + 8) ‖ tag (16)."""
SLOT_BYTES = KEY_ID_BYTES + WRAP_BYTES
FRONT_BYTES = len(MAGIC) + BOX_BYTES + ID_BYTES + COMMIT_BYTES + 1
TAG_BYTES = 16
CONTENT_KEY_BYTES = 32
SERIES_BYTES = 8
LEAST_SLOTS = 8
MOST_SLOTS = 128
PLACES = (8, 16, 32, 64, 128)
"""How many slots an envelope may have room for."""
_UUID_VERSION = 4
_EMPTY_SLOT = bytes(SLOT_BYTES)


@dataclass(frozen=True, slots=True)
class Slot:
    """One reader's wrapped content key. `wrap` is 1184 bytes."""

    key: KeyId
    wrap: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """All of an envelope before its body. `box` is the box's 16-byte digest; `slots` holds the used ones, ascending."""

    box: bytes
    id: EnvelopeId
    commit: bytes
    slots: tuple[Slot, ...]
    places: int
    """How many slots there is room for: 8, 16, 32…"""

    @property
    def size(self) -> int:
        """Give the header's length in bytes."""
        return FRONT_BYTES + self.places * SLOT_BYTES


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be sealed: a payload, its readers with their HPKE public keys and places, and the room for slots."""

    box: BoxName
    id: EnvelopeId
    payload: bytes = field(repr=False)
    readers: tuple[tuple[bytes, Place], ...]
    places: int


@dataclass(frozen=True, slots=True)
class Opened:
    """An envelope's inside. Nothing in it is believed until `signature` over `signed` has been verified."""

    box: BoxName
    id: EnvelopeId
    sha256: str
    slots: tuple[KeyId, ...]
    place: Place
    payload: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    signed: bytes = field(repr=False)
    content_key: bytes = field(repr=False)


def box_digest(box: BoxName) -> bytes:
    """Give the 16 bytes that name a box on an envelope: the first half of SHA-256 of its name."""
    return hashlib.sha256(box.encode()).digest()[:BOX_BYTES]


def digest(envelope: bytes) -> str:
    """Give the SHA-256 of an envelope's bytes as 64 lower-case hex characters."""
    return hashlib.sha256(envelope).hexdigest()


def room_for(readers: int) -> int:
    """Give the number of slots for so many readers: the least of 8, 16, 32… Raises Invalid for none or over 128."""
    places = LEAST_SLOTS
    while places < readers:
        places *= 2
    if not 1 <= readers <= MOST_SLOTS:
        raise Invalid("envelope.readers", where="readers", readers=readers)
    return places


def check_readers(keys: tuple[KeyId, ...], places: int) -> None:
    """Refuse no reader, one twice, or more than there are places; and a number of places not known. Raises Invalid."""
    if places not in PLACES or not 1 <= len(keys) <= places or len(set(keys)) != len(keys):
        raise Invalid("envelope.readers", where="readers", readers=len(keys))


def front(box: bytes, envelope_id: EnvelopeId, commit: bytes, places: int) -> bytes:
    """Lay out magic to slot count: 69 bytes."""
    return MAGIC + box + envelope_id.bytes + commit + bytes([places])


def encode_header(header: Header) -> bytes:
    """Lay out the whole header; unused slots are zero and last."""
    used = b"".join(bytes.fromhex(slot.key) + slot.wrap for slot in header.slots)
    empty = _EMPTY_SLOT * (header.places - len(header.slots))
    return front(header.box, header.id, header.commit, header.places) + used + empty


def decode_header(envelope: bytes) -> Header:
    """Read an envelope's header, checking all that can be seen from outside. Raises CannotOpen.

    Checked: size class, magic, a version-4 id, the number of slots, ascending key ids, zero unused slots.
    """
    if len(envelope) not in CLASSES:
        raise CannotOpen("envelope.size")
    if envelope[: len(MAGIC)] != MAGIC:
        raise CannotOpen("envelope.magic")
    places = envelope[FRONT_BYTES - 1]
    if places not in PLACES or FRONT_BYTES + places * SLOT_BYTES >= len(envelope):
        raise CannotOpen("envelope.slots")
    at = len(MAGIC)
    box, at = envelope[at : at + BOX_BYTES], at + BOX_BYTES
    envelope_id, at = UUID(bytes=envelope[at : at + ID_BYTES]), at + ID_BYTES
    if envelope_id.version != _UUID_VERSION:
        raise CannotOpen("envelope.id")
    commit = envelope[at : at + COMMIT_BYTES]
    return Header(box, EnvelopeId(envelope_id), commit, _decode_slots(envelope, places), places)


def _decode_slots(envelope: bytes, places: int) -> tuple[Slot, ...]:
    starts = range(FRONT_BYTES, FRONT_BYTES + places * SLOT_BYTES, SLOT_BYTES)
    raw = [envelope[start : start + SLOT_BYTES] for start in starts]
    used = [each for each in raw if any(each[:KEY_ID_BYTES])]
    ids = [each[:KEY_ID_BYTES] for each in used]
    if not used or raw[: len(used)] != used or any(a >= b for a, b in pairwise(ids)):
        raise CannotOpen("envelope.slots")
    if any(each != _EMPTY_SLOT for each in raw[len(used) :]):
        raise CannotOpen("envelope.slots")
    return tuple(Slot(KeyId(each[:KEY_ID_BYTES].hex()), each[KEY_ID_BYTES:]) for each in used)


def wrap_info(front_bytes: bytes, keys: tuple[KeyId, ...]) -> bytes:
    """Give the HPKE info of every wrap: it binds the front and all readers' key ids, so that no slot can be moved."""
    return b"EDE1 wrap\x00" + front_bytes + b"".join(bytes.fromhex(key) for key in keys)


def signing_input(header_bytes: bytes, payload: bytes) -> bytes:
    """Give what the sender signs: no reader can pass the payload on under another envelope."""
    return b"EDE1 payload\x00" + hashlib.sha256(header_bytes).digest() + payload


def pack_wrapped(content_key: bytes, place: Place) -> bytes:
    """Lay out what one wrap seals: content key (32) ‖ series (8) ‖ n (8)."""
    return content_key + place.series + place.n.to_bytes(8, "big")


def unpack_wrapped(wrapped: bytes) -> tuple[bytes, Place]:
    """Give (content key, place) of an opened wrap (48 bytes)."""
    series_end = CONTENT_KEY_BYTES + SERIES_BYTES
    place = Place(wrapped[CONTENT_KEY_BYTES:series_end], int.from_bytes(wrapped[series_end:], "big"))
    return wrapped[:CONTENT_KEY_BYTES], place


def sent_as(box: BoxName, envelope: bytes) -> Sent:
    """Give what a sender must remember of an envelope to judge its receipts."""
    header = decode_header(envelope)
    return Sent(box, header.id, digest(envelope), tuple(slot.key for slot in header.slots))
