"""How things stand on a laptop, in numbers and times; never content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detectors_app.domain.delivery import State
from detectors_app.domain.ids import CONCERNS, LEARNING, EnvelopeId
from detectors_app.use_cases.delivery.courier import CONCERNS_LINE, is_waiting, noted_time
from detectors_app.use_cases.delivery.sync_round import LAST_REACHED
from detectors_app.use_cases.delivery.take_receipts import UNBELIEVED
from detectors_app.use_cases.laptop import LaptopParts


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the laptop's work stands. `bundle_version` is 0 before the laptop is set up.

    `waiting` counts what no one has confirmed yet (parked included), `urgent_waiting` the urgent among them, whoever
    wrote it; `people` counts who used the laptop. `has_passphrase` is of who is using it now. All of it is about
    concerns but `training_waiting`, which counts the training records that no one has confirmed yet.
    """

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


def delivery_status(parts: LaptopParts) -> Delivery:
    """Read how things stand, in one transaction."""
    now = parts.now()
    with parts.store.unit() as unit:
        held, identity, person = unit.bundle(), unit.identity(CONCERNS), unit.person()
        counted, training = unit.count_outbox(box=CONCERNS), unit.count_outbox(box=LEARNING)
        parked = counted.get(State.PARKED, 0)
        return Delivery(
            enrolled=held is not None and identity is not None,
            registered=identity is not None and identity.registered,
            has_passphrase=person is not None and bool(person.seal_public),
            waiting=counted.get(State.QUEUED, 0) + parked,
            parked=parked,
            urgent_waiting=unit.urgent_waiting(),
            sent=counted.get(State.SENT, 0),
            read=counted.get(State.READ, 0) + counted.get(State.DONE, 0),
            drafts=len(unit.drafts()),
            people=sum(each.before is None for each in unit.people()),
            last_reached=noted_time(unit, LAST_REACHED),
            paused=unit.note(CONCERNS_LINE.paused) if is_waiting(unit, CONCERNS_LINE.hold_until, now) else "",
            bundle_version=0 if held is None else held.bundle.version,
            bundle_age_days=0 if held is None else max((now - held.bundle.issued_at).days, 0),
            bundle_fresh=held is not None and now <= held.bundle.fresh_until,
            unbelieved_receipts=int(unit.note(UNBELIEVED) or 0),
            next_attempt_at=unit.next_attempt_at(box=CONCERNS),
            training_waiting=training.get(State.QUEUED, 0) + training.get(State.PARKED, 0),
        )
