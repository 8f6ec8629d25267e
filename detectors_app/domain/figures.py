"""How many of those who must take a course have completed it on a day, and what may be shown of it; reads no store.

    in post on the day ─┬─ on long leave: apart, in no other number
                        └─ required ─┬─ completed: by then, and still valid
                                     ├─ due: not completed, and there is time left
                                     └─ overdue: not completed, and the day has passed

`required` is always `completed + due + overdue`. Leavers are in no number. Whoever joined lately is due until their
own day, never overdue before it. docs/figures.md says all this with an example.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import NamedTuple

from detectors_app.domain.completion import later
from detectors_app.domain.course import Course, CourseId, Job, Taught
from detectors_app.domain.staff_list import StaffRow

LEAST_SHOWN = 10
"""A group of fewer people is not shown: a number about so few is a number about somebody."""
_WHOLE = 100


class By(StrEnum):
    """What a table's rows are."""

    COURSE = "course"
    TEAM = "team"
    JOB = "job"
    MONTH = "month"


class Standing(IntEnum):
    """How one person of whom a course is asked stands in it on a day; the worst is the highest."""

    COMPLETED = 0
    DUE = 1
    OVERDUE = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """How those stand of whom it is asked: `required` is the sum of the three others."""

    completed: int = 0
    due: int = 0
    overdue: int = 0

    @property
    def required(self) -> int:
        """Give of how many it is asked."""
        return self.completed + self.due + self.overdue

    @property
    def percent(self) -> int:
        """Give completed in a hundred, to the nearest; 100 only where all have, 0 only where none or nobody has."""
        if not self.required:
            return 0
        nearest = (2 * _WHOLE * self.completed + self.required) // (2 * self.required)
        if 0 < self.completed < self.required:
            return min(max(nearest, 1), _WHOLE - 1)
        return nearest

    def __add__(self, other: Figure) -> Figure:
        """Count both."""
        return Figure(self.completed + other.completed, self.due + other.due, self.overdue + other.overdue)


NOBODY = Figure()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row. `key` is the course's id, the team, the job or the month's last day counted (ISO).

    `figure` is None where it is not shown: fewer than LEAST_SHOWN people, or they could be worked out with it.
    """

    key: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Denominator:
    """Of whom a figure speaks, as facts; the words are in the catalogue.

    `in_post` are those in post on `day` of whom it is asked, without the `on_leave`. `joined_lately` are among them.
    `list_as_of` is the day of the staff list that was counted by.
    """

    day: date
    in_post: int
    on_leave: int
    joined_lately: int
    list_as_of: date


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One table. `course` None: all courses that are asked of a person, and completed only when all are.

    `total` is None where it is too small to be shown; then `denominator` is None too.
    """

    by: By
    course: CourseId | None
    day: date
    rows: tuple[FigureRow, ...]
    total: Figure | None
    denominator: Denominator | None

    @property
    def hidden(self) -> int:
        """Count the rows that are not shown."""
        return sum(each.figure is None for each in self.rows)


Taken = tuple[int, int]
"""One completion as it is counted: the proleptic ordinal of its day, and the course's version.

Bare numbers: a desk holds a hundred thousand of them, and what holds no references costs the collector nothing.
"""
Taking = Mapping[str, tuple[Taken, ...]]
"""By staff number, what somebody completed of one course, the earliest first."""


@dataclass(frozen=True, slots=True)
class Since:
    """Since when a course is asked in its present form, as far as this desk knows.

    `out` is the first day on which it was in force here or somebody had completed it; `substance` the same of the
    substance that it has now. Nobody is overdue before `due_days` have passed since.
    """

    out: date
    substance: date


class Present(NamedTuple):
    """Somebody in post on a day, not on long leave. `joined` is an ordinal."""

    staff: str
    team: str
    joined: int


@dataclass(frozen=True, slots=True)
class Roll:
    """Who is in post on a day, by job, `teams` in the same order. `on_leave` are counted, and in nothing else."""

    day: date
    by_job: Mapping[Job, Sequence[Present]]
    teams: Mapping[Job, Sequence[str]]
    on_leave: Mapping[Job, int]


class Roster:
    """A staff list, laid out to be asked who is in post on one day after the other."""

    def __init__(self, rows: Iterable[StaffRow]) -> None:
        """Lay it out; days are ordinals."""
        self._lines = [
            (row, Present(row.staff, row.team, row.joined.toordinal()), (row.left or date.max).toordinal())
            for row in rows
        ]

    def on(self, day: date) -> Roll:
        """Give who is in post on a day."""
        by_job: dict[Job, list[Present]] = {}
        on_leave: Counter[Job] = Counter()
        ordinal = day.toordinal()
        for row, present, left in self._lines:
            if not present.joined <= ordinal <= left:
                continue
            if row.leave and row.is_on_leave(day):
                on_leave[row.job] += 1
            else:
                by_job.setdefault(row.job, []).append(present)
        teams = {job: [each.team for each in some] for job, some in by_job.items()}
        return Roll(day, by_job, teams, on_leave)


def roll_of(rows: Iterable[StaffRow], day: date) -> Roll:
    """Give who is in post on one day."""
    return Roster(rows).on(day)


Cell = tuple[str, Job]
"""A team and a job."""


