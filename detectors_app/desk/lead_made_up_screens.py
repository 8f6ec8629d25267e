"""Made-up staff and records for pictures of the training pages, in the numbers of the worked example.

256 of 320 in the five jobs of Early Detectors, 230 of 250 (92 %) and 185 of 250 (74 %) in the first two levels.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID

from detectors_app.desk.record_sending import RecordsStand
from detectors_app.domain.completion import check_code, complete, cycle_of
from detectors_app.domain.course import Course, CourseId, Job, Taught
from detectors_app.domain.figures import By, FigureTable
from detectors_app.domain.ids import EnvelopeId
from detectors_app.domain.record_store import RecordStore
from detectors_app.domain.staff_list import Leave, StaffList, StaffRow
from detectors_app.use_cases.learning import import_staff, remind, sessions
from detectors_app.use_cases.learning.lead_rows import Age, Checked, Entry, Reminder, SessionPreview, StaffPreview
from detectors_app.use_cases.learning.register import Register
from detectors_app.use_cases.learning.send_statements import QueueCounts
from detectors_app.use_cases.learning.tables import Figures, since_of

AS_OF = date(2026, 11, 1)
DETECTORS = CourseId("early-detectors")
LEVELS = tuple(CourseId(f"neighbourhoods-{level}") for level in (1, 2, 3))
_LEVEL_1, _LEVEL_2, _LEVEL_3 = LEVELS
_LONG_AGO = date(2021, 3, 1)
_TEAMS = {
    "repairs": (("Repairs east", 62), ("Repairs west", 58)),
    "caretaking": (("Caretaking north", 44), ("Caretaking south", 36)),
    "cleaning": (("Cleaning north", 44), ("Cleaning nights", 6)),
    "transport": (("Transport school runs", 40),),
    "property-management": (("Property management", 30),),
    "neighbourhoods": (("Neighbourhoods 1", 130), ("Neighbourhoods 2", 120)),
}
_DONE = {
    "repairs": ((DETECTORS, 101),),
    "caretaking": ((DETECTORS, 66),),
    "cleaning": ((DETECTORS, 36),),
    "transport": ((DETECTORS, 30),),
    "property-management": ((DETECTORS, 23),),
    "neighbourhoods": ((_LEVEL_1, 230), (_LEVEL_2, 185), (_LEVEL_3, 120)),
}
_ON_LEAVE = 9
_NAMES = ("Sam Sample", "Alex Example", "Robin Pretend", "Noor Madeup", "Kim Invented")


def made_up_courses() -> tuple[Course, ...]:
    """Give courses by name alone: what is in them is not looked at here."""
    detectors = tuple(Job(each) for each in _TEAMS if each != "neighbourhoods")
    titles = ("Level 1: Awareness and assessment", "Level 2: Accountability", "Level 3: Risk and safeguarding")
    return (
        Course(DETECTORS, 3, "https://learning.example/early", "Early Detectors", detectors, ()),
        *(
            Course(course, 1, f"https://learning.example/{course}", title, (Job("neighbourhoods"),), (),
                   taught=Taught.SESSIONS, refresh_months=36)
            for course, title in zip(LEVELS, titles, strict=True)
        ),
    )  # fmt: skip


class MadeUpBook:
    """Stands for desk.learning_book.LearningBook: the same questions, answered from made-up people and no store."""

    def __init__(self, now: datetime, *, empty: bool = False, done: bool = True) -> None:
        """Make the people. `empty`: no staff list yet; not `done`: nobody finished anything yet."""
        self._now = now
        self._courses = made_up_courses()
        self._register = Register()
        if not empty:
            self._fill(done=done)
        since = {
            each.id: since_of(each, self._register.taking.get(each.id, {}), date(2026, 1, 12)) for each in self._courses
        }
        self._figures = Figures(self._courses, self._register, since)
        self.where: RecordStore | None = None
        self.trouble = ""
        self.calm = False
        """Nobody is to be reminded."""
        self.given: tuple[Entry, ...] = ()

    def courses(self) -> tuple[Course, ...]:
        """Give the courses."""
        return self._courses

    def age(self) -> Age:
        """Give an age with something to say."""
        listed = self._register.staff is not None
        return Age(
            counted_at=self._now,
            last_reached=self._now - timedelta(minutes=4),
            list_as_of=AS_OF if listed else None,
            waiting=0,
            not_believed=0,
            not_on_list=2 if listed else 0,
            laptops=214 if listed else 0,
            silent_laptops=12 if listed else 0,
        )

    def staff_list(self) -> StaffList | None:
        """Give the list."""
        return self._register.staff

    def staff_list_made_at(self) -> datetime | None:
        """Give when it was taken in."""
        return None if self._register.staff is None else self._now - timedelta(days=10, minutes=40)

    def figures(self, course: CourseId | None, day: date, by: By) -> FigureTable:
        """Count."""
        return self._figures.table(course, day, by)

    def reminders(self, day: date, course: CourseId | None = None, team: str | None = None) -> tuple[Reminder, ...]:
        """Give who is to be reminded."""
        return () if self.calm else remind.reminders(self._figures, day, course, team)

    def preview_staff(self, data: bytes, as_of: date) -> StaffPreview:
        """Read a list."""
        return import_staff.preview_staff(
            data, as_of, self.staff_list(), import_staff.jobs_of({Job(each) for each in _TEAMS}, ())
        )

    def preview_session(self, course: CourseId, on: date, numbers: str) -> SessionPreview:
        """Find people."""
        found, people = self._figures.find(course), self._register.people
        today = self._now.date()
        return sessions.preview_session(found, on, numbers, people, self._figures.taking(found), today=today)

    def entries(self, _limit: int) -> tuple[Entry, ...]:
        """Give what was entered."""
        return self.given

    def enter(self) -> None:
        """Stand as if two sessions had been entered."""
        made = ((_LEVEL_1, date(2026, 10, 14), 23), (_LEVEL_2, date(2026, 9, 30), 18))
        self.given = tuple(
            Entry(EnvelopeId(UUID(int=number)), course, on, people, self._now - timedelta(days=number))
            for number, (course, on, people) in enumerate(made, start=1)
        )

    def check(self, code: str) -> Checked | None:
        """Give one person's completion, whatever the code, and none for the code of the example in the hint."""
        if code == "7K2M-Q4TR":
            return None
        on = date(2026, 10, 8)
        completion = complete("X00007", DETECTORS, 3, cycle_of(on, 12), on)
        return Checked(completion, "Robin Pretend 7", "Repairs east")

    def code(self) -> str:
        """Give the code of that completion."""
        found = self.check("")
        return "" if found is None else check_code(found.completion.id)

    def records(self) -> RecordsStand:
        """Say how sending stands."""
        return RecordsStand(self.where, QueueCounts(4, 230, 1), self.trouble)

    def _fill(self, *, done: bool) -> None:
        numbers = count(1)
        rows: list[StaffRow] = []
        for job, teams in _TEAMS.items():
            people = [_person(next(numbers), team, job) for team, many in teams for _ in range(many)]
            for course, many in _DONE[job] if done else ():
                taking = self._register.taking.setdefault(course, {})
                for place, each in enumerate(_spread(people, many)):
                    on = AS_OF - timedelta(days=20 + 7 * (place % 40))
                    taking[each.staff] = ((on.toordinal(), 3 if course == DETECTORS else 1),)
            rows += people
        away = [_person(next(numbers), "Repairs east", "repairs") for _ in range(_ON_LEAVE)]
        rows += [replace(each, leave=(Leave(date(2026, 6, 1)),)) for each in away]
        self._register.staff = StaffList(AS_OF, tuple(rows))
        self._register.people = {each.staff: each for each in rows}


