"""Building, publishing and choosing packs: what their rules say, apart from any disk or line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from detectors_app.domain.course import Change, Course, CourseId
from detectors_app.domain.errors import Invalid, Refused, TransientFault
from detectors_app.domain.packs import PIECE_BYTES
from detectors_app.protocol.pack import PackTaken, decode_pack
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.statement import Statement
from detectors_app.signing import chain
from detectors_app.storage.pack_shelf import PackShelf
from detectors_app.use_cases.delivery.asking import Asking
from detectors_app.use_cases.learning import courses_in_force
from detectors_app.use_cases.learning.build_pack import build_pack
from detectors_app.use_cases.learning.courses_in_force import Courses
from detectors_app.use_cases.learning.publish_pack import TRIES, Published, publish_pack
from tests.made_up import NOW, Council
from tests.made_up_packs import COURSE, FilesInMemory, a_course, course_files, film, pack_of, pieces_of, signed
from tests.use_cases.fake_service import FakeService, World


class TestBuilding:
    def test_the_list_is_that_of_the_files(self) -> None:
        """Id, version and change are the course's own; every file is cut as it will be fetched."""
        files = course_files(4, more={"film/a.mp4": film()})
        built = build_pack(a_course(4), FilesInMemory(files), NOW)
        assert built == pack_of(files, 4)

    def test_the_bytes_do_not_depend_on_the_fraction_of_a_second(self) -> None:
        """Times are whole seconds."""
        pack = build_pack(a_course(), FilesInMemory(course_files(1)), NOW.replace(microsecond=7))
        assert pack.made_at == NOW

    @pytest.mark.parametrize("name", ["two words.md", "play.exe"])
    def test_what_no_laptop_would_take_is_refused_by_name(self, name: str) -> None:
        """Before a byte of it is read."""

        class Unread(FilesInMemory):
            def pieces(self, path: str) -> Iterator[bytes]:
                raise AssertionError(path)

        with pytest.raises(Invalid) as caught:
            build_pack(a_course(), Unread(course_files(1) | {name: b""}), NOW)
        assert caught.value.where == name


class TestPublishing:
    @pytest.fixture
    def world(self) -> World:
        """Give a service that knows the manager's desk."""
        council = Council()
        world = World(council, NOW, council.signed_bundle())
        world.laptops[council.jo.desk.id] = None  # type: ignore[assignment]  # known; no certificate is looked at
        return world

    def publish(self, world: World, files: dict[str, bytes]) -> Published:
        council, pack = world.council, pack_of(files, 1)
        asking = Asking(FakeService(world, council.jo.desk), chain, (council.service.public,))
        return publish_pack(asking, signed(pack, council.content), pack, pieces_of(files).__getitem__)

    def test_only_what_is_missing_is_handed_in(self, world: World) -> None:
        """The second time nothing is."""
        files = course_files(1, more={"film/a.mp4": film(2 * PIECE_BYTES)})
        assert self.publish(world, files) == Published(6, sum(map(len, files.values())))
        assert self.publish(world, files) == Published(0, 0)
        assert world.packs[COURSE].version == 1

    def test_after_a_cut_it_goes_on_where_it_was(self, world: World) -> None:
        """What arrived before stays."""
        files = course_files(1, more={"film/a.mp4": film(2 * PIECE_BYTES)})
        world.after["put_pack_piece"] = [TransientFault("network.cut_off")]
        with pytest.raises(TransientFault):
            self.publish(world, files)
        assert self.publish(world, files).pieces == 5

    @pytest.mark.parametrize(
        "problem, key",
        [
            (ProblemType.FORBIDDEN, "pack.not_a_publisher"),
            (ProblemType.OLDER_PACK, "pack.older"),
            (ProblemType.TWO_FORMS, "pack.two_forms"),
            (ProblemType.MALFORMED, "service.refused"),
        ],
    )
    def test_a_no_is_said_in_words(self, world: World, problem: ProblemType, key: str) -> None:
        """Why, where there is anything to do about it."""
        world.faults["offer_pack"] = [world.refusal(problem)]
        with pytest.raises(Refused) as caught:
            self.publish(world, course_files(1))
        assert caught.value.key == key

    @pytest.mark.parametrize("missing", [("0" * 64,), None])
    def test_a_service_that_never_has_enough_is_left(self, world: World, missing: tuple[str, ...] | None) -> None:
        """Whatever it says is missing, what the pack does not name is not looked for, and after some tries it ends."""
        files = course_files(1)
        council, pack = world.council, pack_of(files, 1)

        class Never(FakeService):
            def offer_pack(self, statement: Statement) -> PackTaken:
                world.calls.append("offer")
                return PackTaken(1, tuple(pieces_of(files)) if missing is None else missing)

        asking = Asking(Never(world, council.jo.desk), chain, (council.service.public,))
        with pytest.raises(TransientFault, match=r"pack\.not_taken"):
            publish_pack(asking, signed(pack, council.content), pack, pieces_of(files).__getitem__)
        assert world.calls.count("offer") == TRIES


