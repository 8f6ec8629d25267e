"""One round with the service: enrol, deliver, receipts, trust, what is held; keeps no thread and no timer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from detectors_app.domain.errors import TransientFault
from detectors_app.domain.ids import EnvelopeId
from detectors_app.domain.retry import next_attempt
from detectors_app.domain.trust import BundleVerdict
from detectors_app.use_cases.delivery.ask_trust import ask_trust
from detectors_app.use_cases.delivery.asking import SignedNo
from detectors_app.use_cases.delivery.check_held import check_held
from detectors_app.use_cases.delivery.courier import Courier, is_waiting, noted_time
from detectors_app.use_cases.delivery.deliver_outbox import deliver_outbox, pause
from detectors_app.use_cases.delivery.enrol_at_service import enrol_at_service
from detectors_app.use_cases.delivery.take_receipts import take_receipts

LAST_REACHED = "last_reached"
MISSED_ROUNDS = "missed_rounds"
"""The note that counts rounds without an answer, one after another."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a round did. `reached`: the service answered as itself. `paused`: the problem type the queue waits for.

    `changed` holds every id whose row changed. `trouble` is the wording key of why it was not reached, else empty.
    `next_at` is when the next round is due.
    """

    reached: bool
    sent: tuple[EnvelopeId, ...]
    read: tuple[EnvelopeId, ...]
    changed: tuple[EnvelopeId, ...]
    parked: tuple[EnvelopeId, ...]
    paused: str
    busy: bool
    new_bundle: bool
    trouble: str
    next_at: datetime
    asked: tuple[EnvelopeId, ...] = ()
    """New questions of the duty team's."""


@dataclass(slots=True)
class _Round:
    """A report in the making."""

    reached: bool = False
    sent: list[EnvelopeId] = field(default_factory=list)
    read: list[EnvelopeId] = field(default_factory=list)
    asked: list[EnvelopeId] = field(default_factory=list)
    parked: list[EnvelopeId] = field(default_factory=list)
    moved: list[EnvelopeId] = field(default_factory=list)
    paused: str = ""
    busy: bool = False
    new_bundle: bool = False
    trouble: str = ""


def sync_round(courier: Courier) -> SyncReport:
    """Do all there is to do with the service for concerns now; each part goes on though another failed.

    While a pause or the service's wish to wait lasts, nothing is asked. Raises EnvironmentFault and CannotOpen from
    the store alone.
    """
    this = _Round()
    with courier.parts.store.unit() as unit:
        waiting = is_waiting(unit, courier.line.hold_until, courier.parts.now())
        this.paused = unit.note(courier.line.paused)
    if not waiting:
        _all_parts(courier, this)
    return _close(courier, this, waiting=waiting)


def _all_parts(courier: Courier, this: _Round) -> None:
    for part in (_enrol, _deliver, _receipts, _trust, _held):
        if this.busy or not _try(courier, this, part):
            return


def _try(courier: Courier, this: _Round, part: Callable[[Courier, _Round], None]) -> bool:
    """Run one part; say whether the next may follow: not without an answer, and not after a no to this laptop."""
    try:
        part(courier, this)
    except TransientFault as fault:
        this.trouble = fault.key
    except SignedNo as no:
        this.reached, this.paused = True, no.type
        pause(courier, no.type)
    return not this.trouble and not this.paused


def _enrol(courier: Courier, this: _Round) -> None:
    if enrol_at_service(courier):
        this.reached = True
    this.paused = ""


def _deliver(courier: Courier, this: _Round) -> None:
    done = deliver_outbox(courier)
    this.sent += done.sent
    this.parked += done.parked
    this.reached |= done.reached
    this.busy, this.paused = done.busy, done.paused
    if done.stop:  # One answer missing may be that item's fault; then the next part tells whether the line is up.
        this.trouble = done.trouble


def _receipts(courier: Courier, this: _Round) -> None:
    came = take_receipts(courier)
    this.read += came.read
    this.asked += came.asked
    this.reached |= came.reached


def _trust(courier: Courier, this: _Round) -> None:
    verdict = ask_trust(courier)
    this.reached |= verdict is not None
    if verdict is BundleVerdict.TAKE:
        this.new_bundle = True
        _receipts(courier, this)  # Who signed them may be known only now.
        _deliver(courier, this)  # What was parked may go by the new list.


def _held(courier: Courier, this: _Round) -> None:
    checked = check_held(courier)
    this.reached |= checked.asked
    this.moved += [*checked.again, *checked.done]
    if checked.again:
        _deliver(courier, this)


def _close(courier: Courier, this: _Round, *, waiting: bool) -> SyncReport:
    parts, line, now = courier.parts, courier.line, courier.parts.now()
    with parts.store.unit() as unit:
        missed = int(unit.note(MISSED_ROUNDS) or 0)
        if not waiting:
            missed = missed + 1 if this.trouble else 0
            unit.put_note(MISSED_ROUNDS, str(missed))
        if this.reached:
            unit.put_note(LAST_REACHED, now.isoformat())
        if not this.paused and not waiting:
            unit.put_note(line.paused, "")
        hold = noted_time(unit, line.hold_until) if is_waiting(unit, line.hold_until, now) else None
        due = unit.next_attempt_at(box=line.box)
    return _report(this, _next_at(courier, now, missed, due, hold))


def _next_at(courier: Courier, now: datetime, missed: int, due: datetime | None, hold: datetime | None) -> datetime:
    """Give when the next round is due: a quarter of an hour on at most, never while told to wait.

    With no answer from anywhere, backing off counts for the whole round, however much is queued.
    """
    regular = next_attempt(now, 12, lambda: 0.5 + courier.parts.chance() / 2)
    if missed:
        return max(next_attempt(now, missed, courier.parts.chance), hold or now)
    return max(min(regular, due or regular), hold or now, now)


def _report(this: _Round, next_at: datetime) -> SyncReport:
    changed = dict.fromkeys([*this.sent, *this.read, *this.parked, *this.moved])
    return SyncReport(
        reached=this.reached,
        sent=tuple(this.sent),
        read=tuple(this.read),
        changed=tuple(changed),
        parked=tuple(this.parked),
        paused=this.paused,
        busy=this.busy,
        new_bundle=this.new_bundle,
        trouble=this.trouble,
        next_at=next_at,
        asked=tuple(this.asked),
    )
