"""What the training pages say: the worked example's numbers with of whom they speak, and nothing that tells of few."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest

from detectors_app.content.wording import load_wording
from detectors_app.desk.lead_figures_words import FiguresWords, say_figures
from detectors_app.desk.lead_made_up_screens import DETECTORS, LEVELS, MadeUpBook, new_list
from detectors_app.desk.lead_other_words import say_records, say_reminders
from detectors_app.desk.lead_session_words import course_of, say_sessions
from detectors_app.desk.lead_sheet import sheet_of
from detectors_app.desk.lead_staff_words import say_staff
from detectors_app.desk.lead_state import LeadPlaceName, LeadState
from detectors_app.desk.learning_book import LearningBook
from detectors_app.desk.screens import NOW
from detectors_app.domain.course import CourseId, Taught
from detectors_app.domain.errors import Invalid
from detectors_app.domain.figures import By
from detectors_app.domain.record_store import RecordStore

WORDS = load_wording()


def book(**how: bool) -> LearningBook:
    return cast("LearningBook", MadeUpBook(NOW, **how))


def figures(state: LeadState, **how: bool) -> FiguresWords:
    return say_figures(book(**how), state, WORDS, NOW)


@pytest.mark.parametrize(
    "course, number, of, percent",
    [
        (DETECTORS, "256", 320, 80),
        (LEVELS[0], "230", 250, 92),
        (LEVELS[1], "185", 250, 74),
        (LEVELS[2], "120", 250, 48),
    ],
)
def test_the_worked_example_is_said(course: CourseId, number: str, of: int, percent: int) -> None:
    """250+ detectors, Level 1 92 %, Level 2 74 %: each with its denominator and its age right beside it."""
    said = figures(LeadState(course=course, by=By.TEAM))
    assert (said.facts[0].number, said.facts[0].more) == (number, f"{percent}% of those in post")
    assert said.facts[3].number == str(of)
    assert said.first == f"{number} of {of} in post on 12 November 2026 are up to date."
    assert "By the staff list of 1 November 2026." in said.more
    assert "This desk last heard from the service today at 10:27." in said.age
    assert "12 of them have sent none for 30 days." in said.age
    assert sum(int(each.number) for each in said.facts[:3]) == of


def test_few_people_are_not_shown_nor_their_complement() -> None:
    """Six cleaners by night are hidden, and the other cleaners with them: the job's row would give them away."""
    said = figures(LeadState(course=DETECTORS, by=By.TEAM))
    assert [each.name for each in said.lines if each.figure is None] == ["Cleaning nights", "Cleaning north"]
    assert "Groups of fewer than 10 people are not shown." in said.note


def test_before_a_list_and_before_a_record_it_says_so() -> None:
    """No number stands where none can be known; nought is said as *nobody yet*."""
    said = figures(LeadState(), empty=True)
    assert said.empty[0] == "There is no staff list yet"
    assert (said.facts, said.lines, said.first) == ((), (), "")
    assert "Nobody is up to date yet." in figures(LeadState(), done=False).note


def test_a_course_or_team_that_is_gone_is_not_looked_for() -> None:
    """After a newer pack or list, what was chosen falls back to all."""
    gone = LeadState(course=CourseId("gone"), remind_course=CourseId("gone"), remind_team="Gone")
    assert figures(gone).course == "*"
    assert say_reminders(book(), gone, WORDS, NOW).team == "*"
    assert len(say_reminders(book(), gone, WORDS, NOW).rows) > 0
    assert b"Everyone" in sheet_of(LeadPlaceName.FIGURES, book(), gone, WORDS, NOW)


def test_a_list_too_long_to_show_says_how_long_it_is() -> None:
    """Two hundred are shown; the sentence says how many there are, and the file has them all."""
    said = say_reminders(book(), LeadState(), WORDS, NOW)
    assert len(said.rows) == 200
    assert said.first.startswith("279 lines")
    assert "The first 200 are shown." in said.first
    assert sheet_of(LeadPlaceName.REMIND, book(), LeadState(), WORDS, NOW).count(b"days late") == 279


def test_many_bad_lines_are_counted_and_some_named() -> None:
    """Twenty of one fault are named, the rest counted."""
    made = MadeUpBook(NOW)
    bad = b"".join(b",Sam,Repairs,repairs,2020-01-06,,,\n" for _ in range(30))
    preview = made.preview_staff(new_list() + b"\n" + bad, date(2026, 11, 12))
    said = say_staff(cast("LearningBook", made), LeadState(staff=preview), WORDS, NOW).preview
    assert said is not None
    what, lines = next(each for each in said.faults if "No staff number" in each[0])
    assert what == "Left out: No staff number"
    assert lines.startswith("31 lines: 552, ")
    assert lines.endswith("and 11 more")


def test_sessions_come_first_among_what_can_be_entered() -> None:
    """Courses taught in sessions are offered before those that laptops teach; without any course it says so."""
    made = book()
    said = say_sessions(made, LeadState(), WORDS, NOW)
    assert said.courses[0][0] == LEVELS[0]
    assert said.courses[-1][0] == DETECTORS
    assert next(each for each in made.courses() if each.id == course_of(made, LeadState())).taught is Taught.SESSIONS
    nothing = MadeUpBook(NOW)
    nothing._courses = ()
    with pytest.raises(Invalid, match=r"learning\.no_such_course"):
        course_of(cast("LearningBook", nothing), LeadState())


@pytest.mark.parametrize(
    "trouble, words",
    [("", ""), ("service.not_there", "gave no clear answer"), ("record_store.not_let_in", "did not let us in")],
)
def test_how_sending_stands_is_said_in_words(trouble: str, words: str) -> None:
    """A network's fault is about the record store here, not about our own service."""
    made = MadeUpBook(NOW)
    made.where, made.trouble = RecordStore("https://records.example.org/xapi/", "desk", "hush hush", ""), trouble
    said = say_records(cast("LearningBook", made), LeadState(), WORDS, NOW)
    assert said.counts == "230 sent. 4 waiting. 1 is held back: the store says that it is wrong."
    assert words in said.trouble
    assert bool(said.trouble) == bool(trouble)
    assert "hush hush" not in repr(said)
