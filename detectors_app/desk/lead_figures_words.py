"""What the page of figures says: choices, four facts, of whom they speak, a table; paints nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_state import ALL, LeadState
from detectors_app.desk.learning_book import LearningBook
from detectors_app.desk.learning_words import (
    Title,
    say_age,
    say_day,
    say_denominator,
    say_hidden,
    say_job,
    say_row,
)
from detectors_app.domain.course import Course
from detectors_app.domain.figures import Figure, FigureTable
from detectors_app.use_cases.learning.lead_rows import Age
from detectors_app.use_cases.learning.tables import ends_of_months_before

Choices = tuple[tuple[str, str], ...]
"""Values with their words."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One large number, what it counts, and a softer line."""

    number: str
    words: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. `figure` is None where it is not shown."""

    key: str
    name: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class FiguresWords:
    """The whole page. `first` and `more` say of whom the facts speak; `empty` stands in place of all figures."""

    courses: Choices
    course: str
    days: Choices
    day: str
    bys: Choices
    by: str
    age: str
    title: str = ""
    facts: tuple[Fact, ...] = ()
    first: str = ""
    more: str = ""
    lines: tuple[Line, ...] = ()
    note: str = ""
    empty: tuple[str, str] = ("", "")


def days_of(today: date) -> tuple[date, ...]:
    """Give the days that figures can be of: today, and the last days of the months before."""
    return (today, *ends_of_months_before(today))


def course_choices(courses: Sequence[Course], words: Wording) -> Choices:
    """Give the courses to choose from; one that is for a single job is named with it."""
    return tuple((each.id, course_label(each, words)) for each in courses)


def course_label(course: Course, words: Wording) -> str:
    """Give a course's title, with the job where it is for one alone: levels of two teams are called alike."""
    if len(course.jobs) != 1:
        return course.title
    return words("lead.course.of_job", title=course.title, job=say_job(course.jobs[0], words))


def labels_of(courses: Sequence[Course], words: Wording) -> Title:
    """Give how to say a course where several stand below one another."""
    known = {each.id: course_label(each, words) for each in courses}
    return lambda course: known.get(course, course)


def age_words(age: Age, words: Wording) -> str:
    """Give how old the data is, as one line."""
    return " ".join(say_age(age, words))


def still_there(book: LearningBook, state: LeadState) -> LeadState:
    """Give what is chosen without courses and teams that a newer content pack or staff list has no more."""
    known, staff = {each.id for each in book.courses()}, book.staff_list()
    teams = set() if staff is None else {each.team for each in staff.rows}
    return replace(
        state,
        course=state.course if state.course in known else None,
        remind_course=state.remind_course if state.remind_course in known else None,
        remind_team=state.remind_team if state.remind_team in teams else None,
        session_course=state.session_course if state.session_course in known else None,
    )


def say_figures(book: LearningBook, state: LeadState, words: Wording, now: datetime) -> FiguresWords:
    """Count and say what is chosen."""
    state = still_there(book, state)
    courses, days = book.courses(), days_of(now.astimezone().date())
    page = FiguresWords(
        courses=((ALL, words("lead.all_courses")), *course_choices(courses, words)),
        course=state.course or ALL,
        days=tuple((str(back), _day(each, back, words)) for back, each in enumerate(days)),
        day=str(state.back),
        bys=tuple((each.value, words(f"lead.figures.by.{each.value}")) for each in state.bys),
        by=state.by.value,
        age=age_words(book.age(), words),
    )
    if book.staff_list() is None:
        return _with(page, empty=(words("lead.figures.no_list"), words("lead.figures.no_list.more")))
    table = book.figures(state.course, days[state.back], state.by)
    return _said(page, table, labels_of(courses, words), words)


def _said(page: FiguresWords, table: FigureTable, title: Title, words: Wording) -> FiguresWords:
    about = words("lead.all_courses") if table.course is None else title(table.course)
    whole = say_denominator(table, words)
    first = whole
    facts: tuple[Fact, ...] = ()
    if table.total is not None and table.denominator is not None:
        of = table.denominator
        first = words("lead.of", completed=table.total.completed, in_post=of.in_post, day=say_day(of.day, words))
        facts = _facts(table.total, words)
    return _with(
        page,
        title=about,
        facts=facts,
        first=first,
        more=whole.removeprefix(first).strip(),
        lines=tuple(Line(each.key, say_row(each.key, table.by, title, words), each.figure) for each in table.rows),
        note=" ".join(filter(None, (_none_yet(table, words), say_hidden(table, words)))),
    )


def _facts(total: Figure, words: Wording) -> tuple[Fact, ...]:
    def fact(name: str, number: int, more: str = "") -> Fact:
        return Fact(f"{number:,}", words.count(f"lead.fact.{name}", number), more)

    return (
        fact("completed", total.completed, words("lead.percent_of_them", percent=total.percent)),
        fact("due", total.due),
        fact("overdue", total.overdue),
        fact("required", total.required),
    )


def _none_yet(table: FigureTable, words: Wording) -> str:
    return words("lead.figures.none_yet") if table.total is not None and not table.total.completed else ""


def _day(day: date, back: int, words: Wording) -> str:
    said = say_day(day, words)
    return said if back else words("lead.figures.today", day=said)


def _with(page: FiguresWords, **changes: object) -> FiguresWords:
    return replace(page, **changes)  # type: ignore[arg-type]  # members by their names
