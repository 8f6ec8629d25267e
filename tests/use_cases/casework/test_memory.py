"""The desk's memory: whatever came, in whatever order and however often, it shows what a fold from scratch shows."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.casework import CaseId, Mark
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.ids import CASEWORK, CONCERNS, EnvelopeId
from detectors_app.domain.sequence import Place, missing, repeats
from detectors_app.domain.trust import Removal, Removed
from detectors_app.protocol.payload import CaseAsked, CaseRead
from detectors_app.use_cases.casework.ask_person import ask_person
from detectors_app.use_cases.casework.cases import ROWS_AT_ONCE, casework, find_case
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.letters import Post, queue
from detectors_app.use_cases.casework.memory import Memory
from detectors_app.use_cases.casework.numbers import Numbers
from detectors_app.use_cases.casework.resend_reads import resend_reads
from detectors_app.use_cases.casework.take_in import take_in
from detectors_app.use_cases.rows import HeldBundle
from tests.made_up import Officer, officer, seal_key
from tests.use_cases.casework.from_scratch import from_scratch
from tests.use_cases.casework.test_read_concern import fetch, post, read, seen
from tests.use_cases.casework.world import Laptop, World, new_id

PERSON = seal_key()
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


def anew(desk: Desk) -> object:
    with desk.store.unit() as unit:
        return from_scratch(desk, unit)


def agrees(desk: Desk) -> None:
    """Hold what is remembered to what is computed anew."""
    assert seen(desk) == anew(desk)
    assert all(find(desk, each.id) is each for each in seen(desk).cases)


def find(desk: Desk, case_id: CaseId) -> object:
    with desk.store.unit() as unit:
        return find_case(desk, unit, case_id)


@dataclass
class Play:
    """Lets anything happen to one desk, by chance."""

    world: World
    chance: random.Random
    desk: Desk
    laptops: list[Laptop]
    colleague: Officer
    sent: list[EnvelopeId]
    version: int = 1
    additions: list[EnvelopeId] = field(default_factory=list)
    questions: list[EnvelopeId] = field(default_factory=list)

    def happen(self) -> None:
        """Let one thing happen, then look or not."""
        self.world.clock.move(seconds=self.chance.choice([0, 1, 3600]))
        self.chance.choice(
            (
                self.concern,
                self.concern,
                self.concern,
                self.draft,
                self.noise,
                self.again,
                self.note,
                self.mine,
                self.addition,
                self.addition,
                self.asked,
                self.ask,
            )
            if self.chance.random() < 0.7
            else (self.people, self.shuffle, self.lost)
        )()
        if self.chance.random() < 0.5:
            fetch(self.desk)
        if self.chance.random() < 0.5:
            agrees(self.desk)

    def concern(self) -> None:
        """Let a concern come, its number, its clock, its id and its certificate as chance will."""
        laptop, chance = self.chance.choice(self.laptops), self.chance
        place = None if chance.random() < 0.5 else Place(laptop.series, chance.randint(0, 6))
        out = chance.choice([(), (), (self.world.council.lee.reader.officer,), (self.colleague.reader.officer,)])
        made_at = self.world.clock() - timedelta(days=chance.choice([0, 0, 1, 2]))
        old = chance.choice([None, None, None, *self.sent[-2:]])
        sealed = laptop.concern(
            f"words {chance.random()}", urgent=chance.random() < 0.3, envelope_id=old, left_out=out, place=place,
            made_at=made_at, reply_to=chance.choice([b"", PERSON.public]),
        )  # fmt: skip
        shown = laptop.keys.certificate if chance.random() < 0.4 else None
        spoilt = {"stored": self.world.service.stored(CONCERNS, laptop.concern())} if chance.random() < 0.1 else {}
        self.sent.append(laptop.send(sealed, certificate=shown, **spoilt))

    def draft(self) -> None:
        """Let a draft come as it is."""
        laptop = self.chance.choice(self.laptops)
        laptop.send(laptop.draft(made_at=self.world.clock() - timedelta(days=3)), certificate=None)

    def addition(self) -> None:
        """Let something be added, by anyone, to a concern that came, will come or never does; perhaps twice."""
        laptop, chance = self.chance.choice(self.laptops), self.chance
        to = chance.choice([new_id(), *self.sent, *self.sent])
        old = chance.choice([None, None, *self.additions[-2:]])
        question = chance.choice([None, *self.questions])
        out = chance.choice([(), (), (self.colleague.reader.officer,)])
        more = laptop.addition(to, f"more {chance.random()}", question=question, left_out=out, envelope_id=old)
        sealed = laptop.addition_draft(to) if chance.random() < 0.2 else more
        shown = laptop.keys.certificate if chance.random() < 0.4 else None
        self.additions.append(laptop.send(sealed, certificate=shown))
        if chance.random() < 0.2:  # Before the concern that it belongs to.
            self.world.service.shelf.insert(0, self.world.service.shelf.pop())

    def asked(self) -> None:
        """Let a colleague say that they asked about something."""
        sender, to = self.chance.choice(self.laptops).keys.sign.id, self.chance.choice([new_id(), *self.sent])
        content = CaseAsked(sender, to, self.colleague.reader.officer, self.world.clock(), f"{self.chance.random()}")
        self.say(content)

    def ask(self) -> None:
        """Let this officer ask about one, where that is possible, and the service have it."""
        for case in seen(self.desk).cases[:2]:
            question = self.chance.choice([new_id(), *self.questions])
            with suppress(Refused):
                ask_person(self.desk, case.id, f"why {self.chance.random()}", question)
                self.questions.append(question)
            post(self.desk)

    def noise(self) -> None:
        """Let something come that does not open."""
        laptop = self.chance.choice(self.laptops)
        sealed = bytearray(laptop.concern())
        sealed[-1] ^= 1
        laptop.send(bytes(sealed))

    def again(self) -> None:
        """Let everything be handed out once more."""
        with self.desk.store.unit() as unit:
            unit.put_cursor(CONCERNS, "")
            unit.put_cursor(CASEWORK, "")

    def note(self) -> None:
        """Let a colleague say that they read one of the concerns, or something that nobody sent."""
        cases = seen(self.desk).cases
        if not cases:
            return
        case = self.chance.choice(cases)
        sha256 = self.chance.choice([each.sha256 for each in case.arrivals] + ["0" * 64])
        content = CaseRead(case.id.sender, case.id.id, sha256, self.colleague.reader.officer, self.world.clock())
        self.say(content)

    def say(self, content: CaseRead | CaseAsked) -> None:
        """Let a colleague's desk tell this one."""
        other = self.world.desk(self.colleague, f"other {self.chance.random()}")
        readers = (self.world.council.jo.reader.seal,)
        with other.store.unit() as unit:
            queue(other, unit, Post(CASEWORK, new_id(), readers, 3, content), bundle=1, at=self.world.clock())
        post(other)

    def mine(self) -> None:
        """Let this officer press on one, and the service have it."""
        for case in seen(self.desk).cases[:1]:
            if self.desk.officer not in {out for each in case.arrivals for out in each.left_out}:
                read(self.desk, case)
                post(self.desk)

    def people(self) -> None:
        """Let another list of people come into force: a colleague in or out, a laptop stolen or not."""
        council, chance = self.world.council, self.chance
        self.version += 1
        council.extra[:] = chance.choice([[], [self.colleague.reader]])
        at = self.world.clock() - timedelta(seconds=chance.choice([0, 2]))
        removed = chance.choice([(), (Removed(self.laptops[0].keys.sign.id, chance.choice(list(Removal)), at),)])
        bundle = council.bundle(self.version, removed=removed)
        with self.desk.store.unit() as unit:
            unit.put_bundle(HeldBundle(bundle, council.signed_bundle(bundle)))

    def shuffle(self) -> None:
        """Let the service hand things out in another order."""
        self.chance.shuffle(self.world.service.shelf)

    def lost(self) -> None:
        """Let a transaction see its own rows and never be committed."""
        with pytest.raises(LookupError):
            self._loses()

    def _loses(self) -> None:
        with self.desk.store.unit() as unit:
            for row in unit.taken_in()[:2]:
                unit.take_in(replace(row, id=new_id(), sha256=f"{self.chance.random()}"))
            casework(self.desk, unit)
            raise LookupError


