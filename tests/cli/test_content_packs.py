"""From a course's folder to every laptop by the command line: key, plan, build, publish, fetch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.world import World, make_world
from detectors_app.domain.course import Change
from detectors_app.mailbox.in_thread import free_port
from detectors_app.protocol.cards import read_content_card
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from tests.cli.command import Ran, called
from tests.made_up_packs import COURSE, course_files, film, write_course

SECRET = ("--passphrase-fd", "0")
WORDS = "a made up sentence for keys"


@dataclass
class Publisher:
    """A council that has a content key and knows it."""

    world: World
    key: Path
    folder: Path

    def build(self, version: int, *, out: str = "", **changes: object) -> Ran:
        """Write a course and build its pack."""
        folder = self.folder / f"course-{version}-{out}"
        write_course(folder, course_files(version, **changes))  # type: ignore[arg-type]  # as course_files takes them
        path = self.folder / (out or f"{version}.pack")
        return called(
            "content", "build", folder, "--key", self.key, "--out", path, "--json", *SECRET, passphrases=WORDS
        )

    def publish(self, name: str) -> Ran:
        """Publish a pack from the manager's desk."""
        jo = self.world.jo
        return called(
            "content", "publish", self.folder / name, "--data", jo.folder, "--json", *SECRET, passphrases=jo.passphrase
        )

    def fetch(self) -> int:
        """Let the laptop fetch; give the version in force, 0 for none."""
        sam = self.world.sam.folder
        with Laptop.open(sam, key_place=FilePlace(sam)) as laptop:
            laptop.sync()
            laptop.sync_learning(at_once=True)
            with laptop.parts.store.unit() as unit:
                unit.put_note("packs_ask_at", "")
            laptop.fetch_packs()
            course = laptop.course_in_force(COURSE)
            return 0 if course is None else course.version


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    """Give a council whose list of people names a content key, its service running."""
    keys = tmp_path / "keys"
    made = called("authority", "content-key", "--out", keys, "--json", *SECRET, passphrases=WORDS)
    assert (made.code, set(made.json)) == (Exit.OK, {"ok", "file", "card", "key"})
    card = (keys / "content.card.json").read_bytes()
    world = make_world(tmp_path / "council", port=free_port(), content_key=read_content_card(card))
    world.network_on()
    try:
        yield Publisher(world, Path(str(made.json["file"])), tmp_path)
    finally:
        world.close()


def test_a_film_is_replaced_by_dropping_a_file_in(publisher: Publisher) -> None:
    """Version 1 with one film, version 2 with another: built, published, fetched; the older is then refused."""
    built = publisher.build(1, more={"film/noticing.mp4": film()})
    assert built.code == Exit.OK
    assert {each: built.json[each] for each in ("course", "version", "change", "files", "approved")} == {
        "course": COURSE, "version": 1, "change": "wording", "files": 5, "approved": False,
    }  # fmt: skip
    published = publisher.publish("1.pack")
    assert (published.code, published.json["course"], published.json["pieces"]) == (Exit.OK, COURSE, 7)
    assert publisher.fetch() == 1
    publisher.build(2, more={"film/noticing.mp4": film()}, change=Change.SUBSTANCE)
    assert publisher.publish("2.pack").code == Exit.OK
    assert publisher.fetch() == 2
    again = publisher.publish("1.pack")
    assert (again.code, again.error_key) == (Exit.REFUSED, "pack.older")
    assert publisher.publish("2.pack").json["pieces"] == 0
    publisher.build(2, out="other.pack", words="Other words.")
    assert publisher.publish("other.pack").error_key == "pack.two_forms"
    assert publisher.fetch() == 2


def test_a_course_with_a_fault_is_not_built(publisher: Publisher) -> None:
    """The fault is said as lint says it, and no pack is written."""
    ran = publisher.build(1, more={"first.md": b"nothing of a module"})
    assert (ran.code, ran.error_key) == (Exit.REFUSED, "course.faults")
    assert not (publisher.folder / "1.pack").exists()


