"""Finds words in the help and the contacts as a person types: whole words, whatever their ending; keeps no history."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from detectors_app.content.contacts import Block, Contact, ContactGroup

_WORD = re.compile(r"\w+")
_SAME_START = 4
"""Letters that two words must share at their start to count as one word with two endings."""
_LONGEST_ENDING = 4
"""Letters that may follow them: *child* and *children*, *counsellor* and *counselling*."""


@dataclass(frozen=True, slots=True)
class Found:
    """The keys of what was found in one group: of blocks and of contacts. Both empty means nothing there."""

    group: str
    blocks: frozenset[str]
    entries: frozenset[str]


def search(groups: tuple[ContactGroup, ...], typed: str) -> tuple[Found, ...]:
    """Give, for every group, what holds all the words typed; nothing typed finds everything.

    A group whose own heading holds them all is found whole.
    """
    wanted = words_in(typed)
    return tuple(_in_group(group, wanted) for group in groups)


def words_in(text: str) -> tuple[str, ...]:
    """Give a text's words in small letters, without accents."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).casefold()
    return tuple(_WORD.findall("".join(each for each in plain if not unicodedata.combining(each))))


def matches(typed: str, word: str) -> bool:
    """Say whether a typed word stands for this one: as its beginning, or as the same word with another ending."""
    if word.startswith(typed):
        return True
    shared = _shared(typed, word)
    return shared >= _SAME_START and max(len(typed), len(word)) - shared <= _LONGEST_ENDING


def _shared(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _in_group(group: ContactGroup, wanted: tuple[str, ...]) -> Found:
    whole = _holds(group.title, wanted)
    blocks = frozenset(each.key for each in group.blocks if whole or _holds(_block_text(each), wanted))
    entries = frozenset(each.key for each in group.entries if whole or _holds(_entry_text(each), wanted))
    return Found(group.key, blocks, entries)


def _holds(text: str, wanted: tuple[str, ...]) -> bool:
    given = words_in(text)
    return all(any(matches(typed, word) for word in given) for typed in wanted)


def _block_text(block: Block) -> str:
    return " ".join((block.title, *block.lines))


def _entry_text(each: Contact) -> str:
    number = each.number or ""
    return " ".join((each.name, each.about, each.search, number, number.replace(" ", "")))
