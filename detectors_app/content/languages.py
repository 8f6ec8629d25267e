"""Knows which languages there are, which way each is written and how it counts; holds no sentence of any."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from detectors_app.content.paths import resources_dir
from detectors_app.domain.errors import Invalid

if TYPE_CHECKING:
    from babel.plural import PluralRule

ENGLISH = "en"
LONG = "en-XA"
"""A pseudo-language made from English: accents, and longer by two fifths."""
MIRRORED = "ar-XB"
"""A pseudo-language made from English: Arabic letters, written from right to left."""
PSEUDO = (LONG, MIRRORED)
"""Made while the program runs, for those who test it; offered to nobody else."""

OWN_NAME = "language.own_name"
"""The key under which a language's files give its name, in the language itself."""

_RIGHT_TO_LEFT = frozenset({
    "apc", "ar", "bal", "bgn", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn",
    "nqo", "ps", "rhg", "sd", "sdh", "skr", "syr", "trw", "ug", "ur", "yi",
})  # fmt: skip
_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})
"""CLDR's languages, and scripts, that run from right to left. A test compares them with Babel's."""

_SCRIPT_LETTERS = 4


class Language(NamedTuple):
    """One language that a person can choose: its code (BCP 47) and its own name."""

    code: str
    name: str
    right_to_left: bool


def languages(folder: Path | None = None) -> tuple[Language, ...]:
    """Give every language that there are files for, English first, the others by their code. Raises Invalid."""
    place = folder or resources_dir() / "locale"
    codes = sorted(each.name for each in place.iterdir() if each.is_dir() and any(each.glob("*.json")))
    found = (Language(code, _own_name(place / code), is_right_to_left(code)) for code in codes)
    return tuple(sorted(found, key=lambda each: (each.code != ENGLISH, each.code)))


def is_right_to_left(code: str) -> bool:
    """Say whether a language is written from right to left: by the script its code names, else by the usual one."""
    language, *more = code.split("-")
    script = next((each for each in more if len(each) == _SCRIPT_LETTERS), None)
    return script in _SCRIPTS if script else language in _RIGHT_TO_LEFT


def plural_of(code: str) -> Callable[[int], str]:
    """Give what names the plural form for a count: ``one``, ``few``, ``other`` … (CLDR's categories).

    A language that CLDR does not know counts as English does.
    """
    if code == ENGLISH or code in PSEUDO:
        return _english
    try:
        return _cldr(code)
    except Invalid:
        return _english


def plural_forms(code: str) -> tuple[str, ...]:
    """Give every plural form that a language has; `other` is always the last. Raises Invalid: no such language."""
    if code == ENGLISH or code in PSEUDO:
        return ("one", "other")
    order = ("zero", "one", "two", "few", "many")
    tags = _cldr(code).tags
    return (*(each for each in order if each in tags), "other")


def _english(number: int) -> str:
    return "one" if number == 1 else "other"


@cache
def _cldr(code: str) -> PluralRule:
    from babel.core import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").plural_form
    except (UnknownLocaleError, ValueError) as error:
        raise Invalid("language.unknown", where=code) from error


def _own_name(folder: Path) -> str:
    for path in sorted(folder.glob("*.json")):
        try:
            plain = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise Invalid("wording.malformed", where=f"{path.name}: {error}") from error
        if isinstance(plain, dict) and isinstance(plain.get(OWN_NAME), str):
            return str(plain[OWN_NAME])
    return folder.name
