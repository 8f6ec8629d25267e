"""How quickly a training lead's desk opens and counts, with as many people and courses as a council has.

Everybody is asked for every course, and about seven in ten have completed each. The desk holds what it took in: rows
with real payloads, folded as they are at a desk; the envelopes beside them are short, for sealing a hundred thousand
would take many minutes and none is read again. Growth is told from an eighth of the people, in the same run.
"""

from __future__ import annotations

import hashlib
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import uuid4

from bench.measure import Row, quartiles, time_row
from detectors_app.desk.casebook import Casebook
from detectors_app.desk.learning_book import LearningBook
from detectors_app.domain.completion import Completion, Completions
from detectors_app.domain.course import Course, CourseId, Job, Module, ModuleId
from detectors_app.domain.figures import By
from detectors_app.domain.ids import LEARNING, KeyId, OfficerId
from detectors_app.domain.trust import Role
from detectors_app.protocol.cards import read_person_card
from detectors_app.protocol.enrolment import MAGIC, EnrolmentFile, encode_enrolment_file
from detectors_app.protocol.payload import SCHEMA, Kind, Payload, encode_payload
from detectors_app.protocol.statement import Statement
from detectors_app.sealing.passphrase import Cost
from detectors_app.storage.desk_tables import TAKEN_IN
from detectors_app.use_cases.learning.register import fold_learning
from tests.made_up import NOW, Council
from tests.made_up_staff import AS_OF, TEAMS, as_csv, made_up_completions, made_up_staff

PASSPHRASE = "four made up words"  # noqa: S105 - nobody's
PAT = OfficerId("pat-invented")
PEOPLE, COURSES, SMALLER = 10_000, 12, 8
RUNS = 25
OPEN_MS, FIGURES_MS = 1000, 300
MOST_GROWTH = 1.25
"""Near linear: so many times the people, and at most a quarter more than so many times the time."""
ROWS_A_TRANSACTION = 2_000
ENVELOPE_BYTES = 64


def courses() -> tuple[Course, ...]:
    """Give courses that everybody is asked for."""
    module = Module(ModuleId("one"), "One", 8, ())
    jobs = tuple(Job(each) for each in TEAMS)
    names = (f"made-up-{number}" for number in range(1, COURSES + 1))
    return tuple(Course(CourseId(each), 1, f"https://learning.example/{each}", each, jobs, (module,)) for each in names)


class Scene:
    """A lead's desk that took in what so many people completed."""

    def __init__(self, folder: Path, people: int) -> None:
        """Make it; this takes long and is not measured."""
        self.data, self.courses, self.people = folder / "desk", courses(), people
        council = Council()
        card = Casebook.create(self.data, PAT, "Pat Invented", Role.LEAD, PASSPHRASE, cost=Cost(64, 1, 1))
        council.extra.append(read_person_card(card))
        keys = tuple(key.public for key in council.authorities)
        file = EnrolmentFile(MAGIC, keys, council.address, council.signed_bundle(), (), "", "", "")
        rows = made_up_staff(people)
        with_refresh = [(each.id, each.refresh_months) for each in self.courses]
        self.certificate = council.laptop(LEARNING).certificate
        casebook = Casebook.sign_in(self.data, PASSPHRASE)
        casebook.pin(encode_enrolment_file(file))
        book = LearningBook(casebook, self.courses)
        book.accept_staff(book.preview_staff(as_csv(rows), AS_OF))
        self.count = 0
        for some in _in_parts(made_up_completions(rows, with_refresh), ROWS_A_TRANSACTION):
            with casebook.store.unit() as unit:
                # All at once, as no desk does: taking in is not what is measured.
                unit._connection.execute(TAKEN_IN.insert(), [self._taken(each) for each in some])  # noqa: SLF001
                fold_learning(unit)
            self.count += len(some)
        casebook.close()
        self.key = casebook._key  # noqa: SLF001 - opening is measured without the passphrase, which is slow on purpose

    def _taken(self, completion: Completion) -> dict[str, object]:
        # A laptop each.
        sender = KeyId(hashlib.sha256(completion.staff.encode()).hexdigest()[:16])
        payload = Payload(
            Kind.COMPLETIONS, SCHEMA, NOW, sender, 1, None, b"", None, (), Completions((completion,))
        )  # fmt: skip
        stored_at = datetime.combine(completion.on, NOW.timetz()) + timedelta(minutes=1)
        return {
            "box": LEARNING, "id": uuid4(), "sha256": secrets.token_hex(32),
            "envelope": secrets.token_bytes(ENVELOPE_BYTES), "stored_at": stored_at, "stored": Statement(b"", ()),
            "skew_s": 0, "sender": sender, "certificate": self.certificate, "payload": encode_payload(payload),
            "problem": "", "marks": (),
        }  # fmt: skip

    def open(self) -> tuple[Casebook, LearningBook]:
        """Open the desk with its key and read what it counts by."""
        casebook = Casebook(self.data, self.key)
        book = LearningBook(casebook, self.courses)
        book.age()
        return casebook, book


