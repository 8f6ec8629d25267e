"""How a laptop becomes known: grant, certificate and the enrolment file; verifies and wipes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import BoxName, KeyId, OfficerId
from detectors_app.domain.trust import LEAST_AUTHORITIES
from detectors_app.protocol import strict_json
from detectors_app.protocol.keys import SIGN_SEED_BYTES, sign_id
from detectors_app.protocol.statement import Statement

MAGIC = "EDE1 enrolment"


@dataclass(frozen=True, slots=True)
class Grant:
    """A manager's word that whoever holds the one-time key may enrol one laptop for one box until `last_day`."""

    one_time: bytes
    """Ed25519 public key, 32 bytes."""
    box: BoxName
    label: str
    last_day: date
    manager: OfficerId


@dataclass(frozen=True, slots=True)
class Certificate:
    """A laptop's two public keys for a box, signed by the one-time key of the grant that it carries."""

    grant: Statement
    sign: bytes
    seal: bytes
    made_at: datetime


@dataclass(frozen=True, slots=True)
class GrantWithKey:
    """A grant on its way to the laptop, with the one-time key's private seed (32 bytes), wiped after use."""

    statement: Statement
    seed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class EnrolmentFile:
    """What an enrolment file holds. `authorities` are Ed25519 public keys; pinned from here on."""

    magic: str
    authorities: tuple[bytes, ...]
    address: str
    bundle: Statement
    grants: tuple[GrantWithKey, ...]
    name: str = field(repr=False)
    """Who the laptop is for, as the manager wrote it; pre-fills *How can we reach you?*"""
    role: str = field(repr=False)
    team: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KnownLaptop:
    """A laptop as a desk sees it once bundle, manager, grant and certificate have all been checked."""

    key: KeyId
    sign: bytes
    seal: bytes
    box: BoxName
    label: str


def encode_enrolment_file(file: EnrolmentFile) -> bytes:
    """Write an enrolment file."""
    return strict_json.encode(file)


def decode_enrolment_file(data: bytes) -> EnrolmentFile:
    """Read an enrolment file. Verifies no signature. Raises Invalid."""
    file = strict_json.decode(data, EnrolmentFile, where="enrolment file")
    if file.magic != MAGIC:
        raise Invalid("enrolment.magic", where="magic")
    for public in file.authorities:
        sign_id(public)
    if len(set(file.authorities)) != len(file.authorities) or len(file.authorities) < LEAST_AUTHORITIES:
        raise Invalid("enrolment.authorities", where="authorities")
    if any(len(each.seed) != SIGN_SEED_BYTES for each in file.grants):
        raise Invalid("key.wrong_length", where="grants")
    return file
