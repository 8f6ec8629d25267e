"""The made-up staff give the figures that they are said to give, the same ones each time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from detectors_app.content.courses import bundled_courses
from detectors_app.domain.completion import cycle_of, is_sound, merged, staff_number
from detectors_app.domain.course import CourseId
from detectors_app.domain.figures import Since, asked_on, count_course, roll_of, standings_of
from detectors_app.domain.staff_list import StaffRow
from tests.made_up_staff import (
    AS_OF,
    DETECTORS,
    HOMELESSNESS_1,
    LEVEL_1,
    LEVEL_2,
    LEVEL_3,
    REFRESH_MONTHS,
    SMALL_TEAM,
    TEAMS,
    TRAINED,
    made_up_completions,
    made_up_staff,
    s2_example,
)

EXAMPLE = s2_example()
DETECTOR_JOBS = set(TEAMS) - {"neighbourhoods", "homelessness"}


def counted(is_one: Callable[[StaffRow], bool]) -> set[str]:
    """Give the numbers of those in post on the day and not on long leave."""
    rows = EXAMPLE.staff.rows
    return {row.staff for row in rows if row.is_in_post(AS_OF) and not row.is_on_leave(AS_OF) and is_one(row)}


def completed(course: CourseId) -> set[str]:
    return {each.staff for each in EXAMPLE.completions if each.course == course}


@pytest.mark.parametrize("course, of, done, share", [(LEVEL_1, 250, 230, 92), (LEVEL_2, 250, 185, 74)])
def test_the_levels_are_those_reported(course: CourseId, of: int, done: int, share: int) -> None:
    """Of 250 in post in Neighbourhoods 230 completed Level 1 and 185 Level 2: 92 and 74 in a hundred."""
    people = counted(lambda row: row.job == "neighbourhoods")
    assert (len(people), len(people & completed(course))) == (of, done)
    assert 100 * done == share * of


def test_more_than_250_detectors_are_trained() -> None:
    """Of 320 in post in the detectors' jobs 256 completed the course; of 44 in Homelessness 33 took Level 1."""
    people = counted(lambda row: row.job in DETECTOR_JOBS)
    assert (len(people), len(people & completed(DETECTORS))) == (320, TRAINED)
    homeless = counted(lambda row: row.job == "homelessness")
    assert (len(homeless), len(homeless & completed(HOMELESSNESS_1))) == (44, 33)


def test_all_count_whichever_rule_is_used() -> None:
    """Every completion is sound, lies before the list, in its own cycle, and no two are one."""
    assert len(merged(EXAMPLE.completions)) == len(EXAMPLE.completions)
    for each in EXAMPLE.completions:
        assert is_sound(each)
        assert date(AS_OF.year, 1, 1) <= each.on <= AS_OF
        assert each.cycle == cycle_of(AS_OF, REFRESH_MONTHS[each.course])


def test_leavers_leave_and_joiners_stand_apart() -> None:
    """There are people on long leave, leavers who had completed, people who joined lately, and a team under ten."""
    rows = EXAMPLE.staff.rows
    assert sum(row.is_on_leave(AS_OF) for row in rows) == 14
    left = {row.staff for row in rows if not row.is_in_post(AS_OF)}
    assert len(left) == 20
    assert left <= {each.staff for each in EXAMPLE.completions}
    assert sum((AS_OF - row.joined).days < 31 for row in rows) == 6 * len(TEAMS)
    assert sum(row.team == SMALL_TEAM for row in rows) == 6


def test_the_same_each_time_and_plainly_made_up() -> None:
    """Two calls agree; numbers are in their one spelling and all different; names end in a number."""
    assert s2_example() == EXAMPLE
    rows = made_up_staff(2000)
    assert rows == made_up_staff(2000)
    assert rows != made_up_staff(2000, seed=7)
    assert len({row.staff for row in rows}) == 2000
    for row in (*rows, *EXAMPLE.staff.rows):
        assert staff_number(row.staff) == row.staff
        assert re.fullmatch(r"\w+ (Sample|Example|Pretend|Madeup) \d{4}", row.name)
        assert row.team in TEAMS[row.job]
    assert {row.job for row in rows} == set(TEAMS)
    assert len(made_up_staff(0)) == 0


def test_a_long_list_has_joiners_leavers_and_leave() -> None:
    """A list of any length has some of each, and completions for about seven people in ten."""
    rows = made_up_staff(2000)
    assert any(row.is_on_leave(AS_OF) for row in rows)
    assert any(row.joined > AS_OF for row in rows)
    assert any(row.left and row.left < AS_OF for row in rows)
    done = list(made_up_completions(rows, [(LEVEL_1, 36), (DETECTORS, 12)]))
    assert 2400 < len(done) < 3000
    assert all(is_sound(each) and each.on <= AS_OF for each in done)


@pytest.mark.parametrize(
    "course, percent, required", [(LEVEL_1, 92, 250), (LEVEL_2, 74, 250), (LEVEL_3, 48, 250), (DETECTORS, 80, 320)]
)
def test_the_desk_counts_the_same(course: CourseId, percent: int, required: int) -> None:
    """Counted by the rule that the lead's desk counts by, the figures are those: leavers and long leave in none."""
    done = [each for each in EXAMPLE.completions if each.course == course]
    taking = {each.staff: ((each.on.toordinal(), each.version),) for each in done}
    given = next(each for each in bundled_courses() if each.id == course)
    long_ago = date(AS_OF.year - 2, 1, 1)
    asked, roll = asked_on(given, AS_OF, Since(long_ago, long_ago)), roll_of(EXAMPLE.staff.rows, AS_OF)
    count = count_course(asked, roll, standings_of(asked, roll, taking))
    assert (count.total.percent, count.total.required) == (percent, required)
    assert count.joined_lately == 6 * len(given.jobs)


@pytest.mark.parametrize("course", sorted(REFRESH_MONTHS))
def test_the_courses_refresh_as_their_files_say(course: CourseId) -> None:
    """The refresh months used here are those of the course's own file."""
    assert next(each for each in bundled_courses() if each.id == course).refresh_months == REFRESH_MONTHS[course]
