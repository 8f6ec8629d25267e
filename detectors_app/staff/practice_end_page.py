"""The end of a practice concern: what would have happened; it shows no delivery, for there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from detectors_app.content.wording import Wording
from detectors_app.staff.side import dont_card
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import PrimaryButton, SecondaryButton
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import heading1, lead

_THEN = (("laptop", "practice.end_saved"), ("sent", "practice.end_sent"), ("double-check", "practice.end_read"))


class PracticeEndPage(Page):
    """Nothing was sent or kept; and then the story of a true concern."""

    home_pressed = Signal()
    again_pressed = Signal()

    def __init__(self, words: Wording, back: str = "") -> None:
        super().__init__("practice_end", foot=True)
        self._heading = heading1(words("practice.end"))
        self._heading.setObjectName("practice_end.heading")
        self._heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._urgent = Banner(
            BannerKind.URGENT, words("practice.end_urgent"), words("practice.end_urgent_more"), name="practice.urgent"
        )
        then = HelpCard(words("practice.end_then"), "practice.then", surface=True)
        for icon_name, key in _THEN:
            then.add_marked(icon_name, words(key), words(f"{key}_more"))
        for widget in (self._heading, lead(words("practice.end_more")), self._urgent, then):
            self.main.addWidget(widget)
        self.side.addWidget(dont_card(words))
        self.finish()
        home = PrimaryButton(back or words("nav.go_home"), "practice.home")
        again = SecondaryButton(words("practice.again"), "practice.again")
        for button, pressed in ((home, self.home_pressed), (again, self.again_pressed)):
            button.clicked.connect(pressed)
            self.foot.row.addWidget(button)
        self.foot.row.addStretch(1)

    def show_end(self, *, urgent: bool) -> None:
        """Say whether it would have been urgent, and take the focus."""
        self._urgent.setVisible(urgent)
        self._heading.setFocus(Qt.FocusReason.OtherFocusReason)
