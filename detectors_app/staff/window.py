"""The staff app's window: which page is shown when, what hides them, and that nothing is lost on closing.

Home ── Record ──▶ Recording ──▶ Sent ──▶ Home
     ── Continue ──▶ Unlock ──▶ Recording          ── Send as it is ──▶ question ──▶ Sent
     ── My concerns ──▶ Unlock ──▶ My concerns      ── Help and contacts
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.gesture_words import gesture_words
from detectors_app.content.moments import in_sentence
from detectors_app.content.outward import Outward, usual_outward
from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.preferences import Preferences
from detectors_app.staff.asking import Ask, AskWhileShown
from detectors_app.staff.hiding import Hiding
from detectors_app.staff.home_page import HomePage
from detectors_app.staff.overview import Overview
from detectors_app.widgets.frame import AppFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from detectors_app.staff import jobs
    from detectors_app.staff.closing import Closing
    from detectors_app.staff.home_search import HomeSearch
    from detectors_app.staff.home_shown import LinkShown
    from detectors_app.staff.locking import Locking
    from detectors_app.staff.person_places import PersonPlaces
    from detectors_app.staff.places import Places
    from detectors_app.staff.setting_up import SettingUp
    from detectors_app.staff.settings_place import StaffSettings
    from detectors_app.staff.store_page import StorePage
    from detectors_app.staff.training_beside import TrainingBeside
    from detectors_app.staff.training_place import TrainingPlace
    from detectors_app.staff.writing import Writing
    from detectors_app.use_cases.rows import OutboxItem


class StaffWindow(AppFrame):
    """Home is made at once; every other page when it is first needed."""

    new_work = Signal()
    """Something was queued: delivery should try now."""
    may_close = Signal()
    """The window is going; nothing of it is unsaved."""
    preferences_changed = Signal(object)
    """Preferences: the person chose otherwise."""

    def __init__(
        self,
        words: Wording,
        ask: Ask,
        now: Callable[[], datetime],
        preferences: Preferences = Preferences(),  # noqa: B008 - frozen, and it says what is usual
        outward: Outward | None = None,
    ) -> None:
        shown = outward or usual_outward(words)
        super().__init__(
            shown.name,
            words("frame.hide"),
            gesture_words(words, preferences.hide_key).short,
            words("frame.sign_in"),
            attend=False,
            hide_key=preferences.hide_key,
            icon_name=shown.icon,
        )
        self.words, self._now, self.preferences = words, now, preferences
        self._ask = self._ask_far = self._ask_aside = AskWhileShown(ask)
        self.home = HomePage(words)
        self.overview = Overview(self._ask, self)
        self.places: Places
        self.writing: Writing
        self.locking: Locking
        self.closing: Closing
        self.people: PersonPlaces
        self.settings: StaffSettings
        self.setting_up: SettingUp
        self.training: TrainingPlace
        self.beside: TrainingBeside
        self.hiding = Hiding(self, words, self._ask, self)
        self.homes: HomeSearch | None = None
        """Finds homes in the council's list; given before the window is completed."""
        self._store_page: StorePage | None = None
        self._link: LinkShown | None = None
        self._whole = False
        self.show_page(self.home)
        self.home.take_focus()

    def complete(self) -> None:
        """Make what Home leads to, once Home is painted: the first paint does not wait for it."""
        from detectors_app.staff.closing import Closing
        from detectors_app.staff.joined import join
        from detectors_app.staff.locking import Locking
        from detectors_app.staff.person_places import PersonPlaces
        from detectors_app.staff.places import Places
        from detectors_app.staff.return_key import ReturnKey
        from detectors_app.staff.setting_up import SettingUp
        from detectors_app.staff.settings_place import StaffSettings
        from detectors_app.staff.training_beside import TrainingBeside
        from detectors_app.staff.training_place import TrainingPlace
        from detectors_app.staff.writing import Writing

        self.attend()
        self.home.complete()
        self.places = Places(self.words, self._ask, self._now, self)
        self.writing = Writing(
            self.words, self._ask, self._now, predict=self.preferences.predict, homes=self.homes, parent=self
        )
        self.people = PersonPlaces(self.words, self._ask, self._now, self.places, self.writing, self)
        self.settings = StaffSettings(self.words, self.preferences, self)
        self.setting_up = SettingUp(self.words, self._ask, self._ask_far, self.preferences, self)
        self.training = TrainingPlace(
            self.words, self._ask, self._now, aside=self._ask_aside, homes=lambda: self.homes, parent=self
        )
        self.beside = TrainingBeside(self.words, self._ask, self._now, self.training, self)
        self.locking = Locking(self.hiding, self.writing, self.places, self)
        self.closing = Closing(self.hiding, self.writing, self)
        ReturnKey(self)
        join(self)
        self._whole = True

    @property
    def is_at_rest(self) -> bool:
        """Say whether nothing is being written, opened or hidden: Home or the settings are shown."""
        return self.pages.currentWidget() in {self.home, self.settings.shown}

    def take_over(self, before: StaffWindow) -> None:
        """Stand where another window stood, knowing what it knew; that one is done with."""
        before.retire()
        self.setGeometry(before.geometry())
        self.setWindowState(before.windowState())
        self.places.lock_presenter.is_unlocked = before.places.lock_presenter.is_unlocked
        if before.overview.looked is not None:
            self.overview.on_looked(before.overview.looked)
        self.settings.take_over(before.settings)
        self.training.take_over(before.training)
        self.show()
        before.hide()
        before.deleteLater()
        self.overview.refresh()

    def retire(self) -> None:
        """Hear of nothing any more."""
        self._ask.retire()
        self._ask_far.retire()
        self._ask_aside.retire()

    def reach_far(self, ask: Ask) -> None:
        """Take the way to ask for what waits for the network; before `complete`. Without it the usual one is used."""
        self._ask_far = AskWhileShown(ask)

    def reach_aside(self, ask: Ask) -> None:
        """Take the way to ask for what takes long and holds nothing else up; before `complete`."""
        self._ask_aside = AskWhileShown(ask)

    # --- what is shown ----------------------------------------------------------------------------------------------

    @Slot(object)
    def on_looked(self, looked: jobs.Looked) -> None:
        """Show how things stand, on whichever page is shown."""
        from detectors_app.content.forms import current_form
        from detectors_app.staff.home_shown import HomeShown, LinkShown, drafts_shown, to_phone, waiting

        self.people.show_looked(looked)
        self.training.show_looked(looked)
        link = LinkShown(waiting(looked.outbox) + looked.others_waiting, looked.last_reached, looked.set_up)
        drafts = drafts_shown(current_form(self.words.language), looked.drafts, looked.shut_drafts)
        calls = to_phone((*looked.outbox, *looked.pressing))
        asked = sum(each.waits and each.draft is None for each in looked.questions)
        shown = HomeShown(True, drafts, calls, link, self.people.who(), looked.passphrase_missing, asked)
        self.home.show_home(shown, self._now())
        self.home.show_failed("")
        self._link = link
        self._show_sync()
        self.hiding.take_notes(looked.cover_notes)
        self.places.show_looked(looked)
        if not (looked.set_up and looked.has_passphrase):
            self.setting_up.begin(only_passphrase=looked.set_up)
        elif self._store_page is not None:
            self.on_home_wanted()
        self._drop_store_page()

    @Slot(object)
    def on_failed(self, error: DetectorsError) -> None:
        """Say on Home what did not work."""
        self.home.show_failed(self.words.error(error))

    @Slot(object)
    def on_looking_failed(self, error: DetectorsError) -> None:
        """Say what is wrong with the store: on a page of its own where it never opened."""
        if error.key == "other":
            return  # a bug: its page is shown already
        if self.overview.looked is not None:
            self.on_failed(error)
            return
        from detectors_app.staff.store_page import StorePage

        if self._store_page is None:
            self._store_page = StorePage(self.words)
            self._store_page.again_pressed.connect(self.overview.refresh)
            self._store_page.help_pressed.connect(self.places.on_help)
        self._store_page.show_error(error)
        self.on_page_wanted(self._store_page)
        self._store_page.take_focus()

    @Slot(object)
    def on_page_wanted(self, page: QWidget) -> None:
        """Show a page; under the cover, it waits there."""
        self.hiding.show_page(page)

    @Slot()
    def on_home_wanted(self) -> None:
        """Show Home, read afresh. What is being written is saved first, and stays where the store says no."""
        if self.writing.held is not None:
            self.writing.leave()
            return
        if self._store_page is not None and self.overview.looked is None:
            self.on_page_wanted(self._store_page)
            return
        self.on_page_wanted(self.home)
        self.home.take_focus()
        self.overview.refresh()

    # --- what was done ----------------------------------------------------------------------------------------------

    @Slot(object)
    def on_sent(self, item: OutboxItem) -> None:
        """Show where it is, and let delivery try now."""
        self.places.show_sent(item)
        self.overview.on_queued(item)
        self.new_work.emit()

    @Slot(str)
    def on_phoned_about(self, concern: str) -> None:
        """Take note that the person has phoned."""
        from uuid import UUID

        from detectors_app.domain.ids import EnvelopeId

        self.overview.on_phoned(EnvelopeId(UUID(concern)))

    @Slot()
    def on_uncovered(self) -> None:
        """Say again how the link to the service is."""
        self._show_sync()

    @Slot()
    def on_practised(self) -> None:
        """Remember that hiding was practised."""
        self.preferences = replace(self.preferences, hide_practised=True)
        self.preferences_changed.emit(self.preferences)

    @Slot()
    def on_settled(self) -> None:
        """Say on the passphrase's page that what was written is not saved, should the person want to leave there."""
        autosave = self.writing.autosave
        error = None if autosave is None else autosave.saving.error
        if error is not None and self.pages.currentWidget() is self.places.__dict__.get("unlock"):
            self.places.unlock.show_failed(self.words.error(error))

    # --- closing ----------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once the store has everything (staff.closing says when)."""
        if not self._whole or self.closing.may_close():
            super().closeEvent(event)
            self.may_close.emit()
        else:
            event.ignore()

    def _drop_store_page(self) -> None:
        page, self._store_page = self._store_page, None
        if page is not None:
            self.drop_page(page)

    def _show_sync(self) -> None:
        """Say no more than the store shows; nothing before it was read, and nothing on the cover."""
        words, link = self.words, self._link
        if link is None or self.hiding.is_covering:
            return
        if not link.set_up:
            self.set_sync("info", words("link.short.not_set_up"))
        elif link.waiting:
            self.set_sync("clock", words.count("link.short.waiting", link.waiting))
        elif link.last_reached is None:
            self.set_sync("clock", words("link.short.never"))
        else:
            when = in_sentence(link.last_reached, self._now(), words)
            self.set_sync("check", words("link.short.checked", when=when))
