"""A home is found by what people type of it, the one they mean first; held against the real list too, in storage."""

from __future__ import annotations

import random

import pytest

from detectors_app.domain.homes import Home
from detectors_app.use_cases.homes.find_homes import SHOWN, find_homes
from tests.made_up_homes import homes
from tests.use_cases.homes.held_list import HeldList

ALL = list(homes(1500))
LIST = HeldList(ALL)
DESIGN = ALL[:4]


def lines(text: str) -> list[str]:
    return [each.first_line for each in find_homes(LIST, text).homes]


def test_the_designs_own_example_finds_its_four_homes() -> None:
    """12 exam: the flats 12 and 12A, number 12 in the Row, and the flat at 12 in the Street."""
    found = find_homes(LIST, "12 exam")
    assert not found.more
    assert set(found.homes) == set(DESIGN)
    assert found.homes[-1] == DESIGN[1]
    assert found.homes[0].first_line in {"Flat 12, Example House", "12 Example Row"}


@pytest.mark.parametrize("text", ["", "  ", "flat", "no. the", ",", "’"])
def test_nothing_to_go_by_finds_nothing(text: str) -> None:
    """Nor do words that every home has."""
    assert find_homes(LIST, text).homes == ()


@pytest.mark.parametrize(
    "text",
    [
        "exmaple house 12", "12 exampel hse", "hosue example 12", "flat12 example", "nw0 0aa 12", "NW00AA 12",
        "pretend 12 ex", "999990000001", "999990000001 example",
    ],
)  # fmt: skip
def test_slips_order_short_forms_postcodes_and_the_uprn_lead_to_it(text: str) -> None:
    """Every way a person might put it finds Flat 12, Example House, among the first."""
    assert "Flat 12, Example House" in lines(text)[:2]


@pytest.mark.parametrize("text", ["12a example", "12 a example", "example house 12a", "example 12 a"])
def test_a_lettered_flat_is_found_with_its_letter_parted_or_not(text: str) -> None:
    """And is the first."""
    assert lines(text)[0] == "Flat 12A, Example House"


def test_a_number_typed_last_may_be_unfinished() -> None:
    """1 finds 1 first, then what begins with it; with another word after it, 1 alone."""
    last = find_homes(LIST, "example 1").homes
    assert set(last) == set(DESIGN)
    assert find_homes(LIST, "1 example").homes == ()


def test_a_long_list_is_cut_and_says_so_and_begins_with_whole_words() -> None:
    """Where too many fit to weigh them all, those are weighed that hold the words as typed."""
    ways = [Home(str(at), "", f"Parkway {at}") for at in range(1, 400)]
    many = HeldList([*ways, Home("999", "", "Zoo", "", "Park")])
    found = find_homes(many, "park")
    assert found.homes[0].block == "Zoo"
    assert len(found.homes) == SHOWN
    assert found.more
    full = HeldList(Home(str(at), "Flat 3", f"Park {at + 1000}") for at in range(1, 400))
    assert find_homes(full, "park 3").more


def test_every_home_is_found_by_any_mixture_of_its_words() -> None:
    """Its two lines, in any order, one long word mistyped: it is among the first five."""
    chance = random.Random(11)
    for home in chance.sample(ALL, 60):
        words = f"{home.first_line} {home.second_line}".replace(",", "").lower().split()
        chance.shuffle(words)
        longest = max(range(len(words)), key=lambda at: len(words[at]) * words[at].isalpha())
        at = chance.randrange(len(words[longest]) - 1)
        word = words[longest]
        words[longest] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        assert home in find_homes(LIST, " ".join(words)).homes[:5]
