"""Fetches a course's new version over and over, killing the program one step later each time; a program of its own.

`python -m tests.faults.fetching FOLDER` forks a child for every life, so that the imports are paid once. No thread may
run in this process. A step is every change of a file or folder, and what Deaths counts of the database; they are seen
from outside, by the interpreter's audit events. It prints one JSON line: how many steps there were, and how often each
version was in use after a death.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from detectors_app.content.courses import bundled_courses
from detectors_app.domain.packs import PIECE_BYTES
from tests.faults.deaths import Deaths
from tests.faults.nursery import NurseryError, fork
from tests.made_up import NOW, Council
from tests.made_up_packs import COURSE, Files, course_files, film, pack_of, pieces_of, signed
from tests.use_cases.bench import Bench
from tests.use_cases.fake_service import World

MOST_STEPS = 600
_CHANGES = frozenset({"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "shutil.rmtree", "os.truncate"})


class Stage:
    """A council and its packs, the same in every life."""

    def __init__(self, folder: Path) -> None:
        """Make versions 1 and 2; most of the film is the same."""
        self.folder = folder
        self.council = Council()
        self.world = World(self.council, NOW, self.council.signed_bundle())
        (folder / "lives").mkdir()
        films = {"film/a.mp4": film(2 * PIECE_BYTES)}
        one = course_files(1, words="Words of version 1.", more=films)
        two = course_files(2, words="Words of version 2.", more=films | {"film/b.mp4": film(PIECE_BYTES + 9)})
        self.versions = {1: one, 2: two}

    def publish(self, version: int) -> None:
        """Give a version out."""
        files: Files = self.versions[version]
        self.world.pack_bytes |= pieces_of(files)
        self.world.give_pack(signed(pack_of(files, version), self.council.content))

    def open(self, folder: Path, days: int) -> Bench:
        """Open a laptop, so many days after it was set up."""
        bench = Bench(folder, self.council)
        bench.world = self.world
        bench.pass_time(days=days)
        return bench

    def version(self, bench: Bench) -> int:
        """Give the version in use, which is whole: its words are its own, and so is every byte."""
        course = bench.laptop.course_in_force(COURSE)
        if course is None or f"Words of version {course.version}." not in str(course.modules[0].blocks):
            raise NurseryError("no-course")
        files = self.versions[course.version]
        if {path: (Path(course.folder) / path).read_bytes() for path in files} != files:
            raise NurseryError("not-whole")
        return course.version


def prepare(stage: Stage, folder: Path) -> None:
    """Set a laptop up that uses version 1."""
    bench = stage.open(folder, 0).enrol()
    bench.laptop.sync()
    bench.laptop.fetch_packs()
    stage.version(bench)
    bench.laptop.close()


def fetch_and_die(stage: Stage, folder: Path, step: int) -> None:
    """Fetch version 2, and die at that step."""
    bench = stage.open(folder, 2)
    deaths = Deaths(step)
    deaths.watch_database()
    shelf = str(folder / "courses")

    def seen(event: str, given: tuple[object, ...]) -> None:
        changes = event in _CHANGES or (event == "open" and given[1] != "r")
        if changes and str(given[0]).startswith(shelf):
            deaths.step()

    sys.addaudithook(seen)
    deaths.armed = True
    if bench.laptop.fetch_packs().taken != (COURSE,):
        raise NurseryError("not-taken")


def look(stage: Stage, folder: Path, told: Path) -> None:
    """See what is in use after the death, then let the next round end what was begun."""
    bench = stage.open(folder, 2)
    found = stage.version(bench)
    bench.laptop.close()
    again = stage.open(folder, 4)
    again.laptop.fetch_packs()
    if stage.version(again) != 2:
        raise NurseryError("not-fetched")
    left = [each for name in (".coming", ".pieces", ".making") for each in (folder / "courses" / name).iterdir()]
    if left:
        raise NurseryError("left-over")
    again.laptop.close()
    told.write_text(str(found))


def main(folder: Path) -> None:
    """Play until one life reaches its end."""
    bundled_courses("en")  # read once here, and not in every life
    stage = Stage(folder)
    stage.publish(1)
    fork(lambda: prepare(stage, folder / "first"))
    stage.publish(2)
    versions: Counter[int] = Counter()
    for step in range(1, MOST_STEPS):
        life, told = folder / "lives" / str(step), folder / "told"
        shutil.copytree(folder / "first", life)
        end = fork(_bound(fetch_and_die, stage, life, step))
        fork(_bound(look, stage, life, told))
        shutil.rmtree(life)
        if end == "finished":
            sys.stdout.write(json.dumps({"steps": step - 1, "versions": versions}) + "\n")
            return
        versions[int(told.read_text())] += 1
    raise NurseryError("no-end")


def _bound(job: Callable[..., None], *given: object) -> Callable[[], None]:
    return lambda: job(*given)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
