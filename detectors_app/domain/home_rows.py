"""How a line of a property list in BS7666-style columns becomes a home, or what is wrong with it; reads no file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from detectors_app.domain.homes import LONGEST_PART, Home


class Column(StrEnum):
    """What a column holds. BS7666 names a building (primary object, PAO) and a flat in it (secondary object, SAO)."""

    UPRN = "uprn"
    SAO_START_NUMBER = "sao_start_number"
    SAO_START_SUFFIX = "sao_start_suffix"
    SAO_END_NUMBER = "sao_end_number"
    SAO_END_SUFFIX = "sao_end_suffix"
    SAO_TEXT = "sao_text"
    PAO_START_NUMBER = "pao_start_number"
    PAO_START_SUFFIX = "pao_start_suffix"
    PAO_END_NUMBER = "pao_end_number"
    PAO_END_SUFFIX = "pao_end_suffix"
    PAO_TEXT = "pao_text"
    STREET = "street"
    LOCALITY = "locality"
    ESTATE = "estate"
    TOWN = "town"
    POSTCODE = "postcode"
    LOGICAL_STATUS = "logical_status"
    MADE_UP = "made_up"


SPELLINGS: Final[Mapping[Column, str]] = {
    Column.UPRN: "uprn propertynumber propertyreference uniquepropertyreferencenumber",
    Column.SAO_START_NUMBER: "saostartnumber saostart flatnumber",
    Column.SAO_START_SUFFIX: "saostartsuffix flatsuffix",
    Column.SAO_END_NUMBER: "saoendnumber saoend",
    Column.SAO_END_SUFFIX: "saoendsuffix",
    Column.SAO_TEXT: "saotext flat unit subbuilding subbuildingname",
    Column.PAO_START_NUMBER: "paostartnumber paostart buildingnumber housenumber number",
    Column.PAO_START_SUFFIX: "paostartsuffix housesuffix",
    Column.PAO_END_NUMBER: "paoendnumber paoend",
    Column.PAO_END_SUFFIX: "paoendsuffix",
    Column.PAO_TEXT: "paotext block blockname building buildingname",
    Column.STREET: "streetdescription streetdescriptor street streetname road thoroughfare",
    Column.LOCALITY: "locality localityname",
    Column.ESTATE: "estate estatename",
    Column.TOWN: "townname town posttown",
    Column.POSTCODE: "postcode postcodelocator postalcode",
    Column.LOGICAL_STATUS: "logicalstatus lpilogicalstatus",
    Column.MADE_UP: "madeup",
}
"""How lists spell their headings, letters alone and small: so ``PAO_START_NUMBER`` and ``PaoStartNumber`` are one.

Sources: the LPI and street records of AddressBase Premium and the flat AddressBase Plus (Ordnance Survey, *technical
specification*), the transfer format of local gazetteers (GeoPlace, *DTF 7.3*), and housing systems' usual exports.
BS7666 has no estate; councils add it.
"""


class Fault(StrEnum):
    """What is wrong with a line. The first five leave it out."""

    UPRN_MISSING = "uprn_missing"
    UPRN_WRONG = "uprn_wrong"
    UPRN_TWICE = "uprn_twice"
    NO_ADDRESS = "no_address"
    TOO_LONG = "too_long"
    CUT_OFF = "cut_off"
    """Fewer columns than the heading, or a quotation mark that is never closed: as where a file was cut off."""
    TOO_MANY_COLUMNS = "too_many_columns"
    NOT_TEXT = "not_text"
    NOT_CURRENT = "not_current"
    """A former or alternative address (logical status 3, 8 and others): rightly left out."""
    POSTCODE_WRONG = "postcode_wrong"
    """Taken in without its postcode."""


LEFT_OUT: Final = frozenset(Fault) - {Fault.POSTCODE_WRONG}
"""Faults of lines that are not taken in."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a line came to: a home, unless a fault leaves it out."""

    home: Home | None = field(repr=False)
    fault: Fault | None = None
    made_up: bool = False


def columns_of(heading: Sequence[str]) -> dict[Column, int]:
    """Give where each column stands that the heading names; of two that mean the same, the first."""
    known = {spelling: column for column, spellings in SPELLINGS.items() for spelling in spellings.split()}
    found: dict[Column, int] = {}
    for place, title in enumerate(heading):
        column = known.get("".join(letter for letter in title.casefold() if letter.isalpha()))
        if column is not None:
            found.setdefault(column, place)
    return found


