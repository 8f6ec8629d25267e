"""A desk's side of content packs, over real HTTP: a lead publishes and fetches, and counts by what is in force."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from detectors_app.cli.world import Person, World, make_world
from detectors_app.desk.casebook import Casebook
from detectors_app.desk.learning_book import LearningBook
from detectors_app.domain.errors import CannotOpen, TransientFault
from detectors_app.mailbox.in_thread import free_port
from detectors_app.signing.keys import SigningKey
from detectors_app.storage.pack_file import CourseOnDisk, PackFile, write_pack_file
from tests.made_up import sign_key
from tests.made_up_packs import COURSE, course_files, film, pack_of, signed, write_course

KEY = SigningKey(secrets.token_bytes(32))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Give a council with a content key, its service running."""
    made = make_world(tmp_path / "council", port=free_port(), content_key=KEY.public)
    made.network_on()
    yield made
    made.close()


def pack_file(folder: Path, version: int, key: SigningKey = KEY) -> PackFile:
    """Write a course's pack."""
    files = course_files(version, more={"film/a.mp4": film()})
    pack, path = pack_of(files, version), folder / f"{version}.pack"
    write_pack_file(path, signed(pack, key), pack, CourseOnDisk(write_course(folder / f"course-{version}", files)))
    return PackFile.open(path)


def desk(person: Person) -> Casebook:
    return Casebook.sign_in(person.folder, person.passphrase)


def test_a_lead_publishes_and_every_desk_of_leads_goes_by_it(world: World, tmp_path: Path) -> None:
    """What is published is fetched in the lead's own round, and the figures' courses are those in force then."""
    with closing(desk(world.pat)) as lead:
        book = LearningBook(lead)
        assert COURSE not in {each.id for each in book.courses()}
        pack, published = lead.packs.publish(pack_file(tmp_path, 1))
        assert (pack.version, published.bytes) == (1, pack.size)
        lead.sync()
        assert [each.version for each in book.courses() if each.id == COURSE] == [1]
        assert lead.packs.publish(pack_file(tmp_path, 2))[1].pieces == 4
        with lead.store.unit() as unit:
            unit.put_note("packs_ask_at", "")
        lead.sync()
        assert [each.version for each in book.courses() if each.id == COURSE] == [2]


def test_a_desk_that_reads_concerns_waits_for_no_course(world: World, tmp_path: Path) -> None:
    """Its rounds fetch none; it may publish all the same."""
    with closing(desk(world.jo)) as manager:
        manager.packs.publish(pack_file(tmp_path, 1))
        manager.sync()
        assert COURSE not in {each.id for each in manager.packs.courses()}
        assert manager.packs.fetch().taken == (COURSE,)


def test_a_wrongly_signed_pack_is_refused_before_anything_is_sent(world: World, tmp_path: Path) -> None:
    """The desk verifies as every laptop will."""
    world.network_off()
    with closing(desk(world.jo)) as manager, pytest.raises(CannotOpen):
        manager.packs.publish(pack_file(tmp_path, 1, sign_key()))


def test_without_a_line_publishing_is_put_off_and_goes_on_later(world: World, tmp_path: Path) -> None:
    """The service is off, then on again."""
    file = pack_file(tmp_path, 1)
    world.network_off()
    with closing(desk(world.pat)) as lead:
        with pytest.raises(TransientFault):
            lead.packs.publish(file)
        world.network_on()
        assert lead.packs.publish(file)[1].pieces == 7
