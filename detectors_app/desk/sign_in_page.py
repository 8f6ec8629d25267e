"""The page where an officer types the passphrase; checks nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.widgets.announce import announce
from detectors_app.widgets.buttons import LinkButton, PrimaryButton
from detectors_app.widgets.fields import PassphraseField
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import heading1, hint, small


class SignInPage(Page):
    """One field and one button. Emits the passphrase once and forgets it."""

    passphrase_given = Signal(str)
    settings_pressed = Signal()

    def __init__(self, words: Wording, *, is_set_up: bool) -> None:
        super().__init__("sign_in")
        self._words, self._is_set_up, self._problem = words, is_set_up, ""
        self.main.addWidget(heading1(words("desk.sign_in")))
        self.field = PassphraseField(
            "sign_in.passphrase",
            words("desk.sign_in.label"),
            words("desk.sign_in.hint"),
            words("desk.sign_in.show"),
            words("desk.sign_in.hide"),
        )
        self.button = PrimaryButton(words("desk.sign_in.button"), "sign_in.go")
        self.checking = small("")
        self.checking.setObjectName("sign_in.checking")
        if is_set_up:
            for widget in (self.field, self.button, self.checking):
                self.main.addWidget(widget)
        else:
            self.main.addWidget(hint(words("desk.not_set_up")))
        self.settings = LinkButton(words("settings.title"), "sign_in.settings", icon_name="gear")
        self.main.addSpacing(20)
        self.main.addWidget(self.settings, 0, Qt.AlignmentFlag.AlignLeft)  # else the column is no wider than the link
        self._add_help()
        self.finish()
        self.settings.clicked.connect(self.settings_pressed)
        self.button.clicked.connect(self.on_go)
        self.field.editor.returnPressed.connect(self.on_go)

    def _add_help(self) -> None:
        card = HelpCard(self._words("desk.sign_in.forgot"), "sign_in.help")
        for number in (1, 2, 3):
            card.add_line(self._words(f"desk.sign_in.forgot.{number}"))
        self.side.addWidget(card)

    def start(self, problem: str = "") -> None:
        """Be ready for a passphrase, with what was wrong with the last one."""
        self._problem = problem
        self.field.editor.clear()
        self.field.set_problem(problem or None)
        self.set_checking(checking=False)
        self.take_focus()
        if problem:
            announce(self.field.editor, problem)

    def take_focus(self) -> None:
        """Put the focus where the passphrase is typed."""
        (self.field.editor if self._is_set_up else self.settings).setFocus()

    def take_over(self, before: SignInPage) -> None:
        """Stand where another page stood: what is typed there is not lost, nor that it is being tried."""
        self._problem = before._problem
        self.field.set_problem(before._problem or None)
        self.field.editor.setText(before.field.editor.text())
        if before.field.editor.isReadOnly():
            self.set_checking(checking=True)

    def set_checking(self, *, checking: bool) -> None:
        """Say that the passphrase is being tried."""
        text = self._words("desk.sign_in.checking") if checking else ""
        self.checking.setText(text)
        self.field.editor.setReadOnly(checking)
        if text:
            announce(self.checking, text)

    @Slot()
    def on_go(self) -> None:
        """Hand the passphrase on, or say that it is missing; a second press while it is tried does nothing."""
        if self.field.editor.isReadOnly():
            return
        passphrase = self.field.editor.text()
        if not passphrase:
            self.start(self._words("desk.sign_in.missing"))
            return
        self.field.set_problem(None)
        self.field.editor.clear()
        self.set_checking(checking=True)
        self.passphrase_given.emit(passphrase)
