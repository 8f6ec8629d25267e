"""The second page of setting up: a passphrase, typed twice; forgets both when they are handed over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.staff.setup_file_page import setup_titles
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton
from detectors_app.widgets.fields import LabelledField, PassphraseField
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.page import Page
from detectors_app.widgets.steps import StepList
from detectors_app.widgets.text import body, heading1, hint, small

_IF_FORGOTTEN = ("setup.forget_write", "setup.forget_sent", "setup.forget_drafts", "setup.forget_ask")


class SetUpPassphrasePage(Page):
    """Two fields; what happens to a forgotten passphrase stands beside them."""

    passphrase_chosen = Signal(str, str)
    back_pressed = Signal()

    def __init__(self, words: Wording, least_letters: int) -> None:
        super().__init__("setup_passphrase", foot=True)
        self._words, self._least = words, least_letters
        titles = setup_titles(words)
        self.back = LinkButton(words("nav.back"), "setup.back", icon_name="chevron-left")
        self._failed = Banner(BannerKind.URGENT, "", name="setup.failed")
        self._failed.hide()
        letters = words("setup.passphrase_hint", letters=least_letters)
        self._field = PassphraseField(
            "setup.passphrase", words("setup.passphrase"), letters, words("unlock.show"), words("unlock.hide")
        )
        self._enough = body("", bold=True, role="good")
        self._again = LabelledField(
            "setup.again", words("setup.again"), words("setup.again_hint"), width_px=480, hidden=True, max_length=4000
        )
        for widget in (
            self.back,
            hint(words("setup.caption", step=2, steps=len(titles))),
            heading1(words("setup.passphrase_title")),
            hint(words("setup.passphrase_more")),
            self._failed,
            self._field,
            self._enough,
            self._again,
        ):
            self.main.addWidget(widget)
        card = HelpCard(words("setup.forget"), "setup.forget")
        for key in _IF_FORGOTTEN:
            card.add_marked("info", words(key))
        self.side.addSpacing(40)
        self.side.addWidget(StepList(titles, 1))
        self.side.addWidget(card)
        self.finish()
        self.go_on = PrimaryButton(words("nav.continue"), "setup.continue")
        self.foot.row.addWidget(self.go_on)
        self.foot.row.addStretch(1)
        only_you = small(words("setup.only_you"))
        only_you.setWordWrap(False)
        self.foot.row.addWidget(only_you)
        self._busy = False
        self.back.clicked.connect(self.back_pressed)
        self.go_on.clicked.connect(self.on_go_on)
        self._again.editor.returnPressed.connect(self.on_go_on)
        self._field.edited.connect(self.on_edited)

    def begin(self) -> None:
        """Begin with empty fields."""
        self._field.clear()
        self._again.set_text("")
        self._field.set_problem(None)
        self._enough.setText("")
        self._field.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def on_edited(self, text: str) -> None:
        """Say when it is long enough."""
        self._enough.setText(self._words("setup.long_enough") if len(text.strip()) >= self._least else "")

    @Slot()
    def on_go_on(self) -> None:
        """Hand both over, once."""
        if not self._busy:
            self._field.set_problem(None)
            self.passphrase_chosen.emit(self._field.text(), self._again.text())

    @Slot(str)
    def on_refused(self, key: str) -> None:
        """Say at the field what is wrong."""
        self._field.set_problem(self._words(key, letters=self._least))
        self._field.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def on_busy_changed(self, busy: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Say that the laptop is being set up, and take no second try meanwhile."""
        self._busy = busy
        self.go_on.setText(self._words("setup.working" if busy else "nav.continue"))

    def show_failed(self, text: str) -> None:
        """Say why it did not work."""
        self._failed.say(text)
        self._failed.show()
