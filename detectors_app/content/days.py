"""A day as somebody types it: 12/11/2026, 12 11 26 or 12 November 2026; knows no question."""

from __future__ import annotations

import re
from datetime import date

from detectors_app.content.wording import Wording
from detectors_app.domain.errors import Invalid

_PARTS = re.compile(r"[\s/.,-]+")
_MONTHS = range(1, 13)
_CENTURY = 100


def typed_day(text: str, today: date, words: Wording) -> date:
    """Give the day. A year left out is this one, two digits are of this century. Raises Invalid ``day.none``/``wrong``.

    Months may be named in the language of `words`, whole or by their first three letters.
    """
    parts = [each for each in _PARTS.split(text.strip()) if each]
    if not parts:
        raise Invalid("day.none", where="day")
    if len(parts[0]) == 4:  # noqa: PLR2004 - a year first, as computers write it
        parts.reverse()
    try:
        day, month, *rest = parts
        return date(_year(rest, today), _month(month, words), int(day))
    except ValueError as error:
        raise Invalid("day.wrong", where="day") from error


def day_as_typed(day: date) -> str:
    """Give a day as one would type it, 12/11/2026."""
    return f"{day.day}/{day.month}/{day.year}"


def _year(rest: list[str], today: date) -> int:
    if not rest:
        return today.year
    (text,) = rest
    return int(text) + (today.year // _CENTURY * _CENTURY if len(text) <= 2 else 0)  # noqa: PLR2004 - two digits


def _month(text: str, words: Wording) -> int:
    if text.isdecimal():
        return int(text)
    wanted = text.casefold()
    named = [each for each in _MONTHS if words(f"time.month.{each}").casefold()[: max(3, len(wanted))] == wanted]
    (month,) = named
    return month
