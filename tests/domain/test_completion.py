"""Completions: ids that two offline laptops agree on, cycles, and a fold that order and repetition do not change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.completion import (
    Completion,
    CompletionId,
    check_code,
    complete,
    completion_id,
    cycle_of,
    cycle_to_take,
    is_sound,
    later,
    learner_of,
    merged,
    months,
    staff_number,
)
from detectors_app.domain.course import CourseId
from detectors_app.domain.errors import Invalid
from tests.made_up_course import EARLY

DAYS = st.dates(date(2000, 1, 1), date(2200, 12, 31))
COMPLETIONS = st.builds(
    complete,
    staff=st.sampled_from(["C12", "C13"]),
    course=st.sampled_from([EARLY, CourseId("level-1")]),
    version=st.integers(1, 4),
    cycle=st.integers(2025, 2027),
    on=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
)


@pytest.mark.parametrize(
    "typed, number",
    [
        ("C12", "C12"),
        (" c 12 ", "C12"),
        ("cam/12-3", "CAM/12-3"),
        ("\uff11\uff12\uff13", "123"),
        ("0012", "0012"),
        ("A" * 32, "A" * 32),
    ],
)
def test_a_staff_number_has_one_spelling(typed: str, number: str) -> None:
    """Blanks, small letters and wide digits make no other person."""
    assert staff_number(typed) == number
    assert staff_number(staff_number(typed)) == number


@pytest.mark.parametrize(
    "typed, key",
    [
        ("", "staff_number.empty"),
        (" \t", "staff_number.empty"),
        ("A" * 33, "staff_number.malformed"),
        ("-12", "staff_number.malformed"),
        ("Zoë", "staff_number.malformed"),
        ("12|13", "staff_number.malformed"),
    ],
)
def test_what_is_no_staff_number_is_refused_without_quoting_it(typed: str, key: str) -> None:
    """None, too long, or with letters and marks that no number has."""
    with pytest.raises(Invalid) as told:
        staff_number(typed)
    assert (told.value.key, told.value.where, told.value.facts) == (key, "staff_number", {"where": "staff_number"})


def test_the_ids_are_those_of_the_protocol() -> None:
    """As RFC 9562, section 5.5, has them, reckoned apart from this program: any other gives the same."""
    made = complete(" c12", EARLY, 3, 2026, date(2026, 11, 22))
    assert str(learner_of("C12")) == "49f03bdb-9893-5013-a3c1-eb3e35827432"
    assert str(made.id) == "3221eeac-18c1-5f00-8e55-9c675ca33ed8"
    assert completion_id(made.learner, EARLY, 2026) == made.id
    assert check_code(made.id) == "68GY-XB0R"


@given(COMPLETIONS, COMPLETIONS)
def test_one_person_course_and_cycle_is_one_id(a: Completion, b: Completion) -> None:
    """The id names person, course and cycle, whatever the version and the day."""
    same = (a.staff, a.course, a.cycle) == (b.staff, b.course, b.cycle)
    assert (a.id == b.id) is same


def test_a_completion_with_other_ids_than_its_words_give_is_unsound() -> None:
    """It would count twice, or for somebody else."""
    made = complete("C12", EARLY, 1, 2026, date(2026, 11, 22))
    other = complete("C13", EARLY, 1, 2027, date(2026, 11, 22))
    assert is_sound(made)
    for wrong in (
        replace(made, id=other.id),
        replace(made, learner=other.learner),
        replace(made, staff="C13"),
        replace(made, staff="c12"),
        replace(made, staff=""),
        replace(made, cycle=2027),
        complete("C12", EARLY, 0, 2026, made.on),
        complete("C12", EARLY, 1, -1, made.on),
    ):
        assert not is_sound(wrong)


def test_the_number_is_in_no_repr() -> None:
    """What is logged or shown by mistake names nobody."""
    assert "C12" not in repr(complete("C12", EARLY, 1, 2026, date(2026, 11, 22)))


def test_the_check_code_is_of_the_ids_first_bits() -> None:
    """Two groups of four letters that are not misheard."""
    assert check_code(CompletionId(UUID(int=0))) == "0000-0000"
    assert check_code(CompletionId(UUID("ffffffff-ff00-0000-0000-000000000000"))) == "ZZZZ-ZZZZ"
    assert check_code(CompletionId(UUID("08864298-ffff-ffff-ffff-ffffffffffff"))) == "1234-567Z"


@given(DAYS, st.integers(0, 120))
def test_a_day_so_many_months_later_is_in_that_month(day: date, count: int) -> None:
    """The same day of the month, or the month's last."""
    after = later(day, count)
    assert months(after) == months(day) + count
    assert after.day == day.day or (after.day < day.day and (after + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(1, 60))
def test_cycles_follow_the_calendar(day: date, refresh: int) -> None:
    """A cycle later is the next one: laptops that never met agree."""
    assert cycle_of(later(day.replace(day=1), refresh), refresh) == cycle_of(day, refresh) + 1


@given(DAYS, st.integers(0, 60), st.none() | st.integers(0, 3000))
def test_what_is_completed_again_counts_for_a_later_cycle(day: date, refresh: int, before: int | None) -> None:
    """Never for one that is complete already, and never for one gone by."""
    cycle = cycle_to_take(day, refresh, before)
    assert cycle >= cycle_of(day, refresh)
    assert before is None or not refresh or cycle > before
    if before is None or not refresh:
        assert cycle == cycle_of(day, refresh)
    if not refresh:
        assert cycle == 0


@given(st.lists(COMPLETIONS), st.randoms())
def test_the_fold_minds_neither_order_nor_repetition(made: list[Completion], chance: Random) -> None:
    """Whatever came first, and however often, the records are the same."""
    once = merged(made)
    mixed = [*made, *made]
    chance.shuffle(mixed)
    assert merged(mixed) == once
    assert merged(once.values()) == once


@given(st.lists(COMPLETIONS), st.lists(COMPLETIONS))
def test_folding_in_parts_is_folding_at_once(some: list[Completion], more: list[Completion]) -> None:
    """Two desks that fold what each has, and then each other's, agree."""
    parts = [*merged(some).values(), *merged(more).values()]
    assert merged(parts) == merged([*some, *more])


@given(st.lists(COMPLETIONS))
def test_the_fold_keeps_the_latest_day_and_the_highest_version(made: list[Completion]) -> None:
    """One a person, course and cycle; none is lost and none is invented."""
    found = merged(made)
    assert set(found) == {each.id for each in made}
    for key, each in found.items():
        alike = [other for other in made if other.id == key]
        assert each.on == max(other.on for other in alike)
        assert each.version == max(other.version for other in alike)
        assert is_sound(each)
