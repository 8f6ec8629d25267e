"""Goes through a course step by step, killed at every write of every step; run as a program of its own.

`python -m tests.faults.learner LAPTOP` forks a child for every life, so that the imports are paid once. No thread may
run in this process. Each life finds what the domain's rules say it must find: all until the last whole step, or that
step too, where the death came after its commit; it then takes the step again. It prints one JSON line: how many steps
there were and how many deaths.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from detectors_app.domain.course import ModuleId
from detectors_app.domain.progress import ModuleProgress, Sought, Step, Watched, Went
from detectors_app.domain.training import advance
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from tests.faults.deaths import Deaths
from tests.faults.nursery import NurseryError, fork
from tests.made_up_course import ALL_OF_RECOGNISE, AT_THE_DOOR, FILM, FILM_MS, RECOGNISE, STORY, THE_PAGE, course

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
SECOND_MS = 1_000
MOST_DEATHS = 40
_FINISHED = "finished"


def way() -> list[tuple[ModuleId, Step]]:
    """Give every step of the course: each second of the film until enough was seen, each answer, each choice."""
    first, _, *rest = ALL_OF_RECOGNISE
    seconds: list[Step] = [Watched(FILM, at, at + SECOND_MS, FILM_MS) for at in range(0, 12_000, SECOND_MS)]
    skipped: list[Step] = [Watched(FILM, 12_000, 82_000, FILM_MS), Sought(FILM, 5_000), Went(STORY, 250)]
    return [(RECOGNISE, each) for each in (first, *seconds, *skipped, *rest)] + [(AT_THE_DOOR, THE_PAGE[0])]


def laptop_at(folder: Path) -> Laptop:
    """Open the laptop as the program would after a power cut."""
    return Laptop.open(folder, key_place=FilePlace(folder), clock=lambda: NOON, courses=lambda: (course(),))


def live(folder: Path, step: Step, before: ModuleProgress, after: ModuleProgress, at: int) -> None:
    """Find where it was, then take the step; die at its nth write."""
    with laptop_at(folder) as laptop:
        found = laptop.module_progress(before.course, before.module)
        if found not in {before, after}:
            raise NurseryError("neither-before-nor-after")
        deaths = Deaths(at)
        deaths.watch_database()
        deaths.armed = True
        taken = laptop.take_step(before.course, before.module, step)
        if taken.progress != after:
            raise NurseryError("another-end")


def play(folder: Path) -> tuple[int, int]:
    """Give how many steps were taken, and how many lives died over them."""
    made, deaths = course(), 0
    reached = {each.id: ModuleProgress(made.id, each.id, made.version) for each in made.modules}
    steps = way()
    for name, step in steps:
        module = made.module(name)
        if module is None:
            raise NurseryError("no-module")
        before = reached[name]
        after = advance(module, before, step, version=made.version, today=NOON.astimezone().date())
        for at in range(1, MOST_DEATHS):
            if fork(lambda s=step, b=before, a=after, n=at: live(folder, s, b, a, n)) == _FINISHED:  # type: ignore[misc]
                break
            deaths += 1
        else:
            raise NurseryError("no-end")
        reached[name] = after
    return len(steps), deaths


if __name__ == "__main__":
    taken, died = play(Path(sys.argv[1]))
    sys.stdout.write(json.dumps({"steps": taken, "deaths": died}) + "\n")
