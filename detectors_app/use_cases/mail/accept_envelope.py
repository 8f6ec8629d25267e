"""Accept an envelope once, whoever hands it in and however often; opens nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.ids import BoxName, EnvelopeId
from detectors_app.domain.permissions import Actor
from detectors_app.domain.receipts import Stored
from detectors_app.protocol.envelope import box_digest, decode_header
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.mail.ports import Arrival, Caller, Denied, Envelopes, Quota

SignStored = Callable[[Stored], Statement]


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed in, and where to. `sha256` has been compared with the bytes; `created` is the sender's clock."""

    box: BoxName
    id: EnvelopeId
    sha256: str
    envelope: bytes
    created: datetime


@dataclass(frozen=True, slots=True)
class Accepted:
    """The *stored* receipt, the same for every time the same bytes come; `new` for the first."""

    receipt: Statement
    new: bool


def look_over(handed: Handed, caller: Caller, now: datetime) -> Arrival:
    """Check what can be seen from outside: size class, header, that it is for this box and id. Raises Denied."""
    try:
        header = decode_header(handed.envelope)
    except CannotOpen:
        raise Denied(ProblemType.MALFORMED) from None
    if header.box != box_digest(handed.box) or header.id != handed.id:
        raise Denied(ProblemType.MALFORMED)
    return Arrival(
        box=handed.box,
        id=handed.id,
        sha256=handed.sha256,
        envelope=handed.envelope,
        slots=tuple(slot.key for slot in header.slots),
        sender=caller.key,
        laptop=caller.actor is Actor.LAPTOP,
        skew_s=round((handed.created - now).total_seconds()),
    )


def accept(unit: Envelopes, arrival: Arrival, *, now: datetime, quota: Quota, sign: SignStored) -> Accepted:
    """Insert, and give back what is there: the first of many at once wins, the others get its receipt.

    Raises Denied past a laptop's quota, which only new envelopes use up; the transaction must then be undone.
    """
    receipt = sign(Stored(arrival.box, arrival.id, arrival.sha256, now))
    if unit.add_envelope(arrival, receipt, now):
        if arrival.laptop:
            _count(unit, arrival, now, quota)
        return Accepted(receipt, new=True)
    held = unit.find(arrival.box, arrival.id, arrival.sha256)
    if held is None:  # The insert met a row that is not there: the store is broken, and nothing may be acknowledged.
        raise CannotOpen("store.damaged")
    if arrival.laptop and held.sender != arrival.sender:
        unit.name_sender(held.row, arrival.sender)
    return Accepted(held.receipt, new=False)


def _count(unit: Envelopes, arrival: Arrival, now: datetime, quota: Quota) -> None:
    used = unit.count(arrival.sender, now.date(), len(arrival.envelope))
    if used.envelopes > quota.envelopes or used.bytes > quota.bytes:
        raise Denied(ProblemType.QUOTA, retry_after_s=_until_tomorrow_s(now))


def _until_tomorrow_s(now: datetime) -> int:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return int((midnight - now).total_seconds()) + 1
