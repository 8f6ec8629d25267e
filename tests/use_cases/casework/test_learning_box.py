"""The learning box at a desk: who asks for it, what of it is believed, and what is counted only later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from detectors_app.domain.completion import Completion, Completions, complete, cycle_of
from detectors_app.domain.course import CourseId, Job
from detectors_app.domain.errors import Refused
from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING, BoxName, EnvelopeId
from detectors_app.domain.receipts import AckKind
from detectors_app.domain.sequence import Place
from detectors_app.domain.staff_list import StaffList, StaffRow
from detectors_app.domain.trust import BoxReaders, Removal, Removed, Role
from detectors_app.protocol.envelope import Letter
from detectors_app.protocol.payload import Kind, Withdrawn
from detectors_app.protocol.receipts import Feed
from detectors_app.signing import chain
from detectors_app.storage.desk_store import DeskStore
from detectors_app.use_cases.casework.desk import Desk, boxes_of
from detectors_app.use_cases.casework.laptops import KeptCertificates
from detectors_app.use_cases.casework.put_back import put_back
from detectors_app.use_cases.casework.sync_desk import listen, sync_desk
from detectors_app.use_cases.casework.take_in import judge_again
from detectors_app.use_cases.casework.tell_others import tell_leads
from detectors_app.use_cases.learning.register import fold_learning
from detectors_app.use_cases.rows import HeldBundle, TakenIn
from tests.made_up import NOW, LaptopKeys, Officer, officer
from tests.use_cases.casework.world import FakeService, Laptop, Shelved, World, new_id

DAY = date(2026, 11, 2)
COURSE = CourseId("early-detectors")


@dataclass
class Listed(FakeService):
    """An honest service that lists which boxes it was asked for."""

    asked: list[BoxName] = field(default_factory=list)

    def feed(self, box: BoxName, *, after: str, limit: int, wait_s: int) -> Feed:
        """Remember the box."""
        self.asked.append(box)
        return super().feed(box, after=after, limit=limit, wait_s=wait_s)


@pytest.fixture
def world(world: World) -> World:
    world.council.add_lead()
    world.bundle = world.council.bundle()
    world.service = Listed(world.council, world.clock)
    return world


@pytest.fixture
def desk(world: World) -> Desk:
    return replace(world.desk(world.council.pat), fold_learning=fold_learning)  # type: ignore[arg-type]  # one store, two protocols


def asked(world: World) -> list[BoxName]:
    assert isinstance(world.service, Listed)
    return world.service.asked


def nothing() -> None:
    """Deliver nothing."""


def done(staff: str = "X1", on: date = DAY) -> Completion:
    return complete(staff, COURSE, 1, cycle_of(on, 12), on)


def letter(laptop: Laptop, payload: bytes) -> bytes:
    readers = laptop.world.bundle.readers(LEARNING)
    places = tuple((each.seal, Place(laptop.series, 1)) for each in readers)
    from secrets import token_bytes

    from detectors_app.sealing.envelope import seal

    return seal(Letter(LEARNING, new_id(), payload, places, 8), laptop.keys.sign.sign, token_bytes)


def shelve(laptop: Laptop, envelope: bytes, **changes: object) -> None:
    world = laptop.world
    made = Shelved(
        LEARNING, envelope, world.service.stored(LEARNING, envelope), laptop.keys.sign.id, laptop.keys.certificate
    )
    world.service.shelf.append(replace(made, **changes))  # type: ignore[arg-type]  # a test may spoil any member


def learner(world: World, box: BoxName = LEARNING) -> Laptop:
    return Laptop(world, world.council.laptop(box, label="Laptop L"))


def as_laptop(world: World, who: Officer) -> Laptop:
    """Let an officer's own key sign as a laptop would."""
    return Laptop(world, LaptopKeys(who.sign, who.seal, world.council.laptop(LEARNING).certificate))


def completions(laptop: Laptop, *some: Completion) -> bytes:
    return letter(laptop, laptop.payload(Kind.COMPLETIONS, Completions(some), written=None))


def rows(desk: Desk) -> tuple[TakenIn, ...]:
    with desk.store.unit() as unit:
        return unit.taken_in()


def folded(desk: Desk) -> int:
    assert isinstance(desk.store, DeskStore)
    with desk.store.unit() as unit:
        return len(unit.folded_after(0))


def test_every_desk_asks_for_its_own_boxes(world: World, desk: Desk) -> None:
    """A lead's desk never asks for concerns or casework, a duty officer's never for training records."""
    sync_desk(desk, nothing)
    listen(desk, LEARNING, 1)
    assert set(asked(world)) == {LEARNING}
    asked(world).clear()
    sync_desk(world.desk(world.council.lee), nothing)
    sync_desk(world.desk(world.council.jo), nothing)
    assert set(asked(world)) == {CONCERNS, CASEWORK}


