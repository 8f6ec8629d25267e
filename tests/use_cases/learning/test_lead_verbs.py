"""Tables, sessions, reminders and codes, over one register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.completion import CompletionId, check_code, complete, cycle_of
from detectors_app.domain.course import Change, CourseId, Job, ModuleId
from detectors_app.domain.errors import Invalid
from detectors_app.domain.figures import By, Figure, Since, Taken
from detectors_app.domain.staff_list import Leave, StaffList, StaffRow
from detectors_app.use_cases.learning.codes import typed_code
from detectors_app.use_cases.learning.lead_rows import SessionPreview, Why
from detectors_app.use_cases.learning.register import Register
from detectors_app.use_cases.learning.remind import reminders
from detectors_app.use_cases.learning.sessions import MOST_BYTES, MOST_PEOPLE, completions_of, preview_session
from detectors_app.use_cases.learning.tables import Figures, ends_of_months_before, since_of
from tests.use_cases.learning.lead_store import COURSE, DAY, LONG_AGO, person

OTHER = replace(COURSE, id=CourseId("two"), jobs=(Job("repairs"),))
OLD = Since(LONG_AGO, LONG_AGO)


def taken(on: date, version: int = 1) -> tuple[Taken, ...]:
    return ((on.toordinal(), version),)


def figures(*rows: StaffRow, taking: dict[str, tuple[Taken, ...]] | None = None, since: Since = OLD) -> Figures:
    register = Register(staff=StaffList(DAY, rows), people={each.staff: each for each in rows})
    register.taking = {COURSE.id: taking or {}}
    return Figures((COURSE, OTHER), register, {COURSE.id: since, OTHER.id: since})


MANY = [person(f"E{number:02}") for number in range(20)] + [person(f"W{number:02}", "West") for number in range(15)]
FEW = [person(f"N{number}", "Night", "cleaning") for number in range(4)]


class TestTables:
    def test_rows_are_teams_jobs_courses_or_months(self) -> None:
        """Each in its order, with what tells of few left out, and the total with its denominator."""
        day = taken(DAY - timedelta(days=40))
        some = figures(*MANY, *FEW, taking={"E00": day, "W00": day})
        teams = some.table(COURSE.id, DAY, By.TEAM)
        east = Figure(1, 0, 19)
        assert [(row.key, row.figure) for row in teams.rows] == [("East", east), ("Night", None), ("West", None)]
        assert (teams.hidden, teams.total, teams.course) == (2, Figure(2, 0, 37), COURSE.id)
        assert teams.denominator is not None
        assert (teams.denominator.in_post, teams.denominator.list_as_of) == (39, DAY)
        jobs = some.table(COURSE.id, DAY, By.JOB)
        assert {row.key: row.figure for row in jobs.rows} == {"cleaning": None, "repairs": None}
        courses = some.table(None, DAY, By.COURSE)
        assert [(row.key, row.figure) for row in courses.rows] == [("one", Figure(2, 0, 37)), ("two", Figure(0, 0, 35))]
        assert courses.total == Figure(0, 0, 39)
        months = some.table(COURSE.id, DAY, By.MONTH)
        assert [row.key for row in months.rows[:3]] == ["2026-11-01", "2026-10-31", "2026-09-30"]
        assert [row.figure and row.figure.completed for row in months.rows] == [2, 2, 2, *[0] * 9]
        everyone = some.table(None, DAY, By.MONTH)
        assert everyone.rows[0].figure == courses.total
        assert some.table(None, DAY, By.TEAM).total == courses.total

    def test_too_few_are_in_no_number(self) -> None:
        """Where everyone together are few there is neither a row, nor a total, nor a denominator."""
        table = figures(*FEW).table(COURSE.id, DAY, By.TEAM)
        assert ([row.figure for row in table.rows], table.total, table.denominator) == ([None], None, None)
        assert figures(*FEW).table(None, DAY, By.COURSE).rows[0].figure is None

    def test_without_a_list_there_are_no_figures(self) -> None:
        """Nor for a course that is not in force."""
        empty = Figures((COURSE,), Register(), {COURSE.id: OLD})
        with pytest.raises(Invalid, match=r"learning\.no_staff_list"):
            empty.table(None, DAY, By.COURSE)
        with pytest.raises(Invalid, match=r"learning\.no_such_course"):
            figures(*MANY).table(CourseId("gone"), DAY, By.TEAM)

    def test_what_was_counted_is_remembered_only_so_long(self) -> None:
        """A lead may look at any number of days: no more than the last few are held."""
        some = figures(*MANY)
        for days in range(400):
            some.table(COURSE.id, DAY - timedelta(days=days), By.TEAM)
        assert len(some.rolls) <= 16
        assert len(some.known) <= 256

    def test_a_year_of_months_ends(self) -> None:
        """The last days of the eleven months before."""
        assert ends_of_months_before(date(2024, 3, 31))[:2] == [date(2024, 2, 29), date(2024, 1, 31)]
        assert len(ends_of_months_before(DAY)) == 11

    def test_a_course_is_out_since_it_was_seen_or_completed(self) -> None:
        """Whichever was first; the same of its present substance alone."""
        changed = replace(COURSE, version=3, substance_since=3)
        first, second = DAY - timedelta(days=90), DAY - timedelta(days=9)
        taking = {"A": taken(first, 2), "B": taken(second, 3)}
        assert since_of(changed, taking, DAY) == Since(first, second)
        assert since_of(changed, {}, DAY) == Since(DAY, DAY)


class TestSessions:
    def preview(
        self, numbers: str | bytes, on: date = DAY, taking: dict[str, tuple[Taken, ...]] | None = None
    ) -> SessionPreview:
        return preview_session(COURSE, on, numbers, {each.staff: each for each in MANY}, taking or {}, today=DAY)

    def test_numbers_are_read_as_they_are_typed(self) -> None:
        """Commas, lines, blanks, small letters, doubles; unknown ones and words that are none are told apart."""
        found = self.preview(" e00, E01;e01\nE 02 X9\tno%\n", taking={"E01": taken(DAY)})
        assert [each.staff for each in found.people] == ["E00", "E01"]
        assert (found.unknown, found.malformed, found.already) == (("E", "02", "X9"), ("no%",), ("E01",))
        with pytest.raises(Invalid, match=r"learning\.session\.malformed"):
            completions_of(found, COURSE, {})

    def test_a_file_may_have_a_heading(self) -> None:
        """One column or several: only staff numbers are read."""
        assert len(self.preview(b"\xef\xbb\xbfStaff number\r\nE00\r\nE01,E02\r\n").people) == 3
        file = "Name,Staff number\nSam,E00\nZo\u00eb,E01\nAlex\nKim, \n".encode("cp1252")
        assert [each.staff for each in self.preview(file).people] == ["E00", "E01"]

    @pytest.mark.parametrize(
        "numbers, on, key",
        [
            ("E00", DAY + timedelta(days=1), "day_to_come"),
            (" ,\n", DAY, "nobody"),
            ("", DAY, "nobody"),
            ("Staff number\n", DAY, "nobody"),
            (" ".join(f"X{number}" for number in range(MOST_PEOPLE + 1)), DAY, "too_many"),
            (b"E00\0", DAY, "not_text"),
            (b"E" * (MOST_BYTES + 1), DAY, "not_text"),
        ],
    )
    def test_what_is_no_session_is_refused(self, numbers: str | bytes, on: date, key: str) -> None:
        """A day to come, nobody, too many, no text."""
        with pytest.raises(Invalid, match=rf"learning\.session\.{key}"):
            self.preview(numbers, on)

    def test_the_same_session_twice_is_the_same_record(self) -> None:
        """The id is that of person, course and cycle; a session early in the next year's time counts for the next."""
        found = self.preview("E00")
        (first,) = completions_of(found, COURSE, {})
        assert first == complete("E00", COURSE.id, 1, cycle_of(DAY, 12), DAY)
        assert completions_of(found, COURSE, {"E00": taken(DAY)}) == (first,)
        (again,) = completions_of(found, COURSE, {"E00": taken(date(2026, 2, 1))})
        assert again.cycle == first.cycle + 1


