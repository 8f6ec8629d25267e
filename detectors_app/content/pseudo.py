"""Makes pseudo-languages out of English while the program runs: long text, and text from right to left.

They show what a translation would do to the screens. Placeholders, numbers and file patterns come through unharmed.
"""

from __future__ import annotations

import re

from detectors_app.content.languages import LONG

_KEPT = re.compile(r"\{[^{}]*\}|\(\*[^)]*\)|\*\*|https?://\S*|[^A-Za-z{(*]+|[{(*]")
_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞQŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþqŕšţûṽŵẋýž",
)
_TWICE = frozenset("aeioustyAEIOUSTY")
"""Letters so frequent that twice as many of them make a text two fifths longer."""
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz",
    "ابجدهفغحيكقلمنوپطرستثخظضزع",
)


def disguise(english: str, language: str) -> str:
    """Give an English sentence in a pseudo-language, the same each time."""
    kept = _KEPT.findall(english)
    between = _KEPT.split(english)
    change = _long if language == LONG else _arabic
    parts = [change(word) for word in between]
    whole = "".join(part + (kept[place] if place < len(kept) else "") for place, part in enumerate(parts))
    return f"[{whole}]" if language == LONG and any(between) else whole


def _long(word: str) -> str:
    """Give a word with accents and its frequent letters twice, so that it breaks over lines as a long word would."""
    return "".join(each * 2 if each in _TWICE else each for each in word).translate(_ACCENTS)


def _arabic(word: str) -> str:
    return word.lower().translate(_ARABIC)
