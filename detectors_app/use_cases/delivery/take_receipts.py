"""Read the laptop's own box and believe what officers signed in it: receipts and questions; sends nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from detectors_app.domain.delivery import Event, State, next_state
from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import CONCERNS, BoxName, EnvelopeId, device_box
from detectors_app.domain.questions import Question
from detectors_app.domain.receipts import ReadReceipt, proves_read
from detectors_app.domain.trust import Bundle, Reader
from detectors_app.protocol.envelope import Opened
from detectors_app.protocol.keys import seal_id, sign_id
from detectors_app.protocol.payload import Payload, decode_payload
from detectors_app.protocol.receipts import Feed, FeedItem
from detectors_app.use_cases.delivery.courier import Courier, identity_of, sent_of
from detectors_app.use_cases.delivery.take_question import take_question
from detectors_app.use_cases.laptop import LaptopParts
from detectors_app.use_cases.ports import LaptopUnit, Open
from detectors_app.use_cases.rows import DeliveryChange, Identity, OutboxItem, UnknownCursor

PAGE = 100
UNBELIEVED = "unbelieved_receipts"
"""The note that counts what came and proved nothing: not for us, altered, or of someone who may not say it."""


@dataclass(slots=True)
class Received:
    """What one reading brought: the ids that are read now, new questions, and how many letters proved nothing."""

    read: list[EnvelopeId] = field(default_factory=list)
    asked: list[EnvelopeId] = field(default_factory=list)
    unbelieved: int = 0
    reached: bool = False


def take_receipts(courier: Courier, *, wait_s: int = 0) -> Received:
    """Read every new letter in the laptop's box; with `wait_s`, let the service hold its answer back so long.

    Cursor and changes are kept in one transaction a page. A cursor that the service has forgotten starts anew.
    Raises TransientFault, SignedNo; EnvironmentFault and CannotOpen from the store.
    """
    done, more, restarted = Received(), True, False
    while more:
        with courier.parts.store.unit() as unit:
            held, identity = unit.bundle(), identity_of(unit, CONCERNS)
        if held is None or identity is None:
            return done
        try:
            feed = _page(courier, identity, held.bundle, wait_s)
        except UnknownCursor:
            if restarted:
                return done
            restarted = True
            _forget_cursor(courier, identity)
            continue
        done.reached, more, wait_s = True, feed.more, 0
        _take_page(courier, identity, held.bundle, feed, done)
    return done


def own_box(parts: LaptopParts, identity: Identity) -> BoxName:
    """Name the laptop's own box."""
    return device_box(parts.keys.signer(identity.sign_seed).id)


def _page(courier: Courier, identity: Identity, bundle: Bundle, wait_s: int) -> Feed:
    box, asking = own_box(courier.parts, identity), courier.asking(identity, bundle)
    with courier.parts.store.unit() as unit:
        after = unit.cursor(box)
    return asking.ask(lambda: asking.service.feed(box, after=after, limit=PAGE, wait_s=wait_s))


def _forget_cursor(courier: Courier, identity: Identity) -> None:
    with courier.parts.store.unit() as unit:
        unit.put_cursor(own_box(courier.parts, identity), "")


def _take_page(courier: Courier, identity: Identity, bundle: Bundle, feed: Feed, done: Received) -> None:
    parts = courier.parts
    box, open_own = own_box(parts, identity), parts.keys.opener(identity.seal_seed)
    with parts.store.unit() as unit:
        for item in feed.items:
            try:
                _read_letter(parts, unit, bundle, box, open_own, item, done)
            except (CannotOpen, Invalid):
                done.unbelieved += 1
        unit.put_cursor(box, feed.cursor)
        if done.unbelieved:
            unit.put_note(UNBELIEVED, str(done.unbelieved))


def _read_letter(
    parts: LaptopParts,
    unit: LaptopUnit,
    bundle: Bundle,
    box: BoxName,
    open_own: Open,
    item: FeedItem,
    done: Received,
) -> None:
    """Take in what a letter tells that was not known. Raises CannotOpen, Invalid where it proves nothing."""
    opened = open_own(item.envelope, box=box)
    payload = decode_payload(opened.payload)
    officer = _verified_sender(parts, bundle, opened, payload)
    if isinstance(payload.content, Question):
        if take_question(parts, unit, opened.id, payload.content, officer):
            done.asked.append(opened.id)
        return
    receipt = payload.content
    if not isinstance(receipt, ReadReceipt):
        raise CannotOpen("receipt.other_kind")
    ours = unit.outbox_item(receipt.box, receipt.id)
    if ours is None or not proves_read(receipt, sent_of(ours), officer, seal_id(officer.seal)):
        raise CannotOpen("receipt.unproven")
    if _mark_read(unit, ours, receipt, officer, item.envelope):
        done.read.append(ours.id)


def _verified_sender(parts: LaptopParts, bundle: Bundle, opened: Opened, payload: Payload) -> Reader:
    officer = next((each for each in bundle.people if each.sign and sign_id(each.sign) == payload.sender), None)
    if officer is None:
        raise CannotOpen("receipt.unknown_officer")
    parts.notary.verify(officer.sign, opened.signature, opened.signed)
    return officer


def _mark_read(unit: LaptopUnit, ours: OutboxItem, receipt: ReadReceipt, officer: Reader, envelope: bytes) -> bool:
    """Write that it was read; False where that was known."""
    state = next_state(ours.state, Event.READ)
    if state is ours.state:
        return False
    change = DeliveryChange(
        ours.box,
        ours.id,
        state,
        tries=0,
        read_at=receipt.read_at,
        read_by=officer.officer,
        read_receipt=envelope,
        # Read before any receipt came: the service must still get its copy, or say that it has it.
        wait_no_more=ours.state is State.SENT,
    )
    unit.change_outbox(change)
    return True
