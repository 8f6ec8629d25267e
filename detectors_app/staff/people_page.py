"""*Someone else is using this laptop*: the people by the names they gave, and *I am new here*; never their work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from detectors_app.content.wording import Wording
from detectors_app.staff.people_shown import PersonShown
from detectors_app.staff.tab_order import follow
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import heading1, hint
from detectors_app.widgets.tile_button import TileButton

_GOOD_TO_KNOW = ("people.own", "people.record", "people.private")


class PeoplePage(Page):
    """One row a person; choosing one opens nothing of theirs."""

    person_chosen = Signal(int)
    """PersonId."""
    new_pressed = Signal()
    home_pressed = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__("people")
        self._words = words
        self.back = LinkButton(words("nav.home"), "people.home", icon_name="chevron-left")
        self._failed = Banner(BannerKind.URGENT, "", name="people.failed")
        self._failed.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._people: list[TileButton] = []
        self.new = TileButton(words("people.new"), words("people.new_more"), "people.new", icon_name="plus")
        self.main.addWidget(self.back)
        self.main.addWidget(heading1(words("people.title")))
        self.main.addWidget(hint(words("people.hint")))
        self.main.addWidget(self._failed)
        self.main.addLayout(self._rows)
        self.main.addWidget(self.new)
        card = HelpCard(words("people.good_to_know"), "people.good_to_know")
        for key in _GOOD_TO_KNOW:
            card.add_marked("info", words(key))
        self.side.addSpacing(40)
        self.side.addWidget(card)
        self.finish()
        self.back.clicked.connect(self.home_pressed)
        self.new.clicked.connect(self.new_pressed)

    def show_people(self, people: Sequence[PersonShown]) -> None:
        """Show whom to choose from."""
        self._failed.hide()
        had_focus = any(row.hasFocus() for row in self._people)
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._people = [self._row(each) for each in people]
        for row in self._people:
            self._rows.addWidget(row)
        follow(self.back, (*self._people, self.new))
        if had_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the focus on the first person."""
        (*self._people, self.new)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failed(self, text: str) -> None:
        """Say why it did not work."""
        self._failed.say(text)
        self._failed.show()

    @Slot()
    def on_person_pressed(self) -> None:
        """Tell who was chosen."""
        self.person_chosen.emit(self.sender().property("person"))

    def _row(self, person: PersonShown) -> TileButton:
        note = self._words("people.now") if person.is_current else ""
        row = TileButton(
            person.name,
            person.more,
            f"people.{person.id}",
            icon_name="person",
            note=note,
            note_icon="check" if note else "",
        )
        row.setProperty("person", int(person.id))
        row.clicked.connect(self.on_person_pressed)
        return row
