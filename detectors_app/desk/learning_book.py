"""A training lead's side of a desk without a window: figures, staff list, sessions, reminders; words nothing.

Every thread that works with it has its own, over its own casebook. Times are UTC, days are those given.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detectors_app.desk.casebook import Casebook
from detectors_app.domain.course import Course, CourseId
from detectors_app.domain.figures import By, FigureTable
from detectors_app.domain.ids import EnvelopeId
from detectors_app.domain.staff_list import StaffList
from detectors_app.use_cases.learning.lead_rows import Age, Checked, Reminder, SessionPreview, StaffPreview


class LearningBook:
    """The learning side of one officer's desk; `casebook` stays the caller's to close."""

    def __init__(self, casebook: Casebook, courses: tuple[Course, ...] | None = None) -> None:
        """Keep the courses in force, those that come with the program where none are given."""
        raise NotImplementedError

    def is_reader(self) -> bool:
        """Say whether the list of people names this officer a reader of the learning box."""
        raise NotImplementedError

    def courses(self) -> tuple[Course, ...]:
        """Give the courses in force, those asked of somebody first."""
        raise NotImplementedError

    def age(self) -> Age:
        """Say how old the data is and what it lacks."""
        raise NotImplementedError

    def staff_list(self) -> StaffList | None:
        """Give the staff list in force, None before there was one."""
        raise NotImplementedError

    def overview(self, day: date) -> FigureTable:
        """Give every course's figures on a day. Raises Invalid without a staff list."""
        raise NotImplementedError

    def figures(self, course: CourseId | None, day: date, by: By) -> FigureTable:
        """Give one course's figures (all together: None) by team, job or month, or all courses' with `By.COURSE`.

        Raises Invalid without a staff list, or where no such course is in force.
        """
        raise NotImplementedError

    def reminders(self, day: date, course: CourseId | None = None, team: str | None = None) -> tuple[Reminder, ...]:
        """Give who is to be reminded, by team, the longest overdue first. Raises Invalid without a staff list."""
        raise NotImplementedError

    def preview_staff(self, data: bytes, as_of: date) -> StaffPreview:
        """Read a staff list (CSV) and say what it would change; nothing is kept.

        Raises Invalid: empty, no text, columns missing, too many, not one good line, a day to come.
        """
        raise NotImplementedError

    def accept_staff(self, preview: StaffPreview) -> EnvelopeId:
        """Seal the list to all leads and count by it from now on; it goes out with the next round.

        Raises Refused (not a reader; much smaller and not said to be right), Invalid.
        """
        raise NotImplementedError

    def preview_session(self, course: CourseId, on: date, numbers: str | bytes) -> SessionPreview:
        """Read staff numbers, typed or of a file, one a line or parted by commas; nothing is kept.

        Raises Invalid: no such course, a day to come, none at all.
        """
        raise NotImplementedError

    def record_session(self, preview: SessionPreview) -> EnvelopeId:
        """Enter a session, or another route agreed: all of the preview's people and unknown numbers completed it.

        Raises Refused (not a reader), Invalid (words that are no number, nobody left).
        """
        raise NotImplementedError

    def withdraw_session(self, entry: EnvelopeId) -> EnvelopeId:
        """Take back an entry that was wrong; what others sent of the same people stays. Raises Refused, Invalid."""
        raise NotImplementedError

    def check(self, code: str) -> Checked | None:
        """Give the completion that a certificate's code names, None where there is none. Raises Invalid: no code."""
        raise NotImplementedError

    def figures_csv(self, tables: Sequence[FigureTable]) -> bytes:
        """Write tables for a spreadsheet, each with its denominator and the data's age in words."""
        raise NotImplementedError

    def reminders_csv(self, reminders: Sequence[Reminder]) -> bytes:
        """Write the reminder list for a spreadsheet."""
        raise NotImplementedError

    def reminder_text(self, reminders: Sequence[Reminder]) -> str:
        """Write the reminder list as text to copy, grouped by team."""
        raise NotImplementedError
