"""What the service's verbs need from outside, and the rows they pass; no SQL, no HTTP."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from detectors_app.domain.course import CourseId
from detectors_app.domain.errors import Refused
from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId, OfficerId
from detectors_app.domain.packs import Pack
from detectors_app.domain.permissions import Actor
from detectors_app.domain.receipts import Ack
from detectors_app.domain.trust import Bundle, Removed
from detectors_app.protocol.enrolment import Grant, KnownLaptop
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import SignedAck
from detectors_app.protocol.set_up_code import FileId
from detectors_app.protocol.statement import Label, Statement
from detectors_app.use_cases.rows import HeldBundle


class Denied(Refused):
    """The service says no; `type` says why. Whether it is signed and final stands in protocol/problems.py."""

    def __init__(self, type_: ProblemType, *, retry_after_s: int | None = None) -> None:
        """Keep the problem's type, and how long to wait where waiting helps."""
        super().__init__("service.refused", type=type_.value)
        self.type = type_
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Device:
    """A registered laptop: `sign` its Ed25519 public key, `seal` the id of its HPKE key, `box` the one it writes to."""

    key: KeyId
    sign: bytes
    seal: KeyId
    box: BoxName
    label: str
    certificate: Statement
    registered_at: datetime
    removed: Removed | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who makes a signed request. `seal` is the id of the HPKE key it opens with; `officer` is None for a laptop."""

    key: KeyId
    actor: Actor
    seal: KeyId
    officer: OfficerId | None = None
    box: BoxName | None = None
    """The one box that a laptop writes to; None for a desk."""
    reads: frozenset[BoxName] = frozenset()
    """The boxes that the list of people names a desk's officer a reader of, reserve counted."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An envelope whose bytes have been checked from outside, before it is stored. `slots` are HPKE key ids."""

    box: BoxName
    id: EnvelopeId
    sha256: str
    envelope: bytes = field(repr=False)
    slots: tuple[KeyId, ...]
    sender: KeyId
    laptop: bool
    skew_s: int
    """The sender's clock less the service's."""


@dataclass(frozen=True, slots=True)
class Held:
    """An envelope the service holds, or held: its body may be deleted. `receipt` is the *stored* statement."""

    row: int
    receipt: Statement
    sender: KeyId
    slots: tuple[KeyId, ...]
    size: int
    deletion: Statement | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One envelope of a feed, with its place in the order and the random tag of that place."""

    position: int
    tag: bytes
    receipt: Statement
    sender: KeyId
    skew_s: int
    certificate: Statement | None
    envelope: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class At:
    """A place in the order of all boxes: what a cursor holds."""

    position: int
    tag: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """What to look for in a box: envelopes sealed to `seal`, after a position."""

    box: BoxName
    seal: KeyId
    after: int
    limit: int
    most_bytes: int


@dataclass(frozen=True, slots=True)
class Used:
    """How much new mail a laptop has handed in on one day."""

    envelopes: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Quota:
    """The most that one laptop may hand in on one day. Far above what people write; it stops floods."""

    envelopes: int = 500
    bytes: int = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant the service has seen. `key` is the one-time key's id, `used_by` the laptop that has it."""

    key: KeyId
    grant: Grant
    used_by: KeyId | None = None
    cancelled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """Another laptop that came with a grant it could not have."""

    grant: KeyId
    key: KeyId
    at: datetime
    type: ProblemType


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A sealed enrolment file. `grants` are the one-time keys in it, `officer` the manager who handed it in."""

    id: FileId
    grants: tuple[KeyId, ...]
    officer: OfficerId
    last_day: date
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeptPack:
    """A content pack's statement. `in_force`: every piece of it is here; else they are still being handed in."""

    course: CourseId
    version: int
    sha256: str
    statement: Statement
    in_force: bool


class Envelopes(Protocol):
    """Envelopes, acks and deletions, inside one transaction."""

    def add_envelope(self, arrival: Arrival, receipt: Statement, stored_at: datetime) -> bool:
        """Insert with conflict handling; give its place in the order. False where the same is there already."""

    def find(self, box: BoxName, envelope_id: EnvelopeId, sha256: str) -> Held | None:
        """Give one envelope without its bytes."""

    def find_all(self, box: BoxName, ids: Collection[tuple[EnvelopeId, str]]) -> dict[tuple[EnvelopeId, str], Held]:
        """Give those held among the asked-for."""

    def name_sender(self, row: int, sender: KeyId) -> None:
        """Put the laptop that wrote it in place of the desk that put it back."""

    def count(self, sender: KeyId, day: date, size: int) -> Used:
        """Count one more envelope of so many bytes; give what that laptop has handed in that day, this one included."""

    def page(self, page: Page) -> tuple[Row, ...]:
        """Give the next envelopes of a box; one over the limit, where there is one, tells that there are more."""

    def tag_at(self, position: int) -> bytes | None:
        """Give the tag of a position, None where nothing is there."""

    def delete_body(self, row: int, deletion: Statement) -> None:
        """Drop the bytes, keep the statement that says why."""

    def add_ack(self, ack: Ack, signed: SignedAck) -> None:
        """Keep an ack; one of each kind from each desk for each envelope, the first."""

    def acks(
        self, box: BoxName, ids: Collection[tuple[EnvelopeId, str]]
    ) -> dict[tuple[EnvelopeId, str], list[SignedAck]]:
        """Give the acks of the asked-for."""


