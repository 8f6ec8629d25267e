"""*I have forgotten it*: what cannot be opened any more, what is safe, and a new passphrase."""

from __future__ import annotations

from detectors_app.content.wording import Wording
from detectors_app.staff.new_passphrase_page import NewPassphrasePage
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.text import body

_LOST = ("forgotten.drafts", "forgotten.questions", "forgotten.list")
_SAFE = ("forgotten.sent", "forgotten.recording", "forgotten.remembered")


class ForgottenPage(NewPassphrasePage):
    """The loss stands above the fields, in plain words; nothing is done before the button is pressed."""

    def __init__(self, words: Wording) -> None:
        lost = Banner(BannerKind.SAFETY, words("forgotten.lost"), name="forgotten.lost", icon_name="key", big=True)
        lost.text.hide()
        for key in _LOST:
            lost.add_below(body(words(key)))
        super().__init__(words, "forgotten", back="forgotten.back", above=(lost,))
        card = HelpCard(words("forgotten.safe"), "forgotten.safe")
        for key in _SAFE:
            card.add_marked("check", words(key), role="good")
        self.side.addSpacing(40)
        self.side.addWidget(card)
        self.finish()
        self.foot.row.addStretch(1)
