"""How people are counted: who is asked, who is apart, what is still valid, what is late, and on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.completion import later
from detectors_app.domain.course import Change, Course, CourseId, Job, Module, ModuleId, Taught
from detectors_app.domain.figures import (
    NOBODY,
    By,
    Count,
    Figure,
    FigureRow,
    FigureTable,
    Present,
    Since,
    Standing,
    Taken,
    Taking,
    asked_on,
    count_all,
    count_course,
    lapses_on,
    latest,
    roll_of,
    standings_of,
)
from detectors_app.domain.staff_list import Leave, StaffRow

REPAIRS, POETS = Job("repairs"), Job("poets")
DAY = date(2026, 11, 1)
LONG_AGO = date(2020, 1, 6)
OLD = Since(LONG_AGO, LONG_AGO)
MODULES = (Module(ModuleId("one"), "One", 8, ()), Module(ModuleId("two"), "Two", 8, (), jobs=(POETS,)))
COURSE = Course(CourseId("one"), 1, "https://learning.example/one", "One", (REPAIRS, POETS), MODULES)


def person(staff: str, joined: date = LONG_AGO, job: Job = REPAIRS, **changes: object) -> StaffRow:
    return replace(StaffRow(staff, staff, "East", job, joined), **changes)  # type: ignore[arg-type]  # a test's own


def taken(on: date, version: int = 1) -> tuple[Taken, ...]:
    return ((on.toordinal(), version),)


def standing(
    course: Course, taking: tuple[Taken, ...] | None, day: date = DAY, *, since: Since = OLD, joined: date = LONG_AGO,
    job: Job = REPAIRS,
) -> Standing:  # fmt: skip
    present = [Present("x", "East", joined.toordinal())]
    (found,) = asked_on(course, day, since).standings(job, present, {} if taking is None else {"x": taking})
    return found


def counted(course: Course, rows: list[StaffRow], taking: Taking, since: Since = OLD) -> Count:
    asked, roll = asked_on(course, DAY, since), roll_of(rows, DAY)
    return count_course(asked, roll, standings_of(asked, roll, taking))


def test_who_is_counted() -> None:
    """In post and not on leave: asked. On leave: apart. Left, still to come, another job: in no number."""
    rows = [
        person("done"),
        person("late"),
        person("away", leave=(Leave(DAY - timedelta(days=9)),)),
        person("back", leave=(Leave(LONG_AGO, DAY - timedelta(days=1)),)),
        person("left", left=DAY - timedelta(days=1)),
        person("last day", left=DAY),
        person("to come", DAY + timedelta(days=1)),
        person("new", DAY - timedelta(days=42)),
        person("not so new", DAY - timedelta(days=43)),
        person("elsewhere", job=Job("sailors")),
    ]
    count = counted(COURSE, rows, {"done": taken(DAY), "left": taken(DAY)})
    assert count.total == Figure(completed=1, due=1, overdue=4)
    assert (count.on_leave, count.joined_lately, count.total.required) == (1, 1, 6)
    assert count.cells == {("East", REPAIRS): count.total}


@pytest.mark.parametrize(
    "on, day, expected",
    [
        (date(2025, 11, 1), date(2026, 11, 1), Standing.COMPLETED),
        (date(2025, 11, 1), date(2026, 11, 2), Standing.OVERDUE),
        (date(2024, 2, 29), date(2025, 2, 28), Standing.COMPLETED),
        (date(2024, 2, 29), date(2025, 3, 1), Standing.OVERDUE),
        (date(2026, 11, 2), date(2026, 11, 1), Standing.OVERDUE),
    ],
)
def test_a_completion_counts_until_it_lapses(on: date, day: date, expected: Standing) -> None:
    """It counts up to the same day some months later, the month's last where that is shorter; not before its day."""
    assert standing(COURSE, taken(on), day) is expected


@given(
    st.dates(date(2015, 1, 1), date(2030, 12, 31)), st.dates(date(2015, 1, 1), date(2030, 12, 31)), st.integers(1, 40)
)
def test_the_quick_way_agrees_with_the_calendar(on: date, day: date, months: int) -> None:
    """Whether it lapsed is told from one bound a day, which is where the calendar puts it."""
    course = replace(COURSE, refresh_months=months)
    counts = on <= day <= later(on, months)
    assert (standing(course, taken(on), day) is Standing.COMPLETED) is counts
    assert lapses_on(course, (on.toordinal(), 1)) == later(on, months)


def test_once_may_be_enough() -> None:
    """A course without refreshing never lapses."""
    once = replace(COURSE, refresh_months=0)
    assert standing(once, taken(LONG_AGO)) is Standing.COMPLETED
    assert lapses_on(once, (1, 1)) is None


