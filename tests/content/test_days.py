"""A day as somebody types it."""

from __future__ import annotations

from datetime import date

import pytest

from detectors_app.content.days import day_as_typed, typed_day
from detectors_app.content.wording import load_wording
from detectors_app.domain.errors import Invalid

TODAY = date(2026, 11, 12)
WORDS = load_wording()


@pytest.mark.parametrize(
    "text",
    [
        "9/11/2026",
        "09.11.26",
        "9 11",
        " 9-11-2026 ",
        "2026-11-09",
        "9 November 2026",
        "9 nov",
        "9 Nov 26",
        "9 NOVEMBER",
    ],
)
def test_one_day_in_many_ways(text: str) -> None:
    """Day first, as people here write it; a year first, as computers do; months by number or name."""
    assert typed_day(text, TODAY, WORDS) == date(2026, 11, 9)


@pytest.mark.parametrize(
    "text", ["31/2/2026", "32/1", "yesterday", "9", "9 Ju 2026", "9/11/2026/1", "9 Nothing", "²/1"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    """A slip is told, never guessed at."""
    with pytest.raises(Invalid) as caught:
        typed_day(text, TODAY, WORDS)
    assert caught.value.key == "day.wrong"


def test_nothing_is_no_day() -> None:
    """An empty field is told apart."""
    with pytest.raises(Invalid) as caught:
        typed_day("  ", TODAY, WORDS)
    assert caught.value.key == "day.none"


def test_a_day_goes_both_ways() -> None:
    """What is shown to begin with is read back as the same day."""
    assert typed_day(day_as_typed(TODAY), TODAY, WORDS) == TODAY
