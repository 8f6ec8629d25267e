"""A first passphrase for someone who began without one."""

from __future__ import annotations

from detectors_app.content.wording import Wording
from detectors_app.staff.new_passphrase_page import NewPassphrasePage
from detectors_app.widgets.help_card import HelpCard

_WHY = ("choose.reading", "choose.writing", "choose.before")


class ChoosePassphrasePage(NewPassphrasePage):
    """The new passphrase, and beside it what it is for and what it cannot open."""

    def __init__(self, words: Wording) -> None:
        super().__init__(words, "choose", back="nav.home")
        card = HelpCard(words("choose.why"), "choose.why")
        for key in _WHY:
            card.add_marked("info", words(key))
        self.side.addSpacing(40)
        self.side.addWidget(card)
        self.finish()
        self.foot.row.addStretch(1)
