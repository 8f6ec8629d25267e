"""No number about few people can be worked out from what is shown, by team and by job together."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors_app.domain.course import Job
from detectors_app.domain.figures import LEAST_SHOWN, NOBODY, Cell, Figure
from detectors_app.domain.small_groups import Group, Side, hidden_groups

Vector = tuple[Fraction, ...]


def groups_of(cells: dict[Cell, Figure]) -> dict[Group, set[Cell]]:
    found: dict[Group, set[Cell]] = {}
    for team, job in cells:
        found.setdefault(Group(Side.TEAM, team), set()).add((team, job))
        found.setdefault(Group(Side.JOB, job), set()).add((team, job))
    return found


def vector(some: Iterable[Cell], cells: dict[Cell, Figure]) -> Vector:
    chosen = set(some)
    return tuple(Fraction(int(each in chosen)) for each in cells)


def is_worked_out(wanted: Vector, shown: list[Vector]) -> bool:
    """Say whether a sum follows from others: whether it lies in what they span (Gauss's elimination)."""
    rows = [list(each) for each in shown]
    target = list(wanted)
    for column in range(len(target)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        for row in [*rows, target]:
            factor = row[column] / pivot[column]
            row[:] = [a - factor * b for a, b in zip(row, pivot, strict=True)]
    return not any(target)


def total(some: Iterable[Cell], cells: dict[Cell, Figure]) -> Figure:
    return sum((cells[each] for each in some), NOBODY)


CELL = st.builds(Figure, *[st.integers(0, 14)] * 3).filter(lambda each: each.required > 0)
CELLS = st.dictionaries(
    st.tuples(st.sampled_from("ABCDEFG"), st.sampled_from("uvwxy").map(Job)), CELL, min_size=1, max_size=12
)
OWN_JOB = st.lists(CELL, min_size=1, max_size=7).map(
    lambda figures: {("ABCDEFG"[place], Job("uvwxyz!"[place // 2])): each for place, each in enumerate(figures)}
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(CELLS, OWN_JOB))
def test_nothing_about_few_can_be_worked_out(cells: dict[Cell, Figure]) -> None:
    """No hidden group follows from what is shown, nor do several hidden ones of a side that are few together."""
    groups = groups_of(cells)
    hidden = hidden_groups(cells)
    assert all(total(groups[each], cells).required >= LEAST_SHOWN for each in groups if each not in hidden)
    everyone = total(cells, cells)
    if everyone.required < LEAST_SHOWN:
        assert hidden == set(groups)
        return
    shown = [vector(groups[each], cells) for each in groups if each not in hidden] + [vector(cells, cells)]
    for side in Side:
        of_side = [each for each in hidden if each.side is side]
        for count in (1, 2, 3):
            for some in combinations(of_side, count):
                together = {cell for each in some for cell in groups[each]}
                if len(together) < len(cells) and total(together, cells).required < LEAST_SHOWN:
                    assert not is_worked_out(vector(together, cells), shown), some


@settings(max_examples=200, deadline=None)
@given(st.one_of(CELLS, OWN_JOB))
def test_what_is_small_alone_stays_alone_unknown(cells: dict[Cell, Figure]) -> None:
    """A group of fewer than ten is never shown, and hiding depends on no order."""
    hidden = hidden_groups(cells)
    assert hidden == hidden_groups(dict(reversed(cells.items())))
    for group, some in groups_of(cells).items():
        if total(some, cells).required < LEAST_SHOWN:
            assert group in hidden


def test_where_both_sides_hide_something_the_smallest_that_is_shown_goes_too() -> None:
    """Two teams and a job of few people share a job of many: nothing that is left tells of them."""
    east, west, repairs, cleaning = "East", "West", Job("repairs"), Job("cleaning")
    cells = {(east, repairs): Figure(5, 0, 1), (west, repairs): Figure(9, 0, 3), (west, cleaning): Figure(0, 0, 1)}
    assert hidden_groups(cells) == groups_of(cells).keys()


def figure(required: int, completed: int = 1) -> Figure:
    return Figure(completed, 0, required - completed)


@pytest.mark.parametrize(
    "cells, hidden",
    [
        ({"A": 20, "B": 30, "C": 40}, ""),
        ({"A": 5, "B": 30, "C": 40}, "AB"),
        ({"A": 3, "B": 4, "C": 15, "D": 40}, "ABC"),
        ({"A": 5, "B": 6, "C": 40}, "AB"),
        ({"A": 5, "B": 4}, "AB"),
    ],
)
def test_the_next_smallest_is_hidden_too(cells: dict[str, int], hidden: str) -> None:
    """One alone is what the total leaves, and so is few people in several teams."""
    found = hidden_groups({(team, Job("repairs")): figure(count, 2) for team, count in cells.items()})
    assert "".join(sorted(each.name for each in found if each.side is Side.TEAM)) == hidden


def test_all_and_none_of_few_are_not_told() -> None:
    """Where all of those hidden have completed, another team is hidden with them; unless all of everyone have."""
    teams = {"A": Figure(5), "B": Figure(12), "C": Figure(10, 0, 10), "D": Figure(30, 0, 10)}
    found = hidden_groups({(team, Job("repairs")): each for team, each in teams.items()})
    assert {each.name for each in found} == {"A", "B", "C"}
    nobody = {(team, Job("repairs")): Figure(0, 0, count) for team, count in (("A", 5), ("B", 12), ("C", 20))}
    assert {each.name for each in hidden_groups(nobody)} == {"A", "B"}


def test_a_table_by_job_does_not_give_a_team_away() -> None:
    """The night cleaners are few: another team of cleaners is hidden, for the job's number is shown."""
    cells = {
        ("Cleaning nights", Job("cleaning")): figure(6),
        ("Cleaning north", Job("cleaning")): figure(25),
        ("School runs", Job("transport")): figure(12),
        ("Day centres", Job("transport")): figure(14),
    }
    assert {each.name for each in hidden_groups(cells)} == {"Cleaning nights", "Cleaning north"}


def test_a_job_of_one_small_team_takes_another_job_with_it() -> None:
    """Where team and job are the same few people, a second job is hidden, or the total would tell."""
    cells = {("A", Job("u")): figure(6), ("B", Job("v")): figure(12), ("C", Job("w")): figure(40)}
    names = {(each.side, each.name) for each in hidden_groups(cells)}
    assert names == {(side, name) for side, pair in ((Side.TEAM, "AB"), (Side.JOB, "uv")) for name in pair}
