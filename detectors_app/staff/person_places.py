"""The places about people: who uses the laptop, someone new, another passphrase, a forgotten one; each made late.

Home ── Someone else ──▶ people ── one of them ──▶ Home, locked
                                ── I am new ──▶ newcomer ── passphrase ──▶ Home   ── record now ──▶ Recording
Unlock ── forgotten ──▶ (what is open is saved and closed) ──▶ forgotten ──▶ Home as a later self
Settings ── change ──▶ change
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.staff.asking import Ask
from detectors_app.staff.change_passphrase_page import ChangePassphrasePage
from detectors_app.staff.choose_passphrase_page import ChoosePassphrasePage
from detectors_app.staff.forgotten_page import ForgottenPage
from detectors_app.staff.new_passphrase_page import NewPassphrasePage
from detectors_app.staff.newcomer_page import NewcomerPage
from detectors_app.staff.people_page import PeoplePage
from detectors_app.staff.people_shown import are_several, people_shown
from detectors_app.staff.person_presenter import PersonPresenter

if TYPE_CHECKING:
    from detectors_app.domain.ids import PersonId
    from detectors_app.staff import jobs
    from detectors_app.staff.places import Places
    from detectors_app.staff.writing import Writing


class PersonPlaces(QObject):
    """Which of these pages is wanted, and what was done there."""

    page_wanted = Signal(object)
    """QWidget to show."""
    home_wanted = Signal()
    record_wanted = Signal()

    def __init__(
        self,
        words: Wording,
        ask: Ask,
        now: Callable[[], datetime],
        places: Places,
        writing: Writing,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._now = words, now
        self._places, self._writing = places, writing
        self._looked: jobs.Looked | None = None
        self._after_leaving: Callable[[], None] | None = None
        self._keep_trying: Callable[[], None] = self.home_wanted.emit
        self._shown: QWidget | None = None
        self.presenter = PersonPresenter(ask, self)
        self.presenter.person_changed.connect(places.lock_asked)  # nothing of who was there stays in memory
        self.presenter.may_record.connect(self.record_wanted)
        self.presenter.passphrase_changed.connect(self.on_passphrase_changed)
        self.presenter.failed.connect(self.on_failed)
        self.presenter.new_refused.connect(self.on_new_refused)
        writing.settled.connect(self.on_settled)
        places.forgotten_wanted.connect(self.on_forgotten)
        places.passphrase_wanted.connect(self.on_choose)

    # --- pages, made when first needed ------------------------------------------------------------------------------

    @cached_property
    def people(self) -> PeoplePage:
        """Give the list of who uses the laptop."""
        page = PeoplePage(self._words)
        page.home_pressed.connect(self.home_wanted)
        page.new_pressed.connect(self.on_new)
        page.person_chosen.connect(self.presenter.use_as)
        return page

    @cached_property
    def newcomer(self) -> NewcomerPage:
        """Give the page of someone new."""
        page = NewcomerPage(self._words)
        page.back_pressed.connect(self.on_someone_else)
        page.person_made.connect(self.presenter.add)
        page.record_pressed.connect(self.presenter.add_to_record)
        self.presenter.busy_changed.connect(page.on_busy_changed)
        return page

    @cached_property
    def forgotten(self) -> ForgottenPage:
        """Give the page of a forgotten passphrase."""
        page = ForgottenPage(self._words)
        page.back_pressed.connect(self.on_keep_trying)
        page.passphrase_chosen.connect(self.presenter.begin_anew)
        self.presenter.busy_changed.connect(page.on_busy_changed)
        return page

    @cached_property
    def choose(self) -> ChoosePassphrasePage:
        """Give the page of a first passphrase."""
        page = ChoosePassphrasePage(self._words)
        page.back_pressed.connect(self.home_wanted)
        page.passphrase_chosen.connect(self.presenter.choose)
        self.presenter.busy_changed.connect(page.on_busy_changed)
        return page

    @cached_property
    def change(self) -> ChangePassphrasePage:
        """Give the page of another passphrase."""
        page = ChangePassphrasePage(self._words)
        page.back_pressed.connect(self.home_wanted)
        page.forgotten_pressed.connect(self.on_forgotten_here)
        page.change_wanted.connect(self.presenter.change)
        self.presenter.busy_changed.connect(page.on_busy_changed)
        self.presenter.present_wrong.connect(page.on_present_wrong)
        self.presenter.countdown.left_changed.connect(page.wait.on_left_changed)
        return page

    # --- going there ------------------------------------------------------------------------------------------------

    @Slot()
    def on_someone_else(self) -> None:
        """Lock, and show who can be chosen. What is being written is saved first."""
        self._once_left(self._show_people)

    @Slot()
    def on_new(self) -> None:
        """Show the page of someone new."""
        self._show(self.newcomer)
        self.newcomer.begin()

    @Slot()
    def on_forgotten(self) -> None:
        """Show what a forgotten passphrase means. What is open is saved and closed first: no new key may open it."""
        open_still = self._writing.held is not None
        self._keep_trying = self.home_wanted.emit if open_still else self._places.ask_again
        self._once_left(self._show_forgotten)

    @Slot()
    def on_forgotten_here(self) -> None:
        """Show the same, from the page on which the passphrase was to be changed."""
        self._keep_trying = self.on_change_passphrase
        self._once_left(self._show_forgotten)

    @Slot()
    def on_keep_trying(self) -> None:
        """Go back to where the passphrase was asked."""
        self._keep_trying()

    @Slot()
    def on_choose(self) -> None:
        """Show the page of a first passphrase."""
        self._show_new(self.choose)

    @Slot()
    def on_change_passphrase(self) -> None:
        """Show the page of another passphrase; who has none chooses a first one."""
        if self._looked is not None and self._looked.passphrase_missing:
            self.on_choose()
            return
        self._show_new(self.change)
        self.presenter.look_for_wait()

    def show_looked(self, looked: jobs.Looked) -> None:
        """Take note of who uses the laptop. Where another program changed that, what was open is locked."""
        before, self._looked = self._looked, looked
        if before is None or (before.people, before.person) == (looked.people, looked.person):
            return
        if looked.person != before.person:
            self._places.lock()
        if "people" in self.__dict__:
            self._list_people(looked)

    def who(self) -> str:
        """Say who is writing, on a laptop that several use; else nothing."""
        if self._looked is None or not are_several(self._looked.people):
            return ""
        name = next(each.name for each in self._looked.people if each.id == self._looked.person)
        return self._words("home.person", name=name) if name else self._words("home.person_unnamed")

    # --- what came of it --------------------------------------------------------------------------------------------

    @Slot()
    def on_passphrase_changed(self) -> None:
        """Say so."""
        self.presenter.countdown.start(0)
        self.change.show_done()

    @Slot(str)
    def on_new_refused(self, key: str) -> None:
        """Say at the new passphrase's field what is wrong with it."""
        self._new_page().on_refused(key)

    @Slot(object)
    def on_failed(self, error: DetectorsError) -> None:
        """Say on the page that is shown why it did not work."""
        text = self._words.error(error)
        if self._shown is self.__dict__.get("people"):
            self.people.show_failed(text)
        else:
            self._new_page().show_failed(text)

    @Slot()
    def on_left(self) -> None:
        """Go on, now that what was open is saved and closed."""
        go_on, self._after_leaving = self._after_leaving, None
        if go_on is not None:
            go_on()

    @Slot()
    def on_settled(self) -> None:
        """Stay where we are when it could not be saved: its own page says so."""
        autosave = self._writing.autosave
        if autosave is not None and autosave.saving.error is not None:
            self._after_leaving = None

    def _once_left(self, go_on: Callable[[], None]) -> None:
        if self._writing.held is None:
            go_on()
            return
        self._after_leaving = go_on
        self._writing.leave()

    def _show_people(self) -> None:
        self._lock()
        if self._looked is not None:
            self._list_people(self._looked)
        self._show(self.people)
        self.people.take_focus()

    def _list_people(self, looked: jobs.Looked) -> None:
        self.people.show_people(people_shown(looked.people, looked.person, self._now(), self._words))

    def _show_forgotten(self) -> None:
        self._lock()
        self._show_new(self.forgotten)

    def _lock(self) -> None:
        if self._places.lock_presenter.is_unlocked:
            self._places.lock_presenter.lock()

    def _show_new(self, page: NewPassphrasePage) -> None:
        self._show(page)
        page.begin(self._known())

    def _show(self, page: QWidget) -> None:
        self._shown = page
        self.page_wanted.emit(page)

    def _new_page(self) -> NewPassphrasePage:
        return self._shown if isinstance(self._shown, NewPassphrasePage) else self.newcomer

    def _known(self) -> tuple[str, ...]:
        """Give what others know of who uses the laptop: it is guessed first."""
        if self._looked is None:
            return ()
        person: PersonId = self._looked.person
        return tuple(
            word for each in self._looked.people if each.id == person for word in (each.name, each.role, each.team)
        )
