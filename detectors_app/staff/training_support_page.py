"""The page of a module that tells where to find support, from the contacts; it knows no number of its own."""

from __future__ import annotations

from datetime import date

from detectors_app.content.wording import Wording
from detectors_app.staff.help_parts import BlockView, ContactView
from detectors_app.staff.training_base import Around, TrainingPage
from detectors_app.staff.training_help import STAFF
from detectors_app.widgets.text import body


class SupportPage(TrainingPage):
    """What there is for the trainee, with its numbers."""

    def __init__(self, words: Wording, today: date, around: Around) -> None:
        super().__init__(words, "support", words("training.support"), around)
        self.body.addWidget(body(words("training.support.page")))
        for group in words.contacts.groups:
            if group.key == STAFF:
                for block in group.blocks:
                    self.body.addWidget(BlockView(block))
                for entry in group.entries:
                    self.body.addWidget(ContactView(entry, words, today))
        self.lead_on()
