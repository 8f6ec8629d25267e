"""The cards beside every training page: taking it one's own way, and support; every number comes from the wording."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.widgets.beginning import at_beginning
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.text import small

_NUMBERS = ("training.support.duty", "training.support.national", "training.support.danger")
_YOUR_WAY = ("training.your_way.skip", "training.your_way.time", "training.your_way.private", "training.your_way.why")


class TrainingSide(QWidget):
    """What stands beside a page: its own card first, then support, then whose words these are."""

    support_wanted = Signal()
    another_way_wanted = Signal()

    def __init__(self, words: Wording, *, approved: bool, your_way: bool = False) -> None:
        super().__init__()
        self._words = words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(20)
        if your_way:
            self._column.addWidget(self._your_way())
        self._column.addWidget(self._support(another_way=not your_way))
        if not approved:
            waiting = small(words("training.not_approved"))
            waiting.setObjectName("training.not_approved")
            self._column.addWidget(waiting)

    def put_first(self, card: QWidget) -> None:
        """Put the page's own card above support."""
        self._column.insertWidget(0, card)

    def _your_way(self) -> HelpCard:
        card = HelpCard(name="training.your_way", surface=True)
        card.add_heading(self._words("training.your_way"))
        for key in _YOUR_WAY:
            card.add_marked("point", self._words(key))
        at_beginning(card.column, self._another_way())
        return card

    def _support(self, *, another_way: bool) -> HelpCard:
        card = HelpCard(self._words("training.support"), "training.support")
        card.add_line(self._words("training.support.body"))
        for key in _NUMBERS:
            card.add_line(self._words(key))
        link = LinkButton(self._words("training.support.link"), "training.support.link")
        link.clicked.connect(self.support_wanted)
        links = QVBoxLayout()
        links.setSpacing(0)
        at_beginning(links, link)
        if another_way:
            at_beginning(links, self._another_way())
        card.column.addLayout(links)
        return card

    def _another_way(self) -> LinkButton:
        link = LinkButton(self._words("training.another_way"), "training.another_way")
        link.clicked.connect(self.another_way_wanted)
        return link
