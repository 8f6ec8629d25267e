"""*I have read this*: the laptop, the other officers and the service learn it once, and only from a reader."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from detectors_app.domain.casework import Case, CaseId, Mark
from detectors_app.domain.concern import Concern
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.ids import CASEWORK, CONCERNS, OfficerId, device_box
from detectors_app.domain.receipts import AckKind, ReadReceipt
from detectors_app.protocol.envelope import decode_header
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.payload import CaseRead, Kind, decode_payload
from detectors_app.sealing.envelope import open_envelope
from detectors_app.signing import chain
from detectors_app.use_cases.casework.cases import casework
from detectors_app.use_cases.casework.desk import BOXES, Desk
from detectors_app.use_cases.casework.letters import Post, queue
from detectors_app.use_cases.casework.memory import Casework
from detectors_app.use_cases.casework.read_concern import read_concern
from detectors_app.use_cases.casework.resend_reads import resend_reads
from detectors_app.use_cases.casework.take_in import take_in
from detectors_app.use_cases.rows import DeliveryChange, HeldBundle, OutboxItem, TakenIn
from tests.made_up import officer
from tests.use_cases.casework.world import Laptop, World, new_id


def seen(desk: Desk) -> Casework:
    with desk.store.unit() as unit:
        return casework(desk, unit)


def outbox(desk: Desk) -> list[OutboxItem]:
    with desk.store.unit() as unit:
        return [item for each in unit.outbox() if (item := unit.outbox_item(each.box, each.id))]


def queued_acks(desk: Desk) -> list[AckKind]:
    with desk.store.unit() as unit:
        return [chain.open_ack(ack).kind for _, ack in unit.queued_acks()]


def post(desk: Desk) -> None:
    """Deliver what a desk has queued, as the delivery worker does."""
    for item in outbox(desk):
        if item.state is State.QUEUED:
            desk.service.put_envelope(item.box, item.id, item.envelope)
            with desk.store.unit() as unit:
                unit.change_outbox(DeliveryChange(item.box, item.id, State.SENT))


def fetch(desk: Desk) -> None:
    for box in BOXES:
        while take_in(desk, box).more:
            pass


def read(desk: Desk, case: Case) -> int:
    return read_concern(desk, case.id, [each.sha256 for each in case.arrivals])


@pytest.fixture
def laptop(world: World) -> Laptop:
    return world.laptop()


def test_reading_tells_laptop_colleagues_and_service(world: World, laptop: Laptop) -> None:
    """One press: a receipt only the laptop opens, a note for the officers, a *read* ack, and the case is read here."""
    desk = world.desk(world.council.jo)
    sent = laptop.send(laptop.concern())
    fetch(desk)
    assert seen(desk).cases[0].unread
    assert read(desk, seen(desk).cases[0]) == 1
    items = {each.box: each for each in outbox(desk)}
    receipt = items[device_box(laptop.keys.sign.id)]
    opened = open_envelope(receipt.envelope, laptop.keys.seal, box=receipt.box, envelope_id=receipt.id)
    payload = decode_payload(opened.payload)
    assert chain.verify(world.council.jo.sign.public, opened.signature, opened.signed)
    (case,) = seen(desk).cases
    assert payload.content == ReadReceipt(CONCERNS, sent, case.latest.sha256, world.clock())
    assert (payload.kind, receipt.slots) == (Kind.READ, (laptop.keys.seal.id,))
    assert len(decode_header(items[CASEWORK].envelope).slots) == 3
    assert (case.unread, case.reads[0].officer) == ((), world.council.jo.reader.officer)
    assert queued_acks(desk) == [AckKind.HELD, AckKind.READ]


def test_the_same_officer_twice_changes_nothing(world: World, laptop: Laptop) -> None:
    """A second press queues nothing."""
    desk = world.desk(world.council.jo)
    laptop.send(laptop.concern())
    fetch(desk)
    assert [read(desk, seen(desk).cases[0]) for _ in range(2)] == [1, 0]
    assert (len(outbox(desk)), len(seen(desk).cases[0].reads)) == (2, 1)


def test_nothing_is_read_by_being_shown(world: World, laptop: Laptop) -> None:
    """Only the press counts: fetching and listing say nothing but *held*."""
    desk = world.desk(world.council.jo)
    laptop.send(laptop.concern())
    fetch(desk)
    seen(desk)
    assert (queued_acks(desk), outbox(desk)) == ([AckKind.HELD], [])


def test_words_that_came_after_the_page_was_shown_stay_unread(world: World, laptop: Laptop) -> None:
    """Other words under the same id are not read by a press that was meant for the first."""
    desk = world.desk(world.council.jo)
    sent = laptop.send(laptop.concern("one"))
    fetch(desk)
    shown = [each.sha256 for each in seen(desk).cases[0].arrivals]
    world.clock.move(minutes=1)
    laptop.send(laptop.concern("two", envelope_id=sent))
    fetch(desk)
    assert read_concern(desk, seen(desk).cases[0].id, shown) == 1
    (case,) = seen(desk).cases
    assert [each.sha256 for each in case.unread] == [case.latest.sha256]


def test_an_unknown_case_and_a_desk_without_trust_are_refused(world: World, laptop: Laptop) -> None:
    """Reading what is not here changes nothing and says so."""
    case = CaseId(laptop.keys.sign.id, new_id())
    with pytest.raises(Invalid, match="unknown"):
        read_concern(world.desk(world.council.jo), case, [])
    with pytest.raises(Invalid, match="no_bundle"):
        read_concern(world.desk(world.council.lee, pinned=False), case, [])


def test_only_a_reader_may_say_so(world: World, laptop: Laptop) -> None:
    """An officer who was taken off the list of readers, or out of the bundle, sends no receipt."""
    council = world.council
    laptop.send(laptop.concern())
    for name, officer_id in (("gone", OfficerId("nobody")), ("custodian", council.custodian.officer)):
        desk = replace(world.desk(council.jo, name), officer=officer_id)
        fetch(desk)
        with pytest.raises(Refused, match="not_a_reader"):
            read(desk, seen(desk).cases[0])
        assert outbox(desk) == []


def test_a_payload_that_leaves_this_officer_out_cannot_be_read_by_them(world: World, laptop: Laptop) -> None:
    """Even where a laptop sealed to an officer whom the person had left out, no receipt goes."""
    desk = world.desk(world.council.jo)
    payload = laptop.payload(Kind.CONCERN, Concern("concern", 1, {}), left_out=(world.council.jo.reader.officer,))
    laptop.send(laptop.seal(payload, new_id()))
    fetch(desk)
    with pytest.raises(Refused, match="not_a_reader"):
        read(desk, seen(desk).cases[0])


def test_colleagues_learn_of_it_and_those_left_out_do_not(world: World, laptop: Laptop) -> None:
    """The note goes to the casework readers less those left out."""
    council = world.council
    kim = officer("Kim Invented")
    council.extra.append(kim.reader)
    world.bundle = council.bundle()
    desk, colleague, outsider = (world.desk(each) for each in (council.jo, kim, council.lee))
    laptop.send(laptop.concern(left_out=(council.lee.reader.officer,)))
    for each in (desk, colleague, outsider):
        fetch(each)
    read(desk, seen(desk).cases[0])
    note = next(each for each in outbox(desk) if each.box == CASEWORK)
    assert seal_id(council.lee.reader.seal) not in note.slots
    post(desk)
    for each in (colleague, outsider):
        each.service.shelf[:] = world.service.shelf  # type: ignore[attr-defined]  # the fake's
        fetch(each)
    assert seen(colleague).cases[0].unread == ()
    assert seen(outsider) == Casework((), (), ())


def test_an_officer_cannot_read_in_anothers_name(world: World, laptop: Laptop) -> None:
    """A note that names another officer than the one who signed it is refused, kept and counted."""
    desk, other = world.desk(world.council.jo), world.desk(world.council.lee)
    sent = laptop.send(laptop.concern())
    fetch(desk)
    sha256 = seen(desk).cases[0].latest.sha256
    content = CaseRead(laptop.keys.sign.id, sent, sha256, world.council.jo.reader.officer, world.clock())
    with other.store.unit() as unit:
        queue(
            other,
            unit,
            Post(CASEWORK, new_id(), (world.council.jo.reader.seal,), 3, content),
            bundle=1,
            at=world.clock(),
        )
    post(other)
    fetch(desk)
    assert seen(desk).cases[0].unread
    assert [each.problem for each in seen(desk).unopened] == ["sender.another_officer"]


def test_a_note_of_one_left_out_does_not_count(world: World, laptop: Laptop) -> None:
    """Whoever was left out cannot make a concern look read, even by guessing what it is."""
    council = world.council
    desk, other = world.desk(council.jo), world.desk(council.lee)
    sent = laptop.send(laptop.concern(left_out=(council.lee.reader.officer,)))
    fetch(desk)
    content = CaseRead(laptop.keys.sign.id, sent, seen(desk).cases[0].latest.sha256, other.officer, world.clock())
    with other.store.unit() as unit:
        queue(other, unit, Post(CASEWORK, new_id(), (council.jo.reader.seal,), 3, content), bundle=1, at=world.clock())
    post(other)
    fetch(desk)
    assert seen(desk).cases[0].unread


def test_an_officer_unknown_to_an_old_list_is_believed_once_the_list_is_newer(world: World, laptop: Laptop) -> None:
    """A note that came before the list that names its author counts as soon as the list is here."""
    council = world.council
    desk = world.desk(council.jo)
    kim = officer("Kim Invented")
    council.extra.append(kim.reader)
    world.bundle = council.bundle(2)
    new = world.desk(kim)
    laptop.send(laptop.concern())
    fetch(new)
    fetch(desk)
    read(new, seen(new).cases[0])
    post(new)
    fetch(desk)
    assert [each.problem for each in seen(desk).unopened] == ["sender.unknown_officer"]
    with desk.store.unit() as unit:
        unit.put_bundle(HeldBundle(world.bundle, council.signed_bundle(world.bundle)))
    after = seen(desk)
    assert (after.unopened, after.cases[0].unread) == ((), ())


@pytest.mark.parametrize("seed", range(4))
def test_two_officers_agree_whatever_the_order(tmp_path: Path, seed: int) -> None:
    """Two desks that took in the same envelopes in different orders show the same cases."""
    chance = random.Random(seed)
    world = World(tmp_path)
    jo, lee = world.desk(world.council.jo), world.desk(world.council.lee)
    laptops = [world.laptop(f"Laptop {n}") for n in range(2)]
    for n in range(8):
        world.clock.move(minutes=1)
        laptop = laptops[n % 2]
        laptop.send(laptop.concern(f"words {n}", urgent=chance.random() < 0.5))
    fetch(jo)
    fetch(lee)
    for desk, others in ((jo, lee), (lee, jo)):
        for case in chance.sample(seen(desk).cases, 4):
            world.clock.move(minutes=1)
            read(desk, case)
        post(desk)
        fetch(others)
    fresh = [world.desk(each, f"rebuilt {each.reader.name}") for each in (world.council.jo, world.council.lee)]
    shelf = list(world.service.shelf)
    for desk in fresh:
        chance.shuffle(shelf)
        desk.service.shelf[:] = shelf  # type: ignore[attr-defined]  # the fake's
        fetch(desk)
    views = [comparable(seen(each).cases) for each in (jo, lee, *fresh)]
    assert all(view == views[0] for view in views)
    world.close()


def comparable(cases: tuple[Case, ...]) -> object:
    return [(each.id, each.urgent, each.marks, [one.sha256 for one in each.unread], each.reads) for each in cases]


def handed_again(desk: Desk) -> tuple[TakenIn, ...]:
    with desk.store.unit() as unit:
        unit.put_cursor(CONCERNS, "")
    return take_in(desk, CONCERNS).again


def test_a_desk_handed_what_it_has_read_sends_the_same_bytes(world: World, laptop: Laptop) -> None:
    """The receipt goes again unchanged, whatever became of the first."""
    desk = world.desk(world.council.jo)
    laptop.send(laptop.concern())
    fetch(desk)
    read(desk, seen(desk).cases[0])
    post(desk)
    before = {each.box: each.sha256 for each in outbox(desk)}
    world.clock.move(minutes=1)
    assert resend_reads(desk, handed_again(desk)) == 1
    assert {each.box: each.sha256 for each in outbox(desk)} == before
    assert {each.state for each in outbox(desk)} == {State.QUEUED}
    assert queued_acks(desk).count(AckKind.READ) == 2
    assert resend_reads(desk, handed_again(desk)) == 0


def test_what_was_not_read_is_not_said_again(world: World, laptop: Laptop) -> None:
    """Being handed an unread concern again says nothing but *held*; a desk without trust says nothing at all."""
    desk = world.desk(world.council.jo)
    laptop.send(laptop.concern())
    fetch(desk)
    assert resend_reads(desk, handed_again(desk)) == 0
    assert outbox(desk) == []
    assert resend_reads(world.desk(world.council.lee, pinned=False), ()) == 0


def test_a_receipt_waits_for_the_laptops_certificate(world: World, laptop: Laptop) -> None:
    """Without a certificate there is no key to seal to: the colleagues learn it now, the laptop as soon as it can."""
    desk = world.desk(world.council.jo)
    laptop.send(laptop.concern(), certificate=None)
    fetch(desk)
    assert seen(desk).cases[0].marks == {Mark.NO_CERTIFICATE}
    read(desk, seen(desk).cases[0])
    assert [each.box for each in outbox(desk)] == [CASEWORK]
    assert resend_reads(desk, ()) == 0
    laptop.send(laptop.concern("second"))
    fetch(desk)
    assert resend_reads(desk, ()) == 1
    assert device_box(laptop.keys.sign.id) in {each.box for each in outbox(desk)}


def test_a_rebuilt_desk_says_again_what_its_officer_had_read(world: World, laptop: Laptop) -> None:
    """A desk that was lost and made anew from the boxes still owes the laptop its receipt, and sends one."""
    desk = world.desk(world.council.jo)
    laptop.send(laptop.concern())
    fetch(desk)
    read(desk, seen(desk).cases[0])
    post(desk)
    fresh = world.desk(world.council.jo, "fresh")
    fresh.service.shelf[:] = world.service.shelf  # type: ignore[attr-defined]  # the fake's
    fetch(fresh)
    assert seen(fresh).cases[0].unread == ()
    assert resend_reads(fresh, ()) == 1


def test_a_press_that_cannot_be_sealed_leaves_nothing(world: World, laptop: Laptop) -> None:
    """Reading is one transaction: where one part fails, no part is there."""
    desk = world.desk(world.council.jo)
    laptop.send(laptop.concern())
    fetch(desk)

    def refuse(*_: object) -> bytes:
        raise Invalid("envelope.too_large", where="payload")

    broken: Callable[..., bytes] = refuse
    with pytest.raises(Invalid):
        read(replace(desk, seal=broken), seen(desk).cases[0])
    assert (outbox(desk), seen(desk).cases[0].reads, queued_acks(desk)) == ([], (), [AckKind.HELD])
