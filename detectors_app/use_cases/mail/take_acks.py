"""Take desks' acknowledgements and hand them on; never a reason to drop a body."""

from __future__ import annotations

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import BoxName, KeyId
from detectors_app.domain.receipts import Ack
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import AckPut, AcksTaken, SignedAck
from detectors_app.use_cases.mail.ports import Caller, Denied, Envelopes, MailNotary

MOST_ACKS = 1000


def check_acks(put: AckPut, caller: Caller, box: BoxName, notary: MailNotary) -> tuple[tuple[Ack, SignedAck], ...]:
    """Verify each: signed by the very desk that hands it in, for this box. Raises Denied."""
    if len(put.acks) > MOST_ACKS:
        raise Denied(ProblemType.TOO_LARGE)
    return tuple((_check(each, caller.key, box, notary), each) for each in put.acks)


def _check(signed: SignedAck, desk: KeyId, box: BoxName, notary: MailNotary) -> Ack:
    try:
        own = sign_id(signed.desk) == desk
        ack = notary.open_ack(signed)
    except (CannotOpen, Invalid):
        raise Denied(ProblemType.MALFORMED) from None
    if not own or ack.box != box:
        raise Denied(ProblemType.FORBIDDEN)
    return ack


def take_acks(unit: Envelopes, caller: Caller, acks: tuple[tuple[Ack, SignedAck], ...]) -> AcksTaken:
    """Keep them. One for an envelope that is not sealed to the asker is passed over and answered just the same.

    One for an envelope not held is kept: after a restore the acks may come before what they are for.
    """
    for ack, signed in acks:
        held = unit.find(ack.box, ack.id, ack.sha256)
        if held is None or caller.seal in held.slots:
            unit.add_ack(ack, signed)
    return AcksTaken(len(acks))