def test_time_is_left_for_what_is_new() -> None:
    """A course that came out lately is late for nobody; the day it was due by is still in time."""
    out = DAY - timedelta(days=42)
    new = Since(out, out)
    assert standing(COURSE, None, since=new) is Standing.DUE
    assert standing(COURSE, None, DAY + timedelta(days=1), since=new) is Standing.OVERDUE
    lately = counted(COURSE, [person("a")], {}, new)
    assert (lately.total, lately.joined_lately) == (Figure(0, 1, 0), 0)


def test_an_older_substance_counts_while_the_new_one_is_fresh() -> None:
    """Then a catch-up is late; for a job that it asks nothing of, and for sessions, it stands until it lapses."""
    changed = replace(COURSE, version=3, change=Change.SUBSTANCE, substance_since=3, catch_up=(ModuleId("two"),))
    at = Since(LONG_AGO, DAY - timedelta(days=42))
    old, new = taken(DAY - timedelta(days=90), 2), taken(DAY - timedelta(days=90), 3)
    after = DAY + timedelta(days=1)
    assert standing(changed, old, since=at, job=POETS) is Standing.COMPLETED
    assert standing(changed, old, after, since=at, job=POETS) is Standing.OVERDUE
    assert standing(changed, new, after, since=at, job=POETS) is Standing.COMPLETED
    assert standing(changed, old, after, since=at, job=REPAIRS) is Standing.COMPLETED
    sessions = replace(changed, taught=Taught.SESSIONS)
    assert standing(sessions, old, after, since=at, job=POETS) is Standing.COMPLETED


def test_the_last_completion_up_to_the_day_counts() -> None:
    """A later one does not count before its day; what was known of a newer version stays known."""
    first, second = (10, 2), (20, 1)
    assert [latest((first, second), day) for day in (9, 10, 19, 20)] == [None, first, first, (20, 2)]
    assert [latest((first,), day) for day in (9, 10)] == [None, first]


def test_all_courses_together_count_the_worst() -> None:
    """Complete only where all are; late where one is."""
    other = replace(COURSE, id=CourseId("two"), jobs=(REPAIRS,))
    out = DAY - timedelta(days=1)
    pair = [asked_on(COURSE, DAY, OLD), asked_on(other, DAY, Since(out, out))]
    rows = [
        person("both"),
        person("one"),
        person("none"),
        person("poet", job=POETS),
        person("away", leave=(Leave(DAY),)),
    ]
    first = {"both": taken(DAY), "one": taken(DAY), "poet": taken(DAY)}
    roll = roll_of(rows, DAY)
    second = {"both": taken(DAY)}
    standings = [standings_of(one, roll, taking) for one, taking in zip(pair, (first, second), strict=True)]
    count = count_all(list(zip(pair, standings, strict=True)), roll)
    assert count.total == Figure(completed=2, due=1, overdue=1)
    assert (count.on_leave, count.joined_lately) == (1, 1)
    assert count.cells["East", POETS] == Figure(1, 0, 0)
    new = count_all([(pair[1], standings_of(pair[1], roll, {}))], roll)
    assert (new.total, new.joined_lately) == (Figure(0, 3, 0), 0)


@pytest.mark.parametrize(
    "figure, percent",
    [
        (Figure(410, 6, 30), 92), (Figure(230, 6, 14), 92), (Figure(185, 0, 65), 74), (NOBODY, 0),
        (Figure(0, 5, 5), 0), (Figure(999, 0, 1), 99),
        (Figure(1, 0, 999), 1), (Figure(10), 100), (Figure(1, 1, 0), 50), (Figure(1, 0, 7), 13),
    ],
)  # fmt: skip
def test_a_share_is_to_the_nearest(figure: Figure, percent: int) -> None:
    """To the nearest in a hundred; 100 only where all have, 0 only where nobody has."""
    assert figure.percent == percent


def test_a_table_counts_what_it_hides() -> None:
    """Rows without a figure are hidden."""
    rows = (FigureRow("East", Figure(10)), FigureRow("West", None))
    assert FigureTable(By.TEAM, None, DAY, rows, Figure(19), None).hidden == 1


@given(st.lists(st.builds(Figure, *[st.integers(0, 99)] * 3)))
def test_figures_add_up(some: list[Figure]) -> None:
    """A sum of figures counts everyone once."""
    total = sum(some, NOBODY)
    assert total.required == sum(each.required for each in some)
    assert 0 <= total.percent <= 100
