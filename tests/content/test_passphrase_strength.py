"""A new passphrase is judged by how easily it is guessed, and a weak one is told what would help."""

from __future__ import annotations

import statistics
import time

import pytest

from detectors_app.content.passphrase_strength import _ADVICE, Advice, check, judge, warm_up
from detectors_app.content.wording import load_wording
from detectors_app.domain.errors import Invalid


@pytest.mark.parametrize(
    "good", ["three made up words", "blue kettle rainy window", "žluťoučký kůň úpěl ódy", "🔑 two words 🚪🚪"]
)
def test_a_few_words_are_enough(good: str) -> None:
    """Three or four words that do not belong together may be chosen; so may other scripts and signs."""
    assert judge(good).is_enough
    check(good)


@pytest.mark.parametrize(
    "weak, advice",
    [
        ("password1234", Advice.COMMON),
        ("aaaaaaaaaaaaaaaa", Advice.REPEATS),
        ("abcdefghijklmnop", Advice.ROWS),
        ("12/05/1987  ", Advice.DATES),
        ("abcabcabcabcabc", Advice.REPEATS),
        ("             ", Advice.REPEATS),
    ],
)
def test_a_weak_one_is_told_what_is_the_matter(weak: str, advice: Advice) -> None:
    """One that is long enough and easily guessed is refused, with advice that fits it."""
    found = judge(weak)
    assert (found.is_enough, found.advice) == (False, advice)


def test_one_that_is_too_short_says_how_much_is_missing() -> None:
    """Missing letters are counted after spaces at the ends are taken off, as the key's wrap counts them."""
    assert judge("").missing_letters == 12
    assert judge("  four to go  ").missing_letters == 2
    with pytest.raises(Invalid, match=r"passphrase\.too_short"):
        check("x7#Qz!pL2")


def test_a_weak_one_is_refused() -> None:
    """The rule stands apart from any window."""
    with pytest.raises(Invalid, match=r"passphrase\.too_weak"):
        check("qwertyuiop12")


def test_what_others_know_is_guessed_first() -> None:
    """The owner's name makes a passphrase easier to guess."""
    name = "Zebedee Quillfeather"
    assert judge("zebedeequillfeather").is_enough
    assert not judge("zebedeequillfeather", (name,)).is_enough


def test_halves_of_characters_do_no_harm() -> None:
    """A broken letter is passed over: what wraps the key refuses it."""
    assert judge("\ud83d" * 20).missing_letters == 12


def test_every_advice_has_its_sentence() -> None:
    """Each kind of advice can be said; each warning that we name is one that zxcvbn gives."""
    words = load_wording()
    assert all(f"passphrase.advice.{advice}" in words for advice in Advice)
    from zxcvbn_rs_py import Warning as Known

    assert all(hasattr(Known, name) for names in _ADVICE.values() for name in names)


def test_judging_does_not_hold_the_window_up() -> None:
    """A key's stroke is judged in a few milliseconds, for what people type and for pages of pasted text."""
    warm_up()
    for text in ("three made up words and a few more of them", "x" * 20_000, "three made up words " * 1000):
        taken_s = []
        for _ in range(15):
            begin_s = time.perf_counter()
            judge(text, ("Sam Sample",))
            taken_s.append(time.perf_counter() - begin_s)
        assert statistics.median(taken_s) < 0.05, text[:20]
