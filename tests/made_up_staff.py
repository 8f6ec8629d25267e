"""Made-up staff and what they completed, the same each time: for tests, for the lead's desk to show; stores nothing.

`made_up_staff` gives a list of any length. `s2_example` gives the worked example: figures that a public report of the
council's housing scrutiny committee names (13 January 2025), reproduced from people who do not exist.

- "250+ Early Detectors trained": 256 of 320 in post and not on long leave, in the five jobs that detectors have.
- "Level 1 92 %" for Neighbourhoods: 230 of 250. "Level 2 74 %": 185 of the same 250.
- The report gives no figure for Level 3 nor for Homelessness. Those here are numbers of our own: Level 3 120 of 250
  (48 %); in Homelessness 33, 22 and 11 of 44 (75, 50 and 25 %).

Besides those counted there are people on long leave, leavers who had completed, and people who joined lately.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate, count, islice
from typing import NamedTuple

from detectors_app.domain.completion import Completion, complete, cycle_of
from detectors_app.domain.course import CourseId, Job
from detectors_app.domain.staff_list import Leave, StaffList, StaffRow

SEED = 20_261_101
AS_OF = date(2026, 11, 1)
"""The day the lists stand for."""

DETECTORS = CourseId("early-detectors")
LEVEL_1, LEVEL_2, LEVEL_3 = (CourseId(f"neighbourhoods-{level}") for level in (1, 2, 3))
HOMELESSNESS_1, HOMELESSNESS_2, HOMELESSNESS_3 = (CourseId(f"homelessness-{level}") for level in (1, 2, 3))
LEVELS = (LEVEL_1, LEVEL_2, LEVEL_3, HOMELESSNESS_1, HOMELESSNESS_2, HOMELESSNESS_3)
REFRESH_MONTHS = {DETECTORS: 12, **dict.fromkeys(LEVELS, 36)}
"""As the courses' own files say; a test holds them to it."""

TRAINED = 256
SMALL_TEAM = "Cleaning nights"
"""A team of fewer than ten, whose figures no page may show."""

TEAMS: dict[Job, tuple[str, ...]] = {
    Job("repairs"): ("Repairs east", "Repairs west", "Repairs gas", "Repairs out of hours"),
    Job("caretaking"): ("Caretaking north", "Caretaking south", "Caretaking central"),
    Job("cleaning"): ("Cleaning north", "Cleaning south", SMALL_TEAM),
    Job("transport"): ("Transport school runs", "Transport day centres"),
    Job("property-management"): ("Property management leasehold", "Property management lettings"),
    Job("neighbourhoods"): ("Neighbourhoods 1", "Neighbourhoods 2", "Neighbourhoods 3", "Neighbourhoods 4"),
    Job("homelessness"): ("Homelessness prevention", "Homelessness assessment"),
}
_SHARES = {"repairs": 28, "caretaking": 15, "cleaning": 8, "transport": 6, "property-management": 5,
           "neighbourhoods": 32, "homelessness": 6}  # fmt: skip
_FIRST_NAMES = ("Sam", "Alex", "Robin", "Noor", "Kim", "Ade", "Jo", "Lee", "Ashanti", "Rumi", "Max", "Toni")
_LAST_NAMES = ("Sample", "Example", "Pretend", "Madeup")
_DAYS_A_YEAR = 365
_JOINED_LATELY = 6
_SMALL_TEAM_PLACES = range(33, 39)


class Group(NamedTuple):
    """How many people of the example have a job: those counted, those on long leave on the day, and leavers.

    Of those counted `trained` gives by course how many have completed it.
    """

    job: str
    counted: int
    on_leave: int
    left: int
    trained: tuple[tuple[CourseId, int], ...]


S2_GROUPS = (
    Group("repairs", 120, 3, 4, ((DETECTORS, 101),)),
    Group("caretaking", 80, 1, 2, ((DETECTORS, 66),)),
    Group("cleaning", 50, 1, 1, ((DETECTORS, 36),)),
    Group("transport", 40, 1, 2, ((DETECTORS, 30),)),
    Group("property-management", 30, 1, 1, ((DETECTORS, 23),)),
    Group("neighbourhoods", 250, 6, 8, ((LEVEL_1, 230), (LEVEL_2, 185), (LEVEL_3, 120))),
    Group("homelessness", 44, 1, 2, ((HOMELESSNESS_1, 33), (HOMELESSNESS_2, 22), (HOMELESSNESS_3, 11))),
)


class S2Example(NamedTuple):
    """The worked example: the staff list of `AS_OF`, and all completions, newest last."""

    staff: StaffList
    completions: tuple[Completion, ...]


def made_up_staff(how_many: int, seed: int = SEED) -> tuple[StaffRow, ...]:
    """Give so many members of staff: most in post on `AS_OF`, some on long leave, some who left, some still to come."""
    return tuple(islice(_any_staff(seed), how_many))


