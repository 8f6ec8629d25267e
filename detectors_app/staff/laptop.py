"""A staff laptop without its windows: record, send, sync and ask how things stand; knows no Qt.

Importing this is cheap: the store, the keys and the network are loaded when they are first needed. One object
belongs to one thread; several on one data folder get on with each other.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self
from uuid import UUID

from detectors_app.domain.ids import CONCERNS, EnvelopeId, OfficerId
from detectors_app.domain.trust import Chosen, Role

if TYPE_CHECKING:
    from detectors_app.domain.concern import Concern, Draft, Written
    from detectors_app.domain.form import Form
    from detectors_app.sealing.passphrase import Cost
    from detectors_app.storage.key_place import KeyPlace
    from detectors_app.storage.laptop_store import LaptopStore
    from detectors_app.use_cases.delivery.courier import Courier
    from detectors_app.use_cases.delivery.listen import Heard
    from detectors_app.use_cases.delivery.sync_round import SyncReport
    from detectors_app.use_cases.laptop import LaptopParts
    from detectors_app.use_cases.ports import Open, Service, Signer
    from detectors_app.use_cases.rows import DraftRow, Identity, OutboxItem, PersonRow

LEASE_S = 60.0
LONGEST_POLL_S = 50


class ServiceAt(Protocol):
    """Makes the service's client for an address and the key that signs its requests."""

    def __call__(self, address: str, signer: Signer) -> Service:
        """Give the client; nothing is sent yet."""


@dataclass(frozen=True, slots=True)
class NamedReader:
    """Someone who reads concerns, by the name that is shown where a name must be."""

    officer: OfficerId
    name: str


@dataclass(frozen=True, slots=True)
class Status:
    """How a laptop stands; numbers, times and ids alone. `key_place` is ``keystore`` or ``file``.

    The rest is as in use_cases.delivery.status.Delivery.
    """

    version: str
    store_version: int
    key_place: str
    enrolled: bool
    registered: bool
    has_passphrase: bool
    waiting: int
    parked: int
    urgent_waiting: tuple[EnvelopeId, ...]
    sent: int
    read: int
    drafts: int
    last_reached: datetime | None
    paused: str
    bundle_version: int
    bundle_age_days: int
    bundle_fresh: bool
    unbelieved_receipts: int
    next_attempt_at: datetime | None