def test_a_manager_named_for_all_reads_all(world: World) -> None:
    """Only the list of people widens what is read, and never past the role; a stranger to it reads nothing."""
    jo, lee, pat = (each.reader.officer for each in (world.council.jo, world.council.lee, world.council.pat))
    others = tuple(each for each in world.bundle.boxes if each.box != LEARNING)
    wide = replace(world.bundle, boxes=(*others, BoxReaders(LEARNING, (pat, jo, lee, world.council.custodian.officer))))
    assert boxes_of(wide, jo) == (CONCERNS, CASEWORK, LEARNING)
    assert boxes_of(wide, lee) == (CONCERNS, CASEWORK)
    assert boxes_of(wide, pat) == (LEARNING,)
    assert boxes_of(wide, world.council.custodian.officer) == ()
    assert boxes_of(wide, officer("Kim Nobody").reader.officer) == ()
    world.bundle = wide
    sync_desk(world.desk(world.council.jo), nothing)
    assert set(asked(world)) == {CONCERNS, CASEWORK, LEARNING}


def test_a_laptops_record_is_kept_counted_and_said_to_be_held(world: World, desk: Desk) -> None:
    """One sound completion: folded in the same transaction, held without a due time, and put back when it is lost."""
    laptop = learner(world)
    shelve(laptop, completions(laptop, done()))
    sync_desk(desk, nothing)
    (row,) = rows(desk)
    assert (row.problem, row.marks, folded(desk)) == ("", (), 1)
    acks = [(box, chain.open_ack(each)) for box, each in world.service.acks]
    assert [(box, ack.kind, ack.due) for box, ack in acks] == [(LEARNING, AckKind.HELD, None)]
    world.service.shelf.clear()
    assert put_back(desk) == 1
    assert len(world.service.shelf) == 1
    sync_desk(desk, nothing)
    assert len(rows(desk)) == 1


Spoil = Callable[[Laptop], bytes]


@pytest.mark.parametrize(
    "spoilt, problem",
    [
        (lambda laptop: completions(laptop, done("X1"), done("X2")), "learning.not_one"),
        (completions, "learning.not_one"),
        (
            lambda laptop: letter(laptop, laptop.payload(Kind.STAFF_LIST, StaffList(DAY, ()), written=None)),
            "learning.not_one",
        ),
        (
            lambda laptop: letter(laptop, laptop.payload(Kind.WITHDRAWN, Withdrawn(new_id()), written=None)),
            "learning.not_one",
        ),
        (lambda laptop: completions(laptop, replace(done(), staff="X2")), "learning.unsound"),
        (lambda laptop: completions(laptop, replace(done(), cycle=3)), "learning.unsound"),
    ],
)
def test_what_a_laptop_may_not_say_is_kept_and_not_counted(
    world: World, desk: Desk, spoilt: Spoil, problem: str
) -> None:
    """It says of one person that they completed one course, with the ids that its words give; nothing else counts."""
    laptop = learner(world)
    shelve(laptop, spoilt(laptop))
    sync_desk(desk, nothing)
    (row,) = rows(desk)
    assert (row.problem, folded(desk), world.service.acks) == (problem, 0, [])
    assert isinstance(desk.store, DeskStore)
    with desk.store.unit() as unit:
        assert unit.count_not_believed() == 1


def test_a_concern_is_no_training_record(world: World, desk: Desk) -> None:
    """Another kind in this box is kept as a problem, as anywhere."""
    laptop = learner(world)
    from detectors_app.domain.concern import Concern

    shelve(laptop, letter(laptop, laptop.payload(Kind.CONCERN, Concern("concern", 1, {}))))
    sync_desk(desk, nothing)
    assert [row.problem for row in rows(desk)] == ["payload.kind"]


def test_a_laptop_of_another_box_or_a_stolen_one_is_not_believed(world: World, desk: Desk) -> None:
    """Its keys for concerns say nothing here; what came after it was stolen is not counted, what came before is."""
    other, stolen = learner(world, CONCERNS), learner(world)
    shelve(other, completions(other, done("X1")))
    shelve(stolen, completions(stolen, done("X2")))
    world.clock.move(hours=2)
    shelve(stolen, completions(stolen, done("X3")))
    removed = Removed(stolen.keys.sign.id, Removal.STOLEN, NOW + timedelta(hours=1))
    retired = Removed(other.keys.sign.id, Removal.RETIRED, NOW)
    world.bundle = replace(world.bundle, version=2, removed=(removed, retired))
    desk.service.trust = world.council.signed_bundle(world.bundle)  # type: ignore[attr-defined]  # the fake's
    sync_desk(desk, nothing)
    assert [row.problem for row in rows(desk)] == ["learning.unknown_sender", "", "learning.stolen"]
    assert folded(desk) == 1