@pytest.mark.parametrize("seed", range(10))
def test_memory_is_the_fold_whatever_happened(tmp_path: Path, seed: int) -> None:
    """After any sequence of arrivals, repeats, notes, presses, lists and lost work, it equals the fold from scratch."""
    world = World(tmp_path)
    desk = world.desk(world.council.jo)
    laptops = [world.laptop(f"Laptop {n}") for n in range(2)]
    play = Play(world, random.Random(seed), desk, laptops, officer("Kim Invented"), [])
    for _ in range(40):
        play.happen()
    fetch(desk)
    agrees(desk)
    assert seen(replace(desk, memory=Memory())) == seen(desk)
    assert seen(desk).cases
    world.close()


def test_what_did_not_change_is_not_read_again(world: World) -> None:
    """A second look gives the same object, and one more concern leaves every other case the one it was."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    for _ in range(3):
        laptop.send(laptop.concern())
    fetch(desk)
    first = seen(desk)
    assert seen(desk) is first
    laptop.send(laptop.concern())
    fetch(desk)
    assert len(seen(desk).cases) == 4
    assert sum(any(each is one for one in first.cases) for each in seen(desk).cases) == 3


def test_more_rows_than_are_read_in_one_go(world: World) -> None:
    """A first look takes in every row, not only the first page of them."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern())
    fetch(desk)
    with desk.store.unit() as unit:
        (row,) = unit.taken_in()
        for number in range(ROWS_AT_ONCE + 1):
            unit.take_in(replace(row, id=new_id(), sha256=f"{number:064x}", place=None))
    assert len(seen(desk).cases) == ROWS_AT_ONCE + 2
    agrees(desk)


