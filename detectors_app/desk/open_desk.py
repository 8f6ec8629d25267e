"""A desk that is open, whatever its officer reads: where store, keys and service meet; shows nothing."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast
from uuid import uuid4

from detectors_app.desk.inbox import Rows, known_form
from detectors_app.desk.record_sending import RecordSending
from detectors_app.domain.errors import Invalid, TransientFault
from detectors_app.domain.ids import CONCERNS, LEARNING, BoxName, EnvelopeId
from detectors_app.domain.policy import Policy
from detectors_app.protocol.envelope import Opened
from detectors_app.sealing.envelope import open_envelope, seal
from detectors_app.sealing.keys import SealKey
from detectors_app.signing import chain
from detectors_app.signing.http import sign_request
from detectors_app.signing.keys import SigningKey
from detectors_app.storage.desk_store import DeskStore
from detectors_app.transport.client import Client
from detectors_app.use_cases.casework.acks import hand_in_acks
from detectors_app.use_cases.casework.asked import Asked
from detectors_app.use_cases.casework.deliver import deliver
from detectors_app.use_cases.casework.desk import Desk, boxes_of
from detectors_app.use_cases.casework.memory import Memory
from detectors_app.use_cases.casework.ports import DeskUnit
from detectors_app.use_cases.casework.sync_desk import LAST_REACHED, Round, listen, sync_desk
from detectors_app.use_cases.delivery.asking import Asking
from detectors_app.use_cases.learning.register import fold_learning
from detectors_app.use_cases.ports import Clock, Service
from detectors_app.use_cases.rows import HeldBundle

if TYPE_CHECKING:
    from detectors_app.desk.packs import DeskPacks
    from detectors_app.use_cases.learning.lead_ports import LeadUnit

Connect = Callable[[str, SigningKey], Service]
"""Gives the service at an address, as the desk key's holder sees it."""


def utc_now() -> datetime:
    """Give the time."""
    return datetime.now(UTC)


