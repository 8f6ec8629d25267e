"""A question over the page, with two ways on; a page in the stack, so that Hide stays in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import PrimaryButton, SecondaryButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import Words, body, heading1


class AskPage(Page):
    """A heading, what it means, perhaps a number to ring, *yes* and *no*.

    The heading takes the focus, so that Enter answers nothing.
    """

    agreed = Signal()
    refused = Signal()

    def __init__(self, name: str, title: str, text: str, yes: str, no: str, *, number: str = "") -> None:
        super().__init__(name, foot=True)
        self._heading = heading1(title)
        self._heading.setObjectName(f"{name}.heading")
        self._heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.main.addWidget(self._heading)
        self.main.addWidget(body(text))
        if number:
            self.main.addWidget(Words(number, "display", bold=True))
        self._failed = Banner(BannerKind.URGENT, "", name=f"{name}.failed")
        self._failed.hide()
        self.main.addWidget(self._failed)
        self.finish()
        self.yes = PrimaryButton(yes, f"{name}.yes")
        self.no = SecondaryButton(no, f"{name}.no")
        self.foot.row.addWidget(self.yes)
        self.foot.row.addWidget(self.no)
        self.foot.row.addStretch(1)
        self.yes.clicked.connect(self.agreed)
        self.no.clicked.connect(self.refused)

    def take_focus(self) -> None:
        """Put the focus on the heading, with nothing said about an earlier try."""
        self._failed.hide()
        self._heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failed(self, text: str) -> None:
        """Say why it did not work."""
        self._failed.say(text)
        self._failed.show()