def test_half_a_look_is_forgotten(world: World) -> None:
    """Where looking fails midway nothing half-known stays: the next look begins anew."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern())
    fetch(desk)

    def fails(*_: object) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        seen(replace(desk, forms=fails))
    assert desk.memory == Memory()
    agrees(desk)


def test_without_a_list_of_people_there_is_no_case(world: World) -> None:
    """Before a trust file was given no case is found, and nothing is remembered or said again."""
    desk = world.desk(world.council.jo, pinned=False)
    with pytest.raises(Invalid, match="unknown"):
        find(desk, CaseId(world.laptop().keys.sign.id, new_id()))
    assert resend_reads(desk, ()) == 0


def test_a_forgery_that_was_shown_goes_when_the_certificate_comes(world: World) -> None:
    """What stood there unchecked leaves the cases, and so does every trace of it, once its laptop's key is known."""
    desk, laptop, other = world.desk(world.council.jo), world.laptop(), world.laptop("Laptop 2")
    other.send(other.concern("forged", sender=laptop.keys.sign.id), certificate=None)
    fetch(desk)
    forged = seen(desk).cases[0].id
    laptop.send(laptop.concern("true"))
    fetch(desk)
    assert [each.id == forged for each in seen(desk).cases] == [False]
    with pytest.raises(Invalid, match="unknown"):
        find(desk, forged)
    agrees(desk)


def test_a_note_on_a_concern_that_never_came_waits_for_it(world: World) -> None:
    """It makes no case, and counts once the concern is here."""
    desk, laptop, lee = world.desk(world.council.jo), world.laptop(), world.desk(world.council.lee)
    laptop.send(laptop.concern())
    fetch(lee)
    read(lee, seen(lee).cases[0])
    post(lee)
    take_in(desk, CASEWORK)
    assert seen(desk).cases == ()
    fetch(desk)
    assert [each.unread for each in seen(desk).cases] == [()]
    agrees(desk)


def test_other_words_handed_again_are_not_said_to_be_read(world: World) -> None:
    """Of two texts under one id only the one that was read is said again."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    sent = laptop.send(laptop.concern("one"))
    fetch(desk)
    read(desk, seen(desk).cases[0])
    post(desk)
    laptop.send(laptop.concern("two", envelope_id=sent))
    fetch(desk)
    unread = {each.sha256 for each in seen(desk).cases[0].unread}
    with desk.store.unit() as unit:
        again = [row for row in unit.taken_in(CONCERNS) if row.sha256 in unread]
    assert (len(again), resend_reads(desk, again)) == (1, 0)


SEEN = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 5), st.integers(0, 5), st.integers(0, 3), st.booleans()))


@given(SEEN)
def test_numbers_are_what_looking_at_all_of_them_gives(some: list[tuple[int, int, int, int, bool]]) -> None:
    """Gaps, repeats and clocks, kept up one by one, are those of the whole; what is told to have changed, has."""
    numbers, rows, marked = Numbers(), list[tuple[Place, str, datetime, datetime | None]](), dict[str, object]()
    for index, (series, n, stored, made, finished) in enumerate(some):
        stored_at, made_at = BEGIN + timedelta(minutes=stored), BEGIN + timedelta(minutes=made)
        row = (Place(bytes([series]) * 8, n), f"{index:03}", stored_at, made_at if finished else None)
        rows.append(row)
        marked[row[1]] = frozenset()
        for each in numbers.add(*row):
            marked[each] = numbers.marks(each)
        expected = {sha256: _marks_of(rows, sha256) for _, sha256, _, _ in rows}
        assert marked == expected
        assert {each: numbers.marks(each) for each in marked} == expected
        assert numbers.missing == missing(place for place, *_ in rows)


def _marks_of(rows: list[tuple[Place, str, datetime, datetime | None]], wanted: str) -> frozenset[Mark]:
    place, sha256, stored_at, made_at = next(each for each in rows if each[1] == wanted)
    sooner = [each[0] for each in rows if (each[2], each[1]) < (stored_at, sha256)]
    found = {Mark.REPEATED_NUMBER} if repeats(sooner, place) else set()
    lower = [each[3] for each in rows if each[0].series == place.series and each[0].n < place.n and each[3]]
    if made_at and any(each > made_at for each in lower):
        found.add(Mark.CLOCK_BACKWARDS)
    return frozenset(found)
