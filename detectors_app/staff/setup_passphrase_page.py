"""Setting up: a passphrase, typed twice; forgets both when the laptop is set up."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.staff.passphrase_field import NewPassphrase
from detectors_app.staff.setup_page import SetUpPage
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.text import hint, small

_IF_FORGOTTEN = ("setup.forget_write", "setup.forget_sent", "setup.forget_drafts", "setup.forget_new")


class SetUpPassphrasePage(SetUpPage):
    """Two fields and how hard it is to guess; what happens to a forgotten passphrase stands beside them."""

    passphrase_chosen = Signal(str)

    def __init__(self, words: Wording) -> None:
        super().__init__(words, "passphrase", words("setup.passphrase_title"), step=1, back=True)
        self.passphrase = NewPassphrase(words, "setup")
        self._known: tuple[str, ...] | None = None
        self.lay(hint(words("setup.passphrase_more")), self.passphrase)
        card = HelpCard(words("setup.forget"), "setup.forget")
        for key in _IF_FORGOTTEN:
            card.add_marked("info", words(key))
        self.side.insertWidget(self.side.count() - 1, card)
        self.add_go_on().clicked.connect(self.on_go_on)
        only_you = small(words("setup.only_you"))
        only_you.setWordWrap(False)
        self.foot.row.addWidget(only_you)
        self.passphrase.returned.connect(self.on_go_on)
        self.passphrase.edited.connect(self.on_edited)

    def begin(self, known: Iterable[str]) -> None:
        """Ask for one. What was typed stays while it is for the same person; `known` is what others know of them."""
        known = tuple(known)
        if known != self._known:
            self._known = known
            self.mend()
            self.passphrase.begin(known)
        self.passphrase.take_focus()

    def forget(self) -> None:
        """Forget what was typed."""
        self._known = None
        self.passphrase.forget()

    @Slot()
    def on_edited(self) -> None:
        """Keep what is said of it in sight, also where the text is large."""
        self.area.ensureWidgetVisible(self.passphrase.meter, 0, 12)

    @Slot()
    def on_go_on(self) -> None:
        """Hand it over, once."""
        if self.busy:
            return
        self.mend()
        chosen = self.passphrase.chosen()
        if chosen is not None:
            self.passphrase_chosen.emit(chosen)

    @Slot(str)
    def on_refused(self, key: str) -> None:
        """Say at the field what is wrong."""
        self.passphrase.refuse(key)
