"""A round with the service: trust first, then what waits, what came, and what the service lost."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from detectors_app.domain.delivery import State
from detectors_app.domain.errors import Invalid, TransientFault
from detectors_app.domain.ids import CONCERNS, BoxName
from detectors_app.protocol.bundle import encode_bundle
from detectors_app.protocol.envelope import digest
from detectors_app.protocol.receipts import Feed
from detectors_app.protocol.statement import Label, Statement
from detectors_app.signing.statements import sign_statement
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.casework.put_back import put_back, put_back_is_due
from detectors_app.use_cases.casework.sync_desk import (
    BUNDLE_PROBLEM,
    LAST_REACHED,
    drain,
    listen,
    refresh_trust,
    sync_desk,
)
from tests.use_cases.casework.test_read_concern import fetch, outbox, post, read, seen
from tests.use_cases.casework.world import FakeService, World


def service(desk: Desk) -> FakeService:
    assert isinstance(desk.service, FakeService)
    return desk.service


def note(desk: Desk, name: str) -> str:
    with desk.store.unit() as unit:
        return unit.note(name)


def test_a_round_brings_everything_and_remembers_when(world: World) -> None:
    """Sync delivers, takes in both boxes page by page, says *held*, and notes that the service answered."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    service(desk).page = 2
    ids = [laptop.send(laptop.concern(str(n))) for n in range(5)]
    done = sync_desk(desk, lambda: post(desk))
    assert (done.new, done.put_back) == (tuple(ids), 0)
    assert len(service(desk).acks) == 5
    assert note(desk, LAST_REACHED) == world.clock().isoformat()


def test_no_answer_is_passed_on_and_nothing_noted(world: World) -> None:
    """Where the service does not answer, the round says so and *last reached* stays."""
    desk = world.desk(world.council.jo)
    service(desk).down = True
    with pytest.raises(TransientFault):
        sync_desk(desk, lambda: None)
    assert note(desk, LAST_REACHED) == ""


def test_listening_waits_and_takes_in_all_that_came(world: World) -> None:
    """The long poll waits on the first page only, and brings the rest at once."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    service(desk).page = 1
    ids = [laptop.send(laptop.concern(str(n))) for n in range(3)]
    assert listen(desk, CONCERNS, 25) == tuple(ids)
    assert service(desk).waits[:2] == [25, 0]
    assert len(service(desk).acks) == 3


def test_listening_says_again_what_was_read(world: World) -> None:
    """Handed what it has read, a listening desk queues the receipt again."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern())
    fetch(desk)
    read(desk, seen(desk).cases[0])
    post(desk)
    with desk.store.unit() as unit:
        unit.put_cursor(CONCERNS, "")
    assert listen(desk, CONCERNS, 1) == ()
    assert {each.state for each in outbox(desk)} == {State.QUEUED}


def test_a_page_that_never_moves_ends_the_round(world: World) -> None:
    """A service that always claims more is not asked for ever."""
    desk = world.desk(world.council.jo)
    fake = service(desk)
    endless = Endless(**{each.name: getattr(fake, each.name) for each in fields(fake)})
    assert drain(replace(desk, service=endless), CONCERNS) == ()  # type: ignore[arg-type]  # as in the world


class Endless(FakeService):
    """Always claims that there is more."""

    def feed(self, box: BoxName, *, after: str, limit: int, wait_s: int) -> Feed:
        return replace(super().feed(box, after=after, limit=limit, wait_s=wait_s), more=True, cursor=after or "0")


def test_a_newer_list_is_taken_and_its_authorities_pinned(world: World) -> None:
    """Two authorities' newer list replaces the old one."""
    desk = world.desk(world.council.jo)
    newer = world.council.bundle(2)
    service(desk).trust = world.council.signed_bundle(newer)
    assert refresh_trust(desk)
    with desk.store.unit() as unit:
        held = unit.bundle()
        assert held is not None
        assert (held.bundle.version, unit.authorities()) == (2, newer.authorities)


