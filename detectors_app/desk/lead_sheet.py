"""Which spreadsheet each training page saves: figures, or the reminder list; writes no file."""

from __future__ import annotations

from datetime import datetime

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_figures_words import days_of, labels_of, still_there
from detectors_app.desk.lead_other_words import found_reminders
from detectors_app.desk.lead_state import LeadPlaceName, LeadState
from detectors_app.desk.learning_book import LearningBook
from detectors_app.desk.learning_sheets import figures_csv, reminders_csv


def sheet_of(place: LeadPlaceName, book: LearningBook, state: LeadState, words: Wording, now: datetime) -> bytes:
    """Give a page's file: everything chosen there, all rows of it. Raises Invalid without a staff list."""
    state = still_there(book, state)
    title = labels_of(book.courses(), words)
    if place is LeadPlaceName.REMIND:
        return reminders_csv(found_reminders(book, state, now), book.age(), title, words)
    day = days_of(now.astimezone().date())[state.back]
    return figures_csv([book.figures(state.course, day, by) for by in state.bys], book.age(), title, words)
