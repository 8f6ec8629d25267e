"""Asks for the passphrase; forgets it as soon as it is handed over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.staff.wait_line import WaitLine
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton
from detectors_app.widgets.fields import PassphraseField
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import body, heading1, hint


class UnlockPage(Page):
    """One field and *Open*; a way home, for a forgotten passphrase stops nobody from writing."""

    passphrase_given = Signal(str)
    home_pressed = Signal()
    begun = Signal()
    """The page is shown afresh: whether a try must wait is to be looked for."""
    forgotten_pressed = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__("unlock", foot=True)
        self._words = words
        self.back = LinkButton(words("nav.home"), "unlock.home", icon_name="chevron-left")
        self._failed = Banner(BannerKind.URGENT, "", name="unlock.failed")
        self._failed.hide()
        self.wait = WaitLine(words, "unlock")
        self._field = PassphraseField(
            "unlock.passphrase", words("unlock.label"), "", words("unlock.show"), words("unlock.hide")
        )
        for widget in (
            self.back,
            heading1(words("unlock.title")),
            hint(words("unlock.caption")),
            self._failed,
            self.wait,
            self._field,
            body(words("unlock.forgot"), role="ink_soft"),
        ):
            self.main.addWidget(widget)
        self.forgotten = LinkButton(words("unlock.forgotten"), "unlock.forgotten")
        self.main.addWidget(self.forgotten)
        self.finish()
        self.open = PrimaryButton(words("unlock.open"), "unlock.open")
        self.foot.row.addWidget(self.open)
        self.foot.row.addStretch(1)
        self.open.clicked.connect(self.on_given)
        self._field.returned.connect(self.on_given)
        self.back.clicked.connect(self.home_pressed)
        self.forgotten.clicked.connect(self.forgotten_pressed)
        self._busy = False

    def begin(self) -> None:
        """Begin with an empty field."""
        self._field.clear()
        self._field.set_problem(None)
        self._failed.hide()
        self.wait.forget()
        self._field.first().setFocus(Qt.FocusReason.OtherFocusReason)
        self.begun.emit()

    @Slot()
    def on_given(self) -> None:
        """Hand the passphrase over, once."""
        if not self._busy:
            self._field.set_problem(None)
            self.passphrase_given.emit(self._field.text())

    @Slot(str)
    def on_refused(self, key: str) -> None:
        """Say at the field what was wrong; the field is cleared for another try."""
        self._field.clear()
        self._field.set_problem(self._words(key))
        self._field.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def on_busy_changed(self, busy: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Say that it is being opened, and take no second try meanwhile."""
        self._busy = busy
        self.open.setText(self._words("unlock.opening" if busy else "unlock.open"))

    def show_failed(self, text: str) -> None:
        """Say that the store could not be read."""
        self._failed.say(text)
        self._failed.show()
