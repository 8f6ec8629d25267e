"""Fetching content packs: only newer, signed, whole and readable ones are used, and the one before stays till then."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from detectors_app.domain.course import Change, CourseId
from detectors_app.domain.errors import EnvironmentFault, TransientFault
from detectors_app.domain.ids import CONCERNS, LEARNING
from detectors_app.domain.packs import PIECE_BYTES
from detectors_app.protocol import strict_json
from detectors_app.protocol.enrolment import encode_enrolment_file
from detectors_app.protocol.pack import PackHeld, statement_sha256
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.statement import Label, Statement, encode_statement
from detectors_app.signing.statements import sign_statement
from detectors_app.storage import pack_shelf
from detectors_app.use_cases.learning import fetch_packs as fetching
from tests.made_up import sign_key
from tests.made_up_packs import COURSE, course_files, digest, film, pack_of, pieces_of, signed
from tests.use_cases.bench import Bench
from tests.use_cases.learning_packs import PackBench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[PackBench]:
    """Give a laptop that the service knows."""
    made = PackBench(tmp_path / "laptop")
    yield made
    made.laptop.close()


class TestTaking:
    def test_a_newer_pack_is_fetched_and_used(self, bench: PackBench) -> None:
        """What the council publishes is what is taught, with its film, byte for byte."""
        files = bench.publish_usual(1, more={"film/noticing.mp4": film()}, words="The council's own words.")
        done = bench.fetch()
        assert (done.asked, done.taken, done.waiting, done.trouble) == (True, (COURSE,), False, "")
        course = bench.course()
        assert course is not None
        assert Path(course.folder) == bench.files_of(1)
        assert "council's own words" in str(course.modules[0].blocks)
        assert {path: (bench.files_of(1) / path).read_bytes() for path in files} == files

    def test_nothing_is_left_of_the_fetching(self, bench: PackBench) -> None:
        """Pieces and statement of what was coming go once it is in force."""
        bench.publish_usual(1)
        bench.fetch()
        names = ("course.yaml", "first.easy.md", "first.md", "pictures/page.svg")
        assert bench.on_disk() == [*(f"{COURSE}/1/files/{each}" for each in names), f"{COURSE}/1/pack.json"]

    def test_an_older_one_is_never_taken(self, bench: PackBench) -> None:
        """A service that goes back to an old version changes nothing."""
        bench.publish_usual(3)
        bench.fetch()
        bench.publish_usual(2)
        assert (bench.fetch().taken, bench.version) == ((), 3)

    def test_one_version_in_two_forms_keeps_the_first(self, bench: PackBench) -> None:
        """Other words under the same number are not taken."""
        bench.publish_usual(2, words="First words.")
        bench.fetch()
        bench.publish_usual(2, words="Second words.")
        assert bench.fetch().taken == ()
        assert "First words." in str(bench.course())

    def test_what_the_program_brings_counts_too(self, bench: PackBench) -> None:
        """A pack that is no newer than the course in the program is not fetched; a newer one takes its place."""
        brought = bench.laptop.course_in_force(CourseId("early-detectors"))
        assert brought is not None
        for version, taken in ((brought.version, ()), (brought.version + 1, (brought.id,))):
            files = course_files(version, course=brought.id)
            bench.publish(files, version, course=brought.id)
            assert bench.fetch().taken == taken
        now = bench.laptop.course_in_force(brought.id)
        assert now is not None
        assert (now.version, now.title) == (brought.version + 1, "A made-up course")
        assert [each.id for each in bench.laptop.courses_in_force()].count(brought.id) == 1

    def test_unchanged_files_are_not_fetched_again(self, bench: PackBench) -> None:
        """A new wording costs the bytes of its own files, whether the film lies in a pack or in the program."""
        same = film(3 * PIECE_BYTES)
        bench.publish_usual(1, more={"film/noticing.mp4": same})
        bench.fetch()
        bench.publish_usual(2, more={"film/noticing.mp4": same})
        done = bench.fetch()
        assert (done.taken, bench.version) == ((COURSE,), 2)
        assert done.fetched_bytes < PIECE_BYTES

    def test_one_older_version_stays_and_no_more(self, bench: PackBench) -> None:
        """What was used before stays readable; what was before that goes."""
        for version in (1, 2, 3):
            bench.publish_usual(version)
            bench.fetch()
        assert sorted(each.name.split("-")[0] for each in (bench.shelf / COURSE).iterdir()) == ["2", "3"]

    def test_wording_and_substance_say_what_they_are(self, bench: PackBench) -> None:
        """What a new version changed is known from the course itself."""
        bench.publish_usual(1)
        bench.fetch()
        bench.publish_usual(2)
        bench.fetch()
        course = bench.course()
        assert course is not None
        assert (course.change, course.substance_since) == (Change.WORDING, 1)
        bench.publish_usual(3, change=Change.SUBSTANCE)
        bench.fetch()
        course = bench.course()
        assert course is not None
        assert (course.change, course.substance_since) == (Change.SUBSTANCE, 3)

    def test_the_courses_may_be_asked_for_inside_a_transaction(self, bench: PackBench) -> None:
        """What is taught is looked up in the middle of keeping a step, and by another lane while one writes."""
        bench.publish_usual(1)
        bench.fetch()
        with bench.open() as lane, bench.laptop.parts.store.unit() as unit:
            unit.put_note("made up", "x")
            for each in (bench.laptop, lane):
                assert COURSE in {course.id for course in each.courses_in_force()}


def _tamper(statement: Statement, change: Callable[[bytes], bytes]) -> Statement:
    return Statement(change(statement.bytes), statement.signatures)


class TestRefusing:
    @pytest.fixture
    def held(self, bench: PackBench) -> PackBench:
        """Give a laptop that uses version 1."""
        bench.publish_usual(1)
        bench.fetch()
        return bench

    def test_wrongly_signed_is_refused(self, held: PackBench) -> None:
        """By another key, an officer's, an authority's, or altered after signing: the one before stays."""
        files = course_files(2)
        pack = pack_of(files, 2)
        council = held.council
        wrong = [signed(pack, key) for key in (sign_key(), council.jo.sign, council.authorities[0], council.service)]
        good = signed(pack, council.content)
        wrong += [
            _tamper(good, lambda data: data.replace(b"2026", b"2027")),
            sign_statement(Label.BUNDLE, good.bytes, council.content),
            Statement(good.bytes, ()),
        ]
        held.world.pack_bytes |= pieces_of(files)
        for each in wrong:
            held.world.give_pack(each)
            done = held.fetch()
            assert (done.taken, done.trouble, held.version) == ((), "pack.not_signed", 1)
        assert not (held.shelf / ".coming").exists() or not list((held.shelf / ".coming").iterdir())

    @pytest.mark.parametrize(
        "path", ["../out.md", "/etc/x.md", "C:\\x.md", "a/../../x.md", "con.md", "x.exe", "Course.yaml"]
    )
    def test_a_path_that_leads_out_is_refused_even_with_the_right_signature(self, held: PackBench, path: str) -> None:
        """Nothing is written outside the course's own folder, whoever signed it."""
        pack = pack_of(course_files(2), 2)
        bad = replace(pack, files=tuple(sorted((*pack.files, replace(pack.files[0], path=path)), key=lambda f: f.path)))
        statement = sign_statement(Label.PACK, strict_json.encode(bad), held.council.content)
        sha256 = statement_sha256(statement)
        held.world.packs[COURSE] = PackHeld(COURSE, 2, sha256)
        held.world.pack_bytes[sha256] = encode_statement(statement)
        before = held.on_disk()
        done = held.fetch()
        assert (done.taken, done.trouble, held.version) == ((), "pack.not_signed", 1)
        assert held.on_disk() == before

    def test_a_piece_altered_or_cut_by_the_service_is_not_kept(self, held: PackBench) -> None:
        """It is asked for again later; with the right bytes all is well."""
        files = held.publish_usual(2, words="Other words.")
        sha256 = digest(files["first.md"])
        for wrong in (files["first.md"][:-1], files["first.md"] + b"x", b"", files["course.yaml"]):
            held.world.pack_bytes[sha256] = wrong
            done = held.fetch()
            assert (done.taken, done.trouble, done.waiting) == ((), "network.changed_on_the_way", True)
            assert held.version == 1
        held.world.pack_bytes[sha256] = files["first.md"]
        assert (held.fetch().taken, held.version) == ((COURSE,), 2)

    def test_a_trouble_with_one_course_is_that_courses_alone(self, held: PackBench) -> None:
        """A piece that comes altered, or is not there, keeps no other course from coming."""
        for version, wrong in ((2, b"altered"), (3, None)):
            files = held.publish_usual(version, words=f"Words of {version}.")
            if wrong is None:
                held.world.pack_bytes.pop(digest(files["first.md"]))
            else:
                held.world.pack_bytes[digest(files["first.md"])] = wrong
            other = f"z-course-{version}"
            held.publish(course_files(1, course=other), 1, course=other)
            done = held.fetch()
            assert (done.taken, done.waiting, held.version) == ((CourseId(other),), True, 1)
            assert done.trouble == ("network.changed_on_the_way" if wrong else "pack.not_there")

    def test_a_line_that_is_down_stops_the_round(self, held: PackBench) -> None:
        """Nobody waits for as many answers that do not come as there are courses."""
        for name in ("a-course", "b-course"):
            held.publish(course_files(1, course=name), 1, course=name)
        held.world.faults["pack_bytes"] = [TransientFault("network.unreachable")]
        before = held.world.calls.count("pack_bytes")
        done = held.fetch()
        assert (done.taken, done.trouble) == ((), "network.unreachable")
        assert held.world.calls.count("pack_bytes") == before + 1

    def test_a_list_without_end_is_not_followed(self, held: PackBench) -> None:
        """A service that lists thousands of courses is asked for a hundred at most."""
        held.world.packs = {f"{n}": PackHeld(CourseId(f"c-{n}"), 1, f"{n:064x}") for n in range(3000)}
        before = held.world.calls.count("pack_bytes")
        assert held.fetch().trouble == "pack.not_there"
        assert held.world.calls.count("pack_bytes") - before == fetching.MOST_LISTED

    def test_another_courses_files_under_this_courses_name_are_refused(self, held: PackBench) -> None:
        """The list must say what the course says: id, version and what changed."""
        wrong = [
            pack_of(course_files(2, course="another"), 2),
            pack_of(course_files(5), 2),
            pack_of(course_files(2), 2, change=Change.SUBSTANCE),
        ]
        for number, pack in enumerate(wrong):
            statement = signed(pack, held.council.content)
            for files in (course_files(2, course="another"), course_files(5), course_files(2)):
                held.world.pack_bytes |= pieces_of(files)
            held.world.give_pack(statement)
            done = held.fetch()
            assert (done.taken, done.trouble, held.version) == ((), "pack.unreadable", 1), number

    def test_the_list_of_one_course_under_anothers_name_is_refused(self, held: PackBench) -> None:
        """The service cannot give one course's pack out as another's, or under another number."""
        statement = held.publish(course_files(2, course="another"), 2, course="another")
        for listed in (PackHeld(COURSE, 2, statement_sha256(statement)), PackHeld(CourseId("../x"), 9, "0" * 64)):
            held.world.packs = {"x": listed}
            assert (held.fetch().taken, held.version) == ((), 1)

    def test_a_course_that_this_program_cannot_read_is_fetched_once(self, held: PackBench) -> None:
        """It is not put together each day anew; another program, or another pack, is tried."""
        files = course_files(2) | {"first.md": b"no module at all"}
        held.publish(files, 2)
        assert held.fetch().trouble == "pack.unreadable"
        calls = held.world.calls.count("pack_bytes")
        assert held.fetch().trouble == ""
        assert held.world.calls.count("pack_bytes") == calls
        held.publish_usual(3)
        assert (held.fetch().taken, held.version) == ((COURSE,), 3)

    def test_without_a_content_key_nothing_is_asked(self, bench: PackBench) -> None:
        """A bundle that names none lets no pack be verified."""
        bench.world.trust = bench.council.signed_bundle(bench.council.bundle(2, content_key=b""))
        bench.laptop.sync()
        bench.publish_usual(1)
        assert bench.fetch().asked is False
        assert "packs" not in bench.world.calls

    def test_a_former_keys_pack_is_used_no_more(self, held: PackBench) -> None:
        """Once the authorities name another content key, what the former signed counts for nothing."""
        held.council.content = sign_key()
        held.world.trust = held.council.signed_bundle(held.council.bundle(2))
        held.laptop.sync()
        assert held.version == 0
        held.publish_usual(1)
        assert (held.fetch().taken, held.version) == ((COURSE,), 1)