def _in_parts(all_of: Iterator[Completion], size: int) -> Iterator[list[Completion]]:
    while some := list(islice(all_of, size)):
        yield some


@dataclass(frozen=True)
class Took:
    """How long one call took, in milliseconds by the clock, and how much of the processor's time."""

    wall_ms: float
    cpu_ms: float


def timed(act: Callable[[], object]) -> Took:
    """Time one call."""
    begin_s, begin_cpu_s = time.perf_counter(), time.process_time()
    act()
    return Took((time.perf_counter() - begin_s) * 1000, (time.process_time() - begin_cpu_s) * 1000)


CALLS = ("open", "overview", "by team", "by month", "reminders")
Found = dict[str, list[Took]]


def measure(scene: Scene, found: Found) -> None:
    """Open the desk once and ask for everything once, as the first time."""
    opened: list[tuple[Casebook, LearningBook]] = []
    found["open"].append(timed(lambda: opened.append(scene.open())))
    casebook, book = opened[0]
    one = scene.courses[0].id
    found["overview"].append(timed(lambda: book.overview(AS_OF)))
    found["by team"].append(timed(lambda: book.figures(one, AS_OF, By.TEAM)))
    found["by month"].append(timed(lambda: book.figures(one, AS_OF, By.MONTH)))
    found["reminders"].append(timed(lambda: book.reminders(AS_OF, one)))
    casebook.close()


def counting(runs: int = RUNS, people: int = PEOPLE) -> list[Row]:
    """Give the table's lines."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        small, large = Scene(Path(one), people // SMALLER), Scene(Path(other), people)
        before: Found = {name: [] for name in CALLS}
        after: Found = {name: [] for name in CALLS}
        for _ in range(runs):
            measure(small, before)
            measure(large, after)
        rows = [_time(name, after[name], large) for name in CALLS]
    return [*rows, *(_growth(name, before[name], after[name]) for name in CALLS)]


def _time(name: str, took: list[Took], scene: Scene) -> Row:
    most = OPEN_MS if name == "open" else FIGURES_MS
    title = f"lead: {name}, {scene.people:,} people x {COURSES} courses, {scene.count:,} records"
    cpu = quartiles([each.cpu_ms for each in took])[1]
    walls = [each.wall_ms for each in took]
    note = f"of the processor's time {cpu:.0f} ms"
    return time_row(title, walls, target=f"{most} ms", met=lambda each: each <= most, note=note)


def _growth(name: str, before: list[Took], after: list[Took]) -> Row:
    """Tell growth by the processor's time: what else the machine does falls on one of a pair, now and then."""
    ratios = [large.cpu_ms / small.cpu_ms / SMALLER for small, large in zip(before, after, strict=True)]
    low, middle, high = quartiles(ratios)
    return Row(
        f"lead: {name}, at {SMALLER} times the people: time for each / for each before", f"{middle:.2f} x",
        f"{low:.2f} to {high:.2f}, {len(ratios)} pairs", f"{MOST_GROWTH} x", middle <= MOST_GROWTH,
    )  # fmt: skip
