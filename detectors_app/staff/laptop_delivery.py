"""The delivery part of the laptop's façade: outbox, rounds with the service, and how things stand; knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING

from detectors_app.domain.ids import EnvelopeId
from detectors_app.staff.laptop_folder import OpenedFolder

if TYPE_CHECKING:
    from detectors_app.domain.policy import Policy
    from detectors_app.use_cases.delivery.courier import Courier
    from detectors_app.use_cases.delivery.listen import Heard
    from detectors_app.use_cases.delivery.sync_round import SyncReport
    from detectors_app.use_cases.ports import Service
    from detectors_app.use_cases.rows import Identity

LEASE_S = 60.0
LONGEST_POLL_S = 50


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
    people: int
    last_reached: datetime | None
    paused: str
    bundle_version: int
    bundle_age_days: int
    bundle_fresh: bool
    unbelieved_receipts: int
    next_attempt_at: datetime | None
    training_waiting: int


class DeliveringLaptop(OpenedFolder):
    """What the delivery and listening lanes do, and what the windows show of it."""

    __slots__ = ()

    def mark_phoned(self, concern_id: EnvelopeId) -> None:
        """Note that the person said they rang the duty line about a concern. Raises Refused, EnvironmentFault."""
        from detectors_app.use_cases.delivery.phoned import mark_phoned

        mark_phoned(self.parts, concern_id)

    def sync(self, lease_s: float = LEASE_S) -> SyncReport:
        """Do one round with the service for concerns. Raises EnvironmentFault and CannotOpen from the store alone."""
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

    def policy(self) -> Policy:
        """Give the council's rules as this laptop knows them, the usual ones before it is set up."""
        from detectors_app.domain.policy import Policy

        with self._store.unit() as unit:
            held = unit.bundle()
        return Policy() if held is None else held.bundle.policy

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
