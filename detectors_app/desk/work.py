"""The signed-in part of the desk: the list of places, a problem line, and one page; asks for nothing itself."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.desk.ask_page import AskPage, Begun
from detectors_app.desk.concern_page import ConcernPage
from detectors_app.desk.inbox_page import InboxPage
from detectors_app.desk.store_side import Places
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.desk_nav import DeskNav
from detectors_app.widgets.theme import theme_of

TRAINING = "training"
PREFIX = "lead."
"""The training pages' names begin so."""


class Work(QWidget):
    """The list of places at the left, or above in large text; the problem line, and the page."""

    ask_sent = Signal(str)
    ask_left = Signal()
    training_wanted = Signal(str)
    """A training page is to be shown again; its name."""

    def __init__(self, words: Wording) -> None:
        super().__init__()
        self.setObjectName("work")
        row = QVBoxLayout(self) if theme_of(self).is_large else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.nav = DeskNav([
            ("inbox", words("desk.inbox"), "inbox"),
            (TRAINING, words("lead.training"), "book"),
            ("settings", words("settings.title"), "gear"),
        ])  # fmt: skip
        self.offer(Places())
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
        self._begun: Begun | None = None

    @cached_property
    def ask(self) -> AskPage:
        """Give the page of a question, made when it is first needed."""
        page = AskPage(self._words)
        page.sent.connect(self.ask_sent)
        page.left.connect(self.ask_left)
        self.pages.addWidget(page)
        if self._begun is not None:
            page.hold(self._begun)
        return page

    @property
    def begun(self) -> Begun | None:
        """Give the question that is being written, or is on its way."""
        return self.ask.begun if "ask" in vars(self) else self._begun

    @property
    def place(self) -> str:
        """Give what is shown: ``inbox``, ``concern``, ``ask``, ``settings`` or a training page's name."""
        page = self.pages.currentWidget()
        return "" if page is None else page.objectName()

    def offer(self, places: Places) -> None:
        """Let the list of places hold what this officer may see."""
        self.nav.buttons["inbox"].setVisible(places.inbox)
        self.nav.buttons[TRAINING].setVisible(places.training)

    def show_place(self, place: str) -> None:
        """Show the inbox, the concern that is open, the question about it while there is one, or a training page."""
        if place.startswith(PREFIX):
            self.training_wanted.emit(place)
            return
        if place == "ask" and self.begun is not None:
            self.pages.setCurrentWidget(self.ask)
        else:
            self.pages.setCurrentWidget(self.inbox if place == "inbox" else self.concern)
        self.nav.show_place("inbox")

    def end_question(self) -> None:
        """Hold no question any more: it was sent."""
        self._begun = None
        if "ask" in vars(self):
            self.ask.clear()

    def take_over(self, before: Work) -> None:
        """Show what was shown elsewhere, and hold what was begun there."""
        self.inbox.take_over(before.inbox)
        self.concern.take_over(before.concern)
        self._begun = before.begun
        if before.place != "settings":
            self.show_place(before.place)
