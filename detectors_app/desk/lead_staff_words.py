"""What the page of the staff list says: the one in force, and what a new file would change; keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detectors_app.content.days import day_as_typed
from detectors_app.content.moments import in_sentence
from detectors_app.content.wording import Wording
from detectors_app.desk.lead_figures_words import age_words
from detectors_app.desk.lead_state import LeadState
from detectors_app.desk.learning_book import LearningBook
from detectors_app.desk.learning_words import say_day, say_job
from detectors_app.use_cases.learning.lead_rows import BadLines, StaffPreview

LINES_NAMED = 20
"""So many lines are named of one fault; with them anyone finds the rest."""
_CHANGES = ("joined", "left", "moved_team", "changed_job", "leave_changed", "renamed", "same")


@dataclass(frozen=True, slots=True)
class PreviewWords:
    """What a file would change. `changes` are what is counted and how many; `faults` what is wrong and in which lines.

    `smaller` is the question that is asked about a list that lost more than half its people, empty for none.
    """

    first: str
    changes: tuple[tuple[str, str], ...]
    faults: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    smaller: str


@dataclass(frozen=True, slots=True)
class StaffWords:
    """The whole page. `empty` stands where there is no list yet."""

    stands: tuple[str, ...]
    empty: tuple[str, str]
    age: str
    day: str
    file: str
    preview: PreviewWords | None


def say_staff(book: LearningBook, state: LeadState, words: Wording, now: datetime) -> StaffWords:
    """Say how the list stands, and what the one that was read would change."""
    staff, made_at = book.staff_list(), book.staff_list_made_at()
    stands: list[str] = []
    if staff is not None:
        in_post = sum(each.is_in_post(staff.as_of) for each in staff.rows)
        stands.append(words("lead.staff.as_of", day=say_day(staff.as_of, words)))
        stands.append(words.count("lead.staff.in_post", in_post))
        leave = sum(each.is_in_post(staff.as_of) and each.is_on_leave(staff.as_of) for each in staff.rows)
        if leave:
            stands.append(words.count("lead.staff.on_leave", leave))
        if made_at is not None:
            stands.append(words("lead.staff.taken_at", time=in_sentence(made_at, now, words)))
    return StaffWords(
        stands=tuple(stands),
        empty=("", "") if stands else (words("lead.staff.none"), words("lead.staff.none.more")),
        age=age_words(book.age(), words),
        day=state.staff_day or day_as_typed(now.astimezone().date()),
        file=state.staff_file,
        preview=None if state.staff is None else _preview(state.staff, words),
    )


def _preview(preview: StaffPreview, words: Wording) -> PreviewWords:
    changes = [(words(f"lead.staff.{each}"), f"{getattr(preview.changes, each):,}") for each in _CHANGES]
    notes = [words.count("lead.staff.vanished", preview.vanished)] if preview.vanished else []
    notes += [words("lead.staff.job_unknown", job=say_job(each, words)) for each in preview.unknown_jobs]
    if preview.windows_1252:
        notes.append(words.count("lead.staff.older_coding", preview.windows_1252))
    return PreviewWords(
        first=words("lead.staff.read", good=preview.good, lines=preview.lines, day=say_day(preview.staff.as_of, words)),
        changes=tuple(changes),
        faults=tuple(_fault(each, words) for each in preview.bad),
        notes=tuple(notes),
        smaller=words("lead.staff.smaller") if preview.much_smaller else "",
    )


def _fault(bad: BadLines, words: Wording) -> tuple[str, str]:
    named = ", ".join(map(str, bad.lines[:LINES_NAMED]))
    more = len(bad.lines) - LINES_NAMED
    lines = words("lead.staff.lines_more", lines=named, more=more) if more > 0 else named
    what = words(f"lead.fault.{bad.fault.value}")
    if bad.leaves_out:
        what = words("lead.staff.left_out", what=what)
    return what, words.count("lead.staff.lines", len(bad.lines), lines=lines)
