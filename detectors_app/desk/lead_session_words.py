"""What the page of sessions says: whom one would be entered for, and what was entered; keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from detectors_app.content.days import day_as_typed
from detectors_app.content.moments import in_words
from detectors_app.content.wording import Wording
from detectors_app.desk.lead_figures_words import Choices, course_choices, labels_of, still_there
from detectors_app.desk.lead_state import LeadState
from detectors_app.desk.learning_book import LearningBook
from detectors_app.desk.learning_words import Title, say_day
from detectors_app.domain.course import Course, CourseId, Taught
from detectors_app.domain.errors import Invalid
from detectors_app.use_cases.learning.lead_rows import Entry, SessionPreview

NAMED = 200
"""So many names are shown before a session is entered, and so many entries after."""


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Whom a session would be entered for: number, name and team each; `unknown` and `malformed` said in a sentence.

    `can_enter` is False while a word is no staff number.
    """

    first: str
    people: tuple[tuple[str, str, str], ...] = field(repr=False)
    notes: tuple[str, ...] = field(repr=False)
    wrong: str = field(repr=False)
    can_enter: bool


@dataclass(frozen=True, slots=True)
class EntryWords:
    """One entry: its id, course, day, for how many people, and when it was entered."""

    key: str
    course: str
    day: str
    people: str
    entered: str


@dataclass(frozen=True, slots=True)
class SessionWords:
    """The whole page. `none` stands where nothing was entered yet; `question` is asked before one is taken back."""

    courses: Choices
    course: str
    day: str
    numbers: str = field(repr=False)
    found: FoundWords | None = field(repr=False)
    entries: tuple[EntryWords, ...]
    question: str


def offered(book: LearningBook) -> tuple[Course, ...]:
    """Give the courses that one can be entered for: those taught in sessions first, then those with another route."""
    return tuple(sorted(book.courses(), key=lambda each: each.taught is not Taught.SESSIONS))


def course_of(book: LearningBook, state: LeadState) -> CourseId:
    """Give the course that the session at hand is of: the one chosen, else the first. Raises Invalid: there is none."""
    chosen = still_there(book, state).session_course
    if chosen is not None:
        return chosen
    first = next(iter(offered(book)), None)
    if first is None:
        raise Invalid("learning.no_such_course", where="course")
    return first.id


def say_sessions(book: LearningBook, state: LeadState, words: Wording, now: datetime) -> SessionWords:
    """Say what was entered, and whom the session at hand is for."""
    state = still_there(book, state)
    courses = offered(book)
    title = labels_of(courses, words)
    entries = tuple(_entry(each, title, words, now) for each in book.entries(NAMED))
    about = next((each for each in entries if each.key == state.taking_back), None)
    return SessionWords(
        courses=course_choices(courses, words),
        course=state.session_course or (courses[0].id if courses else ""),
        day=state.session_day or day_as_typed(now.astimezone().date()),
        numbers=state.session_numbers,
        found=None if state.session is None else _found(state.session, title, words),
        entries=entries,
        question="" if about is None else _question(about, words),
    )


def _question(entry: EntryWords, words: Wording) -> str:
    return words("lead.session.question", course=entry.course, day=entry.day, people=entry.people)


def _found(preview: SessionPreview, title: Title, words: Wording) -> FoundWords:
    count = len(preview.people) + len(preview.unknown)
    notes = []
    if preview.unknown:
        notes.append(
            words.count("lead.session.unknown", len(preview.unknown), numbers=", ".join(preview.unknown[:NAMED]))
        )
    if preview.already:
        notes.append(words.count("lead.session.already", len(preview.already)))
    if len(preview.people) > NAMED:
        notes.append(words("lead.session.more", shown=NAMED))
    wrong = ""
    if preview.malformed:
        named = ", ".join(preview.malformed[:NAMED])
        wrong = words.count("lead.session.malformed", len(preview.malformed), words=named)
    return FoundWords(
        first=words.count("lead.session.found", count, course=title(preview.course), day=say_day(preview.on, words)),
        people=tuple((each.staff, each.name, each.team) for each in preview.people[:NAMED]),
        notes=tuple(notes),
        wrong=wrong,
        can_enter=not preview.malformed and count > 0,
    )


def _entry(entry: Entry, title: Title, words: Wording, now: datetime) -> EntryWords:
    people = words.count("lead.session.people", entry.people)
    return EntryWords(
        str(entry.id), title(entry.course), say_day(entry.on, words), people, in_words(entry.entered_at, now, words)
    )
