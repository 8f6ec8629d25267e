"""Hand the outbox to the service, one sealed envelope after another; opens none of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from detectors_app.domain.delivery import Event, next_state
from detectors_app.domain.errors import CannotOpen, Invalid, TransientFault
from detectors_app.domain.ids import BoxName, EnvelopeId
from detectors_app.domain.receipts import Stored, proves_stored
from detectors_app.domain.retry import CEILING_S, PARKED_RETRY, next_attempt
from detectors_app.protocol.statement import Statement, encode_statement
from detectors_app.use_cases.delivery.asking import PAUSING, SignedNo
from detectors_app.use_cases.delivery.courier import Courier, identity_of, is_waiting, sent_of
from detectors_app.use_cases.rows import DeliveryChange, HeldBundle, Identity, OutboxItem

FAILURES_IN_A_ROW = 3
"""So many answers missing one after another, and the line is taken to be down: one bad item stops nobody."""

Which = tuple[BoxName, EnvelopeId]


@dataclass(slots=True)
class Delivered:
    """What one run did. `busy`: another worker has the lease. `missed` counts answers missing in a row."""

    sent: list[EnvelopeId] = field(default_factory=list)
    parked: list[EnvelopeId] = field(default_factory=list)
    reached: bool = False
    paused: str = ""
    busy: bool = False
    missed: int = 0
    trouble: str = ""
    """The wording key of the last missing answer's reason."""
    stop: bool = False


def deliver_outbox(courier: Courier) -> Delivered:
    """Send all of the line that is due: urgent first, small first, each on its own.

    Only a verified receipt makes it SENT. What the network does is in the outcome.
    Raises EnvironmentFault and CannotOpen from the store.
    """
    done, tried = Delivered(), set[Which]()
    while batch := _take_batch(courier, done, tried):
        for which in batch:
            if done.stop:
                break
            tried.add(which)
            _deliver(courier, which, done)
    if courier.line.leased:
        with courier.parts.store.unit() as unit:
            unit.drop_lease(courier.owner)
    return done


def _take_batch(courier: Courier, done: Delivered, tried: set[Which]) -> list[Which]:
    """Give what is due and was not tried in this run; nothing while the queue is told to wait."""
    if done.stop:
        return []
    now = courier.parts.now()
    with courier.parts.store.unit() as unit:
        if not courier.take_lease(unit):
            done.busy = True
            return []
        if is_waiting(unit, courier.line.hold_until, now):
            done.paused = unit.note(courier.line.paused)
            return []
        due = unit.outbox_due(now, box=courier.line.box)
        return [(each.box, each.id) for each in due if (each.box, each.id) not in tried]


def _deliver(courier: Courier, which: Which, done: Delivered) -> None:
    """Send one item as it stands now, and write what came of it."""
    with courier.parts.store.unit() as unit:
        if not courier.take_lease(unit):
            done.busy = done.stop = True
            return
        item, held, identity = unit.outbox_item(*which), unit.bundle(), identity_of(unit, which[0])
    if item is None or held is None or identity is None or not item.envelope:
        return
    try:
        statement, stored = _put(courier, item, held, identity)
    except SignedNo as no:
        _refused(courier, item, no.type, done)
    except TransientFault as fault:
        _no_answer(courier, item, fault, done)
    else:
        _stored(courier, item, statement, stored, done)


def _put(courier: Courier, item: OutboxItem, held: HeldBundle, identity: Identity) -> tuple[Statement, Stored]:
    """Give the receipt, verified and for these very bytes. Raises TransientFault, SignedNo."""
    asking = courier.asking(identity, held.bundle)
    statement = asking.ask(lambda: asking.service.put_envelope(item.box, item.id, item.envelope))
    try:
        stored = courier.parts.notary.open_stored(statement, held.bundle.services)
    except (CannotOpen, Invalid) as error:
        raise TransientFault("service.unverified") from error
    if not proves_stored(stored, sent_of(item)):
        raise TransientFault("service.unverified")
    return statement, stored


def _stored(courier: Courier, item: OutboxItem, statement: Statement, stored: Stored, done: Delivered) -> None:
    done.reached, done.missed = True, 0
    done.sent.append(item.id)
    with courier.parts.store.unit() as unit:
        now = unit.outbox_item(item.box, item.id) or item  # A read receipt may have come meanwhile.
        change = DeliveryChange(
            item.box,
            item.id,
            next_state(now.state, Event.STORED),
            tries=0,
            sent_at=now.sent_at or stored.stored_at,
            receipt=encode_statement(statement),
            refused_type="",
            wait_no_more=True,
        )
        unit.change_outbox(change)
        unit.put_note(courier.line.paused, "")
        unit.put_note(courier.line.hold_until, "")


def _refused(courier: Courier, item: OutboxItem, type_: str, done: Delivered) -> None:
    """Park this one, or, where the no is to the laptop itself, let everything wait without counting a try."""
    done.reached, done.missed = True, 0
    if type_ in PAUSING:
        pause(courier, type_)
        done.paused, done.stop = type_, True
        return
    done.parked.append(item.id)
    with courier.parts.store.unit() as unit:
        now = unit.outbox_item(item.box, item.id) or item
        change = DeliveryChange(
            item.box,
            item.id,
            next_state(now.state, Event.REFUSED),
            tries=now.tries + 1,
            next_attempt_at=courier.parts.now() + PARKED_RETRY,
            refused_type=type_,
        )
        unit.change_outbox(change)


def pause(courier: Courier, type_: str) -> None:
    """Keep the whole line waiting for a quarter of an hour, and remember why; there is no last try."""
    until = courier.parts.now() + timedelta(seconds=CEILING_S)
    with courier.parts.store.unit() as unit:
        unit.put_note(courier.line.paused, type_)
        unit.put_note(courier.line.hold_until, until.isoformat())


def _no_answer(courier: Courier, item: OutboxItem, fault: TransientFault, done: Delivered) -> None:
    """Nothing is known: it stays as it is, and goes again later."""
    done.missed += 1
    done.trouble = fault.key
    parts = courier.parts
    asked = fault.retry_after_s
    done.stop = asked is not None or done.missed >= FAILURES_IN_A_ROW
    with parts.store.unit() as unit:
        now = unit.outbox_item(item.box, item.id) or item
        at = next_attempt(parts.now(), now.tries + 1, parts.chance, asked)
        state = next_state(now.state, Event.NO_ANSWER)
        unit.change_outbox(DeliveryChange(item.box, item.id, state, tries=now.tries + 1, next_attempt_at=at))
        if asked is not None:
            until = parts.now() + timedelta(seconds=min(asked, CEILING_S))
            unit.put_note(courier.line.hold_until, until.isoformat())
