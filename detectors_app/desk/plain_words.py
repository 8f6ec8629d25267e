"""Words that came from outside, made safe to show: capped, without characters that change how a line reads."""

from __future__ import annotations

import unicodedata

MOST_LETTERS = 20_000
"""An answer of our form holds at most a few thousand; more is cut, and the page says by how much."""
_KEPT = {"\n", "\t"}


def plain(text: str) -> str:
    """Give the text without control characters and without marks that turn its direction; nothing else changes."""
    return "".join(each for each in text if each in _KEPT or unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Co"})


def capped(text: str, most: int = MOST_LETTERS) -> tuple[str, int]:
    """Give the plain text, cut at `most` letters, and how many were cut."""
    shown = plain(text)
    return shown[:most], max(0, len(shown) - most)


def one_line(text: str, most: int) -> str:
    """Give the text on one line of at most `most` letters, with an ellipsis where it goes on."""
    flat = " ".join(plain(text[: 4 * most]).split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"
