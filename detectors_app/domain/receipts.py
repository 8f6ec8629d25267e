"""What a receipt or an acknowledgement proves; verifies no signature itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId
from detectors_app.domain.trust import Bundle, Reader, Role


@dataclass(frozen=True, slots=True)
class Sent:
    """What a laptop knows of one envelope it sent: enough to tell whether a receipt is for it."""

    box: BoxName
    id: EnvelopeId
    sha256: str
    """64 lower-case hex characters, over the envelope's bytes."""
    slots: tuple[KeyId, ...]
    """The HPKE key ids that it was sealed to."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The service holds these bytes durably; signed by the service."""

    box: BoxName
    id: EnvelopeId
    sha256: str
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class ReadReceipt:
    """An officer pressed *I have read this*; signed by the officer, sealed to the laptop."""

    box: BoxName
    id: EnvelopeId
    sha256: str
    read_at: datetime


class AckKind(StrEnum):
    """What a desk says of an envelope to the service: it holds it, or a person read it."""

    HELD = "held"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Ack:
    """A desk's word on an envelope, signed with the desk's key; `due` is when it must be read by."""

    box: BoxName
    id: EnvelopeId
    sha256: str
    kind: AckKind
    at: datetime
    due: datetime | None = None


def proves_stored(receipt: Stored, sent: Sent) -> bool:
    """Say whether a verified *stored* receipt is for exactly this envelope."""
    return (receipt.box, receipt.id, receipt.sha256) == (sent.box, sent.id, sent.sha256)


def proves_read(receipt: ReadReceipt, sent: Sent, officer: Reader | None, officer_key: KeyId) -> bool:
    """Say whether a verified *read* receipt is for this envelope, from one it was sealed to.

    `officer_key` is the id of that officer's HPKE key as the laptop knows it.
    """
    if officer is None or officer.role is Role.CUSTODIAN or officer_key not in sent.slots:
        return False
    return (receipt.box, receipt.id, receipt.sha256) == (sent.box, sent.id, sent.sha256)


def desks_holding(
    bundle: Bundle,
    sent: Sent,
    acks: Collection[tuple[Ack, bytes]],
    key_id_of: Mapping[bytes, KeyId],
) -> int:
    """Count the present desks that hold it: verified acks for it, of desks whose officer reads it and has a slot.

    `acks` pairs each verified ack with the desk's public key; `key_id_of` gives the id of each HPKE public key.
    """
    desks = {
        desk
        for reader in bundle.people
        if reader.role is not Role.CUSTODIAN and key_id_of.get(reader.seal) in sent.slots
        for desk in reader.desks
    }
    ours = (sent.box, sent.id, sent.sha256)
    return len({desk for ack, desk in acks if desk in desks and (ack.box, ack.id, ack.sha256) == ours})