class TestChoosing:
    def courses(self, folder: Path, load: Callable[[Path, str], Course]) -> tuple[Courses, Council, PackShelf]:
        council = Council()
        brought = (a_course(2, course="brought"),)
        shelf = PackShelf(folder)
        return Courses(shelf, chain, lambda: council.content.public, load, lambda _: brought), council, shelf

    def put(self, shelf: PackShelf, statement: Statement, files: dict[str, bytes]) -> None:
        pack = decode_pack(statement.bytes)
        for sha256, body in pieces_of(files).items():
            shelf.put_piece(sha256, body)
        shelf.put_in_place(shelf.make(pack, statement, ()), pack)

    def test_what_was_read_once_is_not_read_again(self, tmp_path: Path) -> None:
        """Until a file changes, or another language is asked for."""
        asked = []

        def load(folder: Path, language: str) -> Course:
            asked.append(language)
            return a_course(3)

        courses, council, shelf = self.courses(tmp_path, load)
        files = course_files(3)
        self.put(shelf, signed(pack_of(files, 3), council.content), files)
        for _ in range(3):
            assert courses.course(COURSE, "en") == a_course(3)
        courses.course(COURSE, "bn")
        assert asked == ["en", "bn"]
        assert [each.id for each in courses.all("en")] == ["brought", COURSE]

    def test_what_cannot_be_read_gives_way_to_the_one_before(self, tmp_path: Path) -> None:
        """Version 3 is whole and signed, and this program cannot read it: version 2 is used."""

        def load(folder: Path, language: str) -> Course:
            if "3-" in folder.parent.name:
                raise Invalid("course.no_file")
            return a_course(2)

        courses, council, shelf = self.courses(tmp_path, load)
        for version in (2, 3):
            files = course_files(version)
            self.put(shelf, signed(pack_of(files, version), council.content), files)
        found = courses.course(COURSE, "en")
        assert found is not None
        assert found.version == 2

    def test_what_a_newer_program_brings_goes_before_a_pack(self, tmp_path: Path) -> None:
        """A pack that was newer once, and is not any more, is left alone."""
        courses, council, shelf = self.courses(tmp_path, lambda *_: a_course(2, course="brought"))
        for version in (1, 2):
            files = course_files(version, course="brought")
            self.put(shelf, signed(pack_of(files, version, course="brought"), council.content), files)
        assert courses.course(CourseId("brought"), "en") is courses.brought(CourseId("brought"), "en")

    def test_a_name_that_is_no_course_is_not_looked_for(self, tmp_path: Path) -> None:
        """Nothing outside the shelf is opened by a name from elsewhere."""
        courses, _, _ = self.courses(tmp_path, lambda *_: a_course())
        assert courses.course(CourseId("../x"), "en") is None

    def test_under_another_courses_folder_a_pack_counts_for_nothing(self, tmp_path: Path) -> None:
        """What was moved there by hand is not that course."""
        courses, council, shelf = self.courses(tmp_path, lambda *_: a_course(1))
        files = course_files(1)
        self.put(shelf, signed(pack_of(files, 1), council.content), files)
        (tmp_path / "courses" / COURSE).rename(tmp_path / "courses" / "another")
        assert courses.course(CourseId("another"), "en") is None

    def test_what_is_remembered_has_a_most(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """However many versions pass by in one run."""
        monkeypatch.setattr(courses_in_force, "MOST_REMEMBERED", 2)
        courses, council, shelf = self.courses(tmp_path, lambda folder, _: a_course(int(folder.parent.name[0])))
        for version in range(1, 6):
            files = course_files(version)
            self.put(shelf, signed(pack_of(files, version), council.content), files)
            found = courses.course(COURSE, "en")
            assert found is not None
            assert found.version == version

    def test_what_the_list_says_must_be_what_the_course_says(self, tmp_path: Path) -> None:
        """Another change than the list's is another course."""
        courses, council, shelf = self.courses(tmp_path, lambda *_: a_course(1))
        files = course_files(1, change=Change.SUBSTANCE)
        self.put(shelf, signed(pack_of(files, 1, change=Change.SUBSTANCE), council.content), files)
        assert courses.course(COURSE, "en") is None