@dataclass(slots=True)
class Laptop:
    """One data folder, opened. `_own` opens the person's drafts while this object is unlocked."""

    data: Path
    parts: LaptopParts
    key_place: str
    _store: LaptopStore
    _service_at: ServiceAt
    _owner: str
    _own: Open | None = field(default=None, repr=False)
    _services: dict[tuple[str, bytes], Service] = field(default_factory=dict, repr=False)

    @classmethod
    def open(
        cls,
        data: Path,
        *,
        clock: Callable[[], datetime] | None = None,
        chance: Callable[[], float] = random.random,
        token_bytes: Callable[[int], bytes] = secrets.token_bytes,
        key_place: KeyPlace | None = None,
        service_at: ServiceAt | None = None,
        cost: Cost | None = None,
    ) -> Self:
        """Open the folder's store, or make one where there is none.

        Raises CannotOpen (key lost, wrong or store damaged), EnvironmentFault (disk full, read-only, keystore),
        Refused (a newer version's store).
        """
        from detectors_app.staff.wiring import parts_for, service_over_network
        from detectors_app.storage.key_place import FilePlace, choose_place, store_key
        from detectors_app.storage.laptop_store import FILE, LaptopStore

        now = clock or _utc_now
        key, place = store_key(key_place or choose_place(data), data / FILE, token_bytes, spare=FilePlace(data))
        store = LaptopStore(data, key)
        parts = parts_for(store, now, chance, token_bytes, cost)
        service = service_at or service_over_network(now)
        return cls(data, parts, place.name, store, service, token_bytes(8).hex())

    def close(self) -> None:
        """Lock, and close the store."""
        self.lock()
        self._store.close()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    # --- setting up -------------------------------------------------------------------------------------------------

    def enrol(self, file: bytes, passphrase: str | None = None) -> None:
        """Set the laptop up from its enrolment file, offline; the same file again is harmless.

        With a passphrase the person's key is made too, unless it is there already.
        Raises Invalid (malformed, passphrase too short), CannotOpen (wrongly signed), Refused (other authority).
        """
        from detectors_app.use_cases.enrolment.enrol_laptop import enrol_laptop
        from detectors_app.use_cases.enrolment.person import make_person, put_person_key

        made = None if passphrase is None or self.has_passphrase else make_person(self.parts, passphrase)
        enrol_laptop(self.parts, file)
        if made is not None:
            with self._store.unit() as unit:
                put_person_key(unit, made)

    def choose_passphrase(self, passphrase: str) -> None:
        """Make the person's key where none was made yet. Raises Invalid for a passphrase that is too short."""
        from detectors_app.use_cases.enrolment.person import make_person, put_person_key

        if not self.has_passphrase:
            made = make_person(self.parts, passphrase)
            with self._store.unit() as unit:
                put_person_key(unit, made)

    @property
    def is_enrolled(self) -> bool:
        """Say whether the laptop is set up to write concerns."""
        with self._store.unit() as unit:
            return unit.bundle() is not None and unit.identity(CONCERNS) is not None

    @property
    def has_passphrase(self) -> bool:
        """Say whether the person's key was made."""
        person = self.person()
        return person is not None and bool(person.seal_public)

    def person(self) -> PersonRow | None:
        """Give who the laptop is for, None before it is set up."""
        with self._store.unit() as unit:
            return unit.person()

    def readers_named(self) -> tuple[NamedReader, ...]:
        """Give everyone who could read a concern, reserve counted, for the question who must not."""
        with self._store.unit() as unit:
            held = unit.bundle()
        if held is None:
            return ()
        box = held.bundle.box(CONCERNS)
        named = {*box.readers, *box.reserve}
        people = (each for each in held.bundle.people if each.officer in named and each.role is not Role.CUSTODIAN)
        return tuple(NamedReader(each.officer, each.name) for each in people)

    # --- locking ----------------------------------------------------------------------------------------------------

    @property
    def is_unlocked(self) -> bool:
        """Say whether this object can open the person's drafts."""
        return self._own is not None

    def unlock(self, passphrase: str) -> None:
        """Open the person's key for this object. Raises CannotOpen for a wrong passphrase, Refused with none set."""
        from detectors_app.use_cases.enrolment.person import unlock

        self._own = unlock(self.parts, passphrase)

    def lock(self) -> None:
        """Let the person's key go."""
        self._own = None

    # --- recording --------------------------------------------------------------------------------------------------

    def form(self, form_id: str | None = None, version: int = 0) -> Form | None:
        """Give the current form, or the named version, None where this program does not know it."""
        from detectors_app.content.forms import current_form, load_form

        return current_form() if form_id is None else load_form(form_id, version)

    def new_concern_id(self) -> EnvelopeId:
        """Give a fresh id, to be minted at the first keystroke."""
        return EnvelopeId(UUID(bytes=self.parts.token_bytes(16), version=4))

    def save_draft(self, concern_id: EnvelopeId, concern: Concern, step: int, written: Written) -> DraftRow:
        """Seal and keep what is written so far; needs no passphrase. Raises Refused, EnvironmentFault."""
        from detectors_app.use_cases.reporting.save_draft import save_draft

        return save_draft(self.parts, concern_id, concern, step=step, written=written)

    def drafts(self) -> tuple[DraftRow, ...]:
        """Give the drafts, the latest first; they stay sealed."""
        with self._store.unit() as unit:
            return unit.drafts()

    def resume_draft(self, concern_id: EnvelopeId, passphrase: str | None = None) -> Draft:
        """Open a draft; without a passphrase only while unlocked. Raises CannotOpen, Refused."""
        from detectors_app.domain.errors import Refused
        from detectors_app.use_cases.enrolment.person import unlock
        from detectors_app.use_cases.reporting.resume_draft import resume_draft

        own = self._own if passphrase is None else unlock(self.parts, passphrase)
        if own is None:
            raise Refused("person.locked")
        return resume_draft(self.parts, concern_id, own)

    def drop_draft(self, concern_id: EnvelopeId) -> None:
        """Throw a draft away."""
        with self._store.unit() as unit:
            unit.drop_draft(concern_id)

    def readers_of(self, concern: Concern) -> Chosen:
        """Give who would read it now; where `short`, show the phone number before sending. Raises Refused."""
        from detectors_app.use_cases.reporting.report_concern import readers_of

        return readers_of(self.parts, concern)

    def report(
        self, concern_id: EnvelopeId, concern: Concern, written: Written, *, told_phone: bool = False
    ) -> OutboxItem:
        """Seal a finished concern and queue it; asked twice, the first one stands.

        Raises NotFinished (with its problems); Refused, the draft kept (`concern.few_readers` until `told_phone`).
        """
        from detectors_app.use_cases.reporting.report_concern import report_concern

        return report_concern(self.parts, concern_id, concern, written=written, told_phone=told_phone)

    def send_as_it_is(self, concern_id: EnvelopeId, *, told_phone: bool = False) -> OutboxItem:
        """Queue a draft unopened, marked unfinished. Raises Refused, the draft kept."""
        from detectors_app.use_cases.reporting.send_as_it_is import send_as_it_is

        return send_as_it_is(self.parts, concern_id, told_phone=told_phone)

    # --- delivery ---------------------------------------------------------------------------------------------------

    def outbox(self) -> tuple[OutboxItem, ...]:
        """Give everything handed over for sending, newest first, without the sealed bytes."""
        with self._store.unit() as unit:
            return unit.outbox()

    def sync(self, lease_s: float = LEASE_S) -> SyncReport:
        """Do one round with the service. Raises EnvironmentFault and CannotOpen from the store alone."""
        from detectors_app.use_cases.delivery.sync_round import sync_round

        return sync_round(self._courier(lease_s))

    def listen(self, wait_s: int = LONGEST_POLL_S) -> Heard:
        """Wait at most so long for receipts. Raises EnvironmentFault and CannotOpen from the store alone."""
        from detectors_app.use_cases.delivery.listen import listen

        return listen(self._courier(LEASE_S), wait_s=wait_s)

    def wake(self) -> datetime:
        """Let the queue go soon (the network came up, the laptop woke, someone signed in); give when."""
        from detectors_app.use_cases.delivery.wake import wake

        return wake(self.parts)

    def status(self) -> Status:
        """Say how things stand, without any content."""
        from detectors_app.staff.wiring import program_version
        from detectors_app.use_cases.delivery.status import delivery_status

        now = delivery_status(self.parts)
        stands = {each.name: getattr(now, each.name) for each in fields(now)}
        return Status(program_version(), self._store.version(), self.key_place, **stands)

    def _courier(self, lease_s: float) -> Courier:
        from detectors_app.use_cases.delivery.courier import Courier

        return Courier(self.parts, self._service_for, self._owner, lease_s)

    def _service_for(self, identity: Identity) -> Service:
        """Give the client for one box's keys: one a key and address, so that a corrected clock stays corrected."""
        with self._store.unit() as unit:
            held = unit.bundle()
        address = "" if held is None else held.bundle.address
        known = (address, identity.request_seed)
        if known not in self._services:
            self._services[known] = self._service_at(address, self.parts.keys.signer(identity.request_seed))
        return self._services[known]


def _utc_now() -> datetime:
    return datetime.now(UTC)