def missing_from(columns: Mapping[Column, int]) -> tuple[str, ...]:
    """Give what a list cannot do without: the UPRN, and a street or a building's name."""
    missing = () if Column.UPRN in columns else ("UPRN",)
    return missing if {Column.STREET, Column.PAO_TEXT} & set(columns) else (*missing, "STREET_DESCRIPTION")


_CURRENT: Final = frozenset({"", "1", "6"})
"""Logical status: approved, and provisional (a home being built). 3 is an alternative address, 8 a former one."""
_DIGITS: Final = re.compile("[0-9]{1,12}")
_POSTCODE: Final = re.compile("([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})")
_FALSE: Final = frozenset({"", "0", "no", "n", "false", "f"})


def line_of(row: Sequence[str], columns: Mapping[Column, int]) -> Line:
    """Read one line's cells by their columns. Whether its UPRN came before is for the caller to say."""
    cells = {column: " ".join(row[place].split()) for column, place in columns.items()}
    made_up = cells.get(Column.MADE_UP, "").casefold() not in _FALSE
    fault = _fault(cells)
    if fault is not None:
        return Line(None, fault, made_up)
    postcode = _postcode(cells.get(Column.POSTCODE, ""))
    wrong = bool(cells.get(Column.POSTCODE)) and not postcode
    return Line(_home(cells, postcode), Fault.POSTCODE_WRONG if wrong else None, made_up)


def _fault(cells: Mapping[Column, str]) -> Fault | None:
    uprn = cells[Column.UPRN]
    tests = (
        (Fault.NOT_CURRENT, cells.get(Column.LOGICAL_STATUS, "") not in _CURRENT),
        (Fault.UPRN_MISSING, not uprn),
        (Fault.UPRN_WRONG, _DIGITS.fullmatch(uprn) is None or not uprn.lstrip("0")),
        (Fault.TOO_LONG, any(len(cell) > LONGEST_PART for cell in cells.values())),
        (Fault.NO_ADDRESS, not any(cells.get(each) for each in (Column.STREET, Column.PAO_TEXT))),
    )
    return next((fault for fault, holds in tests if holds), None)


def _postcode(text: str) -> str:
    """Give a postcode as it is written, empty where it cannot be one."""
    found = _POSTCODE.fullmatch("".join(text.upper().split()))
    return f"{found[1]} {found[2]}" if found else ""


def _home(cells: Mapping[Column, str], postcode: str) -> Home:
    flat = _named_and_numbered(cells, "sao")
    number, block = _number(cells, "pao"), _spoken(cells.get(Column.PAO_TEXT, ""))
    return Home(
        uprn=cells[Column.UPRN].lstrip("0"),
        flat=flat,
        block=block,
        number=number,
        street=_spoken(cells.get(Column.STREET, "")),
        locality=_spoken(cells.get(Column.LOCALITY, "")),
        estate=_spoken(cells.get(Column.ESTATE, "")),
        town=_spoken(cells.get(Column.TOWN, "")),
        postcode=postcode,
    )


def _named_and_numbered(cells: Mapping[Column, str], of: str) -> str:
    """Give ``Flat 12``, whether it was written as a text, as a text and a number, or as a number alone (``12``)."""
    text, number = _spoken(cells.get(Column(f"{of}_text"), "")), _number(cells, of)
    return text if number and number.casefold() in text.casefold().split() else " ".join(filter(None, (text, number)))


def _number(cells: Mapping[Column, str], of: str) -> str:
    """Give ``12``, ``12A`` or ``12A-14``."""
    ends = [
        cells.get(Column(f"{of}_{end}_number"), "") + cells.get(Column(f"{of}_{end}_suffix"), "").upper()
        for end in ("start", "end")
    ]
    return "-".join(filter(None, ends))


_SMALL: Final = frozenset({"and", "at", "by", "in", "of", "on", "the", "to"})


def _spoken(text: str) -> str:
    """Write a text in capitals as people write it: ``ST JOHN'S COURT`` as ``St John's Court``; others stay."""
    if any(letter.islower() for letter in text):
        return text
    words = text.split(" ")
    return " ".join(_spoken_word(word, first=place == 0) for place, word in enumerate(words))


def _spoken_word(word: str, *, first: bool) -> str:
    if word.lower() in _SMALL and not first:
        return word.lower()
    if any(letter.isdigit() for letter in word):
        return word
    return "-".join(each[:1] + each[1:].lower() for each in word.split("-"))
