"""Say which envelopes the service holds, who acknowledged them and which were deleted."""

from __future__ import annotations

from collections.abc import Mapping

from detectors_app.domain.ids import BoxName, EnvelopeId
from detectors_app.domain.permissions import Actor
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import HeldAnswer, HeldAsk, HeldQuestion, HeldReply, SignedAck
from detectors_app.use_cases.mail.ports import Caller, Denied, Envelopes, Held

MOST_ASKED = 1000

Given = Mapping[tuple[EnvelopeId, str], list[SignedAck]]
"""Acks by (id, sha256)."""


def answer_held(unit: Envelopes, caller: Caller, box: BoxName, ask: HeldAsk) -> HeldReply:
    """Answer each question in its order. Raises Denied for more than 1,000.

    A desk hears only of what is sealed to it or what it handed in itself, so that asking tells a left-out officer
    nothing, whatever else they know.
    """
    if len(ask.envelopes) > MOST_ASKED:
        raise Denied(ProblemType.TOO_LARGE)
    keys = {(each.id, each.sha256) for each in ask.envelopes}
    found = {key: held for key, held in unit.find_all(box, keys).items() if _may_hear(caller, held)}
    acks = unit.acks(box, set(found)) if found else {}
    return HeldReply(tuple(_answer(each, found.get((each.id, each.sha256)), acks) for each in ask.envelopes))


def _may_hear(caller: Caller, held: Held) -> bool:
    return caller.actor is Actor.LAPTOP or caller.seal in held.slots or caller.key == held.sender


def _answer(asked: HeldQuestion, held: Held | None, acks: Given) -> HeldAnswer:
    if held is None:
        return HeldAnswer(asked.id, asked.sha256, None, (), None)
    given = tuple(acks.get((asked.id, asked.sha256), ()))
    return HeldAnswer(asked.id, asked.sha256, held.receipt, given, held.deletion)
