"""What the training pages do with a lead's records, on the store lane; shows nothing and imports no widget.

show(place) ──store lane── says the whole page by what was chosen ──▶ changed(place, words)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from detectors_app.content.days import typed_day
from detectors_app.content.wording import Wording
from detectors_app.desk.lead_state import LeadPlaceName, LeadState
from detectors_app.desk.rounds import Rounds
from detectors_app.desk.store_side import StoreSide
from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.ids import EnvelopeId
from detectors_app.widgets.lane import Lane

if TYPE_CHECKING:
    from detectors_app.desk.casebook import Casebook
    from detectors_app.desk.learning_book import LearningBook
    from detectors_app.domain.record_store import RecordStore
    from detectors_app.use_cases.learning.lead_rows import SessionPreview, StaffPreview
    from detectors_app.use_cases.learning.send_statements import Sent

Say = Callable[[Exception], str]
Job = Callable[["LearningBook"], Any]


class LeadPresenter(QObject):
    """Runs the training side for its pages; `state` is what was chosen and begun on them."""

    changed = Signal(object, object)
    """LeadPlaceName, and its page's words."""
    trouble = Signal(object, str)
    """LeadPlaceName, and what went wrong there."""
    done = Signal(object, str)
    """LeadPlaceName, and what was done."""
    copied = Signal(str)
    """What is to be put on the clipboard."""

    def __init__(
        self,
        words: Wording,
        store: Lane[StoreSide],
        rounds: Rounds,
        say: Say,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._store, self._rounds, self._say, self._now = words, store, rounds, say, now
        self.state = LeadState()
        self._asked: dict[LeadPlaceName, int] = {}
        self._to_say: dict[LeadPlaceName, str] = {}
        self._seen: LeadPlaceName | None = None
        self.is_sending = False

    def write(self, **changes: Any) -> None:  # noqa: ANN401 - members of LeadState
        """Keep what is being typed."""
        self.state = replace(self.state, **changes)

    def change(self, place: LeadPlaceName, **changes: Any) -> None:  # noqa: ANN401 - members of LeadState
        """Keep what was chosen, and say the page anew."""
        self.write(**changes)
        if self.state.by not in self.state.bys:
            self.write(by=self.state.bys[0])
        self.show(place)

    def show(self, place: LeadPlaceName, done: str = "") -> None:
        """Say a page, then what was `done`; of several asks for one page only the last is answered."""
        self._seen = place
        self.write(place=place)
        self._asked[place] = number = self._asked.get(place, 0) + 1
        if done:
            self._to_say[place] = done
        state, words, now = self.state, self._words, self._now()

        def say(side: StoreSide) -> object:
            if self._asked[place] != number:
                return None  # somebody went on to the next choice while this one waited
            return _sayer(place)(side.book(words), state, words, now)

        def on_said(said: object) -> None:
            if self._asked[place] == number:
                self.changed.emit(place, said)
                if place in self._to_say:
                    self.done.emit(place, self._to_say.pop(place))

        self._store.run(say, on_said, lambda error: self._on_error(place, error))

    def refresh(self, *, new: bool) -> None:
        """Say the page that is seen again where something came; else only time went by, and nobody counts.

        How sending to the record store stands changes with each round.
        """
        if self._seen is not None and (new or self._seen is LeadPlaceName.RECORDS):
            self.show(self._seen)

    def leave(self) -> None:
        """Say no page again: another place is seen."""
        self._seen = None

    def speak(self, words: Wording) -> None:
        """Say all in these words from now on. The window asks for its page itself."""
        self._words = words

    # --- the staff list ---------------------------------------------------------------------------------------------

    def preview_staff(self) -> None:
        """Read the file that was named, as the list of the day that was typed; nothing is kept."""
        state, words, today = self.state, self._words, self._today()

        def read(book: LearningBook) -> StaffPreview:
            from detectors_app.desk.lead_files import read_named
            from detectors_app.use_cases.learning.import_staff import MOST_BYTES

            day = typed_day(state.staff_day, today, words) if state.staff_day else today
            return book.preview_staff(read_named(state.staff_file, MOST_BYTES), day)

        self._do(LeadPlaceName.STAFF, read, lambda preview: self.change(LeadPlaceName.STAFF, staff=preview))

    def accept_staff(self, *, smaller: bool) -> None:
        """Count by the list that was read from now on. `smaller`: the lead said that a much smaller one is right."""
        preview = self.state.staff
        if preview is not None:
            self.write(staff=None)
            self._do(
                LeadPlaceName.STAFF,
                lambda book: book.accept_staff(preview, smaller=smaller),
                lambda _: self._entered(LeadPlaceName.STAFF, "lead.staff.done", staff_file="", staff_day=""),
                lambda: self.change(LeadPlaceName.STAFF, staff=preview),
            )

    # --- sessions ---------------------------------------------------------------------------------------------------

    def preview_session(self, file: str = "") -> None:
        """Find whom a session is for, by the numbers typed or those of a file; nothing is kept."""
        state, words, today = self.state, self._words, self._today()

        def read(book: LearningBook) -> SessionPreview:
            from detectors_app.desk.lead_files import read_named
            from detectors_app.desk.lead_session_words import course_of
            from detectors_app.use_cases.learning.sessions import MOST_BYTES

            day = typed_day(state.session_day, today, words) if state.session_day else today
            numbers = read_named(file, MOST_BYTES) if file else state.session_numbers
            return book.preview_session(course_of(book, state), day, numbers)

        self._do(LeadPlaceName.SESSIONS, read, lambda preview: self.change(LeadPlaceName.SESSIONS, session=preview))

    def enter_session(self) -> None:
        """Enter the session whose people were found."""
        preview = self.state.session
        if preview is not None:
            self.write(session=None)
            self._do(
                LeadPlaceName.SESSIONS,
                lambda book: book.record_session(preview),
                lambda _: self._entered(LeadPlaceName.SESSIONS, "lead.session.done", session_numbers=""),
                lambda: self.change(LeadPlaceName.SESSIONS, session=preview),
            )

    def take_back(self) -> None:
        """Take back the entry that was asked about."""
        key = self.state.taking_back
        if key:
            self.write(taking_back="")
            self._do(
                LeadPlaceName.SESSIONS,
                lambda book: book.withdraw_session(EnvelopeId(UUID(key))),
                lambda _: self._entered(LeadPlaceName.SESSIONS, "lead.session.taken_back"),
                lambda: self.show(LeadPlaceName.SESSIONS),
            )

    # --- reminders and figures, out of the program ------------------------------------------------------------------

    def copy_reminders(self) -> None:
        """Give the whole reminder list as text."""
        state, words, now = self.state, self._words, self._now()

        def text(book: LearningBook) -> str:
            from detectors_app.desk.lead_figures_words import labels_of
            from detectors_app.desk.lead_other_words import found_reminders
            from detectors_app.desk.learning_sheets import reminder_text

            return reminder_text(found_reminders(book, state, now), labels_of(book.courses(), words), words)

        self._do(LeadPlaceName.REMIND, text, self._on_copied)

    def save(self, place: LeadPlaceName, path: str, *, over: bool) -> None:
        """Write what a page shows as a spreadsheet, where the lead wants it; `over` a file that is there already."""
        state, words, now = self.state, self._words, self._now()

        def write(book: LearningBook) -> Path:
            from detectors_app.desk.lead_files import save_named
            from detectors_app.desk.lead_sheet import sheet_of

            return save_named(path, sheet_of(place, book, state, words, now), over=over)

        self._do(place, write, lambda saved: self.done.emit(place, words("lead.save.done", path=str(saved))))

    # --- the record store -------------------------------------------------------------------------------------------

    def set_records(self, where: RecordStore | None) -> None:
        """Send to another record store from now on, or to none."""
        place, key = LeadPlaceName.RECORDS, "lead.records.set" if where is not None else "lead.records.stopped"
        self._do(place, lambda book: book.set_record_store(where), lambda _: self._entered(place, key, deliver=False))

    def send_records(self) -> None:
        """Send what waits for the record store, on the lane that may wait for a network."""
        words = self._words
        if self.is_sending or not self._rounds.has_begun:
            return
        self.is_sending = True

        def send(casebook: Casebook) -> Sent:
            from detectors_app.desk.learning_book import LearningBook

            return LearningBook(casebook).send_records()

        self._rounds.send(send, lambda _: self._on_sent(words("lead.records.tried")), self._on_not_sent)

    def _on_sent(self, said: str) -> None:
        self.is_sending = False
        self.show(LeadPlaceName.RECORDS, said)

    def _on_not_sent(self, error: Exception) -> None:
        self.is_sending = False
        self._on_error(LeadPlaceName.RECORDS, error)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _do(
        self,
        place: LeadPlaceName,
        job: Job,
        on_done: Callable[[Any], None],
        on_failed: Callable[[], None] | None = None,
    ) -> None:
        words = self._words

        def failed(error: Exception) -> None:
            if on_failed is not None:
                on_failed()
            self._on_error(place, error)

        self._store.run(lambda side: job(side.book(words)), on_done, failed)

    def _entered(self, place: LeadPlaceName, key: str, *, deliver: bool = True, **changes: object) -> None:
        """Say that something was entered, and send it to the other leads at once."""
        self.write(**changes)
        self.show(place, self._words(key))
        if deliver:
            self._rounds.deliver()

    def _on_copied(self, text: str) -> None:
        self.copied.emit(text)
        self.done.emit(LeadPlaceName.REMIND, self._words("lead.remind.copied"))

    def _on_error(self, place: LeadPlaceName, error: Exception) -> None:
        self.trouble.emit(place, self._words.error(error) if isinstance(error, DetectorsError) else self._say(error))

    def _today(self) -> date:
        return self._now().astimezone().date()


def _sayer(place: LeadPlaceName) -> Callable[[LearningBook, LeadState, Wording, datetime], object]:
    """Give what says a page; its modules are loaded on the store lane, when they are first needed."""
    from detectors_app.desk import lead_figures_words, lead_other_words, lead_session_words, lead_staff_words

    return {
        LeadPlaceName.FIGURES: lead_figures_words.say_figures,
        LeadPlaceName.REMIND: lead_other_words.say_reminders,
        LeadPlaceName.SESSIONS: lead_session_words.say_sessions,
        LeadPlaceName.STAFF: lead_staff_words.say_staff,
        LeadPlaceName.CHECK: lead_other_words.say_check,
        LeadPlaceName.RECORDS: lead_other_words.say_records,
    }[place]
