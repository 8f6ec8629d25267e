"""Cards: the public halves that people hand to the authorities; holds no secret and verifies nothing."""

from __future__ import annotations

from dataclasses import dataclass

from detectors_app.domain.errors import Invalid
from detectors_app.domain.trust import Reader, Role
from detectors_app.protocol import strict_json
from detectors_app.protocol.keys import seal_id, sign_id

PERSON_CARD = "EDE1 person card"
SERVICE_CARD = "EDE1 service card"
AUTHORITIES_CARD = "EDE1 authorities card"
CONTENT_CARD = "EDE1 content card"
LARGEST_CARD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class PersonCard:
    """An officer, lead or custodian as they want to stand in the bundle."""

    magic: str
    reader: Reader


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """The service's address and its Ed25519 public key (32 bytes)."""

    magic: str
    address: str
    key: bytes


@dataclass(frozen=True, slots=True)
class AuthoritiesCard:
    """The Ed25519 public keys (32 bytes each) of all authorities."""

    magic: str
    keys: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ContentCard:
    """The Ed25519 public key (32 bytes) that content packs are signed with."""

    magic: str
    key: bytes


Card = PersonCard | ServiceCard | AuthoritiesCard | ContentCard


def person_card(reader: Reader) -> bytes:
    """Write the card of one who can open."""
    return strict_json.encode(PersonCard(PERSON_CARD, reader))


def service_card(address: str, key: bytes) -> bytes:
    """Write the service's card."""
    return strict_json.encode(ServiceCard(SERVICE_CARD, address, key))


def authorities_card(keys: tuple[bytes, ...]) -> bytes:
    """Write the authorities' card."""
    return strict_json.encode(AuthoritiesCard(AUTHORITIES_CARD, keys))


def content_card(key: bytes) -> bytes:
    """Write the content key's card."""
    return strict_json.encode(ContentCard(CONTENT_CARD, key))


def read_person_card(data: bytes) -> Reader:
    """Read a person's card and check the lengths of its keys. Raises Invalid."""
    card = strict_json.decode(data.strip(), PersonCard, where=PERSON_CARD)
    _check_magic(card, PERSON_CARD)
    seal_id(card.reader.seal)
    if card.reader.role is not Role.CUSTODIAN:
        sign_id(card.reader.sign)
    for desk in card.reader.desks:
        sign_id(desk)
    return card.reader


def read_service_card(data: bytes) -> ServiceCard:
    """Read the service's card. Raises Invalid."""
    card = strict_json.decode(data.strip(), ServiceCard, where=SERVICE_CARD)
    _check_magic(card, SERVICE_CARD)
    sign_id(card.key)
    return card


def read_authorities_card(data: bytes) -> tuple[bytes, ...]:
    """Read the authorities' card. Raises Invalid."""
    card = strict_json.decode(data.strip(), AuthoritiesCard, where=AUTHORITIES_CARD)
    _check_magic(card, AUTHORITIES_CARD)
    for key in card.keys:
        sign_id(key)
    return card.keys


def read_content_card(data: bytes) -> bytes:
    """Read the content key's card. Raises Invalid."""
    card = strict_json.decode(data.strip(), ContentCard, where=CONTENT_CARD)
    _check_magic(card, CONTENT_CARD)
    sign_id(card.key)
    return card.key


def _check_magic(card: Card, wanted: str) -> None:
    if card.magic != wanted:
        raise Invalid("card.other_kind", where=wanted)
