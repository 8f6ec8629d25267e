"""Ask the service whether it still holds what was sent, and whether desks do; sends no envelope itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from detectors_app.domain.delivery import Event, Keeping, State, may_drop, next_state
from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import BoxName, EnvelopeId
from detectors_app.domain.receipts import Ack, AckKind, desks_holding, proves_stored
from detectors_app.domain.trust import Bundle
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.receipts import HeldAnswer, HeldQuestion, HeldReply, SignedAck
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.delivery.courier import Courier, Line, identity_of, noted_time, sent_of
from detectors_app.use_cases.ports import LaptopUnit, Notary
from detectors_app.use_cases.rows import DeliveryChange, Identity, OutboxItem

EVERY = timedelta(days=1)
AT_ONCE = 1_000
"""So many may be asked about in one question (docs/protocol.md)."""


@dataclass(slots=True)
class Checked:
    """What the answers changed: `again` must be sent once more, `done` are safe with two desks."""

    again: list[EnvelopeId] = field(default_factory=list)
    done: list[EnvelopeId] = field(default_factory=list)
    asked: bool = False


def check_held(courier: Courier) -> Checked:
    """Ask about everything of the line sent and still kept: once after sending, then daily.

    A missing or unproven receipt means *not held*, and it goes again: that harms nothing, silence might.
    Raises TransientFault, SignedNo; EnvironmentFault and CannotOpen from the store.
    """
    checked = Checked()
    with courier.parts.store.unit() as unit:
        held, items = unit.bundle(), _asked_about(unit, courier.line, courier.parts.now())
        identities = {each.box: identity_of(unit, each.box) for each in items}
    for box, identity in identities.items():
        if held is not None and identity is not None:
            ours = [each for each in items if each.box == box]
            for start in range(0, len(ours), AT_ONCE):
                _check(courier, identity, held.bundle, box, ours[start : start + AT_ONCE], checked)
    if checked.asked:
        with courier.parts.store.unit() as unit:
            unit.put_note(courier.line.last_check, courier.parts.now().isoformat())
    return checked


def _asked_about(unit: LaptopUnit, line: Line, now: datetime) -> list[OutboxItem]:
    """Give what was sent and is not done, where a day is over or something was sent since the last question."""
    items = [each for each in unit.outbox(box=line.box) if each.state in {State.SENT, State.READ}]
    last = noted_time(unit, line.last_check)
    if last is None or not last <= now < last + EVERY:
        return items
    return [each for each in items if each.sent_at is not None and each.sent_at > last]


def _check(
    courier: Courier, identity: Identity, bundle: Bundle, box: BoxName, items: list[OutboxItem], checked: Checked
) -> None:
    asking = courier.asking(identity, bundle)
    questions = tuple(HeldQuestion(each.id, each.sha256) for each in items)
    reply: HeldReply = asking.ask(lambda: asking.service.held(box, questions))
    answers = {(each.id, each.sha256): each for each in reply.envelopes}
    checked.asked = True
    with courier.parts.store.unit() as unit:
        for item in items:
            answer = answers.get((item.id, item.sha256))
            if answer is not None:  # What was left out of the answer is asked about again tomorrow.
                _take_answer(courier, unit, bundle, item, answer, checked)


def _take_answer(
    courier: Courier, unit: LaptopUnit, bundle: Bundle, asked: OutboxItem, answer: HeldAnswer, checked: Checked
) -> None:
    notary, now = courier.parts.notary, courier.parts.now()
    item = unit.outbox_item(asked.box, asked.id) or asked
    if not _is_held(notary, bundle, item, answer.stored):
        state = next_state(item.state, Event.NOT_HELD)
        unit.change_outbox(DeliveryChange(item.box, item.id, state, tries=0, next_attempt_at=now))
        checked.again.append(item.id)
        return
    desks = _count_desks(notary, bundle, item, answer.acks)
    if may_drop(Keeping(item.read_at, desks, bundle.policy.keep_days), now):
        state = next_state(item.state, Event.KEPT)
        change = DeliveryChange(item.box, item.id, state, holding_desks=desks, drop_envelope=True, wait_no_more=True)
        checked.done.append(item.id)
    else:
        change = DeliveryChange(item.box, item.id, item.state, holding_desks=desks)
    unit.change_outbox(change)


def _is_held(notary: Notary, bundle: Bundle, item: OutboxItem, statement: Statement | None) -> bool:
    if statement is None:
        return False
    try:
        return proves_stored(notary.open_stored(statement, bundle.services), sent_of(item))
    except (CannotOpen, Invalid):
        return False


def _count_desks(notary: Notary, bundle: Bundle, item: OutboxItem, acks: Iterable[SignedAck]) -> int:
    """Count the present desks whose verified word it is that they hold it; an unsound ack counts for nothing."""
    sound: list[tuple[Ack, bytes]] = []
    for signed in acks:
        try:
            ack = notary.open_ack(signed)
        except (CannotOpen, Invalid):
            continue
        if ack.kind is AckKind.HELD:
            sound.append((ack, signed.desk))
    return desks_holding(bundle, sent_of(item), sound, {each.seal: seal_id(each.seal) for each in bundle.people})
