"""Help and contacts, offline, from the contacts' data; knows no number of its own."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from detectors_app.content.contacts import Contact
from detectors_app.content.moments import day_in_words
from detectors_app.content.wording import Wording
from detectors_app.staff.side import danger_now
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.panels import Line
from detectors_app.widgets.text import Words, body, heading1, small

_NUMBER_PX = 190


class HelpPage(Page):
    """Every contact with its number, what it is for and when it was last checked."""

    home_pressed = Signal()

    def __init__(self, words: Wording, today: date) -> None:
        super().__init__("help")
        self._words, self._today = words, today
        self.back = LinkButton(words("nav.home"), "help.home", icon_name="chevron-left")
        self.main.addWidget(self.back)
        self.main.addWidget(heading1(words("help.title")))
        self.main.addWidget(body(words("help.about")))
        if words.contacts.approved_by is None:
            self.main.addWidget(Banner(BannerKind.SAFETY, words("help.not_approved"), name="help.not_approved"))
        for group in words.contacts.groups:
            title = Words(group.title, "lead", bold=True)
            title.setContentsMargins(0, 12, 0, 0)
            self.main.addWidget(title)
            self.main.addWidget(Line("ink", 2))
            for each in group.entries:
                self.main.addWidget(self._entry(each))
                self.main.addWidget(Line())
        self.side.addSpacing(40)
        self.side.addWidget(danger_now(words))
        self.finish()
        self.main.setSpacing(8)
        self.back.clicked.connect(self.home_pressed)

    def take_focus(self) -> None:
        """Put the focus on the way back."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry(self, contact: Contact) -> QWidget:
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        top = Qt.AlignmentFlag.AlignTop
        number = Words(contact.number or self._words("help.no_number"), "body", bold=contact.number is not None)
        number.setFixedWidth(_NUMBER_PX)
        grid.addWidget(number, 0, 0, top)
        grid.addWidget(Words(contact.name, "body", bold=True), 0, 1)
        grid.addWidget(body(contact.about), 1, 1)
        checked = self._words("help.not_checked")
        if contact.last_checked is not None:
            day = day_in_words(contact.last_checked, self._today, self._words, inside=True)
            checked = self._words("help.checked", when=day)
        grid.addWidget(small(checked), 2, 1)
        grid.setColumnStretch(1, 1)
        return line
