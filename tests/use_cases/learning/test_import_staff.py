"""A staff list is read line by line: nothing is dropped in silence, and what it would change is said beforehand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from detectors_app.domain.course import Job
from detectors_app.domain.errors import Invalid
from detectors_app.domain.staff_lines import Fault
from detectors_app.domain.staff_list import Leave, StaffList, StaffRow
from detectors_app.protocol import strict_json
from detectors_app.protocol.padding import LARGEST_BYTES
from detectors_app.use_cases.learning import import_staff
from detectors_app.use_cases.learning.import_staff import MOST_PEOPLE, jobs_of, preview_staff
from detectors_app.use_cases.learning.lead_rows import StaffChanges, StaffPreview
from tests.use_cases.learning.lead_store import DAY, LONG_AGO, person

HEADING = b"Staff number,Name,Team,Job,Joined,Left,Leave from,Leave to\n"
JOBS = jobs_of([Job("repairs"), Job("cleaning")], [("Homes & rents", Job("cleaning"))])
YESTERDAY = DAY - timedelta(days=1)


def read(data: bytes, before: StaffList | None = None) -> StaffPreview:
    return preview_staff(data, DAY, before, JOBS)


def lines(*some: str) -> bytes:
    return HEADING + "\n".join([*some, ""]).encode()


def line(row: StaffRow) -> str:
    return f"{row.staff},{row.name},{row.team},{row.job},{row.joined},,,"


def test_a_list_is_read_with_every_bad_line_told() -> None:
    """Good lines are people; each fault has all its lines; empty lines and rows of bare commas are none."""
    preview = read(
        lines("x1,Sam,East,repairs,2020-01-06,,,", "", ",,,,,,,", "X 1,Alex,East,repairs,2020-01-06,,,",
              "x2,Kim,East,Poet,2020-01-06,,,", "x3,Kim,East,Homes and rents,soon,,,",
              "x4,,East,homes & rents,6/1/2020,,,")
    )  # fmt: skip
    assert [row.staff for row in preview.staff.rows] == ["X1", "X2", "X4"]
    assert {each.fault: each.lines for each in preview.bad} == {
        Fault.NUMBER_TWICE: (5,), Fault.JOB_UNKNOWN: (6,), Fault.JOINED_WRONG: (7,), Fault.NO_NAME: (8,),
    }  # fmt: skip
    assert [each.leaves_out for each in preview.bad] == [False, True, False, True]
    assert (preview.lines, preview.good, preview.unknown_jobs, preview.staff.as_of) == (5, 3, ("poet",), DAY)
    assert preview.changes == StaffChanges(joined=3)
    assert (preview.vanished, preview.much_smaller, preview.windows_1252) == (0, False, 0)


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_a_spreadsheets_own_ways_are_understood(delimiter: str) -> None:
    """Semicolons, tabs, a byte order mark, quotation marks, CRLF, fewer cells at the end of a line."""
    text = '"Staff no";Team;Job title;Start date;Name\r\n"X1";"East; north";Repairs;06/01/2020\r\n'
    preview = read(b"\xef\xbb\xbf" + text.replace("East; north", "East").replace(";", delimiter).encode())
    (row,) = preview.staff.rows
    assert (row.staff, row.team, row.name) == ("X1", "East", "X1")


def test_an_older_coding_is_read_and_told() -> None:
    """Lines that are not UTF-8 are read as Windows-1252, and counted; what is neither is told."""
    zoe = "x1,Zoë,East,repairs,2020-01-06,,,\n".encode("cp1252")
    preview = read(HEADING + zoe + b"x2,\x81,East,repairs,2020-01-06,,,\n")
    assert (preview.staff.rows[0].name, preview.windows_1252) == ("Zoë", 1)
    assert [(each.fault, each.lines) for each in preview.bad] == [(Fault.NOT_TEXT, (3,))]


@pytest.mark.parametrize(
    "raw, fault",
    [
        (b"x2,Sam,East,repairs,2020-01-06,,,,more\n", Fault.TOO_MANY_COLUMNS),
        (b'x2,"Sam,East,repairs,2020-01-06,,,\n', Fault.CUT_OFF),
        (b"x2,Sam,East,rep", Fault.CUT_OFF),
        (b"x2,Sam,East,repairs,2020-01-06,,,\0\n", Fault.NOT_TEXT),
        (b"x2," + b"y" * 20_000 + b"\n", Fault.TOO_LONG),
    ],
)
def test_a_broken_line_breaks_no_other(raw: bytes, fault: Fault) -> None:
    """It is told with its number; the others stand."""
    preview = read(HEADING + b"x1,Sam,East,repairs,2020-01-06,,,\n" + raw)
    assert [(each.fault, each.lines) for each in preview.bad] == [(fault, (3,))]
    assert preview.good == 1


@pytest.mark.parametrize(
    "data, key",
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "empty"),
        (b"\x81\0", "not_text"),
        (b"y" * 20_000, "not_text"),
        (b'"Staff number\n', "columns"),
        (b"Name,Team\n", "columns"),
        (HEADING, "none_good"),
        (HEADING + b",Sam,East,repairs,2020-01-06,,,\n", "none_good"),
        (b"x" * (import_staff.MOST_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, key: str) -> None:
    """Nothing in it, no text, no heading, nobody, too large: said in one word, and nothing else is looked at."""
    with pytest.raises(Invalid, match=rf"learning\.staff\.{key}"):
        read(data)


def test_the_columns_that_are_missing_are_named() -> None:
    """So that whoever made the file can mend it."""
    with pytest.raises(Invalid) as told:
        read(b"Staff number,Name,Job\n")
    assert told.value.facts["missing"] == "team, joined"


def test_changes_are_told_before_they_count() -> None:
    """Joined, left, moved, another job, other leave, another name, as before."""
    before = StaffList(
        YESTERDAY,
        (
            person("A"), person("B"), person("C"), person("D"), person("E"), person("GONE"),
            replace(person("LEFT"), left=date(2026, 3, 1)), replace(person("SOON"), joined=DAY),
        ),
    )  # fmt: skip
    a, b, c, d, e = before.rows[:5]
    data = lines(
        line(a), line(replace(b, team="West")), line(replace(c, job=Job("cleaning"))), line(replace(d, name="Another")),
        f"E,{e.name},East,repairs,2020-01-06,,2026-10-01,", line(person("NEW")),
    )  # fmt: skip
    preview = read(data, before)
    assert preview.changes == StaffChanges(
        joined=1, left=2, moved_team=1, changed_job=1, leave_changed=1, renamed=1, same=1
    )
    assert preview.vanished == 2
    kept = {row.staff: row for row in preview.staff.rows}
    assert (kept["GONE"].left, kept["LEFT"].left) == (YESTERDAY, date(2026, 3, 1))
    assert "SOON" not in kept
    assert list(kept) == sorted(kept)


def test_who_left_long_ago_is_forgotten() -> None:
    """Two years after their last day nobody needs to know of them here."""
    old, recent = replace(person("OLD"), left=date(2024, 10, 1)), replace(person("NOT"), left=date(2025, 1, 1))
    before = StaffList(YESTERDAY, (old, recent))
    assert [row.staff for row in read(lines(line(person("A"))), before).staff.rows] == ["A", "NOT"]


def test_leave_that_is_over_stays_known() -> None:
    """A file says who is on leave now; past months are counted by what was known then."""
    over, open_end, to_come = Leave(LONG_AGO, date(2020, 3, 1)), Leave(date(2026, 9, 1)), Leave(date(2027, 1, 1))
    before = StaffList(YESTERDAY, (replace(person("A"), leave=(over, open_end, to_come)),))
    (row,) = read(lines(line(person("A"))), before).staff.rows
    assert row.leave == (over, Leave(date(2026, 9, 1), YESTERDAY))
    (again,) = read(lines("A,Sam A,East,repairs,2020-01-06,,2026-09-01,2026-12-01"), before).staff.rows
    assert again.leave == (over, Leave(date(2026, 9, 1), date(2026, 12, 1)))


def test_half_a_list_is_told() -> None:
    """Less than half of those in post before: a cut-off file, unless the lead says otherwise."""
    before = StaffList(YESTERDAY, tuple(person(f"X{number}") for number in range(10)))
    assert not read(lines(*(line(row) for row in before.rows[:5])), before).much_smaller
    assert read(lines(*(line(row) for row in before.rows[:4])), before).much_smaller


def test_the_most_people_fit_into_one_envelope() -> None:
    """As many as there may be, each at their longest, are less than the largest envelope; one more is refused."""
    longest = StaffRow("X" * 32, "n" * 80, "t" * 80, Job("j" * 40), DAY, DAY, (Leave(DAY, DAY),))
    one = len(strict_json.encode(longest)) + 1
    assert one * MOST_PEOPLE < LARGEST_BYTES - 100_000
    some = [f"X{number},S,E,repairs,2020-01-06,,," for number in range(MOST_PEOPLE + 1)]
    with pytest.raises(Invalid, match=r"learning\.staff\.too_large"):
        read(lines(*some))
    assert read(lines(*some[:-1])).good == MOST_PEOPLE