class Files(Protocol):
    """Sealed enrolment files, inside one transaction."""

    def file(self, file_id: FileId) -> KeptFile | None:
        """Give one file."""

    def add_file(self, kept: KeptFile) -> None:
        """Keep a file."""

    def count_files(self, officer: OfficerId) -> int:
        """Count what is kept for one manager."""

    def drop_files_of(self, grant: KeyId) -> None:
        """Forget every file with this grant in it."""

    def drop_files_before(self, day: date) -> None:
        """Forget every file whose last day is over."""


class Packs(Protocol):
    """Content packs and their pieces, inside one transaction."""

    def packs(self, *, in_force: bool) -> tuple[KeptPack, ...]:
        """Give all packs in force, or all that are coming, by course."""

    def pack(self, course: CourseId, *, in_force: bool) -> KeptPack | None:
        """Give a course's pack in force, or the one that is coming."""

    def put_coming(self, kept: KeptPack, pieces: Mapping[str, int]) -> None:
        """Keep a pack that is coming, and which pieces it needs (size by digest), in place of the one before."""

    def put_in_force(self, course: CourseId) -> None:
        """Let the pack that is coming take the place of the one in force."""

    def missing_pieces(self, course: CourseId) -> tuple[str, ...]:
        """Give the pieces that the coming pack needs and that are not here."""

    def piece_size(self, sha256: str) -> int | None:
        """Give the size of a piece that some pack needs, None where none does."""

    def add_piece(self, sha256: str, body: bytes) -> bool:
        """Keep a piece; False where it is here already."""

    def pack_bytes(self, sha256: str) -> bytes | None:
        """Give a piece, or the JSON of the statement of a pack in force."""

    def drop_loose_pieces(self, most: int) -> int:
        """Forget at most so many pieces that no pack needs; give how many."""


class Directory(Files, Protocol):
    """Who is known, inside one transaction."""

    def trust(self) -> HeldBundle | None:
        """Give the bundle in force."""

    def authorities(self) -> tuple[bytes, ...]:
        """Give the pinned authorities' public keys."""

    def put_trust(self, held: HeldBundle, authorities: Iterable[bytes]) -> None:
        """Take a bundle and its authorities into force."""

    def device(self, key: KeyId) -> Device | None:
        """Give one laptop."""

    def devices(self) -> tuple[Device, ...]:
        """Give all laptops, in the order they were registered."""

    def add_device(self, device: Device, grant: KeyId) -> None:
        """Register a laptop under a grant that is free."""

    def remove_device(self, removed: Removed, statement: Statement) -> None:
        """Mark a laptop as removed."""

    def grant(self, key: KeyId) -> GrantRow | None:
        """Give one grant."""

    def grants(self) -> tuple[GrantRow, ...]:
        """Give all grants seen."""

    def add_grant(self, row: GrantRow) -> None:
        """Keep a grant; one already there stays as it is."""

    def cancel_grant(self, key: KeyId, at: datetime) -> None:
        """Mark a grant as cancelled."""

    def claims(self) -> tuple[Claimed, ...]:
        """Give who else came with a grant."""

    def add_claim(self, claimed: Claimed) -> None:
        """Keep one such claim; the same again changes nothing."""

    def remember_nonce(self, nonce: str, key: KeyId, now: datetime) -> bool:
        """Remember a nonce for 15 minutes; False where it is remembered already."""


class MailUnit(Envelopes, Directory, Packs, Protocol):
    """The service's store, inside one transaction."""


class MailStore(Protocol):
    """Opens transactions to read in; writes go through the one writer."""

    def reading(self) -> AbstractContextManager[MailUnit]:
        """Begin a transaction that sees one state of things."""


class MailNotary(Protocol):
    """Verifies who signed what (signing.chain with signing.statements fits)."""

    def open_bundle(self, statement: Statement, authorities: Collection[bytes]) -> Bundle:
        """Verify by two of the authorities, then read. Raises CannotOpen, Invalid."""

    def open_certificate(self, statement: Statement, bundle: Bundle) -> tuple[KnownLaptop, Grant]:
        """Follow bundle → manager → grant → certificate. Raises CannotOpen, Invalid."""

    def open_grant(self, statement: Statement, bundle: Bundle) -> Grant:
        """Verify a manager's grant. Raises CannotOpen, Invalid."""

    def open_ack(self, signed: SignedAck) -> Ack:
        """Verify an ack by the desk key it names, then read it. Raises CannotOpen, Invalid."""

    def open_pack(self, statement: Statement, content_key: bytes) -> Pack:
        """Verify a content pack by the bundle's content key, then read it. Raises CannotOpen, Invalid."""

    def verify_statement(
        self, label: Label, statement: Statement, trusted: Iterable[bytes], *, least: int = 1
    ) -> tuple[bytes, ...]:
        """Give the trusted public keys that signed, at least so many. Raises CannotOpen."""
