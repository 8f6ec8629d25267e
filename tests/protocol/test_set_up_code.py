"""A set-up code is read however it is typed, and a slip is found before anything is sent."""

from __future__ import annotations

import itertools
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.errors import Invalid
from detectors_app.protocol.set_up_code import ALPHABET, LETTERS, in_groups, new_code, read_code

CODE = new_code(lambda size: bytes(range(7, 7 + size)))


def test_a_code_has_five_groups_of_four() -> None:
    """Twenty letters of an alphabet without I, L, O and U; the first eighteen are the random bits, big end first."""
    assert CODE == "0W40-J2GB-1G6G-W3RG-24C9"
    assert new_code(lambda size: b"\xff" * size).startswith("ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ")
    assert new_code(lambda size: b"\x00" * size) == "0000-0000-0000-0000-0000"


@given(st.binary(min_size=12, max_size=12))
def test_every_code_reads_back(chance: bytes) -> None:
    """What is made is read, and written in the same groups again."""
    code = new_code(lambda _: chance)
    assert in_groups(read_code(code)) == code


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        CODE.replace("-", " – "),
        CODE.replace("0", "O").replace("1", "I"),
        CODE.replace("0", "o").replace("1", "l"),
        f"  {CODE}\n",
        CODE.replace("-", "\u2011").replace("2", "２"),  # noqa: RUF001 - wide digits, as some input methods write them
    ],
)
def test_it_is_read_however_it_is_typed(typed: str) -> None:
    """Capitals, dashes, spaces, O for 0 and I or L for 1 make no difference."""
    assert read_code(typed) == CODE.replace("-", "")


def test_any_one_wrong_letter_is_found() -> None:
    """Every single letter changed to every other is a slip."""
    whole = read_code(CODE)
    for place, letter in itertools.product(range(LETTERS), ALPHABET):
        if whole[place] != letter:
            with pytest.raises(Invalid, match=r"code\.slip"):
                read_code(whole[:place] + letter + whole[place + 1 :])


@given(st.data())
def test_any_two_wrong_letters_are_found(data: st.DataObject) -> None:
    """Two letters changed, or two that changed places, are a slip."""
    whole = list(read_code(new_code(secrets.token_bytes)))
    first, second = sorted(data.draw(st.sets(st.integers(0, LETTERS - 1), min_size=2, max_size=2)))
    wrong = whole.copy()
    if data.draw(st.booleans()):
        wrong[first], wrong[second] = wrong[second], wrong[first]
    else:
        wrong[first], wrong[second] = (data.draw(st.sampled_from(ALPHABET)) for _ in range(2))
    if wrong == whole:
        return
    with pytest.raises(Invalid, match=r"code\.slip"):
        read_code("".join(wrong))


@pytest.mark.parametrize(
    "typed, key",
    [("", "code.missing"), (" - ", "code.missing"), (CODE[:-1], "code.length"), (CODE + "A", "code.length")],
)
def test_too_few_and_too_many_are_told_apart_from_a_slip(typed: str, key: str) -> None:
    """None, one too few and one too many each have their own words, with the number typed."""
    with pytest.raises(Invalid) as caught:
        read_code(typed)
    assert caught.value.key == key
    assert caught.value.facts.get("typed") in {None, 19, 21}


@pytest.mark.parametrize("typed", ["U" + CODE[1:], "é" + CODE[1:], "!" + CODE[1:]])
def test_a_letter_that_no_code_has_is_named_as_such(typed: str) -> None:
    """U, accents and signs are in no code; the error repeats nothing of what was typed."""
    with pytest.raises(Invalid) as caught:
        read_code(typed)
    assert (caught.value.key, dict(caught.value.facts)) == ("code.letters", {"where": "code"})
