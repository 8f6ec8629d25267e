"""What the use cases need from outside, as protocols; storage, transport, sealing and signing fit into them.

Time and chance come in as functions, so that tests can hold them: `Clock` gives aware UTC, `Chance` a number in [0, 1).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol
from uuid import UUID

from detectors_app.domain.delivery import State
from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId, PersonId
from detectors_app.domain.receipts import Ack, Stored
from detectors_app.domain.sequence import Place
from detectors_app.domain.trust import Bundle
from detectors_app.protocol.enrolment import Grant, KnownLaptop
from detectors_app.protocol.envelope import Letter, Opened
from detectors_app.protocol.pack import PacksHeld, PackTaken
from detectors_app.protocol.receipts import (
    Enrolled,
    Feed,
    FileKept,
    FileToKeep,
    HeldQuestion,
    HeldReply,
    RefusedBody,
    SignedAck,
)
from detectors_app.protocol.set_up_code import FileId
from detectors_app.protocol.statement import Label, Statement
from detectors_app.use_cases.rows import (
    DeliveryChange,
    DraftRow,
    HeldBundle,
    Identity,
    OutboxItem,
    PersonRow,
    QuestionRow,
)

Clock = Callable[[], datetime]
Chance = Callable[[], float]
TokenBytes = Callable[[int], bytes]
NewId = Callable[[], UUID]


class Signer(Protocol):
    """A private Ed25519 key (signing.keys.SigningKey fits)."""

    @property
    def id(self) -> KeyId:
        """Give its key id."""

    @property
    def public(self) -> bytes:
        """Give its public key, 32 bytes."""

    def sign(self, data: bytes) -> bytes:
        """Give the 64-byte signature over data."""


class Seal(Protocol):
    """Seals a letter (sealing.envelope.seal with its chance bound fits)."""

    def __call__(self, letter: Letter, sign: Callable[[bytes], bytes]) -> bytes:
        """Give the envelope's bytes. Raises Invalid: reader, key, size."""


class Open(Protocol):
    """Opens envelopes with one reader's private HPKE key, bound in."""

    def __call__(self, envelope: bytes, *, box: BoxName, envelope_id: EnvelopeId | None = None) -> Opened:
        """Give its inside, the sender not yet verified. Raises CannotOpen."""


class Notary(Protocol):
    """Verifies who signed what (the module signing.chain fits)."""

    def open_bundle(self, statement: Statement, authorities: Collection[bytes]) -> Bundle:
        """Verify by two of the authorities, then read. Raises CannotOpen, Invalid."""

    def open_certificate(self, statement: Statement, bundle: Bundle) -> tuple[KnownLaptop, Grant]:
        """Follow bundle → manager → grant → certificate. Raises CannotOpen, Invalid."""

    def open_stored(self, statement: Statement, services: Collection[bytes]) -> Stored:
        """Verify a *stored* receipt, then read it. Raises CannotOpen, Invalid."""

    def open_refused(self, statement: Statement, services: Collection[bytes]) -> RefusedBody:
        """Verify a refusal, then read it. Raises CannotOpen, Invalid."""

    def open_ack(self, signed: SignedAck) -> Ack:
        """Verify an ack by the desk key it names, then read it. Raises CannotOpen, Invalid."""

    def verify(self, public: bytes, signature: bytes, data: bytes) -> bool:
        """Return True or raise CannotOpen."""

    def sign_statement(self, label: Label, body: bytes, *keys: Signer) -> Statement:
        """Make a statement over body, signed by each key."""


class Service(Protocol):
    """The service as one signed caller sees it (transport.client.Client fits).

    Every call raises TransientFault when nothing is known (no network, 5xx, a portal's page, a cut reply) and
    Refusal when the answer carries a *refused* statement, which the caller must verify before believing it.
    """

    def put_envelope(self, box: BoxName, envelope_id: EnvelopeId, envelope: bytes) -> Statement:
        """Give the *stored* receipt, unverified."""

    def feed(self, box: BoxName, *, after: str, limit: int, wait_s: int) -> Feed:
        """Give the next page of a box. Raises UnknownCursor when the feed must be read from the start."""

    def held(self, box: BoxName, envelopes: tuple[HeldQuestion, ...]) -> HeldReply:
        """Ask what the service holds, at most 1,000 at once."""

    def put_acks(self, box: BoxName, acks: tuple[SignedAck, ...]) -> None:
        """Hand in acks; repeating is harmless."""

    def get_trust(self, held_version: int) -> Statement | None:
        """Give the service's bundle, None where it is the one we hold."""

    def put_trust(self, bundle: Statement) -> None:
        """Offer a newer bundle."""

    def enrol(self, certificate: Statement, one_time: Signer | None) -> Enrolled:
        """Register a certificate; the same again gives the same answer.

        Signed by the one-time key the first time, by the laptop's own key (None) when it must be shown again.
        """

    def keep_file(self, file_id: FileId, file: FileToKeep) -> FileKept:
        """Hand in a sealed enrolment file for whoever is told its code (managers); repeating is harmless."""

    def packs(self) -> PacksHeld:
        """List the newest content pack of each course."""

    def pack_bytes(self, sha256: str) -> bytes:
        """Give the bytes that should have that digest; it is for the caller to compare."""

    def offer_pack(self, statement: Statement) -> PackTaken:
        """Announce a pack, or put it into force once all its pieces are there; repeating is harmless."""

    def put_pack_piece(self, sha256: str, piece: bytes) -> None:
        """Hand in a piece of an announced pack; repeating is harmless."""

    def correct_clock(self, service_now: datetime) -> None:
        """Shift the `created` of later requests by the skew that a verified refusal told; nothing else."""


