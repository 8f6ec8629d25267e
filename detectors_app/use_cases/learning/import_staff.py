"""Read a staff list: tell what is wrong with which line, and what it would change; keeps nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from detectors_app.domain.course import Job
from detectors_app.domain.errors import Invalid
from detectors_app.domain.staff_lines import NEEDED, Column, Fault, Jobs, Line, columns_of, line_of
from detectors_app.domain.staff_list import StaffList, StaffRow
from detectors_app.use_cases.csv_lines import (
    BOM,
    LONGEST_LINE_BYTES,
    Decoder,
    cells_of,
    delimiter_of,
    is_cut_off,
    to_heading,
)
from detectors_app.use_cases.learning.lead_rows import BadLines, StaffChanges, StaffPreview

MOST_PEOPLE = 20_000
"""So many on one list: an envelope of 8 MiB holds them all, each at their longest."""
MOST_BYTES = 16 * 1024 * 1024
KEEP_LEAVERS = timedelta(days=2 * 366)
"""Who left longer ago is in no figure that is shown, and is forgotten."""

_DAY = timedelta(days=1)


def preview_staff(data: bytes, as_of: date, before: StaffList | None, jobs: Jobs) -> StaffPreview:
    """Say what would come of taking this file in as the list of a day.

    Raises Invalid: nothing in it, no text, no heading with the columns needed, too large, nobody in it.
    """
    if len(data) > MOST_BYTES:
        raise Invalid("learning.staff.too_large", most=MOST_PEOPLE)
    reading = _Reading(jobs)
    for number, line in _lines(data, reading):
        reading.take(number, line)
    if not reading.found:
        raise Invalid("learning.staff.none_good", lines=reading.lines)
    had = {} if before is None else {each.staff: each for each in before.rows}
    rows = tuple(_with_past_leave(each, had.get(each.staff), as_of) for each in reading.found.values())
    vanished = _vanished(had.values(), set(reading.found), as_of)
    kept = tuple(each for each in (*rows, *vanished) if each.left is None or as_of - each.left <= KEEP_LEAVERS)
    in_post = sum(each.is_in_post(as_of) for each in rows)
    return StaffPreview(
        staff=StaffList(as_of, tuple(sorted(kept, key=lambda each: each.staff))),
        lines=reading.lines,
        good=len(rows),
        bad=tuple(BadLines(fault, tuple(lines)) for fault, lines in sorted(reading.bad.items())),
        changes=_changes(had.values(), kept, as_of),
        vanished=len(vanished),
        unknown_jobs=tuple(sorted({each.job for each in rows} - jobs.known)),
        windows_1252=reading.decoder.windows_1252,
        much_smaller=2 * in_post < sum(each.is_in_post(as_of) for each in had.values()),
    )


@dataclass(slots=True)
class _Reading:
    """What was read until now."""

    jobs: Jobs
    lines: int = 0
    decoder: Decoder = field(default_factory=Decoder)
    found: dict[str, StaffRow] = field(default_factory=dict)
    bad: dict[Fault, list[int]] = field(default_factory=dict)

    def take(self, number: int, line: Line) -> None:
        """Take one line in, or note what is wrong with it; of a number that comes twice the first line counts."""
        row, faults = line.row, line.faults
        if row is not None and row.staff in self.found:
            row, faults = None, (Fault.NUMBER_TWICE,)
        for fault in faults:
            self.bad.setdefault(fault, []).append(number)
        if row is not None:
            self.found[row.staff] = row
        if len(self.found) > MOST_PEOPLE:
            raise Invalid("learning.staff.too_large", most=MOST_PEOPLE)


def _lines(data: bytes, reading: _Reading) -> Iterator[tuple[int, Line]]:
    """Give each line that is not empty with its number, the heading being the first."""
    numbered = iter(enumerate(data.removeprefix(BOM).splitlines(keepends=True), 1))
    first = next((raw for _, raw in numbered if raw.strip()), None)
    if first is None:
        raise Invalid("learning.staff.empty")
    delimiter, heading, columns = _heading(first, reading)
    for number, raw in numbered:
        if raw.strip(b" \t\r\n,;|"):
            reading.lines += 1
            yield number, _line(raw, delimiter, heading, columns, reading)


def _heading(first: bytes, reading: _Reading) -> tuple[str, int, dict[Column, int]]:
    text = None if len(first) > LONGEST_LINE_BYTES else reading.decoder.text(first)
    if text is None:
        raise Invalid("learning.staff.not_text")
    delimiter = delimiter_of(text, columns_of)
    cells = cells_of(text, delimiter) or []
    columns = columns_of(cells)
    if missing := [each.value for each in NEEDED if each not in columns]:
        raise Invalid("learning.staff.columns", missing=", ".join(missing))
    return delimiter, len(cells), columns


def _line(raw: bytes, delimiter: str, heading: int, columns: dict[Column, int], reading: _Reading) -> Line:
    if len(raw) > LONGEST_LINE_BYTES:
        return Line(None, (Fault.TOO_LONG,))
    text = reading.decoder.text(raw)
    if text is None:
        return Line(None, (Fault.NOT_TEXT,))
    cells = cells_of(text, delimiter)
    if cells is None or is_cut_off(cells, heading, raw):
        return Line(None, (Fault.CUT_OFF,))
    whole = to_heading(cells, heading)
    return Line(None, (Fault.TOO_MANY_COLUMNS,)) if whole is None else line_of(whole, columns, reading.jobs)


def _vanished(before: Iterable[StaffRow], here: Collection[str], as_of: date) -> list[StaffRow]:
    """Give who was on the list before and is not in the file: their last day is at latest the day before."""
    day_before = as_of - _DAY
    gone = ((each, min(each.left or day_before, day_before)) for each in before if each.staff not in here)
    return [replace(each, left=left) for each, left in gone if each.joined <= left]


def _with_past_leave(row: StaffRow, before: StaffRow | None, as_of: date) -> StaffRow:
    """Keep leave that is over and that the file does not say any more, so that past months stay as they were."""
    known = () if before is None else before.leave
    begun = {each.since for each in row.leave}
    past = (replace(each, to=min(each.to or as_of - _DAY, as_of - _DAY)) for each in known if each.since not in begun)
    return replace(row, leave=(*(each for each in past if each.since < as_of), *row.leave))


def _changes(before: Iterable[StaffRow], after: Iterable[StaffRow], day: date) -> StaffChanges:
    """Count what changed for people in post on the day, by the list before and by the new one."""
    had = {each.staff: each for each in before if each.is_in_post(day)}
    have = {each.staff: each for each in after if each.is_in_post(day)}
    both = [(had[staff], have[staff]) for staff in had.keys() & have.keys()]
    return StaffChanges(
        joined=len(have.keys() - had.keys()),
        left=len(had.keys() - have.keys()),
        moved_team=sum(old.team != new.team for old, new in both),
        changed_job=sum(old.job != new.job for old, new in both),
        leave_changed=sum(old.leave != new.leave for old, new in both),
        renamed=sum(old.name != new.name for old, new in both),
        same=sum(old == new for old, new in both),
    )


def jobs_of(known: Iterable[Job], spellings: Iterable[tuple[str, Job]]) -> Jobs:
    """Give the jobs that a list may name; `spellings` are words for them."""
    from detectors_app.domain.staff_lines import letters

    return Jobs(frozenset(known), {letters(words): job for words, job in spellings})
