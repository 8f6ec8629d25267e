"""Pictures of the training pages, with made-up people; opens no store and asks no service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import cast

from detectors_app.content.wording import Wording
from detectors_app.desk.application import DeskApplication
from detectors_app.desk.lead_figures_words import say_figures
from detectors_app.desk.lead_made_up_screens import DETECTORS, LEVELS, MadeUpBook, new_list, short_list
from detectors_app.desk.lead_other_words import say_check, say_records, say_reminders
from detectors_app.desk.lead_session_words import say_sessions
from detectors_app.desk.lead_staff_words import say_staff
from detectors_app.desk.lead_state import LeadPlaceName, LeadState
from detectors_app.desk.learning_book import LearningBook
from detectors_app.desk.store_side import Places
from detectors_app.domain.figures import By
from detectors_app.domain.record_store import RecordStore

_SAY = {
    LeadPlaceName.FIGURES: say_figures,
    LeadPlaceName.REMIND: say_reminders,
    LeadPlaceName.SESSIONS: say_sessions,
    LeadPlaceName.STAFF: say_staff,
    LeadPlaceName.CHECK: say_check,
    LeadPlaceName.RECORDS: say_records,
}
_TODAY = date(2026, 11, 12)


class _Shown:
    """Says pages of one window from made-up records, as the presenter would."""

    def __init__(self, desk: DeskApplication, words: Wording, now: datetime) -> None:
        self._desk, self._words, self._now = desk, words, now
        self.book = MadeUpBook(now)

    def say(self, place: LeadPlaceName, state: LeadState | None = None, book: MadeUpBook | None = None) -> None:
        """Show a page with what it says of this state."""
        lead = self._desk.presenter.lead
        page = self._desk.window.lead.put(place)
        page.say_nothing()
        page.take_focus()
        said = _SAY[place](cast("LearningBook", book or self.book), state or LeadState(), self._words, self._now)
        lead.changed.emit(place, said)

    def focus(self, name: str) -> None:
        """Put the focus on a part."""
        from PySide6.QtWidgets import QWidget

        found = self._desk.window.frame.findChild(QWidget, name)
        if found is not None:
            found.setFocus()


def lead_states(desk: DeskApplication, words: Wording, now: datetime) -> Iterator[str]:
    """Bring a desk's window into each state of its training pages; give their names."""
    desk.presenter.places_known.emit(Places(inbox=True, training=True))
    shown = _Shown(desk, words, now)
    yield from _figures(desk, shown, now)
    yield from _reminders(desk, shown, words)
    yield from _sessions(desk, shown, words)
    yield from _staff(desk, shown, words, now)
    yield from _checks(desk, shown, words)
    yield from _records(shown)
    shown.say(LeadPlaceName.FIGURES)
    desk.presenter.places_known.emit(Places(inbox=False, training=True))
    yield "lead-alone"
    desk.presenter.places_known.emit(Places())


def _figures(desk: DeskApplication, shown: _Shown, now: datetime) -> Iterator[str]:
    place = LeadPlaceName.FIGURES
    shown.say(place, book=MadeUpBook(now, empty=True))
    yield "lead-no-list"
    shown.say(place)
    desk.window.lead.put(place).take_focus()
    yield "lead-figures"
    shown.say(place, LeadState(course=DETECTORS, by=By.TEAM))
    shown.focus("lead.figures.course")
    yield "lead-figures-team"
    shown.say(place, LeadState(course=LEVELS[0], by=By.MONTH))
    yield "lead-figures-month"
    shown.say(place, book=MadeUpBook(now, done=False))
    yield "lead-figures-none-yet"
    page = desk.window.lead.put(place)
    shown.say(place, LeadState(course=DETECTORS, by=By.JOB))
    page.export.click()  # type: ignore[attr-defined]  # that page has it
    page.saving.field.set_text(str(Path("Documents") / "training-figures.csv"))  # type: ignore[attr-defined]  # as above
    yield "lead-save"
    page.saving.end()  # type: ignore[attr-defined]  # as above


def _reminders(desk: DeskApplication, shown: _Shown, words: Wording) -> Iterator[str]:
    place = LeadPlaceName.REMIND
    shown.say(place, LeadState(remind_course=DETECTORS))
    yield "lead-remind"
    desk.presenter.lead.done.emit(place, words("lead.remind.copied"))
    yield "lead-remind-copied"
    shown.book.calm = True
    shown.say(place)
    yield "lead-remind-nobody"


def _sessions(desk: DeskApplication, shown: _Shown, words: Wording) -> Iterator[str]:
    place = LeadPlaceName.SESSIONS
    shown.say(place)
    shown.focus("lead.session.numbers")
    yield "lead-sessions-none"
    numbers = "X00301, X00302, X00303\nX00304\nX00310\nX99999"
    found = shown.book.preview_session(LEVELS[1], date(2026, 11, 11), numbers)
    begun = LeadState(session_course=LEVELS[1], session_day="11/11/2026", session_numbers=numbers, session=found)
    shown.say(place, begun)
    yield "lead-sessions-found"
    wrong = shown.book.preview_session(LEVELS[1], date(2026, 11, 11), f"{numbers}, who knows?")
    shown.say(place, replace(begun, session=wrong))
    yield "lead-sessions-wrong"
    shown.book.enter()
    shown.say(place)
    desk.presenter.lead.done.emit(place, words("lead.session.done"))
    yield "lead-sessions-entered"
    shown.say(place, LeadState(taking_back=str(shown.book.given[0].id)))
    yield "lead-sessions-take-back"


def _staff(desk: DeskApplication, shown: _Shown, words: Wording, now: datetime) -> Iterator[str]:
    place = LeadPlaceName.STAFF
    shown.say(place, book=MadeUpBook(now, empty=True))
    yield "lead-staff-none"
    shown.say(place)
    desk.presenter.lead.trouble.emit(place, words("error.learning.staff.columns", missing="staff_number"))
    yield "lead-staff-wrong-file"
    preview = shown.book.preview_staff(new_list(), _TODAY)
    shown.say(place, LeadState(staff_file=str(Path("Documents") / "staff.csv"), staff=preview))
    yield "lead-staff-preview"
    smaller = shown.book.preview_staff(short_list(), _TODAY)
    shown.say(place, LeadState(staff_file=str(Path("Documents") / "staff.csv"), staff=smaller))
    desk.presenter.lead.trouble.emit(place, words("error.learning.staff.much_smaller"))
    yield "lead-staff-smaller"


def _checks(desk: DeskApplication, shown: _Shown, words: Wording) -> Iterator[str]:
    place = LeadPlaceName.CHECK
    shown.say(place)
    desk.presenter.lead.trouble.emit(place, words("error.learning.code"))
    yield "lead-check-no-code"
    shown.say(place, LeadState(code=shown.book.code(), checked=True))
    yield "lead-check-real"
    shown.say(place, LeadState(code="7K2M-Q4TR", checked=True))
    yield "lead-check-none"


def _records(shown: _Shown) -> Iterator[str]:
    place = LeadPlaceName.RECORDS
    shown.say(place)
    shown.focus("lead.records.address")
    yield "lead-records"
    shown.book.where = RecordStore("https://records.example.org/xapi/", "desk", "", "https://staff.example.org")
    shown.say(place)
    yield "lead-records-set"
    shown.book.trouble = "record_store.not_let_in"
    shown.say(place)
    yield "lead-records-trouble"
