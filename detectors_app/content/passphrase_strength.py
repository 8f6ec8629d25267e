"""How easily a new passphrase would be guessed, and what would make it harder; keeps and says nothing.

The estimate is zxcvbn's: it knows common passphrases, words, names, dates, rows of keys and repeats in English. It is
asked late, because loading it is slow beside a first paint. It takes well under a millisecond for what people type,
some ten for pages of text, and twenty the first time, when it lays out its lists: `warm_up` has that done before.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from detectors_app.domain.errors import Invalid
from detectors_app.domain.passphrases import LEAST_LETTERS, LEAST_SCORE

MOST_JUDGED = 100
"""Letters. Whatever comes after them cannot make it easier to guess."""


class Advice(StrEnum):
    """What is the matter with a weak one. A wording key `passphrase.advice.…` says what to do about it."""

    COMMON = "common"
    REPEATS = "repeats"
    ROWS = "rows"
    DATES = "dates"
    NAMES = "names"
    ONE_WORD = "one_word"
    MORE_WORDS = "more_words"


_ADVICE = {
    Advice.COMMON: (
        "ThisIsATop10Password",
        "ThisIsATop100Password",
        "ThisIsACommonPassword",
        "ThisIsSimilarToACommonlyUsedPassword",
    ),
    Advice.REPEATS: ("RepeatsLikeAaaAreEasyToGuess", "RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess"),
    Advice.ROWS: (
        "StraightRowsOfKeysAreEasyToGuess",
        "ShortKeyboardPatternsAreEasyToGuess",
        "SequencesLikeAbcAreEasyToGuess",
    ),
    Advice.DATES: ("RecentYearsAreEasyToGuess", "DatesAreOftenEasyToGuess"),
    Advice.NAMES: ("NamesAndSurnamesByThemselvesAreEasyToGuess", "CommonNamesAndSurnamesAreEasyToGuess"),
    Advice.ONE_WORD: ("AWordByItselfIsEasyToGuess",),
}


@dataclass(frozen=True, slots=True)
class Strength:
    """What was found: 0 to 4, how many letters are missing, and for a weak one the advice."""

    score: int
    missing_letters: int = 0
    advice: Advice | None = None

    @property
    def is_enough(self) -> bool:
        """Say whether it may be chosen."""
        return self.missing_letters == 0 and self.score >= LEAST_SCORE


def judge(passphrase: str, known: Iterable[str] = ()) -> Strength:
    """Judge a new passphrase. `known` is what others know of its owner, such as the name: that is guessed first."""
    from zxcvbn_rs_py import zxcvbn

    plain = _readable(passphrase)
    missing = max(LEAST_LETTERS - len(unicodedata.normalize("NFKC", plain).strip()), 0)
    if not plain:
        return Strength(0, missing, Advice.MORE_WORDS)
    words = [word for text in known for word in (text, *text.split()) if word]
    found = zxcvbn(plain[:MOST_JUDGED], words)
    score = int(found.score)
    return Strength(score, missing, _advice(found.feedback) if score < LEAST_SCORE else None)


def check(passphrase: str, known: Iterable[str] = ()) -> None:
    """Refuse one that is too short or too easily guessed. Raises Invalid."""
    strength = judge(passphrase, known)
    if strength.missing_letters:
        raise Invalid("passphrase.too_short", where="passphrase", letters=LEAST_LETTERS)
    if not strength.is_enough:
        raise Invalid("passphrase.too_weak", where="passphrase")


def warm_up() -> None:
    """Load the estimator and have it lay out its lists."""
    judge("warm")


def _readable(passphrase: str) -> str:
    """Give it without halves of characters, which no estimator reads; sealing/passphrase.py refuses those by itself."""
    return passphrase.encode("utf-8", "ignore").decode()


def _advice(feedback: Any) -> Advice:  # noqa: ANN401 - zxcvbn's Feedback, or None
    warning = None if feedback is None else feedback.warning
    return next((advice for known, advice in _warnings() if known == warning), Advice.MORE_WORDS)


@cache
def _warnings() -> tuple[tuple[Any, Advice], ...]:
    """Give each of zxcvbn's warnings with our advice."""
    from zxcvbn_rs_py import Warning as Known

    return tuple((getattr(Known, name), advice) for advice, names in _ADVICE.items() for name in names)
