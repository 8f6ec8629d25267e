"""How a line of a staff list becomes somebody in post, or what is wrong with it; reads no file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from detectors_app.domain.completion import staff_number
from detectors_app.domain.course import Job
from detectors_app.domain.errors import Invalid
from detectors_app.domain.staff_list import Leave, StaffRow

LONGEST_CELL = 80
FIRST_YEAR, LAST_YEAR = 1940, 2100


class Column(StrEnum):
    """What a column holds."""

    STAFF = "staff_number"
    NAME = "name"
    TEAM = "team"
    JOB = "job"
    JOINED = "joined"
    LEFT = "left"
    LEAVE_FROM = "leave_from"
    LEAVE_TO = "leave_to"


SPELLINGS: Final[Mapping[Column, str]] = {
    Column.STAFF: "staffnumber staffno staffid employeenumber employeeno employeeid payrollnumber payrollno number",
    Column.NAME: "name fullname employeename staffname",
    Column.TEAM: "team teamname department service unit",
    Column.JOB: "job jobgroup role jobrole jobtitle",
    Column.JOINED: "joined startdate datejoined dateofjoining joiningdate start",
    Column.LEFT: "left leavingdate dateleft enddate lastday leaver",
    Column.LEAVE_FROM: "leavefrom leavestart longleavefrom onleavefrom",
    Column.LEAVE_TO: "leaveto leaveend longleaveto onleaveto",
}
"""How lists spell their headings, letters alone and small."""
NEEDED: Final = (Column.STAFF, Column.TEAM, Column.JOB, Column.JOINED)


class Fault(StrEnum):
    """What is wrong with a line. Those of `KEPT` leave the person on the list."""

    NO_NUMBER = "no_number"
    NUMBER_WRONG = "number_wrong"
    NUMBER_TWICE = "number_twice"
    NO_TEAM = "no_team"
    NO_JOB = "no_job"
    JOINED_WRONG = "joined_wrong"
    LEFT_WRONG = "left_wrong"
    LEFT_BEFORE_JOINED = "left_before_joined"
    TOO_LONG = "too_long"
    CUT_OFF = "cut_off"
    """Fewer columns than the heading, or a quotation mark that is never closed."""
    TOO_MANY_COLUMNS = "too_many_columns"
    NOT_TEXT = "not_text"
    LEAVE_WRONG = "leave_wrong"
    """Kept, without the leave."""
    JOB_UNKNOWN = "job_unknown"
    """Kept: no course is for this job."""
    NO_NAME = "no_name"
    """Kept: the number stands for the name."""


KEPT: Final = frozenset({Fault.LEAVE_WRONG, Fault.JOB_UNKNOWN, Fault.NO_NAME})


@dataclass(frozen=True, slots=True)
class Line:
    """What one line came to: somebody, and all that is wrong with it. `row` is None where it is left out."""

    row: StaffRow | None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs that courses are for, and how else a list may call them: by the letters alone, small."""

    known: frozenset[Job]
    spellings: Mapping[str, Job] = field(default_factory=dict)

    def named(self, typed: str) -> Job:
        """Give the job that is meant; one that no course is for as it was typed, in small letters and hyphens."""
        slug = Job("-".join(re.findall(r"\w+", typed.lower())))
        return slug if slug in self.known else self.spellings.get(letters(typed), slug)


def letters(text: str) -> str:
    """Give a heading's or a job's letters and digits alone, small."""
    return "".join(each for each in text.lower() if each.isalnum())


def columns_of(cells: Sequence[str]) -> dict[Column, int]:
    """Give the place of each column that a heading names; of two alike the first counts."""
    named = {spelling: column for column, spellings in SPELLINGS.items() for spelling in spellings.split()}
    found: dict[Column, int] = {}
    for place, cell in enumerate(cells):
        column = named.get(letters(cell))
        if column is not None:
            found.setdefault(column, place)
    return found


def line_of(cells: Sequence[str], columns: Mapping[Column, int], jobs: Jobs) -> Line:
    """Read one line. `cells` has at least as many as the heading."""
    texts = {column: " ".join(cells[place].split()) for column, place in columns.items()}
    try:
        return _read(texts, jobs)
    except _LeftOut as no:
        return Line(None, (no.fault,))


class _LeftOut(Exception):  # noqa: N818 - it is no error: the line is told
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def _read(texts: Mapping[Column, str], jobs: Jobs) -> Line:
    if any(len(each) > LONGEST_CELL for each in texts.values()):
        raise _LeftOut(Fault.TOO_LONG)
    staff = _number(texts[Column.STAFF])
    team, typed_job = texts[Column.TEAM], texts[Column.JOB]
    if not team or not letters(typed_job):
        raise _LeftOut(Fault.NO_JOB if team else Fault.NO_TEAM)
    joined = day_of(texts[Column.JOINED])
    left = _optional(texts.get(Column.LEFT, ""), Fault.LEFT_WRONG)
    if joined is None:
        raise _LeftOut(Fault.JOINED_WRONG)
    if left is not None and left < joined:
        raise _LeftOut(Fault.LEFT_BEFORE_JOINED)
    leave, faults = _leave(texts)
    job = jobs.named(typed_job)
    if job not in jobs.known:
        faults.append(Fault.JOB_UNKNOWN)
    name = texts.get(Column.NAME, "")
    if not name:
        faults.append(Fault.NO_NAME)
    return Line(StaffRow(staff, name or staff, team, job, joined, left, leave), tuple(faults))


def _number(text: str) -> str:
    if not text:
        raise _LeftOut(Fault.NO_NUMBER)
    try:
        return staff_number(text)
    except Invalid:
        raise _LeftOut(Fault.NUMBER_WRONG) from None


def _optional(text: str, fault: Fault) -> date | None:
    if not text:
        return None
    day = day_of(text)
    if day is None:
        raise _LeftOut(fault)
    return day


def _leave(texts: Mapping[Column, str]) -> tuple[tuple[Leave, ...], list[Fault]]:
    since_text, to_text = texts.get(Column.LEAVE_FROM, ""), texts.get(Column.LEAVE_TO, "")
    if not since_text and not to_text:
        return (), []
    since, to = day_of(since_text), day_of(to_text)
    if since is None or (to_text and to is None) or (to is not None and to < since):
        return (), [Fault.LEAVE_WRONG]
    return (Leave(since, to),), []


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 00:00(?::00)?)?")


def day_of(text: str) -> date | None:
    """Read a day as ``2026-11-01`` or, as is usual here, ``1/11/2026``; None for anything else."""
    if iso := _ISO.fullmatch(text):
        year, month, day = map(int, iso.groups())
    elif british := _BRITISH.fullmatch(text):
        day, month, year = map(int, british.groups())
    else:
        return None
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
