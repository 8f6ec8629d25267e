"""The demo's verdict: only the same words and a receipt that verifies count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from detectors_app.cli.demo_answers import STORY
from detectors_app.cli.demo_verdict import digest_of, judge
from detectors_app.cli.world import World, make_world
from detectors_app.desk.casebook import Casebook
from detectors_app.domain.concern import Concern, Written
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import FieldId
from detectors_app.mailbox.in_thread import free_port
from detectors_app.staff.laptop import Laptop

SAID = "A made-up story."
ANSWERS: dict[FieldId, Answer] = {
    FieldId("danger"): "no",
    FieldId("place.kind"): "elsewhere",
    FieldId("place.elsewhere"): "Invented Street",
    FieldId("when.at"): "2026-01-05",
    STORY: SAID,
    FieldId("consent"): "not_spoken",
    FieldId("you.phone"): "extension 1",
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Give a made-up council with the network on."""
    made = make_world(tmp_path / "council", port=free_port())
    made.network_on()
    yield made
    made.close()


@pytest.mark.end_to_end
def test_each_stage_short_of_the_end_is_no_success(world: World) -> None:
    """Nothing recorded, recorded, sent, opened, read: only the last, with the receipt back, is good."""
    assert not judge(world, SAID).good
    with (
        Laptop.open(world.sam.folder) as laptop,
        closing(Casebook.sign_in(world.jo.folder, world.jo.passphrase)) as jo,
    ):
        laptop.report(laptop.new_concern_id(), Concern("concern", 1, ANSWERS), Written.LOCKED)
        assert not judge(world, SAID).good
        laptop.sync()
        assert judge(world, SAID).opened_sha256 == ""
        jo.sync()
        opened = judge(world, SAID)
        assert (opened.same_words, opened.receipt_verified) == (True, False)
        jo.read(jo.case(jo.inbox().rows[0].id))
        jo.deliver()
        assert not judge(world, SAID).receipt_verified
        laptop.sync()
        assert judge(world, SAID).good
        other = judge(world, SAID + " ")
        assert (other.same_words, other.opened_sha256) == (False, digest_of(SAID))
        laptop.report(laptop.new_concern_id(), Concern("concern", 1, ANSWERS), Written.LOCKED)
        assert not judge(world, SAID).good


@pytest.mark.end_to_end
def test_network_off_means_that_nobody_listens(world: World) -> None:
    """The switch is real: off, the laptop reaches nobody; on again, at the same address, it does."""
    with Laptop.open(world.sam.folder, chance=lambda: 0.0) as laptop:
        assert laptop.sync().reached
        world.network_off()
        assert not laptop.sync().reached
        world.network_on()
        laptop.wake()
        assert laptop.sync().reached