class OpenDesk:
    """One officer's desk, open. Every thread that works with it has its own (`twin`)."""

    def __init__(self, data: Path, key: bytes, *, connect: Connect | None = None, now: Clock = utc_now) -> None:
        """Open the store with its key. Raises CannotOpen, EnvironmentFault."""
        self._data, self._key, self._connect, self.now = data, key, connect or _over_http(now), now
        self.store = DeskStore(data, key)
        with self.store.unit() as unit:
            identity = unit.identity()
        self.officer = identity.officer
        self._name = identity.label
        self._sign, self._desk_key = SigningKey(identity.sign_seed), SigningKey(identity.request_seed)
        self._seal = SealKey(identity.seal_seed)
        self._service: tuple[str, Service] | None = None
        self._memory, self._rows = Memory(), Rows()
        self._owner = secrets.token_hex(8)
        self._packs: DeskPacks | None = None
        self._ended = False

    def twin(self) -> Self:
        """Give another of the same desk, with its own connections, for another thread."""
        return type(self)(self._data, self._key, connect=self._connect, now=self.now)

    def cut(self) -> None:
        """Cut what waits for the service, and ask it nothing more. May be called from any thread."""
        self._ended = True
        close = getattr(self._service[1], "close", None) if self._service is not None else None
        if close is not None:
            close()

    def close(self) -> None:
        """Close the store and cut what waits for the service."""
        self.cut()
        self.store.close()

    def policy(self) -> Policy | None:
        """Give the council's numbers, None before a trust file was given."""
        with self.store.unit() as unit:
            held = unit.bundle()
        return held.bundle.policy if held else None

    def name(self) -> str:
        """Give the officer's name, as the list of people has it or as it was first given."""
        with self.store.unit() as unit:
            held = unit.bundle()
        me = None if held is None else held.bundle.person(self.officer)
        return self._name if me is None else me.name

    def last_reached(self) -> datetime | None:
        """Give when the service last answered, None before it ever did."""
        with self.store.unit() as unit:
            reached = unit.note(LAST_REACHED)
        return datetime.fromisoformat(reached) if reached else None

    def boxes(self) -> tuple[BoxName, ...]:
        """Give the boxes that the list of people names this officer a reader of; none before a trust file was given."""
        with self.store.unit() as unit:
            held = unit.bundle()
        return () if held is None else boxes_of(held.bundle, self.officer)

    @property
    def listening_box(self) -> BoxName:
        """Give the box that this desk waits on: concerns, or for a training lead the training records."""
        return LEARNING if self.boxes() == (LEARNING,) else CONCERNS

    def sync(self) -> Round:
        """Do one round with the service, then with the record store where one is set.

        What the record store says is in its own notes. Once a day a large store is read through. Raises
        TransientFault, Refused, Invalid (no trust file yet), CannotOpen (the store was altered).
        """
        desk = self.desk()
        done = sync_desk(desk, lambda: self._deliver(desk))
        if LEARNING in self.boxes():
            RecordSending(self.store, self.packs.courses, self.now).send()
        if self.boxes() == (LEARNING,):  # Whoever reads concerns waits for no course.
            self.packs.fetch()
        if self.store.check_whole_is_due(self.now()):
            self.store.check_whole(self.now())
        return done

    @property
    def packs(self) -> DeskPacks:
        """Give this desk's side of content packs."""
        if self._packs is None:
            from detectors_app.desk.packs import DeskPacks

            self._packs = DeskPacks(self._data, self.store, self._asking, self.now)
        return self._packs

    def _asking(self) -> Asking:
        return Asking(self._at_service(), chain, self.held().bundle.services)

    def deliver(self) -> None:
        """Send what waits, at once. Raises TransientFault, Refused, Invalid (no trust file yet)."""
        desk = self.desk()
        self._deliver(desk)
        hand_in_acks(desk)

    def listen(self, wait_s: int) -> tuple[EnvelopeId, ...]:
        """Wait for something new, at most `wait_s` seconds (50 at most), and give what came."""
        return listen(self.desk(), self.listening_box, wait_s)

    def held(self) -> HeldBundle:
        """Give the list of people. Raises Invalid before a trust file was given."""
        with self.store.unit() as unit:
            held = unit.bundle()
        if held is None:
            raise Invalid("desk.no_bundle", where="bundle")
        return held

    def desk(self) -> Desk:
        """Give what the verbs need; the service's no is believed only by its signature."""
        return Desk(
            officer=self.officer,
            store=self.store,
            service=Asked(self._asking()),
            notary=chain,
            sign=self._sign,
            desk=self._desk_key,
            seal=lambda letter, sign: seal(letter, sign, secrets.token_bytes),
            open=self._open,
            forms=known_form,
            now=self.now,
            new_id=uuid4,
            fold_learning=_fold_learning,
            memory=self._memory,
        )

    def _at_service(self) -> Service:
        """Give the service at the address that the list of people names; nothing is sent yet."""
        if self._ended:
            raise TransientFault("service.not_there")
        address = self.held().bundle.address
        if self._service is None or self._service[0] != address:
            self._service = (address, self._connect(address, self._desk_key))
        return self._service[1]

    def _open(self, envelope: bytes, *, box: BoxName, envelope_id: EnvelopeId | None = None) -> Opened:
        return open_envelope(envelope, self._seal, box=box, envelope_id=envelope_id)

    def _deliver(self, desk: Desk) -> None:
        done = deliver(desk, self._at_service(), owner=self._owner, chance=random.random)
        if done.trouble and not done.reached:
            raise TransientFault(done.trouble)


def _fold_learning(unit: DeskUnit) -> None:
    """Fold the learning box; casework and learning know the same store by two protocols."""
    fold_learning(cast("LeadUnit", unit))


def _over_http(now: Clock) -> Connect:
    """Give a way to connect that signs every request with the desk's key."""
    return lambda address, key: Client(address, key, sign_request=sign_request, clock=now)
