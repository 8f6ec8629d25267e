"""The last page of setting up: the laptop is ready, and the way home."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from detectors_app.content.gesture_words import GestureWords
from detectors_app.content.wording import Wording
from detectors_app.staff.setup_page import STEPS, SetUpPage
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.text import body


class SetUpDonePage(SetUpPage):
    """What there is to know, and the way home."""

    home_pressed = Signal()

    def __init__(self, words: Wording, gesture: GestureWords) -> None:
        super().__init__(words, "done", words("setup.done"))
        self.steps.show_step(len(STEPS))
        ready = Banner(BannerKind.GOOD, words("setup.done_ready"), words("setup.done_offline"), name="setup.ready")
        self.lay(ready, body(words("setup.done_read")), body(gesture.how))
        self.home = self.add_go_on(words("nav.go_home"))
        self.home.setObjectName("setup.home")
        self.home.clicked.connect(self.home_pressed)

    def take_focus(self) -> None:
        """Put the focus on the way on."""
        self.home.setFocus(Qt.FocusReason.OtherFocusReason)
