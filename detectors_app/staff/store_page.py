"""What is shown where the store cannot be opened: what happened, what to do, whom to ring; opens and mends nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.staff.side import danger_now
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import PrimaryButton, SecondaryButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import body, heading1


class StorePage(Page):
    """The error's own words, the duty line's number, *Try again* and *Help and contacts*."""

    again_pressed = Signal()
    help_pressed = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__("store", foot=True)
        self._words = words
        self._heading = heading1(words("store.title"))
        self._heading.setObjectName("store.heading")
        self._heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._why = Banner(BannerKind.URGENT, words("store.why"), "", name="store.why")
        for widget in (self._heading, self._why, body(words("store.safe")), body(words("store.report"), bold=True)):
            self.main.addWidget(widget)
        self.side.addSpacing(52)
        self.side.addWidget(danger_now(words))
        self.finish()
        self.again = PrimaryButton(words("store.again"), "store.again")
        self.help = SecondaryButton(words("help.title"), "store.help")
        self.foot.row.addWidget(self.again)
        self.foot.row.addWidget(self.help)
        self.foot.row.addStretch(1)
        self.again.clicked.connect(self.again_pressed)
        self.help.clicked.connect(self.help_pressed)

    def show_error(self, error: DetectorsError) -> None:
        """Say why it does not open."""
        self._why.say(self._words("store.why"), self._words.error(error))

    def take_focus(self) -> None:
        """Put the focus on the heading, which is read out first."""
        self._heading.setFocus(Qt.FocusReason.OtherFocusReason)