def test_what_may_not_be_in_a_course_is_refused_by_name(publisher: Publisher) -> None:
    """A program, a blank in a name: said by its name, and no pack is written. What a system leaves is left out."""
    for name in ("film/play.exe", "film/two words.mp4"):
        ran = publisher.build(1, out="bad.pack", more={name: b"x"})
        assert ran.code == Exit.REFUSED
        assert ran.json["error"]["where"] == name
        (publisher.folder / "course-1-bad.pack" / name).unlink()
    assert not (publisher.folder / "bad.pack").exists()
    assert publisher.build(3, more={".DS_Store": b"x", "film/Thumbs.db": b"x"}).json["files"] == 4


def test_a_pack_that_was_cut_off_or_altered_is_not_published(publisher: Publisher) -> None:
    """Every byte counts: cut anywhere, one byte changed, one more, another file: nothing is handed in."""
    publisher.build(1, more={"film/noticing.mp4": film()})
    path = publisher.folder / "1.pack"
    whole = path.read_bytes()
    for wrong in (whole[:-1], whole[:11], whole[:300], whole + b"x", whole[:-9] + b"x" + whole[-8:], b"EDE1PACK" * 9):
        path.write_bytes(wrong)
        ran = publisher.publish("1.pack")
        assert ran.code == Exit.REFUSED
        assert ran.error_key.split(".")[0] in {"pack", "json", "statement"}
    assert publisher.publish("none.pack").error_key == "file.missing"
    assert publisher.fetch() == 0


def test_another_key_signs_nothing_that_is_believed(publisher: Publisher) -> None:
    """A pack signed with a key that the list of people does not name is refused at the desk already."""
    other = publisher.folder / "other"
    called("authority", "content-key", "--out", other, *SECRET, passphrases=WORDS)
    publisher.key = other / "content.key.json"
    assert publisher.build(1).code == Exit.OK
    ran = publisher.publish("1.pack")
    assert (ran.code, ran.error_key) == (Exit.CANNOT_OPEN, "statement.unsigned")


def test_an_officer_who_is_no_manager_does_not_publish(publisher: Publisher) -> None:
    """The service says no, and the desk says why."""
    publisher.build(1)
    lee = publisher.world.lee
    ran = called(
        "content", "publish", publisher.folder / "1.pack", "--data", lee.folder, "--json", *SECRET,
        passphrases=lee.passphrase,
    )  # fmt: skip
    assert (ran.code, ran.error_key) == (Exit.REFUSED, "pack.not_a_publisher")


def test_keys_are_not_taken_for_each_other(publisher: Publisher) -> None:
    """An authority's key builds no pack, and the content key signs no list of people."""
    folder = publisher.folder / "authorities"
    called("authority", "init", "--out", folder, *SECRET, passphrases="\n".join([WORDS] * 3))
    content, publisher.key = publisher.key, folder / "authority-1.key.json"
    ran = publisher.build(1)
    assert (ran.code, ran.error_key) == (Exit.REFUSED, "pack.key_file")
    plan = publisher.folder / "plan.json"
    plan.write_text(json.dumps({"people": []}))
    ran = called("authority", "sign", plan, "--key", content, "--out", publisher.folder / "x", "--json", *SECRET)
    assert ran.error_key == "authority.key_file"


def test_nothing_is_overwritten_and_no_folder_is_a_course_without_its_file(publisher: Publisher) -> None:
    """A pack that is there stays; a folder without course.yaml is said so."""
    publisher.build(1)
    before = (publisher.folder / "1.pack").read_bytes()
    assert publisher.build(1).error_key == "file.exists"
    assert (publisher.folder / "1.pack").read_bytes() == before
    ran = called("content", "build", publisher.folder, "--key", publisher.key, "--json", *SECRET, passphrases=WORDS)
    assert ran.error_key == "course.no_course"
