"""Asks the service what it holds and puts back what it lost, this desk's own envelopes too; drops nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from detectors_app.domain.delivery import Event, State, next_state
from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import BoxName, EnvelopeId
from detectors_app.domain.receipts import Sent, proves_stored
from detectors_app.protocol.receipts import HeldAnswer, HeldQuestion
from detectors_app.use_cases.casework.desk import BOXES, Desk
from detectors_app.use_cases.casework.take_in import RESTORED
from detectors_app.use_cases.rows import DeliveryChange

MOST_AT_ONCE = 1000
"""Protocol, `POST /v1/boxes/{box}/held`."""
EVERY = timedelta(days=1)
LAST_CHECK = "last_held_check"
"""Note: when this desk last asked, RFC 3339."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """An envelope that the service should hold: one of a box, or (`own`) one of this desk's outbox."""

    box: BoxName
    id: EnvelopeId
    sha256: str
    own: bool


def put_back_is_due(desk: Desk) -> bool:
    """Say whether a day has passed, or the service forgot where we were."""
    with desk.store.unit() as unit:
        last, restored = unit.note(LAST_CHECK), unit.note(RESTORED)
    return bool(restored) or not last or desk.now() - datetime.fromisoformat(last) >= EVERY


def put_back(desk: Desk) -> int:
    """Put back what is missing and give how many went; asked again tomorrow, and until one round went through.

    What did not open is not put back: nobody vouches for it. Raises TransientFault, Refusal.
    """
    kept = _kept(desk)
    count = 0
    for box in dict.fromkeys(each.box for each in kept):
        of_box = [each for each in kept if each.box == box]
        for start in range(0, len(of_box), MOST_AT_ONCE):
            count += _put_back_some(desk, box, of_box[start : start + MOST_AT_ONCE])
    with desk.store.unit() as unit:
        unit.put_note(LAST_CHECK, desk.now().isoformat())
        unit.put_note(RESTORED, "")
    return count


def _kept(desk: Desk) -> list[_Kept]:
    with desk.store.unit() as unit:
        taken = [_Kept(box, *each, own=False) for box in BOXES for each in unit.kept(box)]
        sent = [each for each in unit.outbox() if each.state is State.SENT]
        waiting = {(each.box, each.id) for each in unit.outbox() if each.state is not State.SENT}
    own = {(each.box, each.id, each.sha256) for each in sent}
    others = [each for each in taken if (each.box, each.id) not in waiting]
    others = [each for each in others if (each.box, each.id, each.sha256) not in own]
    return [
        *others,
        *(_Kept(each.box, each.id, each.sha256, own=True) for each in sent),
    ]


def _put_back_some(desk: Desk, box: BoxName, some: Sequence[_Kept]) -> int:
    reply = desk.service.held(box, tuple(HeldQuestion(each.id, each.sha256) for each in some))
    held = set(_shown_to_be_held(desk, box, reply.envelopes))
    lost = [each for each in some if (each.id, each.sha256) not in held]
    for each in lost:
        if each.own:
            _queue_again(desk, each)
        else:
            with desk.store.unit() as unit:
                envelope = unit.envelope(box, each.id, each.sha256)
            desk.service.put_envelope(box, each.id, envelope)
    return len(lost)


def _shown_to_be_held(desk: Desk, box: BoxName, answers: Iterable[HeldAnswer]) -> Iterable[tuple[EnvelopeId, str]]:
    """Believe only signed receipts: what the service cannot show to hold, it is given again."""
    with desk.store.unit() as unit:
        bundle = unit.bundle()
    services = bundle.bundle.services if bundle else ()
    for each in answers:
        if each.stored is None:
            continue
        try:
            stored = desk.notary.open_stored(each.stored, services)
        except (CannotOpen, Invalid):
            continue
        if proves_stored(stored, Sent(box, each.id, each.sha256, ())):
            yield each.id, each.sha256


def _queue_again(desk: Desk, each: _Kept) -> None:
    with desk.store.unit() as unit:
        state = next_state(State.SENT, Event.NOT_HELD)
        unit.change_outbox(DeliveryChange(each.box, each.id, state, tries=0, next_attempt_at=desk.now()))
