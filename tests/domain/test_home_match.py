"""What is typed finds the home that is meant: in any order, begun or whole, with slips; numbers as they are."""

from __future__ import annotations

import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.home_match import (
    BEGUN,
    LETTER,
    MOST_NEAR,
    SLIPPED,
    WHOLE,
    Weighing,
    cost_of,
    is_uprn_of,
    marks,
    near_words,
    number_with_letter,
    slips,
    slips_allowed,
)
from detectors_app.domain.homes import Home, found_by, typed_words

LETTERS = st.text(string.ascii_lowercase, min_size=4, max_size=14)
HOUSE = Home("1", "Flat 12", "Example House", "", "", "", "Pretend Estate", "London", "NW0 0AA")
LETTERED = Home("2", "Flat 12A", "Example House", "", "", "", "Pretend Estate", "London", "NW0 0AA")
ROW = Home("3", "", "", "12", "Example Row", "Nowhere Green", "", "London", "NW0 0BD")
STREET = Home("123456789", "Flat 3", "", "12", "Example Street", "Nowhere Green", "", "London", "NW0 0BF")


def fit(home: Home, text: str) -> tuple[int, int] | None:
    return Weighing(typed_words(text)).fit(home, found_by(home))


@st.composite
def slipped(draw: st.DrawFn, word: str, times: int) -> str:
    """Give the word with a slip in each of so many stretches: two slips in one place are no slip of the finger."""
    borders = [len(word) * part // max(times, 1) for part in range(times + 1)]
    for start, end in reversed(list(pairwise(borders))):
        at = draw(st.integers(start, end - 2))
        letter = draw(st.sampled_from(string.ascii_lowercase))
        changes = (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
        word = draw(st.sampled_from(changes))
    return word


@given(st.data(), LETTERS)
def test_slips_within_what_a_word_may_hold_are_forgiven(data: st.DataObject, word: str) -> None:
    """One slip from four letters on, two from eight: the word is still taken for what was typed."""
    typed = data.draw(slipped(word, slips_allowed(len(word))))
    assert cost_of(typed, word, last=False) is not None


@given(st.data(), LETTERS, st.lists(LETTERS, max_size=10))
def test_a_mistyped_word_is_near_the_word_meant(data: st.DataObject, word: str, others: list[str]) -> None:
    """Looking among pieces first loses none: with two letters changed over, or two slips in a long word, too."""
    typed = data.draw(slipped(word, slips_allowed(len(word))))
    near = near_words(typed, [*others, word])
    if len(typed) >= 3 and cost_of(typed, word, last=False) is not None and not word.startswith(typed):
        assert word in near


@given(st.data(), LETTERS, st.integers(4, 14))
def test_a_mistyped_beginning_is_near_too(data: st.DataObject, word: str, length: int) -> None:
    """While a word is still being typed a slip in it is forgiven by the letters typed so far."""
    begun = word[:length]
    typed = data.draw(slipped(begun, slips_allowed(len(begun))))
    if slips(typed, word)[1] <= slips_allowed(len(typed)) and len(typed) >= 4 and not word.startswith(typed):
        assert word in near_words(typed, [word])


@given(LETTERS, LETTERS)
def test_slips_are_counted_alike_both_ways(one: str, other: str) -> None:
    """The whole distance is a distance: nought only for the same, the same both ways; no beginning is further."""
    whole, begun = slips(one, other)
    assert whole == slips(other, one)[0]
    assert (whole == 0) is (one == other)
    assert begun <= whole


def test_the_nearest_words_come_first_and_no_more_than_are_looked_up() -> None:
    """A list of look-alikes is cut, the best kept."""
    many = [f"example{one}{two}" for one in string.ascii_lowercase for two in "xyz"]
    near = near_words("exmaple", [*many, "example"])
    assert near[0] == "example"
    assert len(near) == MOST_NEAR


@pytest.mark.parametrize("typed", ["12", "12a", "ab", "q"])
def test_numbers_and_the_shortest_words_have_none_near(typed: str) -> None:
    """They are what they are."""
    assert near_words(typed, ["12b", "abc", "abcd", "qqqq"]) == ()


@pytest.mark.parametrize(
    "typed, word, last, cost",
    [
        ("12", "12", False, WHOLE), ("12", "12a", False, LETTER), ("12", "120", False, None), ("12", "21", True, None),
        ("12", "120", True, BEGUN), ("0a", "0aa", True, BEGUN), ("0a", "0aa", False, None), ("hl", "hill", False, None),
        ("exam", "example", False, BEGUN), ("exmaple", "example", False, SLIPPED + 2), ("exam", "12", True, None),
        ("exmapl", "example", False, SLIPPED + 3), ("hll", "hill", False, SLIPPED + 2), ("qrst", "example", True, None),
        ("exa", "wxample", True, None),
    ],
)  # fmt: skip
def test_what_a_word_may_stand_for(typed: str, word: str, last: bool, cost: int | None) -> None:  # noqa: FBT001 - a table
    """Numbers whole, with a letter, or begun while typed last; letters whole, begun or with slips."""
    assert cost_of(typed, word, last=last) == cost


@given(st.permutations(["12", "exam", "hous", "pretend", "nw00aa"]))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    """The same home fits in whatever order its words come."""
    assert fit(HOUSE, " ".join(words)) is not None


def test_what_is_nowhere_in_a_home_keeps_it_out() -> None:
    """Every word typed has to be there, except those that tell no homes apart."""
    assert fit(HOUSE, "12 nowhere") is None
    assert fit(HOUSE, "13 example") is None
    assert fit(ROW, "flat at the 12 example") == fit(ROW, "12 example")


def test_the_home_whose_number_it_is_goes_first() -> None:
    """12 exam: the flat 12, then 12a; a flat at number 12 after the house with that number."""
    fits = [fit(each, "12 exam") for each in (HOUSE, ROW, STREET, LETTERED)]
    assert all(each is not None for each in fits)
    assert fits[0] == fits[1]
    assert fits == sorted(fits)  # type: ignore[type-var]  # none is None
    assert fits[1] != fits[2] != fits[3]


def test_homes_are_weighed_apart() -> None:
    """What one home is found by tells nothing about the next, though each pair of words is weighed once."""
    weighing = Weighing(("12", "exmaple"))
    both = [weighing.fit(each, found_by(each)) for each in (HOUSE, ROW, HOUSE)]
    assert both[0] == both[1] == both[2] == fit(HOUSE, "12 exmaple")


def test_a_number_and_its_letter_may_be_parted() -> None:
    """12 a is 12A, wherever it stands; an A without a number before it is none."""
    assert fit(LETTERED, "12 a example") is not None
    assert fit(LETTERED, "example 12 a") is not None
    assert fit(HOUSE, "example 12 z") is None
    assert fit(HOUSE, "z example 12") is None
    assert number_with_letter(("12", "a"), 1) == "12a"
    assert (
        number_with_letter(("12", "a"), 0) == number_with_letter(("x", "a"), 1) == number_with_letter(("12",), 1) == ""
    )


def test_a_uprn_is_known_by_its_first_six_digits() -> None:
    """Fewer could be a house number; zeros before it do not count."""
    assert is_uprn_of("123456", STREET.uprn)
    assert is_uprn_of("000123456789", STREET.uprn)
    assert not is_uprn_of("12345", STREET.uprn)
    assert not is_uprn_of("123457", STREET.uprn)
    assert fit(STREET, "123456") == (0, 1)


def test_what_was_typed_is_marked_in_the_line() -> None:
    """The letters typed are bold; of a slip or a short form the whole word."""
    assert marks("Flat 12, Example House", ("12", "exam")) == ((5, 7), (9, 13))
    assert marks("Flat 12A, Example House", ("12", "exmaple")) == ((5, 7), (10, 17))
    assert marks("12 Example Street", ("st",)) == ((11, 13),)
    assert marks("12 Example Street", ("str",)) == ((11, 14),)
    assert marks("12 Example St", ("street",)) == ((11, 13),)
    assert marks("St John’s Café", ("johns", "cafe")) == ((3, 9), (10, 14))
    assert marks("12 Example Row", ("120",)) == ()
    assert marks("Row, ’ – 1", ("1",)) == ((9, 10),)


@given(st.text(max_size=60), st.text(max_size=30))
def test_marks_lie_within_the_line(line: str, text: str) -> None:
    """Whatever the line and whatever is typed: in order, apart from each other, inside."""
    ends = [end for mark in marks(line, typed_words(text)) for end in mark]
    assert ends == sorted(ends)
    assert all(0 <= end <= len(line) for end in ends)
