"""What a training lead's desk shows and is handed, as values; reads no store and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from detectors_app.domain.completion import Completion
from detectors_app.domain.course import CourseId, Job
from detectors_app.domain.ids import EnvelopeId
from detectors_app.domain.staff_lines import KEPT, Fault
from detectors_app.domain.staff_list import StaffList, StaffRow


@dataclass(frozen=True, slots=True)
class Age:
    """How old the data is, and what it lacks; shown beside every figure. Times are UTC.

    `last_reached` is when the service last answered, `list_as_of` the staff list's day, both None where there was none.
    `waiting` counts what this desk entered and the service has not taken yet. `not_believed` counts envelopes that are
    kept but did not open or verify, `not_on_list` people with completions who are on no staff list: none of them is in
    any figure. `laptops` sent training records at some time, `silent_laptops` of them none for SILENT_DAYS.
    """

    counted_at: datetime
    last_reached: datetime | None
    list_as_of: date | None
    waiting: int
    not_believed: int
    not_on_list: int
    laptops: int
    silent_laptops: int


SILENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class BadLines:
    """One fault with the numbers of all its lines, the heading being line 1."""

    fault: Fault
    lines: tuple[int, ...]

    @property
    def leaves_out(self) -> bool:
        """Say whether these lines were left out."""
        return self.fault not in KEPT


@dataclass(frozen=True, slots=True)
class StaffChanges:
    """What a new list changes against the one before; each a count of people."""

    joined: int = 0
    left: int = 0
    moved_team: int = 0
    changed_job: int = 0
    leave_changed: int = 0
    renamed: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class StaffPreview:
    """What would come of taking a file in. `staff` is the whole new list: those who vanished from it are kept as left.

    `lines` counts those with anything in them, the heading not; `good` those taken. `windows_1252` counts lines that
    were read in that older coding. `vanished` were on the list before and are not in the file: their last day is taken
    to be the day before. `much_smaller`: accept it only if the lead says that it is right.
    """

    staff: StaffList
    lines: int
    good: int
    bad: tuple[BadLines, ...]
    changes: StaffChanges
    vanished: int
    unknown_jobs: tuple[Job, ...]
    windows_1252: int
    much_smaller: bool


@dataclass(frozen=True, slots=True)
class SessionPreview:
    """Whom a session would be entered for. `already` completed it on that day: entering it again changes nothing.

    `unknown` are well-formed numbers that are on no staff list (they may be entered), `malformed` are the words that
    are no staff number (they may not).
    """

    course: CourseId
    on: date
    people: tuple[StaffRow, ...] = field(repr=False)
    already: tuple[str, ...] = field(repr=False)
    unknown: tuple[str, ...] = field(repr=False)
    malformed: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A session, or another route, as a lead entered it for so many people. `id` takes it back; `entered_at` is UTC."""

    id: EnvelopeId
    course: CourseId
    on: date
    people: int
    entered_at: datetime


class Why(StrEnum):
    """Why somebody is on the reminder list."""

    OVERDUE = "overdue"
    DUE = "due"
    REFRESH = "refresh"
    """Complete, and to be taken again soon."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Somebody to remind, for the lead alone. `by` is the day it is or was to be finished by.

    `days` are left until then; less than 0 once it has passed.
    """

    staff: str = field(repr=False)
    name: str = field(repr=False)
    team: str
    job: Job
    course: CourseId
    why: Why
    by: date
    days: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A completion that a certificate's code names. `name` is empty where they are on no staff list."""

    completion: Completion
    name: str = field(repr=False)
    team: str
