"""Answers a quick question over and over, killed one write later each time; run as a program of its own.

`python -m tests.faults.quick_answers LAPTOP` forks a child for every life, so that the imports are paid once. No thread
may run in this process. It prints one JSON line: how many lives died, and how often the answer was there afterwards.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.use_cases.learning.rows import QuickKey
from tests.faults.deaths import Deaths
from tests.faults.nursery import NurseryError, fork
from tests.made_up_course import course

DONE_AT = datetime(2026, 11, 12, 12, tzinfo=UTC)
ASKED_AT = datetime(2026, 12, 12, 12, tzinfo=UTC)
MOST_DEATHS = 40
_FINISHED = "finished"


def laptop_at(folder: Path, now: datetime = ASKED_AT) -> Laptop:
    """Open the laptop as the program would after a power cut."""
    return Laptop.open(folder, key_place=FilePlace(folder), clock=lambda: now, courses=lambda: (course(),))


def asked(laptop: Laptop) -> tuple[QuickKey, ...]:
    """Give what is asked."""
    return tuple(each.key for each in laptop.quick_questions(laptop.quiet_until()))


def live(folder: Path, two: tuple[QuickKey, ...], at: int) -> None:
    """Find both questions, or neither once one of them was answered; answer one, dying at the nth write."""
    with laptop_at(folder) as laptop:
        if asked(laptop) not in {two, ()}:
            raise NurseryError("another-question")
        deaths = Deaths(at)
        deaths.watch_database()
        deaths.armed = True
        laptop.answer_quick(two[0], frozenset({1}))


def play(folder: Path) -> tuple[int, int]:
    """Give how many lives died, and in how many of them the answer was there afterwards."""
    with laptop_at(folder) as laptop:
        two = asked(laptop)
    kept = 0
    for at in range(1, MOST_DEATHS):
        if fork(lambda n=at: live(folder, two, n)) == _FINISHED:  # type: ignore[misc]
            return at - 1, kept
        with laptop_at(folder) as laptop:
            kept += asked(laptop) == ()
    raise NurseryError("no-end")


if __name__ == "__main__":
    deaths_died, answers_kept = play(Path(sys.argv[1]))
    sys.stdout.write(json.dumps({"died": deaths_died, "kept": answers_kept}) + "\n")
