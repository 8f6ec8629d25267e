"""Setting up: a passphrase, typed twice; forgets both when it is handed over or the page is left for good."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.staff.passphrase_field import NewPassphrase
from detectors_app.staff.setup_file_page import setup_titles
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.page import Page
from detectors_app.widgets.steps import StepList
from detectors_app.widgets.text import heading1, hint, small

_IF_FORGOTTEN = ("setup.forget_write", "setup.forget_sent", "setup.forget_drafts", "setup.forget_ask")


class SetUpPassphrasePage(Page):
    """Two fields and how hard it is to guess; what happens to a forgotten passphrase stands beside them."""

    passphrase_chosen = Signal(str)
    back_pressed = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__("setup_passphrase", foot=True)
        self._words = words
        titles = setup_titles(words)
        self.back = LinkButton(words("nav.back"), "setup.back", icon_name="chevron-left")
        self._failed = Banner(BannerKind.URGENT, "", name="setup.failed")
        self._failed.hide()
        self.passphrase = NewPassphrase(words, "setup")
        for widget in (
            self.back,
            hint(words("setup.caption", step=2, steps=len(titles))),
            heading1(words("setup.passphrase_title")),
            hint(words("setup.passphrase_more")),
            self._failed,
            self.passphrase,
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
        self.passphrase.returned.connect(self.on_go_on)

    def begin(self, known: Iterable[str] = ()) -> None:
        """Begin with empty fields; `known` is what others know of the person."""
        self._failed.hide()
        self.passphrase.begin(known)

    @Slot()
    def on_go_on(self) -> None:
        """Hand it over, once."""
        if self._busy:
            return
        self._failed.hide()
        chosen = self.passphrase.chosen()
        if chosen is not None:
            self.passphrase_chosen.emit(chosen)

    @Slot(str)
    def on_refused(self, key: str) -> None:
        """Say at the field what is wrong."""
        self.passphrase.refuse(key)

    @Slot(bool)
    def on_busy_changed(self, busy: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Say that the laptop is being set up, and take no second try meanwhile."""
        self._busy = busy
        self.go_on.setText(self._words("setup.working" if busy else "nav.continue"))

    def show_failed(self, text: str) -> None:
        """Say why it did not work."""
        self._failed.say(text)
        self._failed.show()
