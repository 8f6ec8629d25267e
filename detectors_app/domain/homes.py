"""A home of the council's list and the words it is found by; knows no list, no file and nobody who lives there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Final

LONGEST_PART = 120
"""So many letters a part of an address may have."""

LONGEST_QUERY = 120
"""So much of what is typed is looked up; all of it is kept as the answer."""

MOST_WORDS = 10
"""So many words of what is typed are looked up: an address has no more."""


@dataclass(frozen=True, slots=True)
class Home:
    """One home. Every part may be empty but `uprn` (the national property number: 1 to 12 digits) and one other.

    `flat` is the part within a building (``Flat 12``), `block` the building's name, `number` its number in the street.
    """

    uprn: str
    flat: str = ""
    block: str = ""
    number: str = ""
    street: str = ""
    locality: str = ""
    estate: str = ""
    town: str = ""
    postcode: str = ""

    @property
    def first_line(self) -> str:
        """Give what tells it from its neighbours: ``Flat 12, Example House`` or ``Flat 3, 12 Example Street``."""
        return _joined(self.flat, self.block or self._in_street) or self.estate or self.locality

    @property
    def second_line(self) -> str:
        """Give where that is: street (where a block's name stood above), locality, estate, postcode."""
        street = self._in_street if self.block else ""
        parts = (street, self.locality, self.estate, self.postcode)
        return _joined(*(each for each in parts if each != self.first_line))

    @property
    def address(self) -> str:
        """Give the whole address in one line, as it is kept with a concern."""
        return _joined(self.first_line, self.second_line)

    @property
    def _in_street(self) -> str:
        return " ".join(filter(None, (self.number, self.street)))


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


# --- words ---------------------------------------------------------------------------------------------------------

_SAME: Final = (
    "avenue ave av", "basement bsmt", "building buildings bldg bldgs", "close cl", "cottage cottages cott",
    "court ct crt", "crescent cres cresc", "drive dr", "east e", "estate est", "first 1st", "flat flt apt apartment",
    "fourth 4th",
    "gardens garden gdns gdn", "green grn", "ground grd gnd", "grove gr gro", "hill hl", "house hse", "lane ln",
    "lodge ldg", "lower lwr", "maisonette mais", "mansions mansion mans", "mews mws", "mount mt", "north n", "park pk",
    "passage psge", "place pl", "road rd", "row rw", "saint st", "second 2nd", "south s", "square sq", "street st str",
    "terrace ter terr", "third 3rd", "tower towers twr", "upper upr", "villas vls", "walk wlk", "west w", "yard yd",
)  # fmt: skip
"""Words that stand for the same on British street signs and in gazetteers; each line one meaning."""

UNSAID: Final = frozenset({"flat", "flt", "apt", "apartment", "no", "number", "the", "at", "in", "near", "and", "of"})
"""Typed or not, these tell no two homes apart: they never keep a home out."""

_APOSTROPHES: Final = re.compile("['’‘`\u00b4]")
_NOT_WORDS: Final = re.compile("[^a-z0-9]+")
_GLUED: Final = re.compile(r"(?<=[a-z]{3})(?=[0-9])|(?<=[0-9])(?=[a-z]{3})")
_FORMS: Final = {
    word: frozenset(other for line in _SAME for other in line.split() if word in line.split() and other != word)
    for line in _SAME
    for word in line.split()
}


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text in small plain letters and digits, in order: ``St. John’s Ct`` gives st, johns, ct.

    Letters that run into digits are parted where that is no house number or postcode: ``flat12a`` gives flat, 12a.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(each for each in text if not unicodedata.combining(each))
    plain = _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", text.casefold()).replace("&", " and "))
    return tuple(_GLUED.sub(" ", plain).split())


def typed_words(text: str) -> tuple[str, ...]:
    """Give the words that were typed to find a home, the last perhaps unfinished."""
    return words_of(text[:LONGEST_QUERY])[:MOST_WORDS]


def other_forms(word: str) -> frozenset[str]:
    """Give the other ways in which the same word is written: of street, st and str."""
    return _FORMS.get(word, frozenset())


def found_by(home: Home) -> tuple[str, ...]:
    """Give every word by which a home is found, each once: its own, their other forms, its postcode in one piece."""
    own = [word for part in astuple(home)[1:] for word in words_of(part)]
    forms = [form for word in own for form in other_forms(word)]
    return tuple(dict.fromkeys(filter(None, (*own, *forms, "".join(words_of(home.postcode))))))


def number_mark(word: str) -> str:
    """Give what marks a home as having this number, alone or with a letter after it: of 12 and 12a, ``12_``."""
    digits = word[:-1] if word[-1:].isalpha() else word
    return f"{digits}_" if digits.isdigit() else ""


def uprn_mark(digits: str) -> str:
    """Give what marks a home as having this UPRN, or one that begins so: nothing that is typed finds it by chance."""
    return "_" + digits.lstrip("0")


def marks_of(home: Home, words: Iterable[str]) -> tuple[str, ...]:
    """Give a home's marks; `words` are those it is found by."""
    numbers = dict.fromkeys(number_mark(word) for word in words)
    return (*filter(None, numbers), uprn_mark(home.uprn))


_NUMBERS: Final = re.compile("([0-9]+)")


def place_in_list(home: Home) -> tuple[tuple[str | int, ...], ...]:
    """Give a key that sorts homes as a person would: by estate, street and block, Flat 2 before Flat 10."""
    parts = (home.estate, home.street, home.block, home.number, home.flat, home.uprn)
    return tuple(_counted(each) for each in parts)


@lru_cache(maxsize=4096)
def _counted(text: str) -> tuple[str | int, ...]:
    """Part a text into letters and numbers by turns, so that numbers are compared as such."""
    pieces = _NUMBERS.split(text.casefold())
    return tuple(int(each) if place % 2 else each for place, each in enumerate(pieces))