@dataclass(frozen=True, slots=True)
class Count:
    """How a course stands on a day, by team and job. `joined_lately` are due, and would not be but for joining."""

    cells: Mapping[Cell, Figure]
    on_leave: int
    joined_lately: int

    @property
    def total(self) -> Figure:
        """Give everyone's."""
        return sum(self.cells.values(), NOBODY)


@dataclass(frozen=True, slots=True)
class Asked:
    """One course as it is asked on one day; every day is an ordinal.

    A completion on or after `valid_from` has not lapsed. In `grace` an older substance still counts. `in_time_from`:
    whoever joined on this day or later has time left, all have while `is_new`.
    """

    course: Course
    day: int
    valid_from: int
    grace: bool
    in_time_from: int
    is_new: bool
    catch_up: frozenset[Job] = field(default_factory=frozenset)

    def standings(self, job: Job, present: Iterable[Present], taking: Taking) -> list[Standing]:
        """Say how each stands, by what they completed up to the day.

        Written out in one loop: a lead's desk goes through it more than a hundred thousand times for one page.
        """
        found = []
        day, valid_from, oldest = self.day, self.valid_from, self._oldest_substance(job)
        in_time_from = 0 if self.is_new else self.in_time_from
        for staff, _, joined in present:
            taken = taking.get(staff)
            last = None if taken is None else taken[0] if len(taken) == 1 else latest(taken, day)
            if last is None or last[0] > day:
                found.append(Standing.DUE if joined >= in_time_from else Standing.OVERDUE)
            elif last[0] >= valid_from and last[1] >= oldest:
                found.append(Standing.COMPLETED)
            else:
                found.append(Standing.OVERDUE)
        return found

    def _oldest_substance(self, job: Job) -> int:
        """Give the oldest version whose completion counts."""
        return 0 if self.grace or job not in self.catch_up else self.course.substance_since


def latest(taken: tuple[Taken, ...], day: int) -> Taken | None:
    """Give the last completion up to a day, by the highest version that was taken up to then."""
    last = taken[-1]
    if len(taken) == 1:
        return last if last[0] <= day else None
    until = [each for each in taken if each[0] <= day]
    return (until[-1][0], max(version for _, version in until)) if until else None


def asked_on(course: Course, day: date, since: Since) -> Asked:
    """Give how a course is asked on a day."""
    time_left = timedelta(days=course.due_days)
    return Asked(
        course,
        day.toordinal(),
        _valid_from(day, course.refresh_months),
        grace=day <= since.substance + time_left,
        in_time_from=(day - time_left).toordinal(),
        is_new=day <= since.out + time_left,
        catch_up=frozenset(job for job in course.jobs if _has_catch_up(course, job)),
    )


def lapses_on(course: Course, last: Taken) -> date | None:
    """Give the last day on which a completion counts, None where once is enough."""
    return later(date.fromordinal(last[0]), course.refresh_months) if course.refresh_months else None


def _valid_from(day: date, refresh_months: int) -> int:
    """Give the earliest day whose completion has not lapsed; months differ in length, so it is looked for."""
    if not refresh_months:
        return 0
    first = later(day, -refresh_months) - timedelta(days=3)
    while later(first, refresh_months) < day:
        first += timedelta(days=1)
    return first.toordinal()


def _has_catch_up(course: Course, job: Job) -> bool:
    """Say whether a change of substance asks anything of this job; of a session it asks nothing before it lapses."""
    return course.taught is not Taught.SESSIONS and any(each.id in course.catch_up for each in course.modules_for(job))


Standings = Mapping[Job, Sequence[Standing]]
"""How those on a roll stand in one course, in the roll's order; only the jobs that it is asked of."""


def standings_of(asked: Asked, roll: Roll, taking: Taking) -> Standings:
    """Say how everyone on the roll stands in one course."""
    return {job: asked.standings(job, roll.by_job.get(job, ()), taking) for job in asked.course.jobs}


def count_course(asked: Asked, roll: Roll, standings: Standings) -> Count:
    """Count one course."""
    return _count(roll, standings, is_new=asked.is_new)


def count_all(courses: Sequence[tuple[Asked, Standings]], roll: Roll) -> Count:
    """Count people, each by the worst of the courses asked of them: completed only where all are."""
    by_job: dict[Job, list[Sequence[Standing]]] = {}
    for _, standings in courses:
        for job, some in standings.items():
            by_job.setdefault(job, []).append(some)
    worst = {job: some[0] if len(some) == 1 else list(map(max, *some)) for job, some in by_job.items()}
    return _count(roll, worst, is_new=all(asked.is_new for asked, _ in courses))


def _count(roll: Roll, standings: Standings, *, is_new: bool) -> Count:
    """Count standings by team and job. Where a course is new for all, nobody has time left for having joined."""
    found = [
        ((team, job), standing, count)
        for job, some in standings.items()
        for (team, standing), count in Counter(zip(roll.teams.get(job, ()), some, strict=True)).items()
    ]
    cells: dict[Cell, Figure] = {}
    for cell, standing, count in found:
        cells[cell] = cells.get(cell, NOBODY) + Figure(*[count if each is standing else 0 for each in Standing])
    lately = 0 if is_new else sum(count for _, standing, count in found if standing is Standing.DUE)
    return Count(cells, sum(roll.on_leave.get(job, 0) for job in standings), lately)