class TestReminders:
    def test_who_is_reminded_of_what(self) -> None:
        """Late, with time left, to be refreshed; not those complete for long, on leave, or in another job."""
        rows = (
            person("LATE"), replace(person("NEW"), joined=DAY - timedelta(days=2)), person("LAPSED"), person("SOON"),
            person("DONE"), replace(person("AWAY"), leave=(Leave(LONG_AGO),)), person("POET", job="poet"),
        )  # fmt: skip
        taking = {"LAPSED": taken(date(2025, 10, 1)), "SOON": taken(date(2025, 12, 1)), "DONE": taken(DAY)}
        found = reminders(figures(*rows, taking=taking), DAY, COURSE.id, None)
        assert [(each.staff, each.why, each.days) for each in found] == [
            ("LATE", Why.OVERDUE, (LONG_AGO - DAY).days + 42),
            ("LAPSED", Why.OVERDUE, -31),
            ("SOON", Why.REFRESH, 30),
            ("NEW", Why.DUE, 40),
        ]
        assert [each.name for each in found if each.staff == "LATE"] == ["Sam LATE"]

    def test_by_team_and_for_all_courses(self) -> None:
        """One team alone where it is named; else every course in force."""
        some = figures(person("A"), person("B", "West"))
        assert {(each.staff, each.course) for each in reminders(some, DAY, None, None)} == {
            (staff, course.id) for staff in "AB" for course in (COURSE, OTHER)
        }
        assert [each.staff for each in reminders(some, DAY, COURSE.id, "West")] == ["B"]

    def test_a_change_of_substance_is_to_be_caught_up_with(self) -> None:
        """While it is new it is a refresher by its day; then it is late since that day; once is once."""
        changed = replace(
            COURSE, version=2, change=Change.SUBSTANCE, substance_since=2, catch_up=(ModuleId("m"),), refresh_months=0
        )
        register = Register(staff=StaffList(DAY, (person("A"), person("B"))))
        register.people = {each: person(each) for each in "AB"}
        register.taking = {COURSE.id: {"A": taken(LONG_AGO, 1), "B": taken(LONG_AGO, 2)}}
        some = Figures((changed,), register, {COURSE.id: Since(LONG_AGO, DAY)})
        (soon,) = reminders(some, DAY, None, None)
        assert (soon.staff, soon.why, soon.days) == ("A", Why.REFRESH, 42)
        (late,) = reminders(some, DAY + timedelta(days=43), None, None)
        assert (late.staff, late.why, late.days) == ("A", Why.OVERDUE, -1)


class TestCodes:
    @given(st.uuids(), st.sampled_from(["{}", " {} ", "{}\n"]))
    def test_a_code_names_its_record(self, number: UUID, around: str) -> None:
        """However it is typed, in small letters, with blanks, with letters that are mistaken for figures."""
        code = check_code(CompletionId(number))
        for text in (code, code.lower(), code.replace("-", " "), code.replace("0", "o").replace("1", "l")):
            read = typed_code(around.format(text))
            assert read.code == code
            assert read.between[0] <= number.bytes <= read.between[1]

    @pytest.mark.parametrize("text", ["", "7K2M-Q4T", "7K2M-Q4TRX", "7K2M-Q4T\u00e9", "7K2M-Q4T*"])
    def test_anything_else_is_none(self, text: str) -> None:
        """Too short, too long, other letters."""
        with pytest.raises(Invalid, match=r"learning\.code"):
            typed_code(text)
