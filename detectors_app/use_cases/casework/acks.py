"""What this desk says to the service: it holds an envelope, and when it is due, or a person read it."""

from __future__ import annotations

from datetime import datetime

from detectors_app.domain.ids import BoxName, EnvelopeId
from detectors_app.domain.receipts import Ack, AckKind
from detectors_app.protocol import strict_json
from detectors_app.protocol.receipts import SignedAck
from detectors_app.protocol.statement import Label
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.ports import DeskUnit

MOST_AT_ONCE = 500
"""Protocol, `POST /v1/boxes/{box}/acks`, allows 1,000: half of them leaves room in the body whatever they hold."""


def sign_ack(desk: Desk, ack: Ack) -> SignedAck:
    """Sign an ack with the desk's own key."""
    statement = desk.notary.sign_statement(Label.ACK, strict_json.encode(ack), desk.desk)
    return SignedAck(statement, desk.desk.public)


def queue_held(
    desk: Desk, unit: DeskUnit, box: BoxName, envelope_id: EnvelopeId, sha256: str, due: datetime | None
) -> None:
    """Queue *held*: two such let the laptop drop its copy in time, so it is never said of what did not open."""
    unit.queue_ack(sign_ack(desk, Ack(box, envelope_id, sha256, AckKind.HELD, desk.now(), due)), box)


def queue_read(desk: Desk, unit: DeskUnit, box: BoxName, envelope_id: EnvelopeId, sha256: str) -> None:
    """Queue *read*: the service stops reminding."""
    unit.queue_ack(sign_ack(desk, Ack(box, envelope_id, sha256, AckKind.READ, desk.now())), box)


def hand_in_acks(desk: Desk) -> int:
    """Hand in what is queued, and forget what the service took. Raises TransientFault, Refusal."""
    with desk.store.unit() as unit:
        queued = unit.queued_acks()
    for box in dict.fromkeys(box for box, _ in queued):
        of_box = tuple(ack for each, ack in queued if each == box)
        for start in range(0, len(of_box), MOST_AT_ONCE):
            some = of_box[start : start + MOST_AT_ONCE]
            desk.service.put_acks(box, some)
            with desk.store.unit() as unit:
                unit.drop_acks(some)
    return len(queued)
