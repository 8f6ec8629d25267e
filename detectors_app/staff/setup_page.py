"""What every page of setting up has: the way back, step, heading, what went wrong, and the steps at the side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.wording import Wording
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.steps import StepList
from detectors_app.widgets.text import heading1, hint

STEPS = ("setup.step_whom", "setup.step_passphrase", "setup.step_hide")
SIDE_TOP_PX = 40
"""The side begins beside the heading, below the way back."""


class SetUpPage(Page):
    """One page. `step` is counted from 0; None for a page that belongs to no step."""

    back_pressed = Signal()

    def __init__(self, words: Wording, name: str, title: str, *, step: int | None = None, back: bool = False) -> None:
        super().__init__(f"setup_{name}", foot=True)
        self.words, self._ready = words, ""
        titles = tuple(words(key) for key in STEPS)
        if back:
            self.back = LinkButton(words("nav.back"), "setup.back", icon_name="chevron-left")
            self.back.clicked.connect(self.back_pressed)
            self.main.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        if step is not None:
            self.main.addWidget(hint(words("setup.caption", step=step + 1, steps=len(titles))))
        self.heading = heading1(title)
        self.heading.setObjectName(f"setup.{name}.heading")
        self.main.addWidget(self.heading)
        self.failed = Banner(BannerKind.URGENT, "", name="setup.failed")
        self.failed.hide()
        self.side.addSpacing(SIDE_TOP_PX)
        self.steps = StepList(titles, -1 if step is None else step)
        self.side.addWidget(self.steps)
        self.busy = False

    def lay(self, *widgets: QWidget) -> None:
        """Lay the page's own parts below its heading, with room for what went wrong before them."""
        self.main.addWidget(self.failed)
        for widget in widgets:
            self.main.addWidget(widget)
        self.finish()

    def add_go_on(self, text: str = "") -> PrimaryButton:
        """Give the page its main button."""
        self._ready = text or self.words("nav.continue")
        self.go_on = PrimaryButton(self._ready, "setup.continue")
        self.foot.row.addWidget(self.go_on)
        self.foot.row.addStretch(1)
        return self.go_on

    def take_focus(self) -> None:
        """Put the focus where the page begins."""
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, text: str) -> None:
        """Say on the main button what is going on, and aloud; an empty text says that it is over."""
        self.busy = bool(text)
        self.go_on.setText(text or self._ready)
        if text:
            announce(self.go_on, text)

    def show_failed(self, title: str, text: str = "") -> None:
        """Say what went wrong, on the screen and aloud."""
        self.failed.say(title, text)
        self.failed.show()
        announce(self.failed, f"{title} {text}".strip())

    @Slot()
    def mend(self) -> None:
        """Say nothing more of an earlier try."""
        self.failed.hide()