class TestGoingOn:
    def test_a_cut_at_every_piece_loses_nothing(self, bench: PackBench) -> None:
        """However often the line is cut and the program ends, each piece is fetched once, and the whole is used."""
        files = bench.publish_usual(1, more={"film/noticing.mp4": film(4 * PIECE_BYTES)})
        fetched, rounds = 0, 0
        while bench.version == 0:
            fetched += _one_answer(bench)
            rounds += 1
            bench.laptop.close()
            bench.laptop = bench.open()
        assert rounds == 1 + 4 + 4
        statement = bench.world.pack_bytes[bench.world.packs[COURSE].sha256]
        assert fetched == len(statement) + sum(map(len, files.values()))

    def test_a_round_takes_its_share_and_no_more(self, bench: PackBench, monkeypatch: pytest.MonkeyPatch) -> None:
        """A slow line is not taken up for long; the next round goes on at once, without waiting for a day."""
        parts = fetching.PackParts
        monkeypatch.setattr(fetching, "PackParts", lambda **given: parts(**given, most_bytes=2 * PIECE_BYTES))
        bench.publish_usual(1, more={"film/noticing.mp4": film(5 * PIECE_BYTES)})
        done = [bench.fetch()]
        while done[-1].waiting:
            done.append(bench.laptop.fetch_packs())
        assert max(each.fetched_bytes for each in done) <= 3 * PIECE_BYTES
        assert len(done) == 3
        assert (done[-1].taken, bench.version) == ((COURSE,), 1)

    def test_what_waits_to_be_sent_goes_first(self, bench: PackBench) -> None:
        """With a concern waiting, not one piece is fetched; once it is sent, fetching goes on."""
        bench.publish_usual(1)
        bench.pass_time(days=2)
        bench.report()
        done = bench.laptop.fetch_packs()
        assert (done.taken, done.waiting) == ((), True)
        bench.laptop.sync()
        assert bench.laptop.fetch_packs().taken == (COURSE,)

    def test_a_newer_one_takes_the_place_of_what_is_coming(self, bench: PackBench) -> None:
        """Half of version 1 is fetched when version 2 is published: 2 is used, what both hold was fetched once."""
        same = film(2 * PIECE_BYTES)
        bench.publish_usual(1, more={"film/noticing.mp4": same})
        fetched = sum(_one_answer(bench) for _ in range(3))  # The statement, course.yaml and a piece of the film.
        files = bench.publish_usual(2, more={"film/noticing.mp4": same})
        bench.world.pack_bytes.pop(digest(same[:PIECE_BYTES]))
        while bench.version == 0:
            fetched += _one_answer(bench)
        assert bench.version == 2
        assert (bench.files_of(2) / "film/noticing.mp4").read_bytes() == same
        assert fetched < sum(map(len, files.values())) + 5000

    def test_what_is_no_longer_given_out_is_given_up(self, bench: PackBench) -> None:
        """A pack that the service no longer lists is fetched no further, and its pieces go."""
        bench.publish_usual(1, more={"film/noticing.mp4": film()})
        _one_answer(bench)
        bench.world.packs.clear()
        assert (bench.fetch().waiting, bench.on_disk()) == (False, [])

    def test_what_came_with_a_newer_program_is_given_up(self, bench: PackBench) -> None:
        """Where the key that signed it is no longer named, what was coming is forgotten."""
        bench.publish_usual(1, more={"film/noticing.mp4": film()})
        _one_answer(bench)
        bench.council.content = sign_key()
        bench.world.trust = bench.council.signed_bundle(bench.council.bundle(2))
        bench.laptop.sync()
        bench.world.packs.clear()
        assert (bench.fetch().waiting, bench.on_disk()) == (False, [])