class Sending(Protocol):
    """The rows that every sender has, laptop and desk alike, inside one transaction."""

    def bundle(self) -> HeldBundle | None:
        """Give the trust bundle in force."""

    def put_bundle(self, held: HeldBundle) -> None:
        """Replace it (the caller has compared the two)."""

    def next_place(self, reader: KeyId) -> Place:
        """Count one more envelope sealed to this reader; series is this store's."""

    def add_to_outbox(self, item: OutboxItem) -> None:
        """Queue an envelope; the same (box, id, sha256) again changes nothing."""

    def outbox_due(self, now: datetime, *, box: BoxName | None = None) -> tuple[OutboxItem, ...]:
        """Give what may go now (QUEUED or PARKED, next attempt reached): urgent first, then small, then old.

        Here and below, `box` leaves all others aside.
        """

    def outbox_item(self, box: BoxName, envelope_id: EnvelopeId) -> OutboxItem | None:
        """Give one item."""

    def outbox(self, *, box: BoxName | None = None) -> tuple[OutboxItem, ...]:
        """Give all items, newest first, without their envelopes' bytes (`envelope` is empty)."""

    def count_outbox(self, *, box: BoxName | None = None) -> dict[State, int]:
        """Count the items in each state that any is in."""

    def urgent_waiting(self) -> tuple[EnvelopeId, ...]:
        """Give the ids of the urgent items that the service has not taken yet, newest first."""

    def change_outbox(self, change: DeliveryChange) -> None:
        """Write what an event changed of one item."""

    def next_attempt_at(self, *, box: BoxName | None = None) -> datetime | None:
        """Give when the earliest queued item may go; None with nothing queued."""

    def wake_outbox(self, at: datetime, *, box: BoxName | None = None) -> None:
        """Let everything queued go no later than `at`."""

    def take_lease(self, owner: str, now: datetime, until: datetime) -> bool:
        """Take or renew the delivery lease; False where another owner's has not run out."""

    def drop_lease(self, owner: str) -> None:
        """Give the lease back."""

    def cursor(self, box: BoxName) -> str:
        """Give where to go on reading a box, empty at the start."""

    def put_cursor(self, box: BoxName, cursor: str) -> None:
        """Keep where to go on."""

    def note(self, name: str) -> str:
        """Give a small remembered value (`last_reached`, `last_held_check`, …), empty if none. Never content."""

    def put_note(self, name: str, value: str) -> None:
        """Remember a small value."""


class LaptopUnit(Sending, Protocol):
    """A laptop's store, inside one transaction."""

    def identity(self, box: BoxName) -> Identity | None:
        """Give this laptop's keys for a box."""

    def put_identity(self, identity: Identity) -> None:
        """Keep keys for a box, or change them (one-time key wiped, registered)."""

    def identities(self) -> tuple[Identity, ...]:
        """Give the keys of every box."""

    def authorities(self) -> tuple[bytes, ...]:
        """Give the authorities' public keys, pinned at enrolment or named by a bundle since."""

    def put_authorities(self, authorities: tuple[bytes, ...]) -> None:
        """Pin the next authorities."""

    def people(self) -> tuple[PersonRow, ...]:
        """Give everyone who has used this laptop, in the order they came."""

    def person(self) -> PersonRow | None:
        """Give who is using the laptop now, None before it is set up."""

    def put_person(self, person: PersonRow) -> None:
        """Keep a person, or change one."""

    def next_person(self) -> PersonId:
        """Give the number that no person has had yet."""

    def current_person(self) -> PersonId:
        """Give who is using the laptop now."""

    def put_current_person(self, person: PersonId) -> None:
        """Remember who is using the laptop."""

    def outbox_of(
        self, people: Collection[PersonId], *, most: int | None = None, skip: int = 0
    ) -> tuple[OutboxItem, ...]:
        """Give what these people sent or will send, newest first, without their envelopes' bytes.

        At most so many, after skipping some. A concern that is added to the outbox counts as written by who was using
        the laptop; a training record counts as written by nobody, and so is not among what people sent.
        """

    def pressing_of(self, people: Collection[PersonId]) -> tuple[OutboxItem, ...]:
        """Give what of theirs someone should ring the duty line about, newest first, without the bytes."""

    def writer(self, box: BoxName, envelope_id: EnvelopeId) -> PersonId | None:
        """Give who wrote what is in the outbox under an id, None where nothing is."""

    def drafts(self) -> tuple[DraftRow, ...]:
        """Give everyone's drafts, the latest saved first."""

    def draft(self, envelope_id: EnvelopeId) -> DraftRow | None:
        """Give one draft."""

    def put_draft(self, draft: DraftRow) -> None:
        """Keep a draft, replacing its earlier self."""

    def drop_draft(self, envelope_id: EnvelopeId) -> None:
        """Forget a draft (it went into the outbox in the same transaction, or the person threw it away)."""

    def answers(self) -> dict[EnvelopeId, EnvelopeId]:
        """Give what in the outbox answers each question that is answered: the first that does."""

    def put_question(self, question: QuestionRow) -> bool:
        """Keep a question of the duty team's; False where one of its id is here already, which stays."""

    def questions(self) -> tuple[QuestionRow, ...]:
        """Give every question, the oldest first; their words stay sealed."""

    def question(self, question_id: EnvelopeId) -> QuestionRow | None:
        """Give one question."""


class LaptopStore(Protocol):
    """Opens transactions on a laptop's store; each commits durably at its end or leaves nothing."""

    def unit(self) -> AbstractContextManager[LaptopUnit]:
        """Begin a transaction. Raises EnvironmentFault (disk full, read-only), CannotOpen (wrong key, damaged)."""
