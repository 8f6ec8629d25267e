"""What is shown after a bug: that saved work is safe, and a code without content."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from detectors_app.content.wording import Wording
from detectors_app.widgets.buttons import PrimaryButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import body, heading1, small


class CrashPage(Page):
    """A heading, what to do, the code, and a way to close."""

    close_pressed = Signal()

    def __init__(self, words: Wording, code: str) -> None:
        super().__init__("crash", foot=True)
        self.main.addWidget(heading1(words("crash.title")))
        self.main.addWidget(body(words("crash.body")))
        self.main.addWidget(small(words("crash.code", code=code)))
        self.finish()
        self.close_it = PrimaryButton(words("crash.close"), "crash.close")
        self.foot.row.addWidget(self.close_it)
        self.foot.row.addStretch(1)
        self.close_it.clicked.connect(self.close_pressed)

    def take_focus(self) -> None:
        """Put the focus on the way out."""
        self.close_it.setFocus(Qt.FocusReason.OtherFocusReason)