def _one_answer(bench: PackBench) -> int:
    """Fetch on another day, and let the line be cut after one answer; give the bytes that came."""
    whole = bench.world.pack_bytes
    bench.world.pack_bytes = _Limited(whole)
    try:
        return bench.fetch().fetched_bytes
    finally:
        bench.world.pack_bytes = whole


class _Limited(dict[str, bytes]):
    """Gives one answer, then none."""

    _left = 1

    def __contains__(self, key: object) -> bool:
        self._left -= 1
        return self._left >= 0 and super().__contains__(key)


class TestAsking:
    def test_it_asks_once_a_day(self, bench: PackBench) -> None:
        """Nothing new: one call a day, at a time of its own."""
        for _ in range(40):
            bench.pass_time(hours=1)
            bench.laptop.fetch_packs()
        assert bench.world.calls.count("packs") == 2

    def test_after_a_trouble_it_waits_an_hour_or_as_long_as_told(self, bench: PackBench) -> None:
        """A service that is busy is not asked at each round."""
        for told_s, hours in ((None, 1), (4 * 3600, 4)):
            bench.world.faults["packs"] = [TransientFault("service.busy", retry_after_s=told_s)]
            assert bench.fetch().trouble == "service.busy"
            bench.pass_time(hours=0.7 * hours)
            assert bench.laptop.fetch_packs().asked is False
            bench.pass_time(hours=0.6 * hours)
            assert bench.laptop.fetch_packs().asked is True

    def test_a_no_never_pauses_what_people_write(self, bench: PackBench) -> None:
        """However the service answers about packs, a concern goes out as ever."""
        for kind in (ProblemType.REMOVED, ProblemType.FORBIDDEN, ProblemType.TOO_LARGE):
            bench.world.faults["packs"] = [bench.world.refusal(kind)]
            assert bench.fetch().trouble == kind.value
            assert bench.laptop.status().paused == ""
            item = bench.report()
            assert item.id in bench.laptop.sync().sent

    def test_a_clock_put_back_does_not_put_asking_off(self, bench: PackBench) -> None:
        """A time noted under a clock that ran years ahead is not waited for."""
        bench.pass_time(days=900)
        bench.laptop.fetch_packs()
        bench.pass_time(days=-900)
        assert bench.laptop.fetch_packs().asked

    def test_a_laptop_with_keys_for_training_asks_with_those_alone(self, tmp_path: Path) -> None:
        """Its keys for concerns never speak of courses, not even before the others are registered."""
        bench = PackBench(tmp_path / "laptop")
        bench.laptop.enrol(encode_enrolment_file(bench.council.enrolment_file(CONCERNS, LEARNING)))
        bench.publish_usual(1)
        assert bench.fetch().asked is False
        bench.laptop.sync_learning(at_once=True)
        assert bench.fetch().taken == (COURSE,)
        with bench.laptop.parts.store.unit() as unit:
            learning = unit.identity(LEARNING)
        assert learning is not None
        asked = [
            each for each in bench.clients if each.signer.id == bench.laptop.parts.keys.signer(learning.request_seed).id
        ]
        assert len(asked) == 1
        bench.laptop.close()

    def test_before_it_is_set_up_nothing_is_asked(self, tmp_path: Path) -> None:
        """No keys, no list of people: nothing to ask with."""
        bench = Bench(tmp_path / "laptop")
        assert bench.laptop.fetch_packs().asked is False
        assert bench.laptop.course_in_force(COURSE) is None
        bench.laptop.close()

    def test_two_at_once_fetch_each_piece_once(self, bench: PackBench) -> None:
        """While one fetches another leaves it alone; a dead one's lease runs out."""
        bench.publish_usual(1, more={"film/noticing.mp4": film(3 * PIECE_BYTES)})
        bench.pass_time(days=2)
        lanes = [bench.open() for _ in range(3)]
        done: list[fetching.PacksFetched] = []
        threads = [threading.Thread(target=lambda lane=lane: done.append(lane.fetch_packs())) for lane in lanes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert sorted(each.asked for each in done) == [False, False, True]
        assert bench.world.calls.count("pack_bytes") == 1 + 3 + 4
        assert bench.version == 1
        for lane in lanes:
            lane.close()

    def test_a_dead_ones_lease_runs_out(self, bench: PackBench) -> None:
        """Killed while fetching: five minutes later another goes on."""
        bench.pass_time(days=2)
        with bench.laptop.parts.store.unit() as unit:
            until = (bench.now + timedelta(minutes=5)).isoformat()
            unit.put_note("packs_lease", f"dead {until}")
        assert bench.laptop.fetch_packs().asked is False
        bench.pass_time(minutes=5)
        assert bench.laptop.fetch_packs().asked is True


class TestTheDisk:
    def test_too_little_room_is_said_before_anything_is_fetched(
        self, bench: PackBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A course never takes the room that a concern needs."""
        bench.publish_usual(1, more={"film/noticing.mp4": film()})
        monkeypatch.setattr(pack_shelf, "SPARE_BYTES", 2**62)
        done = bench.fetch()
        assert (done.trouble, done.taken) == ("pack.no_room", ())
        assert [each for each in bench.on_disk() if ".pieces" in each] == []

    def test_a_disk_that_is_full_at_any_write_changes_nothing(
        self, bench: PackBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The version in use stays; once there is room, all is well."""
        bench.publish_usual(1)
        bench.fetch()
        bench.publish_usual(2, more={"film/noticing.mp4": film()})
        real, left, at = os.fsync, [0], 0
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", lambda handle: _full(real, handle, left))
            while bench.version == 1:
                at += 1
                left[0] = at
                assert bench.fetch().trouble in {"store.cannot_write", ""}
                assert {each.split("/")[1] for each in bench.on_disk() if each.startswith(COURSE)} <= {"1", "2"}
                for each in (".coming", ".pieces"):
                    shutil.rmtree(bench.shelf / each, ignore_errors=True)  # so that the next begins anew
        assert at > 10
        left[0] = 1000
        bench.fetch()
        assert (bench.version, (bench.shelf / ".making").exists()) == (2, True)
        assert list((bench.shelf / ".making").iterdir()) == []

    def test_an_altered_file_makes_the_pack_unusable_and_it_is_fetched_again(self, bench: PackBench) -> None:
        """One byte changed, a file more, one less: the version before is used, whole, until it is mended."""
        for version in (1, 2):
            bench.publish_usual(version, words=f"Words of version {version}.")
            bench.fetch()
        for damage in (_one_byte, _one_more, _one_less):
            assert bench.version == 2
            damage(bench.files_of(2))
            course = bench.course()
            assert course is not None
            assert (course.version, "Words of version 1." in str(course)) == (1, True)
            assert bench.fetch().taken == (COURSE,)

    def test_with_every_pack_damaged_what_the_program_brings_is_used(self, bench: PackBench) -> None:
        """There is always a course to go by."""
        brought = bench.laptop.course_in_force(CourseId("early-detectors"))
        assert brought is not None
        version = brought.version + 1
        bench.publish(course_files(version, course=brought.id), version, course=brought.id)
        bench.fetch()
        (files,) = bench.shelf.glob("early-detectors/*/files")
        _one_byte(files)
        with bench.open() as anew:
            assert anew.course_in_force(brought.id) == brought

    def test_a_statement_that_was_altered_on_the_disk_is_not_believed(self, bench: PackBench) -> None:
        """Each look verifies it anew."""
        bench.publish_usual(1)
        bench.fetch()
        path = bench.files_of(1).parent / "pack.json"
        whole = path.read_bytes()
        for wrong in (whole.replace(b"a", b"b", 1), whole[:-1], b""):
            path.write_bytes(wrong)
            assert bench.version == 0
        path.write_bytes(whole)
        assert bench.version == 1

    def test_a_piece_damaged_while_it_waits_is_fetched_again(self, bench: PackBench) -> None:
        """Pieces are compared when they are put together, too."""
        files = bench.publish_usual(1, more={"film/noticing.mp4": film()})
        for _ in range(4):
            _one_answer(bench)
        kept = [each for each in (bench.shelf / ".pieces").iterdir() if each.stat().st_size > 100]
        kept[0].write_bytes(bytes(len(kept[0].read_bytes())))
        assert bench.fetch().trouble == "pack.damaged"
        assert bench.version == 0
        assert (bench.fetch().taken, bench.version) == ((COURSE,), 1)
        assert (bench.files_of(1) / "film/noticing.mp4").read_bytes() == files["film/noticing.mp4"]

    def test_a_link_in_a_packs_place_is_not_followed(self, bench: PackBench, tmp_path: Path) -> None:
        """A link to the very same bytes is still no file of the pack's."""
        bench.publish_usual(1)
        bench.fetch()
        file = bench.files_of(1) / "first.md"
        elsewhere = tmp_path / "first.md"
        file.rename(elsewhere)
        file.symlink_to(elsewhere)
        assert bench.version == 0

    def test_what_cannot_be_written_is_said_and_no_more(self, bench: PackBench) -> None:
        """A file in the folder's place is told as a trouble; sending goes on."""
        bench.publish_usual(1)
        bench.shelf.write_bytes(b"")
        assert bench.fetch().trouble == "store.cannot_write"
        item = bench.report()
        assert item.id in bench.laptop.sync().sent


def _full(real: Callable[[int], None], handle: int, left: list[int]) -> None:
    left[0] -= 1
    if left[0] <= 0:
        raise OSError(28, "No space left on device")
    real(handle)


def _one_byte(files: Path) -> None:
    data = bytearray((files / "first.md").read_bytes())
    data[-3] ^= 1
    (files / "first.md").write_bytes(data)


def _one_more(files: Path) -> None:
    (files / "more.md").write_bytes(b"# More")


def _one_less(files: Path) -> None:
    (files / "first.md").unlink()


def test_the_room_is_asked_of_the_disk_that_is_there(tmp_path: Path) -> None:
    """Also before any folder is made; with nothing to be asked it is a fault of the machine."""
    shelf = pack_shelf.PackShelf(tmp_path / "not" / "yet")
    shelf.check_room(1)
    with pytest.raises(EnvironmentFault):
        shelf.check_room(2**60)
