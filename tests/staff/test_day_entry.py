"""A day is understood as people type it."""

from __future__ import annotations

from datetime import date

import pytest

from detectors_app.domain.form import is_moment
from detectors_app.staff.day_entry import DayEntry, from_answer, to_answer

TODAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    "entry, answer",
    [
        (DayEntry(), ""),
        (DayEntry(time="9"), ""),
        (DayEntry("12", "11", "2026"), "2026-11-12"),
        (DayEntry("1", "2"), "2026-02-01"),
        (DayEntry("1", "2", "25"), "2025-02-01"),
        (DayEntry("1", "2", "2026", "9:05"), "2026-02-01 09:05"),
        (DayEntry("1", "2", "2026", "9.05"), "2026-02-01 09:05"),
        (DayEntry("1", "2", "2026", "9"), "2026-02-01 09:00"),
        (DayEntry("1", "2", "2026", "2 pm"), "2026-02-01 14:00"),
        (DayEntry("1", "2", "2026", "12am"), "2026-02-01 00:00"),
        (DayEntry("1", "2", "2026", "0905"), "2026-02-01 09:05"),
    ],
)
def test_a_day_is_read_as_typed(entry: DayEntry, answer: str) -> None:
    """Short and long ways to write a day and a time give the same answer, which the form takes."""
    assert to_answer(entry, TODAY) == answer
    assert not answer or is_moment(answer)


@pytest.mark.parametrize(
    "entry",
    [
        DayEntry("31", "2", "2026"),
        DayEntry("x", "2", "2026"),
        DayEntry("1", "", "2026"),
        DayEntry("1", "2", "2026", "lunch"),
        DayEntry("1", "2", "2026", "25:00"),
    ],
)
def test_what_is_no_day_is_left_to_the_form(entry: DayEntry) -> None:
    """What makes no day or time is not bent into one: the form refuses it in its own words."""
    assert not is_moment(to_answer(entry, TODAY))


def test_an_answer_comes_back_to_the_boxes() -> None:
    """What was answered is shown again."""
    assert from_answer("2026-02-01 09:05") == DayEntry("1", "2", "2026", "09:05")
    assert from_answer("") == DayEntry()
