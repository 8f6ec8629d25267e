"""The desk's window: which page is shown when, and what hides them all; asks the presenter for everything else."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from detectors_app.content.gesture_words import gesture_words
from detectors_app.content.outward import Outward, usual_outward
from detectors_app.content.wording import Wording
from detectors_app.desk.ask_page import AskPage
from detectors_app.desk.concern_page import ConcernPage
from detectors_app.desk.inbox_page import InboxPage
from detectors_app.desk.inbox_words import InboxWords
from detectors_app.desk.presenter import DeskPresenter
from detectors_app.desk.shown_words import ConcernWords
from detectors_app.desk.sign_in_page import SignInPage
from detectors_app.domain.casework import CaseId
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.cover import Cover
from detectors_app.widgets.desk_nav import DeskNav
from detectors_app.widgets.frame import AppFrame
from detectors_app.widgets.theme import theme_of

_MARGIN_PX = 22


class Work(QWidget):
    """The signed-in part: the list of places at the left, a problem line, and the page."""

    def __init__(self, words: Wording) -> None:
        super().__init__()
        self.setObjectName("work")
        row = QVBoxLayout(self) if theme_of(self).is_large else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.nav = DeskNav([("inbox", words("desk.inbox"), "inbox")])
        row.addWidget(self.nav)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.problem = Banner(BannerKind.URGENT, "", name="problem")
        self.problem.hide()
        column.addWidget(self.problem)
        self.pages = QStackedWidget()
        self.inbox, self.concern = InboxPage(words), ConcernPage(words)
        for page in (self.inbox, self.concern):
            self.pages.addWidget(page)
        column.addWidget(self.pages, 1)
        row.addLayout(column, 1)
        self.nav.show_place("inbox")
        self._words = words

    @cached_property
    def ask(self) -> AskPage:
        """Give the page of a question, made when it is first needed."""
        page = AskPage(self._words)
        self.pages.addWidget(page)
        return page

    @property
    def is_asking(self) -> bool:
        """Say whether a question is being written."""
        return isinstance(self.pages.currentWidget(), AskPage)


class DeskWindow(QObject):
    """Joins the frame, the pages and the presenter. `closed` comes when the window is going."""

    closed = Signal()

    def __init__(
        self,
        words: Wording,
        presenter: DeskPresenter,
        *,
        is_set_up: bool,
        outward: Outward | None = None,
        hide_key: str = "",
    ) -> None:
        super().__init__()
        shown = outward or usual_outward(words)
        self._words, self._presenter = words, presenter
        self.frame = AppFrame(
            shown.name,
            words("desk.hide.word"),
            gesture_words(words, hide_key).short,
            words("desk.cover.sign_in"),
            margin_px=_MARGIN_PX,
            hide_key=hide_key,
            icon_name=shown.icon,
        )
        self.sign_in = SignInPage(words, is_set_up=is_set_up)
        self.work = Work(words)
        self.cover = Cover(
            words("desk.cover.title"), words("desk.cover.field"), words("desk.cover.add"), words("desk.cover.remove")
        )
        # An empty page would look odd. What the officer writes there stays until the desk is closed.
        self.cover.set_notes(tuple(words(f"desk.cover.first.{number}") for number in (1, 2, 3)))
        self._locked = True
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

    def _connect_presenter(self) -> None:
        self._presenter.signed_in.connect(self.on_signed_in)
        self._presenter.sign_in_failed.connect(self.on_sign_in_failed)
        self._presenter.inbox_changed.connect(self.on_inbox_changed)
        self._presenter.case_opened.connect(self.on_case_opened)
        self._presenter.read_done.connect(self.on_read_done)
        self._presenter.read_failed.connect(self.on_read_failed)
        self._presenter.ask_done.connect(self.on_ask_done)
        self._presenter.ask_failed.connect(self.on_ask_failed)
        self._presenter.link_changed.connect(self.on_link_changed)
        self._presenter.went_wrong.connect(self.on_went_wrong)

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
        self.frame.set_person(self._words("desk.officer", name=name))
        self.frame.show_page(self.work)
        if self.work.pages.currentWidget() is self.work.inbox:
            self.work.inbox.take_focus()

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
        """Show it; while hidden or locked it is only got ready. A question that is being written stays in front."""
        if take_focus or not self.work.is_asking:
            self.work.pages.setCurrentWidget(self.work.concern)
        self.work.concern.show_concern(concern, take_focus=take_focus and not self._locked)

    @Slot()
    def on_back(self) -> None:
        """Go back to the inbox; the words leave the window."""
        self._presenter.close_case()
        self.work.pages.setCurrentWidget(self.work.inbox)
        self.work.concern.clear()
        self.work.inbox.take_focus()

    @Slot(str)
    def on_place(self, _: str) -> None:
        """Go to the place pressed at the left: there is one."""
        self.on_back()

    @Slot(str)
    def on_ask(self, reference: str) -> None:
        """Let the officer write a question about the open concern."""
        case = self._presenter.open_case_id
        if case is not None:
            first = "ask" not in vars(self.work)
            page = self.work.ask
            if first:
                page.sent.connect(self._presenter.ask)
                page.left.connect(self.on_ask_left)
            self.work.pages.setCurrentWidget(page)
            page.begin(case, reference)

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
        if "ask" in vars(self.work):
            self.work.ask.clear()
        if self.work.is_asking:
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
