"""Turns a day and a time as people type them into a form's DATE answer, and back; judges neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_TIME = re.compile(r"\s*(\d{1,2})\s*[:.h ]?\s*(\d{2})?\s*(am|pm)?\s*", re.IGNORECASE)
_NOON = 12


@dataclass(frozen=True, slots=True)
class DayEntry:
    """What stands in the four boxes, as typed."""

    day: str = ""
    month: str = ""
    year: str = ""
    time: str = ""


def to_answer(entry: DayEntry, today: date) -> str:
    """Give an ISO day, with ``HH:MM`` where a time was typed; empty with no day.

    A year left blank is this one, two digits are of this century. What makes no day comes out as something that
    the form refuses, so that its words are shown.
    """
    day, month, year = entry.day.strip(), entry.month.strip(), entry.year.strip()
    if not day and not month:
        return ""
    year = year or str(today.year)
    year = f"{today.year // 100}{year}" if re.fullmatch(r"\d\d", year) else year
    text = f"{year}-{month.zfill(2)}-{day.zfill(2)}"
    return f"{text} {_time(entry.time)}" if entry.time.strip() else text


def from_answer(answer: str) -> DayEntry:
    """Give what to show in the boxes for an answer; a refused answer comes back as nearly as it was typed."""
    text, _, time = answer.partition(" ")
    parts = text.split("-")
    if len(parts) != 3:  # noqa: PLR2004 - year, month and day
        return DayEntry()
    year, month, day = parts
    return DayEntry(day.lstrip("0"), month.lstrip("0"), year, time)


def _time(text: str) -> str:
    found = _TIME.fullmatch(text)
    if found is None:
        return text.strip()
    hour, minute, half = int(found[1]), found[2] or "00", (found[3] or "").lower()
    if half == "pm" and hour < _NOON:
        hour += _NOON
    if half == "am" and hour == _NOON:
        hour = 0
    return f"{hour:02}:{minute}"
