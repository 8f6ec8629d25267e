"""What the pages of reminders, certificates and the record store say; keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_figures_words import Choices, age_words, course_choices, labels_of, still_there
from detectors_app.desk.lead_state import ALL, LeadState
from detectors_app.desk.learning_book import LearningBook
from detectors_app.desk.learning_words import say_day, say_job, say_why
from detectors_app.use_cases.learning.lead_rows import Reminder

SHOWN = 200
"""So many people are shown; the copied text and the saved file hold all."""


@dataclass(frozen=True, slots=True)
class RemindRow:
    """One person to remind, in words."""

    key: str
    name: str = field(repr=False)
    team: str
    job: str
    course: str
    why: str
    late: bool


@dataclass(frozen=True, slots=True)
class RemindWords:
    """The whole page. `empty` stands in place of the list."""

    courses: Choices
    course: str
    teams: Choices
    team: str
    age: str
    first: str = ""
    rows: tuple[RemindRow, ...] = field(default=(), repr=False)
    empty: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class CheckWords:
    """What a code says: `first` in bold, then `lines`; nothing before one was asked about."""

    code: str
    first: str = ""
    lines: tuple[str, ...] = field(default=(), repr=False)
    known: bool = False


@dataclass(frozen=True, slots=True)
class RecordsWords:
    """How sending to the record store stands. No secret is in it."""

    is_set: bool
    address: str
    user: str
    home_page: str
    counts: str
    trouble: str


def found_reminders(book: LearningBook, state: LeadState, now: datetime) -> tuple[Reminder, ...]:
    """Give who is to be reminded, by what is chosen. Raises Invalid without a staff list."""
    state = still_there(book, state)
    return book.reminders(now.astimezone().date(), state.remind_course, state.remind_team)


def say_reminders(book: LearningBook, state: LeadState, words: Wording, now: datetime) -> RemindWords:
    """Say who is to be reminded of what."""
    state = still_there(book, state)
    courses, staff = book.courses(), book.staff_list()
    today = now.astimezone().date()
    teams = sorted({each.team for each in staff.rows if each.is_in_post(today)}) if staff else []
    page = {
        "courses": ((ALL, words("lead.all_courses")), *course_choices(courses, words)),
        "course": state.remind_course or ALL,
        "teams": ((ALL, words("lead.remind.all_teams")), *((each, each) for each in teams)),
        "team": state.remind_team or ALL,
        "age": age_words(book.age(), words),
    }
    if staff is None:
        return RemindWords(**page, empty=(words("lead.figures.no_list"), words("lead.figures.no_list.more")))  # type: ignore[arg-type]  # members by their names
    found = found_reminders(book, state, now)
    if not found:
        return RemindWords(**page, empty=(words("lead.remind.nobody"), words("lead.remind.nobody.more")))  # type: ignore[arg-type]  # as above
    title = labels_of(courses, words)
    rows = tuple(
        RemindRow(
            f"{each.staff}/{each.course}",
            each.name,
            each.team,
            say_job(each.job, words),
            title(each.course),
            say_why(each, words),
            each.days < 0,
        )
        for each in found[:SHOWN]
    )
    first = words.count("lead.remind.count", len(found))
    if len(found) > SHOWN:
        first = f"{first} {words('lead.remind.shown', shown=SHOWN)}"
    return RemindWords(**page, first=first, rows=rows)  # type: ignore[arg-type]  # as above


def say_check(book: LearningBook, state: LeadState, words: Wording, _now: datetime) -> CheckWords:
    """Say whose completion a code names. Raises Invalid: no code."""
    if not state.checked:
        return CheckWords(state.code)
    found = book.check(state.code)
    if found is None:
        return CheckWords(state.code, words("lead.check.none"), (words("lead.check.none.more"),))
    title = labels_of(book.courses(), words)
    day = say_day(found.completion.on, words)
    who = words("lead.check.who", name=found.name, team=found.team, staff=found.completion.staff)
    if not found.name:
        who = words("lead.check.who_unknown", staff=found.completion.staff)
    what = words("lead.check.what", course=title(found.completion.course), day=day)
    version = words("lead.check.version", version=found.completion.version)
    return CheckWords(state.code, words("lead.check.real"), (who, what, version), known=True)


def say_records(book: LearningBook, _state: LeadState, words: Wording, _now: datetime) -> RecordsWords:
    """Say where completions are sent, and how many are sent, waiting and held back."""
    stands = book.records()
    where, counts = stands.where, stands.counts
    said = [words.count("lead.records.sent", counts.held), words.count("lead.records.waiting", counts.waiting)]
    if counts.parked:
        said.append(words.count("lead.records.parked", counts.parked))
    return RecordsWords(
        is_set=where is not None,
        address="" if where is None else where.address,
        user="" if where is None else where.user,
        home_page="" if where is None else where.home_page,
        counts=" ".join(said) if where is not None else "",
        trouble=_trouble(stands.trouble, words),
    )


def _trouble(key: str, words: Wording) -> str:
    """Say why sending waits; a network's faults are about the record store here, not about our own service."""
    if not key:
        return ""
    return words(f"error.{key if key.startswith('record_store.') else 'record_store.no_answer'}")
