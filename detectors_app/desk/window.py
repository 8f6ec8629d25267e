"""The desk's window: which page is shown when, and what hides them all; asks the presenter for everything else."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.gesture_words import gesture_words
from detectors_app.content.outward import Outward, usual_outward
from detectors_app.content.wording import Wording
from detectors_app.desk.inbox_words import InboxWords
from detectors_app.desk.lead_place import LeadPlace
from detectors_app.desk.presenter import DeskPresenter
from detectors_app.desk.settings import DeskSettings
from detectors_app.desk.shown_words import ConcernWords
from detectors_app.desk.sign_in_page import SignInPage
from detectors_app.desk.work import TRAINING, Work
from detectors_app.domain.casework import CaseId
from detectors_app.domain.preferences import Preferences
from detectors_app.widgets.announce import announce
from detectors_app.widgets.cover import Cover
from detectors_app.widgets.frame import AppFrame

_MARGIN_PX = 22


class DeskWindow(QObject):
    """Joins the frame, the pages and the presenter. `closed` comes when the window is going."""

    closed = Signal()
    preferences_changed = Signal(object)
    """Preferences: the officer chose otherwise."""

    def __init__(
        self,
        words: Wording,
        presenter: DeskPresenter,
        *,
        is_set_up: bool,
        outward: Outward | None = None,
        preferences: Preferences = Preferences(),  # noqa: B008 - frozen, and it says what is usual
    ) -> None:
        super().__init__()
        shown = outward or usual_outward(words)
        self._words, self._presenter = words, presenter
        self.frame = AppFrame(
            shown.name,
            words("desk.hide.word"),
            gesture_words(words, preferences.hide_key).short,
            words("desk.cover.sign_in"),
            margin_px=_MARGIN_PX,
            hide_key=preferences.hide_key,
            icon_name=shown.icon,
        )
        self.sign_in = SignInPage(words, is_set_up=is_set_up)
        self.work = Work(words)
        self.cover = Cover(
            words("desk.cover.title"), words("desk.cover.field"), words("desk.cover.add"), words("desk.cover.remove")
        )
        # An empty page would look odd. What the officer writes there stays until the desk is closed.
        self._first_notes = tuple(words(f"desk.cover.first.{number}") for number in (1, 2, 3))
        self.cover.set_notes(self._first_notes)
        self.settings = DeskSettings(words, preferences, self)
        self.lead = LeadPlace(words, presenter.lead, self.work, self)
        self._locked = True
        self._name = ""
        self._link: tuple[str, str, str] | None = None
        self._connect_pages()
        self._connect_presenter()
        self.frame.show_page(self.sign_in)
        self.sign_in.start()

    def _connect_pages(self) -> None:
        self.frame.hide_asked.connect(self.on_hide)
        self.frame.sign_in_asked.connect(self.on_sign_in_asked)
        self.frame.close_asked.connect(self.closed)
        self.sign_in.passphrase_given.connect(self.on_passphrase)
        self.work.nav.place_asked.connect(self.on_place)
        self.work.inbox.case_asked.connect(self.on_case_asked)
        self.work.concern.back_pressed.connect(self.on_back)
        self.work.concern.read_pressed.connect(self._presenter.read_this)
        self.work.concern.ask_pressed.connect(self.on_ask)
        self.work.ask_sent.connect(self._presenter.ask)
        self.work.ask_left.connect(self.on_ask_left)
        self.settings.preferences_changed.connect(self.preferences_changed)

    def _connect_presenter(self) -> None:
        told = self._presenter
        self.lead.on_places_known(told.places)
        self._heard = [
            *self.lead.listen(),
            told.places_known.connect(self.lead.on_places_known),
            told.signed_in.connect(self.on_signed_in),
            told.sign_in_failed.connect(self.on_sign_in_failed),
            told.inbox_changed.connect(self.on_inbox_changed),
            told.case_opened.connect(self.on_case_opened),
            told.read_done.connect(self.on_read_done),
            told.read_failed.connect(self.on_read_failed),
            told.ask_done.connect(self.on_ask_done),
            told.ask_failed.connect(self.on_ask_failed),
            told.link_changed.connect(self.on_link_changed),
            told.went_wrong.connect(self.on_went_wrong),
            told.not_kept.connect(self.settings.on_not_kept),
        ]

    def give_way(self, after: DeskWindow) -> None:
        """Let another window be seen, hear of nothing any more, and leave nothing of what was shown."""
        if self.frame.isVisible():
            after.frame.show()
            self.frame.hide()
        for each in self._heard:
            QObject.disconnect(each)
        for part in (self.frame, self.work, self.sign_in, self.cover, self):
            part.deleteLater()

    def take_over(self, before: DeskWindow) -> None:
        """Stand where another window stood, knowing what it knew and holding what was begun there."""
        frame, old = self.frame, before.frame
        frame.setGeometry(old.geometry())
        frame.setWindowState(old.windowState())
        self._locked, self._name = before._locked, before._name
        self.sign_in.take_over(before.sign_in)
        self.work.take_over(before.work)
        if before._link is not None:
            self.on_link_changed(*before._link)
        if not self._locked:
            self.frame.set_person(self._person())
            self.frame.show_page(self.work)
        self.settings.take_over(before.settings)
        self._take_over_cover(before)
        self._focus_like(before)

    def _take_over_cover(self, before: DeskWindow) -> None:
        before.cover.finish()
        if before.cover.notes() != before._first_notes:
            self.cover.set_notes(before.cover.notes())
        if before.frame.is_covered:
            self.frame.cover_with(self.cover)

    def _focus_like(self, before: DeskWindow) -> None:
        """Put the focus on the part that had it."""
        focus: QWidget | None = before.frame.focusWidget()
        name = "" if focus is None else focus.objectName()
        found = self.frame.findChildren(QWidget, name) if name else []
        page = self.frame.page
        if found:
            found[0].setFocus()
        elif self.frame.is_covered:
            self.cover.first().setFocus()
        elif page is self.work:
            self.work.inbox.take_focus()
        elif page is self.sign_in:
            self.sign_in.take_focus()

    def _person(self) -> str:
        places = self._presenter.places
        return self._words("desk.officer" if places.inbox else "lead.officer", name=self._name)

    @property
    def is_locked(self) -> bool:
        """Say whether a passphrase is needed to see anything."""
        return self._locked

    @Slot(str)
    def on_passphrase(self, passphrase: str) -> None:
        """Try it."""
        self._presenter.sign_in(passphrase)

    @Slot(str)
    def on_signed_in(self, name: str) -> None:
        """Show the work, where it was left; not when the passphrase turns out right only after Hide."""
        if self.frame.is_covered:
            return
        self._locked = False
        self.sign_in.start()
        self._name = name
        self.frame.set_person(self._person())
        self.frame.show_page(self.work)
        if self.work.place == "inbox":
            self.work.inbox.take_focus()
        elif self.lead.is_shown:
            self.lead.take_focus()

    @Slot(str)
    def on_sign_in_failed(self, problem: str) -> None:
        """Say what was wrong and let it be tried again."""
        self.sign_in.start(problem)

    @Slot(object)
    def on_inbox_changed(self, inbox: InboxWords) -> None:
        """Show the inbox anew."""
        self.work.inbox.show_inbox(inbox)
        self.work.nav.buttons["inbox"].set_count(inbox.unread)
        name = self._words("desk.inbox.count", number=inbox.unread)
        self.work.nav.buttons["inbox"].setAccessibleName(name)
        self.work.problem.hide()

    @Slot(object)
    def on_case_asked(self, case: CaseId) -> None:
        """Open a case."""
        self._presenter.open_case(case)

    @Slot(object, bool)
    def on_case_opened(self, concern: ConcernWords, take_focus: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Show it if it was asked for; else, and while hidden or locked, it is only got ready."""
        if take_focus:
            self.work.show_place("concern")
        self.work.concern.show_concern(concern, take_focus=take_focus and not self._locked)

    @Slot()
    def on_back(self) -> None:
        """Go back to the inbox; the words leave the window."""
        self._presenter.close_case()
        self._presenter.lead.leave()
        self.work.show_place("inbox")
        self.work.concern.clear()
        self.work.inbox.take_focus()

    @Slot(str)
    def on_place(self, place: str) -> None:
        """Go to the place pressed at the left."""
        if place == "settings":
            self.settings.inside.on_wanted()
            return
        self.on_back()
        if place == TRAINING:
            self.lead.on_wanted()

    @Slot(str)
    def on_ask(self, reference: str) -> None:
        """Let the officer write a question about the open concern."""
        case = self._presenter.open_case_id
        if case is not None:
            self.work.pages.setCurrentWidget(self.work.ask)
            self.work.ask.begin(case, reference)

    @Slot(str)
    def on_ask_failed(self, problem: str) -> None:
        """Say on the question's page why it did not go."""
        self.work.ask.show_failed(problem)

    @Slot()
    def on_ask_left(self) -> None:
        """Go back to the concern; what was begun stays."""
        self.work.pages.setCurrentWidget(self.work.concern)
        self.work.concern.focus_on_ask()

    @Slot()
    def on_ask_done(self) -> None:
        """Go back to the concern, unless the officer has gone elsewhere, and say that it is on its way."""
        self.work.end_question()
        if self.work.place == "ask":
            self.on_ask_left()
        announce(self.work, self._words("desk.ask.done"))

    @Slot()
    def on_read_done(self) -> None:
        """Say aloud that it was noted."""
        announce(self.work, self._words("desk.read_done"))

    @Slot(str)
    def on_read_failed(self, problem: str) -> None:
        """Say why it was not noted, and let it be pressed again."""
        self.work.concern.read_failed()
        self.on_went_wrong(problem)

    @Slot(str, str, str)
    def on_link_changed(self, icon: str, text: str, role: str) -> None:
        """Say how the link to the service is."""
        self._link = (icon, text, role)
        self.frame.set_sync(icon, text, role)
        self.work.inbox.set_fresh(text)

    @Slot(str)
    def on_went_wrong(self, problem: str) -> None:
        """Show what went wrong above the page."""
        self.work.problem.say(problem)
        self.work.problem.show()
        announce(self.work.problem, problem)

    @Slot()
    def on_hide(self) -> None:
        """Cover everything at once; seeing it again takes the passphrase. Nothing is lost."""
        self._locked = True
        self.frame.cover_with(self.cover)
        self.cover.first().setFocus()

    @Slot()
    def on_idle(self) -> None:
        """Cover everything, as Hide does, once nobody has touched the desk for so long as the policy says."""
        if not self._locked:
            self.on_hide()

    @Slot()
    def on_sign_in_asked(self) -> None:
        """Ask for the passphrase."""
        self.frame.set_person("")
        self.frame.show_page(self.sign_in)
        self.sign_in.start()
        self.frame.uncover()
