"""Makes what was typed or pasted fit to be kept: whole characters and line ends alone; judges no words."""

from __future__ import annotations

import re

MOST_LETTERS = 20_000
"""So many letters of one text are kept: five times the form's longest field, so that the form can say *too long*."""

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
# Halves of a character, and control characters: nobody can read them, and no JSON or database should have to keep them.
_NOT_TEXT = re.compile("[\ud800-\udfff\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def clean(text: str) -> str:
    """Give the text with one kind of line end, without what is no character, at most MOST_LETTERS long."""
    return _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", text))[:MOST_LETTERS]


def room_left(text: str, *, within: int = MOST_LETTERS) -> int:
    """Give how many more letters fit, at least 0."""
    return max(within - len(text), 0)