def test_an_unchanged_list_clears_an_old_problem(world: World) -> None:
    """Nothing newer, or the same again, is no problem."""
    desk = world.desk(world.council.jo)
    with desk.store.unit() as unit:
        unit.put_note(BUNDLE_PROBLEM, "bundle.two_forms")
        held = unit.bundle()
    assert not refresh_trust(desk)
    assert note(desk, BUNDLE_PROBLEM) == ""
    assert held is not None
    service(desk).trust = held.statement
    assert not refresh_trust(desk)
    assert note(desk, BUNDLE_PROBLEM) == ""


def wrong_lists(world: World) -> dict[str, Statement]:
    body = encode_bundle(world.council.bundle(2))
    return {
        "statement.unsigned": sign_statement(Label.BUNDLE, body, world.council.service, world.council.authorities[0]),
        "signature.wrong": Statement(body + b" ", world.council.signed_bundle(world.council.bundle(2)).signatures),
        "bundle.two_forms": world.council.signed_bundle(world.council.bundle(address="https://elsewhere.example")),
    }


@pytest.mark.parametrize("problem", ["statement.unsigned", "signature.wrong", "bundle.two_forms"])
def test_a_wrong_list_is_refused_and_the_old_one_stays(world: World, problem: str) -> None:
    """The service's own key, altered bytes, or one version in two forms change nothing and are remembered."""
    desk = world.desk(world.council.jo)
    service(desk).trust = wrong_lists(world)[problem]
    assert not refresh_trust(desk)
    with desk.store.unit() as unit:
        held = unit.bundle()
    assert held is not None
    assert (held.bundle.version, held.bundle.address) == (1, world.bundle.address)
    assert note(desk, BUNDLE_PROBLEM) == problem


def test_a_service_that_was_rolled_back_is_offered_our_list(world: World) -> None:
    """An older list changes nothing here, and the service gets the newer one."""
    desk = world.desk(world.council.jo, bundle=world.council.bundle(2))
    service(desk).trust = world.council.signed_bundle(world.council.bundle(1))
    assert not refresh_trust(desk)
    assert len(service(desk).offered) == 1


def test_without_a_trust_file_there_is_no_round(world: World) -> None:
    """A desk that trusts nobody yet says so."""
    with pytest.raises(Invalid, match="no_bundle"):
        refresh_trust(world.desk(world.council.jo, pinned=False))


def test_once_a_day_the_desk_asks_what_is_held(world: World) -> None:
    """The first round, each day after, and a forgotten cursor make it ask."""
    desk = world.desk(world.council.jo)
    assert put_back_is_due(desk)
    put_back(desk)
    assert not put_back_is_due(desk)
    world.clock.at += timedelta(days=1)
    assert put_back_is_due(desk)


def test_a_service_that_lost_everything_gets_it_back(world: World) -> None:
    """After a restore, concerns, notes and receipts are back at the service, once each."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern())
    sync_desk(desk, lambda: post(desk))
    read(desk, seen(desk).cases[0])
    post(desk)
    before = sorted((each.box, digest(each.envelope)) for each in service(desk).shelf)
    service(desk).shelf.clear()
    service(desk).forgets_cursors = True
    assert sync_desk(desk, lambda: post(desk)).put_back == 3
    assert sorted((each.box, digest(each.envelope)) for each in service(desk).shelf) == before
    assert put_back(desk) == 0


def test_what_still_waits_in_the_outbox_is_not_put_back_twice(world: World) -> None:
    """An own note that was never sent goes by the outbox alone."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern())
    fetch(desk)
    read(desk, seen(desk).cases[0])
    assert put_back(desk) == 0


def test_a_receipt_that_does_not_hold_counts_as_not_held(world: World) -> None:
    """A service that claims to hold under its own invented key, or shows another's receipt, is given it again."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    one, two = laptop.concern("one"), laptop.concern("two")
    laptop.send(one)
    laptop.send(two)
    fetch(desk)
    service(desk).shelf[0].stored = world.service.stored(CONCERNS, one, key=world.council.lee.sign)
    service(desk).shelf[1].stored = world.service.stored(CONCERNS, one)
    assert put_back(desk) == 2


def test_what_did_not_open_is_not_put_back(world: World) -> None:
    """Nobody vouches for bytes that nobody could open."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern()[:-1] + b"\x00")
    fetch(desk)
    service(desk).shelf.clear()
    assert put_back(desk) == 0
