"""Enter that people completed a course in a session, or by another route: read the numbers, make the completions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from detectors_app.domain.completion import Completion, complete, cycle_of, cycle_to_take, staff_number
from detectors_app.domain.course import Course
from detectors_app.domain.errors import Invalid
from detectors_app.domain.figures import Taking
from detectors_app.domain.staff_lines import Column, columns_of
from detectors_app.domain.staff_list import StaffRow
from detectors_app.use_cases.learning.lead_rows import SessionPreview

MOST_PEOPLE = 2_000
"""So many at one session, or from one file."""
MOST_BYTES = 256 * 1024
_CELLS = re.compile(r"[,;\t|]")
_PARTED = re.compile(r"[,;|\s]+")


def preview_session(
    course: Course, on: date, numbers: str | bytes, people: Mapping[str, StaffRow], taking: Taking, *, today: date
) -> SessionPreview:
    """Say whom a session would be entered for. `numbers` are parted by commas, blanks or lines.

    Of a file with a heading only the column of staff numbers is read.

    Raises Invalid: a day to come, nobody, too many.
    """
    if on > today:
        raise Invalid("learning.session.day_to_come", where="day")
    words = _words(_text(numbers))
    if not words:
        raise Invalid("learning.session.nobody", where="staff numbers")
    if len(words) > MOST_PEOPLE:
        raise Invalid("learning.session.too_many", where="staff numbers", most=MOST_PEOPLE)
    good, malformed = _numbers(words)
    done = {each for each in good if any(day == on.toordinal() for day, _ in taking.get(each, ()))}
    return SessionPreview(
        course=course.id,
        on=on,
        people=tuple(people[each] for each in good if each in people),
        already=tuple(each for each in good if each in done),
        unknown=tuple(each for each in good if each not in people),
        malformed=malformed,
    )


def completions_of(preview: SessionPreview, course: Course, taking: Taking) -> tuple[Completion, ...]:
    """Make what goes to the records, one for each that is named. Raises Invalid while a word is no staff number."""
    if preview.malformed:
        raise Invalid("learning.session.malformed", where="staff numbers", count=len(preview.malformed))
    staff = (*(each.staff for each in preview.people), *preview.unknown)
    on = preview.on
    cycles = ((each, _cycle(course, on, taking, each)) for each in staff)
    return tuple(complete(each, course.id, course.version, cycle, on) for each, cycle in cycles)


def _text(numbers: str | bytes) -> str:
    if isinstance(numbers, str):
        return numbers
    if len(numbers) > MOST_BYTES or b"\0" in numbers:
        raise Invalid("learning.session.not_text", where="staff numbers")
    try:
        return numbers.decode("utf-8-sig")
    except UnicodeDecodeError:
        return numbers.decode("cp1252", errors="replace")


def _words(text: str) -> list[str]:
    lines = [each for each in text.splitlines() if each.strip()]
    heading = _CELLS.split(lines[0]) if lines else []
    place = columns_of(heading).get(Column.STAFF)
    if place is None or len(heading) == 1:
        rest = lines if place is None else lines[1:]
        return [each for line in rest for each in _PARTED.split(line) if each]
    cells = (_CELLS.split(each) for each in lines[1:])
    return [each[place].strip() for each in cells if len(each) > place and each[place].strip()]


def _numbers(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    good: dict[str, None] = {}
    malformed: dict[str, None] = {}
    for word in words:
        try:
            good[staff_number(word.strip('"'))] = None
        except Invalid:
            malformed[word] = None
    return list(good), tuple(malformed)


def _cycle(course: Course, on: date, taking: Taking, staff: str) -> int:
    """Give the cycle that a session counts for, as a laptop would that knew of the completions before that day."""
    before = [day for day, _ in taking.get(staff, ()) if day < on.toordinal()]
    last = cycle_of(date.fromordinal(max(before)), course.refresh_months) if before else None
    return cycle_to_take(on, course.refresh_months, last)
