"""The bodies of the service's and desks' statements, and the shapes of the HTTP interface's JSON; signs nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId
from detectors_app.domain.trust import Removal
from detectors_app.protocol.statement import Statement


@dataclass(frozen=True, slots=True)
class RefusedBody:
    """The service's signed no: to the request with this nonce and no other. `now` tells the laptop its clock's skew.

    `type` is the problem's stable type (see docs/protocol.md), `sha256` the digest of the body that was refused.
    """

    nonce: str
    type: str
    method: str
    target: str
    sha256: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Problem:
    """An RFC 9457 problem document. `refused` is there only for a final no to a signed request."""

    type: str
    title: str
    status: int
    refused: Statement | None = None


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One envelope of a feed.

    `stored` is the service's receipt, `certificate` the sender's, where it has one, `cursor` where to go on after
    it, `skew_s` the sender's clock less the service's when it was put.
    """

    cursor: str
    stored: Statement
    sender: KeyId
    skew_s: int
    certificate: Statement | None
    envelope: bytes


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a box, only what is sealed to the asker. `cursor` is where to go on, `more` whether to ask at once."""

    items: tuple[FeedItem, ...]
    cursor: str
    more: bool


@dataclass(frozen=True, slots=True)
class HeldQuestion:
    """One envelope asked about."""

    id: EnvelopeId
    sha256: str


@dataclass(frozen=True, slots=True)
class HeldAsk:
    """Up to 1,000 envelopes asked about."""

    envelopes: tuple[HeldQuestion, ...]


@dataclass(frozen=True, slots=True)
class SignedAck:
    """A desk's ack as it came, with the public key of the desk."""

    statement: Statement
    desk: bytes


@dataclass(frozen=True, slots=True)
class HeldAnswer:
    """What the service knows of one envelope: `stored` is None where it does not hold it."""

    id: EnvelopeId
    sha256: str
    stored: Statement | None
    acks: tuple[SignedAck, ...]
    deletion: Statement | None


@dataclass(frozen=True, slots=True)
class HeldReply:
    """One answer for each envelope asked about, in the same order."""

    envelopes: tuple[HeldAnswer, ...]


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The answer to an enrolment: the laptop's request key as the service now knows it."""

    key: KeyId
    box: BoxName


@dataclass(frozen=True, slots=True)
class AckPut:
    """Acks handed in, at most 1,000."""

    acks: tuple[SignedAck, ...]


@dataclass(frozen=True, slots=True)
class AcksTaken:
    """The answer to acks: how many there were, new or repeated."""

    taken: int


@dataclass(frozen=True, slots=True)
class DeletionBody:
    """What two officers sign to have an envelope's body removed from the service; its id, digest and order stay."""

    box: BoxName
    id: EnvelopeId
    sha256: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RemovalBody:
    """What a manager signs to remove a laptop's key."""

    key: KeyId
    why: Removal
    at: datetime


@dataclass(frozen=True, slots=True)
class DeviceSeen:
    """A laptop as the service knows it. `certificate` is as it was registered; `removed` is why, where it was."""

    key: KeyId
    box: BoxName
    label: str
    certificate: Statement
    registered_at: datetime
    removed: Removal | None
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class DevicesSeen:
    """Every laptop known, in the order they were registered."""

    devices: tuple[DeviceSeen, ...]


@dataclass(frozen=True, slots=True)
class GrantClaim:
    """Another laptop that came with a grant already used, or not usable: for the manager to look into."""

    key: KeyId
    at: datetime
    type: str
    """The problem type that it was given."""


@dataclass(frozen=True, slots=True)
class GrantSeen:
    """A grant as the service knows it: `key` is the one-time key's id, `used_by` the laptop that has it."""

    key: KeyId
    box: BoxName
    label: str
    last_day: date
    used_by: KeyId | None
    cancelled_at: datetime | None
    claims: tuple[GrantClaim, ...]


@dataclass(frozen=True, slots=True)
class GrantsSeen:
    """Every grant known."""

    grants: tuple[GrantSeen, ...]


@dataclass(frozen=True, slots=True)
class TrustTaken:
    """The answer to an offered bundle: the version in force now."""

    version: int


@dataclass(frozen=True, slots=True)
class FileToKeep:
    """An enrolment file sealed under a code's key, and the grants in it: it is dropped with the first one used."""

    grants: tuple[Statement, ...]
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileKept:
    """The answer to a file handed in: the last day on which it is given out."""

    last_day: date


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A sealed enrolment file, as it was handed in."""

    sealed: bytes = field(repr=False)
