"""A service that lies: whatever it hands out is refused, kept and marked, or shown; never a crash, never believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detectors_app.domain.casework import Mark
from detectors_app.domain.ids import CASEWORK, CONCERNS, FieldId
from detectors_app.protocol.receipts import FeedItem
from detectors_app.protocol.statement import Signature, Statement
from detectors_app.use_cases.casework.judge import judge
from detectors_app.use_cases.casework.take_in import take_in
from detectors_app.use_cases.rows import TakenIn
from tests.use_cases.casework.test_read_concern import fetch, post, read, seen
from tests.use_cases.casework.world import Laptop, World

_LONG = 90_000 * "x"

Scene = tuple[World, Laptop, Callable[[FeedItem], TakenIn], FeedItem]


@pytest.fixture
def scene(world: World) -> Scene:
    desk, laptop = world.desk(world.council.jo), world.laptop()
    envelope = laptop.concern("true words")
    stored = world.service.stored(CONCERNS, envelope)
    item = FeedItem("1", stored, laptop.keys.sign.id, 0, laptop.keys.certificate, envelope)
    return world, laptop, lambda each: judge(desk, CONCERNS, each, bundle=world.bundle, known={}), item


def test_every_byte_flipped_is_refused_and_kept(scene: Scene) -> None:
    """No single byte of an envelope can be changed without the desk seeing it.

    Every byte of the front, key ids and wraps' edges, and every 61st of the long rest, of the 16,384.
    """
    _, _, judged, item = scene
    assert judged(item).problem == ""
    places = sorted({*range(69), *range(69, len(item.envelope), 61), len(item.envelope) - 1})
    for place in places:
        spoilt = bytearray(item.envelope)
        spoilt[place] ^= 1
        row = judged(replace(item, envelope=bytes(spoilt)))
        assert row.problem, place
        assert row.payload == b""
        assert row.envelope == bytes(spoilt)


def test_every_cut_is_refused_and_kept(scene: Scene) -> None:
    """An envelope cut short anywhere, or lengthened, is refused."""
    _, _, judged, item = scene
    for length in (0, 1, 4, 36, 68, 69, 1000, len(item.envelope) - 1):
        assert judged(replace(item, envelope=item.envelope[:length])).problem == "envelope.size"
    assert judged(replace(item, envelope=item.envelope + b"\x00")).problem == "envelope.size"


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)  # nothing in the scene changes
@given(noise=st.binary(max_size=400), where=st.sampled_from(["stored", "certificate", "signature"]))
def test_noise_instead_of_statements_never_crashes(scene: Scene, noise: bytes, where: str) -> None:
    """Whatever stands where a receipt or certificate should be, the words are shown, marked."""
    _, laptop, judged, item = scene
    spoilt = Statement(noise, (Signature(laptop.keys.sign.id, noise[:64]),))
    if where == "stored":
        row = judged(replace(item, stored=spoilt))
        assert row.marks == (Mark.NO_RECEIPT,)
    elif where == "certificate":
        row = judged(replace(item, certificate=spoilt))
        assert row.marks == (Mark.NO_CERTIFICATE,)
    else:
        row = judged(replace(item, stored=Statement(item.stored.bytes, ()), certificate=None))
        assert set(row.marks) == {Mark.NO_RECEIPT, Mark.NO_CERTIFICATE}
    assert row.problem == ""


def test_an_envelope_of_another_box_is_refused(world: World) -> None:
    """A concern handed out as an officers' note, or the other way round, is refused and kept."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    laptop.send(laptop.concern(), box=CASEWORK)
    fetch(desk)
    assert [each.problem for each in seen(desk).unopened] == ["envelope.other_box"]


def test_replays_show_nothing_twice(world: World) -> None:
    """The same envelope under many cursors is one case."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    envelope = laptop.concern()
    for _ in range(5):
        laptop.send(envelope)
    assert len(take_in(desk, CONCERNS).new) == 1
    assert len(seen(desk).cases) == 1


def test_a_replay_with_a_worse_story_changes_nothing(world: World) -> None:
    """Handing the same bytes out again with no certificate takes no trust away from what was verified."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    envelope = laptop.concern()
    laptop.send(envelope)
    laptop.send(envelope, certificate=None, stored=Statement(b"", ()))
    fetch(desk)
    assert seen(desk).cases[0].marks == frozenset()


def test_a_squatted_id_blocks_nobody(world: World) -> None:
    """Another laptop that uses the same id has a case of its own."""
    desk, laptop, other = world.desk(world.council.jo), world.laptop(), world.laptop("Laptop 2")
    sent = other.send(other.concern("squatter"))
    laptop.send(laptop.concern("true", envelope_id=sent))
    fetch(desk)
    assert len(seen(desk).cases) == 2


def test_a_dropped_envelope_shows_as_a_gap(world: World) -> None:
    """What the service swallows is missed by number."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    for n in range(3):
        laptop.send(laptop.concern(str(n)))
    del world.service.shelf[1]
    fetch(desk)
    assert [each.count for each in seen(desk).missing] == [1]


def test_odd_answers_never_crash(world: World) -> None:
    """Answers of the wrong kind, unknown fields, endless text and odd times are taken in; what can be read is shown."""
    desk, laptop = world.desk(world.council.jo), world.laptop()
    odd = {
        FieldId("danger"): ("yes", "no"),
        FieldId("words"): ("a", "b"),
        FieldId(""): "",
        FieldId("\u202e"): "x" * 90_000,
    }
    laptop.send(laptop.concern(answers=odd))  # type: ignore[arg-type]  # odd on purpose
    ages_ago = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    laptop.send(laptop.concern(made_at=ages_ago, version=2**60))
    laptop.send(laptop.concern(made_at=datetime(9999, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-12)))))
    fetch(desk)
    after = seen(desk)
    assert len(after.cases) + len(after.unopened) == 3
    assert any(FieldId("") in each.latest.concern.answers for each in after.cases)


def test_one_left_out_sees_no_difference(tmp_path: Path) -> None:
    """A left-out officer's feed, store, counters and acks are those of a run without the concern."""
    assert what_lee_sees(tmp_path / "with", with_it=True) == what_lee_sees(tmp_path / "without", with_it=False)


def what_lee_sees(folder: Path, *, with_it: bool) -> object:
    """Play a morning with or without one concern that Lee is left out of; give all that Lee's desk holds."""
    world = World(folder)
    council, laptop = world.council, world.laptop()
    desk, lee = world.desk(council.jo), world.desk(council.lee)
    laptop.send(laptop.concern("for all"))
    if with_it:
        laptop.send(laptop.concern("not for Lee", left_out=(council.lee.reader.officer,)))
    laptop.send(laptop.concern("for all again"))
    fetch(desk)
    for case in seen(desk).cases:
        read(desk, case)
    post(desk)
    fetch(lee)
    with lee.store.unit() as unit:
        rows = [(each.box, len(each.payload), each.place and each.place.n, each.marks) for each in unit.taken_in()]
        acks, outbox = len(unit.queued_acks()), unit.outbox()
    after = seen(lee)
    world.close()
    return rows, acks, outbox, len(after.cases), after.missing, after.unopened