def new_list() -> bytes:
    """Give a staff list that changes things, with lines that cannot be read."""
    lines = ["staff_number,name,team,job,joined,left,leave_from,leave_to"]
    rows = (_person(number, team, job) for number, team, job in _listed() if number % 25)
    lines += [f"{each.staff},{each.name},{each.team},{each.job},{each.joined.isoformat()},,," for each in rows]
    lines += [
        "X09001,Toni Pretend,Repairs east,repairs,2026-11-02,,,",
        "X09002,Max Example,Repairs west,repairs,2 Novembr,,,",
        ",Ade Sample,Repairs west,repairs,2026-11-02,,,",
        "X09003,Rumi Madeup,Post room,post,2026-10-02,,,",
    ]
    return "\n".join(lines).encode()


def short_list() -> bytes:
    """Give a list of one team."""
    people = [f"X{number:05},Sam {number},Repairs east,repairs,2021-03-01,,," for number in range(1, 40)]
    return "\n".join(["staff_number,name,team,job,joined,left,leave_from,leave_to", *people]).encode()


def _listed() -> list[tuple[int, str, str]]:
    numbers = count(1)
    return [(next(numbers), team, job) for job, teams in _TEAMS.items() for team, many in teams for _ in range(many)]


def _person(number: int, team: str, job: str) -> StaffRow:
    name = f"{_NAMES[number % len(_NAMES)]} {number}"
    return StaffRow(f"X{number:05}", name, team, Job(job), _LONG_AGO)


def _spread(people: list[StaffRow], many: int) -> list[StaffRow]:
    """Give so many of them, from all teams alike."""
    return [each for at, each in enumerate(people) if (at + 1) * many // len(people) > at * many // len(people)]
