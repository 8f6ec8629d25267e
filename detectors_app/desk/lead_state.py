"""What a training lead chose and began on each page; outlives a window made anew, and ends with the program."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from detectors_app.domain.course import CourseId
from detectors_app.domain.figures import By
from detectors_app.use_cases.learning.lead_rows import SessionPreview, StaffPreview

ALL = "*"
"""Stands for all courses, or all teams, where one of them can be chosen."""


class LeadPlaceName(StrEnum):
    """The pages of the training side, in their order."""

    FIGURES = "figures"
    REMIND = "remind"
    SESSIONS = "sessions"
    STAFF = "staff"
    CHECK = "check"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class LeadState:
    """One moment of it. `course` None: all together. `back` counts months back from today, 0 being today.

    Days are as they were typed. `taking_back` is the entry that is about to be taken back.
    """

    place: LeadPlaceName = LeadPlaceName.FIGURES
    course: CourseId | None = None
    back: int = 0
    by: By = By.COURSE
    remind_course: CourseId | None = None
    remind_team: str | None = None
    session_course: CourseId | None = None
    session_day: str = ""
    session_numbers: str = field(default="", repr=False)
    session: SessionPreview | None = field(default=None, repr=False)
    taking_back: str = ""
    staff_day: str = ""
    staff_file: str = ""
    staff: StaffPreview | None = field(default=None, repr=False)
    code: str = ""
    checked: bool = False
    """Whether the code was asked about."""

    @property
    def bys(self) -> tuple[By, ...]:
        """Give what a table's rows may be: courses only while all are looked at together."""
        return tuple(By) if self.course is None else tuple(each for each in By if each is not By.COURSE)
