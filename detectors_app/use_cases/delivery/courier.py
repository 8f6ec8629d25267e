"""What every step of delivery is handed: the laptop and the services it speaks to; does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from detectors_app.domain.ids import CONCERNS, LEARNING, BoxName
from detectors_app.domain.receipts import Sent
from detectors_app.domain.trust import Bundle
from detectors_app.use_cases.delivery.asking import Asking
from detectors_app.use_cases.laptop import LaptopParts
from detectors_app.use_cases.ports import LaptopUnit, Service
from detectors_app.use_cases.rows import Identity, OutboxItem

LONGEST_NOTE = timedelta(days=1)
"""No note puts anything off for longer. One that seems to was written under a clock that has been put back."""


@dataclass(frozen=True, slots=True)
class Line:
    """A queue that waits for no other: its box (None: whatever is in the outbox) and the notes that are its own.

    `paused` says why it waits: a problem type, empty where it does not. `hold_until` says until when the service's
    wish, or a pause, keeps it waiting. `last_check` is when the service was last asked what it holds. `leased`: one
    worker at a time carries it; where none is needed, the same sent twice is answered alike.
    """

    box: BoxName | None
    paused: str = "paused"
    hold_until: str = "hold_until"
    last_check: str = "last_held_check"
    leased: bool = True


ANYTHING = Line(None)
"""A desk's: one key writes to every box."""
CONCERNS_LINE = Line(CONCERNS)
LEARNING_LINE = Line(LEARNING, "learning_paused", "learning_hold_until", "learning_last_held_check", leased=False)
"""Nothing that happens to the keys for learning records is noted where concerns look, or keeps them waiting."""


@dataclass(frozen=True, slots=True)
class Courier:
    """The laptop and, for each box's keys, the service as those keys see it. `owner` names this worker's lease."""

    parts: LaptopParts
    service_for: Callable[[Identity], Service]
    owner: str
    lease_s: float = 60.0
    line: Line = CONCERNS_LINE

    def asking(self, identity: Identity, bundle: Bundle) -> Asking:
        """Give the service as one box's keys see it."""
        return Asking(self.service_for(identity), self.parts.notary, bundle.services, identity.certificate)

    def take_lease(self, unit: LaptopUnit) -> bool:
        """Take or renew the lease, where the line has one."""
        now = self.parts.now()
        return not self.line.leased or unit.take_lease(self.owner, now, now + timedelta(seconds=self.lease_s))


def sent_of(item: OutboxItem) -> Sent:
    """Give what the laptop knows of an envelope it sent."""
    return Sent(item.box, item.id, item.sha256, item.slots)


def identity_of(unit: LaptopUnit, box: BoxName) -> Identity | None:
    """Give the keys that write to a box, once the service knows them."""
    identity = unit.identity(box)
    return identity if identity is not None and identity.registered else None


def noted_time(unit: LaptopUnit, name: str) -> datetime | None:
    """Give a remembered time, None where there is none."""
    text = unit.note(name)
    return datetime.fromisoformat(text) if text else None


def is_waiting(unit: LaptopUnit, name: str, now: datetime) -> bool:
    """Say whether a remembered time is still to come, at most a day ahead."""
    until = noted_time(unit, name)
    return until is not None and now < until <= now + LONGEST_NOTE
