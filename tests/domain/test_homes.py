"""A home says its address as people do, and is found by its words in every usual spelling."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.homes import (
    LONGEST_QUERY,
    MOST_WORDS,
    Home,
    found_by,
    marks_of,
    number_mark,
    other_forms,
    place_in_list,
    typed_words,
    words_of,
)
from tests.made_up_homes import homes

IN_BLOCK = Home("1", "Flat 12", "Example House", "", "", "", "Pretend Estate", "London", "NW0 0AA")
IN_STREET = Home("2", "Flat 3", "", "12", "Example Street", "Nowhere Green", "", "London", "NW0 0BF")


def test_a_home_in_a_block_is_told_by_flat_and_block() -> None:
    """The block stands in the first line, its street, where it has one, in the second."""
    assert IN_BLOCK.first_line == "Flat 12, Example House"
    assert IN_BLOCK.second_line == "Pretend Estate, NW0 0AA"
    assert IN_BLOCK.address == "Flat 12, Example House, Pretend Estate, NW0 0AA"
    street = Home("1", "Flat 1", "Example House", "4", "Low Row", "", "", "", "")
    assert (street.first_line, street.second_line) == ("Flat 1, Example House", "4 Low Row")


def test_a_home_in_a_street_is_told_by_flat_number_and_street() -> None:
    """Without a block the number and street stand in the first line."""
    assert IN_STREET.first_line == "Flat 3, 12 Example Street"
    assert IN_STREET.second_line == "Nowhere Green, NW0 0BF"


def test_a_home_known_by_its_estate_alone_says_it_once() -> None:
    """What stands in the first line is not said again in the second."""
    assert Home("3", estate="Pretend Estate", postcode="NW0 0AA").address == "Pretend Estate, NW0 0AA"


def test_words_are_small_plain_letters_and_digits() -> None:
    """Case, accents, apostrophes and other marks make no difference."""
    assert words_of("ST. JOHN’S Café-Court & co") == ("st", "johns", "cafe", "court", "and", "co")
    assert words_of("flat12a house7") == ("flat", "12a", "house", "7")
    assert words_of("12example 0aa nw00aa") == ("12", "example", "0aa", "nw00aa")
    assert words_of(" , ") == ()


@given(st.text(max_size=400))
def test_any_text_gives_words(text: str) -> None:
    """Whatever is typed or pasted: plain words, no more than are looked up, the same whichever way the case."""
    found = words_of(text)
    assert all(word and word.isascii() and word.isalnum() and word == word.lower() for word in found)
    assert words_of(" ".join(found)) == found
    assert len(typed_words(text)) <= MOST_WORDS
    assert typed_words(text) == words_of(text[:LONGEST_QUERY])[:MOST_WORDS]


def test_usual_short_forms_are_the_same_word() -> None:
    """Street, st and str; and st is saint as well."""
    assert "st" in other_forms("street")
    assert {"street", "saint"} <= other_forms("st")
    assert "street" not in other_forms("saint")
    assert other_forms("example") == frozenset()
    assert "flat" in other_forms("apt")


def test_a_home_is_found_by_all_its_words() -> None:
    """Its own words, their short forms, its postcode in two pieces and in one; never twice the same, no UPRN."""
    found = found_by(IN_BLOCK)
    assert {"flat", "flt", "12", "example", "house", "hse", "estate", "est", "nw0", "0aa", "nw00aa"} <= set(found)
    assert len(set(found)) == len(found)
    assert "1" not in found


def test_marks_tell_a_number_with_its_letter_and_the_uprn() -> None:
    """12 and 12a have one mark; what is no house number has none; zeros before a UPRN do not count."""
    assert number_mark("12") == number_mark("12a") == "12_"
    assert number_mark("0aa") == number_mark("example") == number_mark("a") == ""
    home = Home("77", "12A")
    assert marks_of(home, found_by(home)) == ("12_", "_77")


def test_the_lists_order_counts_numbers_as_numbers() -> None:
    """Flat 2 before Flat 10, however the list came."""
    block = [Home(str(number), f"Flat {number}", "Example House") for number in range(1, 30)]
    mixed = random.Random(1).sample(block, len(block))
    assert sorted(mixed, key=place_in_list) == block


def test_the_made_up_homes_cannot_exist() -> None:
    """All differ, each has a postcode of a district that is not there and a UPRN nobody has, and they stay the same."""
    some = list(homes(3000))
    assert some == list(homes(3000))
    assert len({each.address for each in some}) == len({each.uprn for each in some}) == 3000
    assert all(each.postcode.startswith("NW0 ") and each.uprn.startswith("99999") for each in some)