def made_up_completions(rows: Sequence[StaffRow], courses: Iterable[tuple[CourseId, int]]) -> Iterator[Completion]:
    """Give completions of about seven people in ten for each course, given with its refresh months (0: none)."""
    chance = random.Random(SEED)
    for course, refresh_months in courses:
        for row in rows:
            last = min(AS_OF, row.left or AS_OF)
            if row.joined < last and chance.random() < 0.7:
                on = last - timedelta(days=chance.randrange(min((last - row.joined).days, 2 * _DAYS_A_YEAR)))
                yield complete(row.staff, course, 1, cycle_of(on, refresh_months), on)


def s2_example() -> S2Example:
    """Give the worked example; the same each time."""
    chance = random.Random(SEED)
    numbers = count(1)
    rows: list[StaffRow] = []
    completions: list[Completion] = []
    for group in S2_GROUPS:
        counted = [_counted(next(numbers), group, place, chance) for place in range(group.counted)]
        on_leave = [_on_leave(next(numbers), group.job, chance) for _ in range(group.on_leave)]
        left = [_left(next(numbers), group.job, chance) for _ in range(group.left)]
        rows += counted + on_leave + left
        for course, how_many in group.trained:
            completions += _completed(course, (*counted[:how_many], *on_leave[::2], *left), chance)
    return S2Example(StaffList(AS_OF, tuple(rows)), tuple(sorted(completions, key=lambda each: (each.on, each.id))))


def as_csv(rows: Iterable[StaffRow]) -> bytes:
    """Write a staff list as personnel systems do."""
    lines = ["staff_number,name,team,job,joined,left,leave_from,leave_to"]
    for each in rows:
        leave = each.leave[0] if each.leave else None
        days = (each.joined, each.left, leave and leave.since, leave and leave.to)
        lines.append(",".join([each.staff, each.name, each.team, each.job, *(str(day or "") for day in days)]))
    return "\n".join([*lines, ""]).encode()


# --- one person -------------------------------------------------------------------------------------------------------


def _any_staff(seed: int) -> Iterator[StaffRow]:
    chance = random.Random(seed)
    jobs, bounds = tuple(_SHARES), tuple(accumulate(_SHARES.values()))
    for number in count(1):
        job = chance.choices(jobs, cum_weights=bounds)[0]
        make = chance.choices((_any, _on_leave, _left, _to_come), (90, 2, 6, 2))[0]
        yield make(number, job, chance)


def _row(number: int, job: str, team: str, joined: date) -> StaffRow:
    first = _FIRST_NAMES[number % len(_FIRST_NAMES)]
    last = _LAST_NAMES[number // len(_FIRST_NAMES) % len(_LAST_NAMES)]
    return StaffRow(f"X{number:05}", f"{first} {last} {number:04}", team, Job(job), joined)


def _team(job: str, chance: random.Random) -> str:
    return chance.choice([team for team in TEAMS[Job(job)] if team != SMALL_TEAM])


def _long_ago(chance: random.Random) -> date:
    return AS_OF - timedelta(days=chance.randrange(3 * _DAYS_A_YEAR, 12 * _DAYS_A_YEAR))


def _any(number: int, job: str, chance: random.Random) -> StaffRow:
    days = chance.randrange(1, 12 * _DAYS_A_YEAR)
    return _row(number, job, _team(job, chance), AS_OF - timedelta(days=days))


def _counted(number: int, group: Group, place: int, chance: random.Random) -> StaffRow:
    """Give one of those counted; the last few of each job joined within a month, so that nothing is due of them yet."""
    lately = place >= group.counted - _JOINED_LATELY
    joined = AS_OF - timedelta(days=chance.randrange(3, 30)) if lately else _long_ago(chance)
    team = (
        SMALL_TEAM if SMALL_TEAM in TEAMS[Job(group.job)] and place in _SMALL_TEAM_PLACES else _team(group.job, chance)
    )
    return _row(number, group.job, team, joined)


def _on_leave(number: int, job: str, chance: random.Random) -> StaffRow:
    row = _row(number, job, _team(job, chance), _long_ago(chance))
    since = AS_OF - timedelta(days=chance.randrange(20, 200))
    to = None if chance.random() < 0.5 else AS_OF + timedelta(days=chance.randrange(10, 120))
    return replace(row, leave=(Leave(since, to),))


def _left(number: int, job: str, chance: random.Random) -> StaffRow:
    row = _row(number, job, _team(job, chance), _long_ago(chance))
    return replace(row, left=AS_OF - timedelta(days=chance.randrange(1, 200)))


def _to_come(number: int, job: str, chance: random.Random) -> StaffRow:
    return _row(number, job, _team(job, chance), AS_OF + timedelta(days=chance.randrange(1, 30)))


def _completed(course: CourseId, rows: Iterable[StaffRow], chance: random.Random) -> Iterator[Completion]:
    """Give a completion each, within the year of `AS_OF`, before a leaver left or a leave began."""
    for row in rows:
        last = min([AS_OF, *([row.left] if row.left else []), *(each.since for each in row.leave)])
        on = last - timedelta(days=chance.randrange(1, max(2, (last - date(AS_OF.year, 1, 1)).days)))
        yield complete(row.staff, course, 1, cycle_of(on, REFRESH_MONTHS[course]), on)
