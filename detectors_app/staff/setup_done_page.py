"""The last page of setting up: how to hide the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from detectors_app.content.wording import Wording
from detectors_app.staff.setup_file_page import setup_titles
from detectors_app.widgets.buttons import PrimaryButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.steps import StepList
from detectors_app.widgets.text import body, heading1, hint


class SetUpDonePage(Page):
    """One thing to learn, and the way home."""

    home_pressed = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__("setup_done", foot=True)
        titles = setup_titles(words)
        self.main.addWidget(hint(words("setup.caption", step=3, steps=len(titles))))
        self.main.addWidget(heading1(words("setup.done")))
        self.main.addWidget(body(words("setup.done_more")))
        self.side.addSpacing(40)
        self.side.addWidget(StepList(titles, 2))
        self.finish()
        self.home = PrimaryButton(words("nav.go_home"), "setup.home")
        self.foot.row.addWidget(self.home)
        self.foot.row.addStretch(1)
        self.home.clicked.connect(self.home_pressed)

    def take_focus(self) -> None:
        """Put the focus on the way on."""
        self.home.setFocus(Qt.FocusReason.OtherFocusReason)
