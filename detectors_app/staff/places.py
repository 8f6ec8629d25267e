"""The places off Home: help, passphrase, *My concerns*, a draft sent as it is; each made when first needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.ids import EnvelopeId
from detectors_app.staff import jobs
from detectors_app.staff.ask_page import AskPage
from detectors_app.staff.asking import Ask
from detectors_app.staff.concern_rows import concern_rows, question_rows
from detectors_app.staff.concerns_page import ConcernsPage
from detectors_app.staff.help_page import HelpPage
from detectors_app.staff.send_presenter import SendPresenter
from detectors_app.staff.sent_page import SentPage
from detectors_app.staff.unlock_page import UnlockPage
from detectors_app.staff.unlock_presenter import UnlockPresenter
from detectors_app.use_cases.people import NEWEST

if TYPE_CHECKING:
    from detectors_app.use_cases.rows import OutboxItem


class Places(QObject):
    """Which of these pages is wanted, and what was done there."""

    page_wanted = Signal(object)
    home_wanted = Signal()
    phoned = Signal(object)
    """EnvelopeId of the concern that the person has phoned about."""
    sent_as_it_is = Signal(object)
    """OutboxItem."""
    resumed = Signal(object)
    """jobs.Resumed."""
    failed = Signal(object)
    """DetectorsError, to be shown on Home."""
    forgotten_wanted = Signal()
    passphrase_wanted = Signal()
    """A passphrase is to be chosen first: there is none to ask for."""
    unlocked_changed = Signal()
    lock_asked = Signal()
    """*Lock now* was pressed."""
    answer_wanted = Signal(object)
    """About: what is to be answered or added to."""
    came_back = Signal()
    """The passphrase was given again, and the page that was hidden is shown."""

    def __init__(self, words: Wording, ask: Ask, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words, self._ask, self._now = words, ask, now
        self._wanted_draft: EnvelopeId | None = None
        self._sending: EnvelopeId | None = None
        self._told = False
        self._sent_id: EnvelopeId | None = None
        self._older: tuple[OutboxItem, ...] = ()
        self._all_listed = False
        self._back_to: QWidget | None = None
        self._looked: jobs.Looked | None = None
        self.lock_presenter = UnlockPresenter(ask, self)
        self.lock_presenter.unlocked.connect(self.on_unlocked)
        self.lock_presenter.unlocking_failed.connect(self.on_unlocking_failed)
        self._sender = SendPresenter(ask, self)
        self._sender.sent.connect(self.sent_as_it_is)
        self._sender.few_readers_found.connect(self.on_few_readers_found)
        self._sender.sending_failed.connect(self.on_sending_failed)

    # --- pages, made when first needed ------------------------------------------------------------------------------

    @cached_property
    def help(self) -> HelpPage:
        """Give help and contacts."""
        page = HelpPage(self._words, self._now().astimezone().date())
        page.home_pressed.connect(self.home_wanted)
        return page

    @cached_property
    def unlock(self) -> UnlockPage:
        """Give the passphrase's page."""
        page = UnlockPage(self._words)
        page.home_pressed.connect(self.home_wanted)
        page.passphrase_given.connect(self.lock_presenter.on_passphrase_given)
        page.forgotten_pressed.connect(self.forgotten_wanted)
        page.begun.connect(self.lock_presenter.look_for_wait)
        self.lock_presenter.countdown.left_changed.connect(page.wait.on_left_changed)
        self.lock_presenter.refused.connect(page.on_refused)
        self.lock_presenter.busy_changed.connect(page.on_busy_changed)
        return page

    @cached_property
    def concerns(self) -> ConcernsPage:
        """Give *My concerns*."""
        page = ConcernsPage(self._words)
        page.home_pressed.connect(self.home_wanted)
        page.lock_pressed.connect(self.lock_asked)
        page.older_wanted.connect(self.on_older)
        page.answer_wanted.connect(self.answer_wanted)
        return page

    @cached_property
    def sent(self) -> SentPage:
        """Give the confirmation."""
        page = SentPage(self._words)
        page.home_pressed.connect(self.home_wanted)
        page.help_pressed.connect(self.on_help)
        page.phoned_pressed.connect(self.on_phoned)
        return page

    @cached_property
    def as_it_is(self) -> AskPage:
        """Give the question before a draft goes as it is."""
        return self._question("sendasitis", "sendasitis.send", "sendasitis.keep")

    @cached_property
    def few(self) -> AskPage:
        """Give the number to ring before it goes to few."""
        return self._question("short", "short.send", "sendasitis.keep", number=self._words("concerns.phone"))

    def _question(self, name: str, yes: str, no: str, *, number: str = "") -> AskPage:
        words = self._words
        page = AskPage(name, words(f"{name}.title"), words(f"{name}.body"), words(yes), words(no), number=number)
        page.agreed.connect(self.on_send_agreed)
        page.refused.connect(self.home_wanted)
        return page

    # --- going there ------------------------------------------------------------------------------------------------

    @Slot()
    def on_help(self) -> None:
        """Show help and contacts."""
        self.page_wanted.emit(self.help)
        self.help.take_focus()

    @Slot()
    def on_concerns(self) -> None:
        """Show *My concerns*, after the passphrase."""
        self._wanted_draft, self._back_to = None, None
        self._behind_passphrase()

    @Slot(str)
    def on_continue(self, draft: str) -> None:
        """Open a draft, after the passphrase."""
        self._wanted_draft, self._back_to = EnvelopeId(UUID(draft)), None
        self._behind_passphrase()

    def show_sent(self, item: OutboxItem) -> None:
        """Show where a concern is that was handed over just now."""
        self._sent_id = item.id
        self.sent.show_item(item, self._now())
        self.page_wanted.emit(self.sent)
        self.sent.take_focus()

    @Slot()
    def on_phoned(self) -> None:
        """Tell which concern the person has phoned about."""
        self.phoned.emit(self._sent_id)

    def ask_again(self) -> None:
        """Ask for the passphrase once more, for what was wanted before."""
        self.page_wanted.emit(self.unlock)
        self.unlock.begin()

    def come_back_to(self, page: QWidget) -> None:
        """Show a page that was hidden, after the passphrase."""
        self._back_to = page
        self.ask_again()

    @Slot(str)
    def on_send_as_it_is(self, draft: str) -> None:
        """Ask before a draft goes as it is."""
        self._sending, self._told = EnvelopeId(UUID(draft)), False
        self.page_wanted.emit(self.as_it_is)
        self.as_it_is.take_focus()

    def show_looked(self, looked: jobs.Looked) -> None:
        """Show how things stand."""
        self._looked = looked
        item = next((each for each in looked.outbox if each.id == self._sent_id), None)
        if item is not None:
            self.sent.show_item(item, self._now())
        if "concerns" in self.__dict__:
            self._list_concerns(looked)

    @Slot()
    def lock(self) -> None:
        """Lock, and go Home."""
        if self.lock_presenter.is_unlocked:
            self.lock_presenter.lock()
            self.home_wanted.emit()

    # --- what came of it --------------------------------------------------------------------------------------------

    @Slot()
    def on_unlocked(self) -> None:
        """Go where the person wanted to go."""
        page, self._back_to = self._back_to, None
        if page is not None:
            self.page_wanted.emit(page)
            self.came_back.emit()
            return
        if self._wanted_draft is not None:
            self._ask(jobs.resume(self._wanted_draft), self.resumed.emit, self.on_resuming_failed)
            return
        if self._looked is not None:
            self._list_concerns(self._looked)
        self.page_wanted.emit(self.concerns)
        self.concerns.take_focus()
        self.unlocked_changed.emit()

    @Slot(object)
    def on_unlocking_failed(self, error: DetectorsError) -> None:
        """Say so on the passphrase's page."""
        self.unlock.show_failed(self._words.error(error))

    @Slot()
    def on_send_agreed(self) -> None:
        """Send the draft as it is; the second time after the number was shown."""
        if self._sending is not None:
            if self._told:
                self._sender.on_told()
            else:
                self._sender.send_as_it_is(self._sending)

    @Slot()
    def on_few_readers_found(self) -> None:
        """Show the number before it goes."""
        self._told = True
        self.page_wanted.emit(self.few)
        self.few.take_focus()

    @Slot(object)
    def on_sending_failed(self, error: DetectorsError) -> None:
        """Say so on the page that asked."""
        (self.few if self._told else self.as_it_is).show_failed(self._words.error(error))

    def on_resuming_failed(self, error: DetectorsError) -> None:
        """Say on Home that the draft does not open; it can still be sent as it is."""
        self.home_wanted.emit()
        self.failed.emit(error)

    @Slot()
    def on_older(self) -> None:
        """Read the ones before those that are listed."""
        if self._looked is not None:
            listed = len(self._looked.outbox) + len(self._older)
            self._ask(jobs.older(listed), self.on_older_read, self.on_unlocking_failed)

    def on_older_read(self, items: tuple[OutboxItem, ...]) -> None:
        """List them below."""
        self._older, self._all_listed = (*self._older, *items), len(items) < NEWEST
        if self._looked is not None:
            self._list_concerns(self._looked)

    def _list_concerns(self, looked: jobs.Looked) -> None:
        now, asked = self._now(), looked.questions
        newest = {each.id for each in looked.outbox}
        items = (*looked.outbox, *(each for each in self._older if each.id not in newest))
        self.concerns.show_questions(question_rows(asked, now, self._words))
        self.concerns.show_rows(concern_rows(items, now, self._words, asked), looked.idle_minutes)
        self.concerns.offer_older(more=len(looked.outbox) >= NEWEST and not self._all_listed)
        self.concerns.show_earlier(looked.earlier_questions)

    def _behind_passphrase(self) -> None:
        if self.lock_presenter.is_unlocked:
            self.on_unlocked()
            return
        if self._looked is not None and self._looked.passphrase_missing:
            self.passphrase_wanted.emit()
            return
        self.page_wanted.emit(self.unlock)
        self.unlock.begin()
