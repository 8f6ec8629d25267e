"""How a line of a staff list is read: whatever headings, days and jobs a personnel system writes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.course import Job
from detectors_app.domain.staff_lines import KEPT, Column, Fault, Jobs, columns_of, day_of, line_of
from detectors_app.domain.staff_list import Leave, StaffRow

JOBS = Jobs(frozenset({Job("repairs"), Job("property-management")}), {"homesandrents": Job("property-management")})
HEADING = ["Staff No.", "Name", "Team", "Job", "Joined", "Left", "Leave from", "Leave to"]
GOOD = ["x 1", "Sam  Sample", "East", "Repairs", "6/1/2020", "", "", ""]
SAM = StaffRow("X1", "Sam Sample", "East", Job("repairs"), date(2020, 1, 6))


def line(**changes: str) -> tuple[StaffRow | None, tuple[Fault, ...]]:
    """Read the good line with some cells changed, named by their column."""
    columns = columns_of(HEADING)
    cells = list(GOOD)
    for name, text in changes.items():
        cells[columns[Column[name]]] = text
    read = line_of(cells, columns, JOBS)
    return read.row, read.faults


def test_a_good_line_is_somebody() -> None:
    """The number in its one spelling, blanks made one, the job in the courses' own word."""
    assert line() == (SAM, ())
    assert line(JOB="Homes and rents") == (StaffRow(*_with(job=Job("property-management"))), ())
    assert line(JOB="Property management")[0] == StaffRow(*_with(job=Job("property-management")))
    row, faults = line(LEFT="2026-11-01", LEAVE_FROM="1.2.2026", LEAVE_TO="28-02-2026")
    assert row is not None
    assert (row.left, row.leave, faults) == (date(2026, 11, 1), (Leave(date(2026, 2, 1), date(2026, 2, 28)),), ())
    open_end, _ = line(LEAVE_FROM="2026-02-01")
    assert open_end is not None
    assert open_end.leave == (Leave(date(2026, 2, 1)),)


def _with(job: Job) -> tuple[str, str, str, Job, date]:
    return SAM.staff, SAM.name, SAM.team, job, SAM.joined


@pytest.mark.parametrize(
    "changes, fault",
    [
        ({"STAFF": " "}, Fault.NO_NUMBER),
        ({"STAFF": "x%1"}, Fault.NUMBER_WRONG),
        ({"TEAM": ""}, Fault.NO_TEAM),
        ({"JOB": "-"}, Fault.NO_JOB),
        ({"JOINED": ""}, Fault.JOINED_WRONG),
        ({"JOINED": "31/2/2020"}, Fault.JOINED_WRONG),
        ({"JOINED": "6/1/20"}, Fault.JOINED_WRONG),
        ({"JOINED": "1/1/1900"}, Fault.JOINED_WRONG),
        ({"LEFT": "soon"}, Fault.LEFT_WRONG),
        ({"LEFT": "2020-01-05"}, Fault.LEFT_BEFORE_JOINED),
        ({"NAME": "x" * 81}, Fault.TOO_LONG),
    ],
)
def test_a_bad_line_is_left_out_and_says_why(changes: dict[str, str], fault: Fault) -> None:
    """Nobody is made of it."""
    assert line(**changes) == (None, (fault,))
    assert fault not in KEPT


@pytest.mark.parametrize(
    "changes, faults",
    [
        ({"LEAVE_FROM": "soon"}, (Fault.LEAVE_WRONG,)),
        ({"LEAVE_TO": "2026-01-01"}, (Fault.LEAVE_WRONG,)),
        ({"LEAVE_FROM": "2026-01-02", "LEAVE_TO": "never"}, (Fault.LEAVE_WRONG,)),
        ({"LEAVE_FROM": "2026-01-02", "LEAVE_TO": "2026-01-01"}, (Fault.LEAVE_WRONG,)),
        ({"JOB": "Sea Captain"}, (Fault.JOB_UNKNOWN,)),
        ({"NAME": ""}, (Fault.NO_NAME,)),
    ],
)
def test_some_faults_keep_the_person(changes: dict[str, str], faults: tuple[Fault, ...]) -> None:
    """An unknown job, leave that cannot be read and a missing name are told; the person counts."""
    row, found = line(**changes)
    assert row is not None
    assert (found, row.leave, set(faults) <= KEPT) == (faults, (), True)
    assert row.job in {"repairs", "sea-captain"}
    assert row.name in {"Sam Sample", "X1"}


def test_headings_are_known_in_many_spellings() -> None:
    """Letters alone count; of two alike the first; what is not known is passed over."""
    found = columns_of(["Payroll number", "STAFF_ID", "colour", "Job title", "Start date", "Department"])
    assert found == {Column.STAFF: 0, Column.JOB: 3, Column.JOINED: 4, Column.TEAM: 5}


@given(st.dates(date(1940, 1, 1), date(2100, 12, 31)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    """As ISO 8601 and as is usual in Britain, with a midnight that a spreadsheet added or without."""
    for text in (f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", f"{day:%Y-%m-%d} 00:00:00"):
        assert day_of(text) == day


@given(st.text(max_size=12))
def test_nothing_else_is_a_day(text: str) -> None:
    """Whatever is in the cell, it is a day or it is none."""
    found = day_of(text)
    assert found is None or any(each.isdigit() for each in text)