def test_a_lead_says_more(world: World, desk: Desk) -> None:
    """A lead's entry has many, or a staff list, or takes an entry back; unsound ones and empty ones do not count."""
    pat = as_laptop(world, world.council.pat)
    staff = StaffList(DAY, (StaffRow("X1", "Sam", "East", Job("repairs"), DAY),))
    shelve(pat, completions(pat, done("X1"), done("X2")), certificate=None)
    shelve(pat, letter(pat, pat.payload(Kind.STAFF_LIST, staff, written=None)), certificate=None)
    shelve(pat, completions(pat, done("X1"), replace(done("X2"), version=0)), certificate=None)
    shelve(pat, completions(pat), certificate=None)
    sync_desk(desk, nothing)
    assert [row.problem for row in rows(desk)] == ["", "", "learning.unsound", "learning.unsound"]
    assert folded(desk) == 2


def test_nobody_signs_for_a_lead(world: World, desk: Desk) -> None:
    """A laptop that names a lead's key as its own is not believed, nor is an officer who does not read the box."""
    laptop = learner(world)
    payload = laptop.payload(
        Kind.COMPLETIONS, Completions((done("X1"), done("X2"))), written=None, sender=world.council.pat.sign.id
    )
    shelve(laptop, letter(laptop, payload))
    lee = as_laptop(world, world.council.lee)
    shelve(lee, completions(lee, done("X1")), certificate=None)
    sync_desk(desk, nothing)
    first, second = rows(desk)
    assert first.problem
    assert second.problem == "learning.unknown_sender"
    assert folded(desk) == 0


def test_a_newer_list_of_people_lets_a_new_lead_count(world: World, desk: Desk) -> None:
    """What came from a lead we did not know is judged again by the next list: counted, held, at the time it came."""
    kim = officer("Kim Madeup", Role.LEAD)
    lead = as_laptop(world, kim)
    shelve(lead, completions(lead, done("X1"), done("X2")), certificate=None)
    sync_desk(desk, nothing)
    (before,) = rows(desk)
    assert (before.problem, judge_again(desk)) == ("learning.unknown_sender", 0)
    world.council.extra.append(kim.reader)
    world.bundle = world.council.bundle(2)
    desk.service.trust = world.council.signed_bundle(world.bundle)  # type: ignore[attr-defined]  # the fake's
    world.clock.move(days=3)
    sync_desk(desk, nothing)
    (after,) = rows(desk)
    assert (after.problem, after.stored_at, folded(desk)) == ("", before.stored_at, 2)
    assert [box for box, _ in world.service.acks] == [LEARNING]
    sync_desk(desk, nothing)
    assert len(rows(desk)) == 1


def test_only_desks_of_leads_judge_again(world: World) -> None:
    """A desk without a list of people, or that does not read the box, has nothing to judge."""
    assert judge_again(world.desk(world.council.lee)) == 0
    assert judge_again(world.desk(world.council.pat, "bare", pinned=False)) == 0


def test_a_lead_tells_all_leads_and_counts_at_once(world: World, desk: Desk) -> None:
    """Queued to every reader of the box, taken in here, folded; an officer may not."""
    entry = EnvelopeId(new_id())
    with desk.store.unit() as unit:
        held = unit.bundle()
        assert held is not None
        tell_leads(desk, unit, held, entry, Completions((done(),)), at=NOW)
        (item,) = unit.outbox()
    assert (item.box, item.id, len(item.slots), folded(desk)) == (LEARNING, entry, 2, 1)
    lee = world.desk(world.council.lee)
    with lee.store.unit() as unit, pytest.raises(Refused, match=r"learning\.not_a_reader"):
        tell_leads(lee, unit, HeldBundle(world.bundle, held.statement), entry, Completions((done(),)), at=NOW)


def test_a_certificate_is_looked_up_when_it_is_needed(world: World, desk: Desk, tmp_path: Path) -> None:
    """From the store, or of what is not kept yet; what nobody showed is not there."""
    laptop = learner(world)
    shelve(laptop, completions(laptop, done()))
    sync_desk(desk, nothing)
    kept = KeptCertificates(desk.store)
    assert len(kept) == 0
    assert kept[laptop.keys.sign.id] == laptop.keys.certificate
    assert (list(kept), len(kept), "nobody" in kept) == ([laptop.keys.sign.id], 1, False)
    shelve(laptop, completions(laptop, done("X2")), certificate=None)
    sync_desk(desk, nothing)
    assert folded(desk) == 2
