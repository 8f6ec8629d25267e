"""*Take it another way*: whom to talk to, and what is lighter here; stores nothing, sends nothing, asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.staff.help_parts import ContactView
from detectors_app.staff.training_beside_page import BesidePage
from detectors_app.widgets.beginning import at_beginning
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.text import body, heading2, lead

LEAD = "training_lead"
"""The contact's key."""
_SAID = ("training.other.why", "training.other.private", "training.other.noted")


class Lighter(StrEnum):
    """What can be done from here at once."""

    EASY = "easy"
    STOP = "stop"
    SUPPORT = "support"


class AnotherWayPage(BesidePage):
    """Made anew each time it is opened, for what can be offered there."""

    chosen = Signal(object)
    """Lighter."""

    def __init__(self, words: Wording, today: date, offered: Sequence[Lighter] = (Lighter.SUPPORT,)) -> None:
        super().__init__(words, "other", words("training.other"), words("training.other.back"))
        self.main.addWidget(lead(words("training.other.talk")))
        contact = words.contacts.find(LEAD)
        if contact is not None and contact.number:
            self.main.addWidget(ContactView(contact, words, today))
        else:
            self.main.addWidget(body(words("training.other.ask"), bold=True))
        card = HelpCard(name="training.other.said", surface=True)
        for key in _SAID:
            card.add_marked("point", words(key))
        self.main.addWidget(card)
        self.main.addSpacing(8)
        self.main.addWidget(heading2(words("training.other.here")))
        for key in ("training.other.skip", "training.other.film"):
            self.main.addWidget(body(words(key)))
        self.links = [self._link(each) for each in offered]
        self.end_page(another_way=False)
        self.set_tab_order(*self.links)

    @Slot()
    def on_pressed(self) -> None:
        """Tell what is wanted."""
        self.chosen.emit(Lighter(self.sender().property("lighter")))

    def _link(self, offer: Lighter) -> LinkButton:
        link = LinkButton(self.words(f"training.other.{offer}"), f"training.other.{offer}")
        link.setProperty("lighter", offer.value)
        link.clicked.connect(self.on_pressed)
        at_beginning(self.main, link)
        return link
