"""Changes who uses a laptop, or a passphrase, and is killed one step later each time; run as a program of its own.

`python -m tests.faults.changing change|forgotten|switch|new FOLDER` makes a laptop once, copies it for every life, and
forks a child that dies at step 1, 2, 3… of the change; then it sees what the next start finds. It prints the steps.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from detectors_app.domain.concern import Written
from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.ids import FIRST_PERSON, EnvelopeId, PersonId
from detectors_app.staff.laptop import Laptop
from detectors_app.use_cases.enrolment.person import Newcomer
from tests.faults.deaths import Deaths
from tests.faults.nursery import MOST_STEPS, NurseryError, fork
from tests.use_cases.bench import PASSPHRASE, Bench, finished

OTHER = "seven purple herons dance"
NEW = "nine quiet lanterns wander"
SECOND, THIRD = PersonId(2), PersonId(3)


@dataclass(frozen=True)
class Change:
    """What is done while it may die, and what must hold whenever it did."""

    act: Callable[[Laptop], object]
    check: Callable[[Laptop, EnvelopeId], None]


def opens(laptop: Laptop, person: PersonId, passphrase: str) -> bool:
    """Say whether a person's part opens."""
    laptop.use_as(person)
    try:
        laptop.unlock(passphrase)
    except CannotOpen:
        return False
    return True


def one_opens(laptop: Laptop, draft: EnvelopeId) -> None:
    """The old passphrase or the new one opens, and with it the draft; never both, never neither."""
    old, new = opens(laptop, FIRST_PERSON, PASSPHRASE), opens(laptop, FIRST_PERSON, NEW)
    assert old is not new
    assert laptop.resume_draft(draft, PASSPHRASE if old else NEW).step == 2


def whole(laptop: Laptop, draft: EnvelopeId) -> None:
    """Everyone who is there has a whole key, somebody is current, and what the first person wrote opens as ever."""
    current, people = laptop.shared().person, laptop.people()
    assert current in {each.id for each in people}
    assert len(people) in {2, 3}
    for each in people:
        known = {FIRST_PERSON: PASSPHRASE, SECOND: OTHER, THIRD: NEW}
        assert opens(laptop, each.id, known[each.id])
    laptop.use_as(FIRST_PERSON)
    assert laptop.resume_draft(draft, PASSPHRASE).step == 2


CHANGES = {
    "change": Change(lambda laptop: laptop.change_passphrase(PASSPHRASE, NEW), one_opens),
    "forgotten": Change(lambda laptop: laptop.begin_anew(NEW), whole),
    "switch": Change(lambda laptop: laptop.use_as(SECOND), whole),
    "new": Change(lambda laptop: laptop.add_person(Newcomer("Kim Pretend"), NEW), whole),
}


def play(change: Change, folder: Path) -> int:
    """Play it with a death at each step until one life reaches its end; give the steps there were."""
    bench = Bench(folder / "made").enrol()
    draft = bench.laptop.new_concern_id()
    bench.laptop.save_draft(draft, finished(), 2, Written.LOCKED)
    bench.laptop.add_person(Newcomer("Alex Example"), OTHER)
    bench.laptop.use_as(FIRST_PERSON)
    bench.laptop.close()
    for step in range(1, MOST_STEPS):
        bench.folder = folder / f"life-{step}"
        shutil.copytree(folder / "made", bench.folder)
        end = fork(lambda step=step: _live(bench, change, step))  # type: ignore[misc]  # bound per turn
        fork(lambda: _look(bench, change, draft))
        shutil.rmtree(bench.folder)
        if end == "finished":
            return step - 1
    raise NurseryError("no-end")


def _live(bench: Bench, change: Change, step: int) -> None:
    laptop, deaths = bench.open(), Deaths(step)
    deaths.watch_database()
    deaths.armed = True
    change.act(laptop)


def _look(bench: Bench, change: Change, draft: EnvelopeId) -> None:
    with bench.open() as laptop:
        change.check(laptop, draft)


if __name__ == "__main__":
    sys.stdout.write(str(play(CHANGES[sys.argv[1]], Path(sys.argv[2]))))
