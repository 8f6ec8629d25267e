"""Wait for the laptop's own box, so that *Read* shows at once; delivers nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detectors_app.domain.errors import TransientFault
from detectors_app.domain.ids import EnvelopeId
from detectors_app.domain.retry import CEILING_S, next_attempt
from detectors_app.use_cases.delivery.asking import SignedNo
from detectors_app.use_cases.delivery.courier import Courier
from detectors_app.use_cases.delivery.take_receipts import take_receipts

MISSED_LISTENS = "missed_listens"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a wait brought: what is read now, and what is asked.

    `next_at` is when to listen again; `trouble` is a wording key, empty with none.
    """

    reached: bool
    read: tuple[EnvelopeId, ...]
    trouble: str
    next_at: datetime
    asked: tuple[EnvelopeId, ...] = ()


def listen(courier: Courier, *, wait_s: int) -> Heard:
    """Wait at most `wait_s` for receipts and take them. Raises EnvironmentFault and CannotOpen from the store alone."""
    try:
        came = take_receipts(courier, wait_s=wait_s)
    except (TransientFault, SignedNo) as error:
        key = error.key if isinstance(error, TransientFault) else "service.refused"
        return Heard(reached=False, read=(), trouble=key, next_at=_later(courier, error))
    if came.reached:
        _count(courier, 0)
        now, asked = courier.parts.now(), tuple(came.asked)
        return Heard(reached=True, read=tuple(came.read), trouble="", next_at=now, asked=asked)
    # Not registered yet: the delivering worker does that first.
    return Heard(reached=False, read=(), trouble="service.not_registered", next_at=_later(courier, None))


def _later(courier: Courier, error: Exception | None) -> datetime:
    with courier.parts.store.unit() as unit:
        missed = int(unit.note(MISSED_LISTENS) or 0) + 1
    _count(courier, missed)
    asked = error.retry_after_s if isinstance(error, TransientFault) else None
    wait_s = int(CEILING_S) if isinstance(error, SignedNo) else asked
    return next_attempt(courier.parts.now(), missed, courier.parts.chance, wait_s)


def _count(courier: Courier, missed: int) -> None:
    with courier.parts.store.unit() as unit:
        if (unit.note(MISSED_LISTENS) or "0") != str(missed):
            unit.put_note(MISSED_LISTENS, str(missed))
