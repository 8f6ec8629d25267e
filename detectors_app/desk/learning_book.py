"""A training lead's side of a desk without a window: figures, staff list, sessions, reminders; words nothing.

Every thread that works with it has its own, over its own casebook. Times are UTC, days are those given. What may be
written to a file or copied is made by desk.learning_sheets.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from detectors_app.desk.open_desk import OpenDesk
from detectors_app.desk.record_sending import RecordSending, RecordsStand
from detectors_app.domain.completion import Completions, check_code
from detectors_app.domain.course import Course, CourseId, Job
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.figures import By, FigureTable, Since
from detectors_app.domain.ids import LEARNING, EnvelopeId
from detectors_app.domain.record_store import RecordStore
from detectors_app.domain.staff_list import StaffList
from detectors_app.protocol.payload import Learning, Withdrawn
from detectors_app.storage.desk_store import DeskUnit
from detectors_app.use_cases.casework.sync_desk import LAST_REACHED
from detectors_app.use_cases.casework.tell_others import tell_leads
from detectors_app.use_cases.learning import import_staff, remind, sessions
from detectors_app.use_cases.learning.codes import typed_code
from detectors_app.use_cases.learning.lead_rows import (
    SILENT_DAYS,
    Age,
    Checked,
    Entry,
    Reminder,
    SessionPreview,
    StaffPreview,
)
from detectors_app.use_cases.learning.register import Register, fold_learning
from detectors_app.use_cases.learning.send_statements import Sent
from detectors_app.use_cases.learning.tables import Figures, since_of

_SEEN = "course_seen/"
"""Notes: when this desk first had a course in force, by its id and the version its substance is of."""


class LearningBook:
    """The learning side of one officer's desk; `desk` stays the caller's to close."""

    def __init__(
        self, desk: OpenDesk, courses: Iterable[Course] | None = None, job_words: Iterable[tuple[str, Job]] = ()
    ) -> None:
        """Count by these courses; where none are given, by those in force on this desk at each moment.

        `job_words` are words by which a staff list may name a job, such as those of the catalogue.
        """
        self._desk = desk
        self._given = None if courses is None else tuple(courses)
        self._job_words = tuple(job_words)
        self._register = Register()
        self._figures: Figures | None = None
        self._in_force: tuple[Course, ...] = ()
        self._records = RecordSending(desk.store, self.courses, desk.now)

    def is_reader(self) -> bool:
        """Say whether the list of people names this officer a reader of the learning box."""
        return LEARNING in self._desk.boxes()

    def courses(self) -> tuple[Course, ...]:
        """Give the courses in force, in the order they are shown."""
        if self._given is not None:
            return self._given
        courses = self._desk.packs.courses()
        if courses != self._in_force:
            self._in_force, self._figures = courses, None
        return courses

    def use_courses(self, courses: Iterable[Course]) -> None:
        """Count by other courses from now on, such as those of a newer content pack."""
        self._given, self._figures = tuple(courses), None

    def age(self) -> Age:
        """Say how old the data is and what it lacks."""
        now = self._desk.now()
        with self._desk.store.unit() as unit:
            self._look(unit)
            reached = unit.note(LAST_REACHED)
            laptops, silent = unit.count_laptops(now - timedelta(days=SILENT_DAYS))
            waiting, not_believed = unit.count_waiting(), unit.count_not_believed()
        staff = self._register.staff
        return Age(
            counted_at=now,
            last_reached=datetime.fromisoformat(reached) if reached else None,
            list_as_of=None if staff is None else staff.as_of,
            waiting=waiting,
            not_believed=not_believed,
            not_on_list=self._register.not_on_list(),
            laptops=laptops,
            silent_laptops=silent,
        )

    def staff_list(self) -> StaffList | None:
        """Give the staff list in force, None before there was one."""
        with self._desk.store.unit() as unit:
            self._look(unit)
        return self._register.staff

    def staff_list_made_at(self) -> datetime | None:
        """Give when the staff list in force was taken in here or at another lead's desk (UTC), None without one."""
        with self._desk.store.unit() as unit:
            self._look(unit)
            kept = unit.kept_list()
        return None if kept is None else kept.made_at

    def overview(self, day: date) -> FigureTable:
        """Give every course's figures on a day. Raises Invalid without a staff list."""
        return self.figures(None, day, By.COURSE)

    def figures(self, course: CourseId | None, day: date, by: By) -> FigureTable:
        """Give one course's figures (all together: None) by team, job or month, or all courses' with `By.COURSE`.

        Raises Invalid without a staff list, or where no such course is in force.
        """
        return self._now().table(course, day, by)

    def reminders(self, day: date, course: CourseId | None = None, team: str | None = None) -> tuple[Reminder, ...]:
        """Give who is to be reminded, by team, the longest overdue first. Raises Invalid without a staff list."""
        return remind.reminders(self._now(), day, course, team)

    def preview_staff(self, data: bytes, as_of: date) -> StaffPreview:
        """Read a staff list (CSV) and say what it would change; nothing is kept.

        Raises Invalid: empty, no text, columns missing, too many, not one good line, a day to come.
        """
        if as_of > self._today():
            raise Invalid("learning.staff.day_to_come", where="day")
        known = {job for each in self.courses() for job in each.jobs}
        jobs = import_staff.jobs_of(known, [(words, job) for words, job in self._job_words if job in known])
        return import_staff.preview_staff(data, as_of, self.staff_list(), jobs)

    def accept_staff(self, preview: StaffPreview, *, smaller: bool = False) -> EnvelopeId:
        """Seal the list to all leads and count by it from now on; it goes out with the next round.

        Raises Refused (not a reader; much smaller and not said to be right; a later list is in force), Invalid.
        """
        if preview.much_smaller and not smaller:
            raise Refused("learning.staff.much_smaller")
        held = self.staff_list()
        if held is not None and held.as_of > preview.staff.as_of:
            raise Refused("learning.staff.older", as_of=held.as_of.isoformat())
        return self._tell(preview.staff)

    def preview_session(self, course: CourseId, on: date, numbers: str | bytes) -> SessionPreview:
        """Read staff numbers, typed or of a file, one a line or parted by commas; nothing is kept.

        Raises Invalid: no such course, a day to come, nobody, too many.
        """
        figures = self._now()
        found, people = figures.find(course), self._register.people
        return sessions.preview_session(found, on, numbers, people, figures.taking(found), today=self._today())

    def record_session(self, preview: SessionPreview) -> EnvelopeId:
        """Enter a session, or another route agreed: everyone of the preview completed it; give the entry's id.

        Raises Refused (not a reader), Invalid (words that are no staff number).
        """
        figures = self._now()
        found = figures.find(preview.course)
        return self._tell(Completions(sessions.completions_of(preview, found, figures.taking(found))))

    def entries(self, limit: int) -> tuple[Entry, ...]:
        """Give what leads entered and did not take back, the latest first, at most so many."""
        with self._desk.store.unit() as unit:
            self._look(unit)
            return unit.entries(limit)

    def withdraw_session(self, entry: EnvelopeId) -> EnvelopeId:
        """Take back an entry that was wrong; what others sent of the same people stays.

        Raises Refused (not a reader), Invalid (no entry of a lead has this id, or it was taken back).
        """
        with self._desk.store.unit() as unit:
            if not unit.entry_of(entry):
                raise Invalid("learning.session.no_such_entry", where="entry")
        return self._tell(Withdrawn(entry))

    def check(self, code: str) -> Checked | None:
        """Give the completion that a certificate's code names, None where there is none. Raises Invalid: no code."""
        wanted = typed_code(code)
        with self._desk.store.unit() as unit:
            self._look(unit)
            found = unit.completions_with(*wanted.between)
        named = sorted((each for each in found if check_code(each.id) == wanted.code), key=lambda each: each.on)
        if not named:
            return None
        person = self._register.people.get(named[-1].staff)
        return Checked(named[-1], "" if person is None else person.name, "" if person is None else person.team)

    def records(self) -> RecordsStand:
        """Say how sending to the council's learning record store stands."""
        return self._records.stands()

    def set_record_store(self, where: RecordStore | None) -> None:
        """Set where to send from now on, None to stop. Raises Invalid: no safe address, no whole account."""
        self._records.set(where)

    def send_records(self) -> Sent:
        """Send every completion that waits. What the network does is in the outcome."""
        return self._records.send()

    def _now(self) -> Figures:
        """Give counts by what the store holds now."""
        with self._desk.store.unit() as unit:
            if self._look(unit) or self._figures is None:
                since = {each.id: self._since(unit, each) for each in self.courses()}
                self._figures = Figures(self.courses(), self._register, since)
        return self._figures

    def _look(self, unit: DeskUnit) -> bool:
        """Read what is new; where that changed anything, counts made before are not used again."""
        fold_learning(unit)
        new = self._register.look(unit)
        if new:
            self._figures = None
        return new

    def _since(self, unit: DeskUnit, course: Course) -> Since:
        note = f"{_SEEN}{course.id}/{course.substance_since}"
        seen = unit.note(note)
        if not seen:
            seen = self._today().isoformat()
            unit.put_note(note, seen)
        return since_of(course, self._register.taking.get(course.id, {}), date.fromisoformat(seen))

    def _tell(self, content: Learning) -> EnvelopeId:
        entry = EnvelopeId(UUID(bytes=uuid4().bytes))
        desk, held = self._desk.desk(), self._desk.held()
        with self._desk.store.unit() as unit:
            tell_leads(desk, unit, held, entry, content, at=self._desk.now())
        return entry

    def _today(self) -> date:
        return self._desk.now().astimezone().date()
