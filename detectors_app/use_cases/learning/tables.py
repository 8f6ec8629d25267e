"""Tables of figures from the register: by course, team, job or month, with what may not be shown left out of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from detectors_app.domain.course import Course, CourseId
from detectors_app.domain.errors import Invalid
from detectors_app.domain.figures import (
    LEAST_SHOWN,
    NOBODY,
    Asked,
    By,
    Cell,
    Count,
    Denominator,
    Figure,
    FigureRow,
    FigureTable,
    Roll,
    Roster,
    Since,
    Standings,
    Taking,
    asked_on,
    count_all,
    count_course,
    standings_of,
)
from detectors_app.domain.small_groups import Group, Side, hidden_groups
from detectors_app.domain.staff_list import StaffList
from detectors_app.use_cases.learning.register import Register

MONTHS_SHOWN = 12
_ROLLS_KEPT = 16
_STANDINGS_KEPT = 256
_NO_TAKING: Taking = {}


@dataclass(slots=True)
class Figures:
    """Counts by one state of a register. `since` says of every course when it came out here."""

    courses: Sequence[Course]
    register: Register
    since: Mapping[CourseId, Since]
    roster: Roster | None = None
    rolls: dict[date, Roll] = field(default_factory=dict)
    known: dict[tuple[CourseId, date], Standings] = field(default_factory=dict)

    def table(self, course: CourseId | None, day: date, by: By) -> FigureTable:
        """Give one table. Raises Invalid without a staff list, or where no such course is in force."""
        staff = self.staff_list()
        if by is By.COURSE:
            rows = tuple(FigureRow(each.id, _if_many(self.count(each, day).total)) for each in self.courses)
            return self._table(by, None, day, rows, self.count_all(day), staff)
        count = self.count_all(day) if course is None else self.count(self.find(course), day)
        if by is By.MONTH:
            days = [day, *ends_of_months_before(day)]
            totals = [self.count_all(each) if course is None else self.count(self.find(course), each) for each in days]
            rows = tuple(FigureRow(each.isoformat(), _if_many(of.total)) for each, of in zip(days, totals, strict=True))
            return self._table(by, course, day, rows, count, staff)
        return self._table(by, course, day, _rows(count.cells, by), count, staff)

    def _table(
        self, by: By, course: CourseId | None, day: date, rows: tuple[FigureRow, ...], count: Count, staff: StaffList
    ) -> FigureTable:
        total = _if_many(count.total)
        if total is None:
            return FigureTable(by, course, day, rows, None, None)
        counted = Denominator(day, total.required, count.on_leave, count.joined_lately, staff.as_of)
        return FigureTable(by, course, day, rows, total, counted)

    def staff_list(self) -> StaffList:
        """Give the list counted by. Raises Invalid without one."""
        if self.register.staff is None:
            raise Invalid("learning.no_staff_list")
        return self.register.staff

    def find(self, course: CourseId) -> Course:
        """Give a course. Raises Invalid where no such course is in force."""
        found = next((each for each in self.courses if each.id == course), None)
        if found is None:
            raise Invalid("learning.no_such_course", where="course")
        return found

    def count(self, course: Course, day: date) -> Count:
        """Count one course on a day."""
        return count_course(self.asked(course, day), self.roll(day), self.standings(course, day))

    def count_all(self, day: date) -> Count:
        """Count everyone by all courses asked of them."""
        return count_all([(self.asked(each, day), self.standings(each, day)) for each in self.courses], self.roll(day))

    def standings(self, course: Course, day: date) -> Standings:
        """Say how everyone in post stands in a course on a day; the last few are remembered."""
        key = course.id, day
        if key not in self.known:
            while len(self.known) >= _STANDINGS_KEPT:
                del self.known[next(iter(self.known))]
            self.known[key] = standings_of(self.asked(course, day), self.roll(day), self.taking(course))
        return self.known[key]

    def asked(self, course: Course, day: date) -> Asked:
        """Give how a course is asked on a day."""
        return asked_on(course, day, self.since[course.id])

    def taking(self, course: Course) -> Taking:
        """Give who completed a course, and when."""
        return self.register.taking.get(course.id, _NO_TAKING)

    def roll(self, day: date) -> Roll:
        """Give who is in post on a day; the last few are remembered."""
        if day not in self.rolls:
            while len(self.rolls) >= _ROLLS_KEPT:
                del self.rolls[next(iter(self.rolls))]
            self.roster = self.roster or Roster(self.staff_list().rows)
            self.rolls[day] = self.roster.on(day)
        return self.rolls[day]


def ends_of_months_before(day: date) -> list[date]:
    """Give the last days of the months before this one, the latest first, a year with this one."""
    ends = []
    for _ in range(MONTHS_SHOWN - 1):
        day = day.replace(day=1) - timedelta(days=1)
        ends.append(day)
    return ends


def since_of(course: Course, taking: Taking, first_seen: date) -> Since:
    """Say since when a course is asked: from when this desk first saw it, or from when somebody first completed it.

    So two desks with the same records agree, unless nobody has completed it yet.
    """
    out = substance = first_seen.toordinal()
    for taken in taking.values():
        for on, version in taken:
            out = min(out, on)
            if version >= course.substance_since:
                substance = min(substance, on)
    return Since(date.fromordinal(out), date.fromordinal(substance))


def _rows(cells: Mapping[Cell, Figure], by: By) -> tuple[FigureRow, ...]:
    """Give a row a team or job, in the order of their names, without those that may not be shown."""
    side = Side.TEAM if by is By.TEAM else Side.JOB
    sums: dict[str, Figure] = {}
    for (team, job), figure in cells.items():
        name = team if side is Side.TEAM else job
        sums[name] = sums.get(name, NOBODY) + figure
    hidden = hidden_groups(cells)
    return tuple(FigureRow(name, None if Group(side, name) in hidden else sums[name]) for name in sorted(sums))


def _if_many(figure: Figure) -> Figure | None:
    return figure if figure.required >= LEAST_SHOWN else None
