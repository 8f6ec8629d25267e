"""What the pages share on which a new passphrase is chosen; forgets it when it is handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.wording import Wording
from detectors_app.staff.passphrase_field import NewPassphrase
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import heading1, hint


class NewPassphrasePage(Page):
    """A way back, a heading, what comes `above`, the new passphrase, and one button. Sentences begin with `name`."""

    passphrase_chosen = Signal(str)
    back_pressed = Signal()

    def __init__(self, words: Wording, name: str, *, back: str = "nav.back", above: Sequence[QWidget] = ()) -> None:
        super().__init__(name, foot=True)
        self._words, self._name = words, name
        self.back = LinkButton(words(back), f"{name}.back", icon_name="chevron-left")
        self.failed = Banner(BannerKind.URGENT, "", name=f"{name}.failed")
        self.failed.hide()
        self.passphrase = NewPassphrase(words, name, label=f"{name}.label")
        self.main.addWidget(self.back)
        self.main.addWidget(heading1(words(f"{name}.title")))
        self.main.addWidget(hint(words(f"{name}.more")))
        self.main.addWidget(self.failed)
        for widget in (*above, self.passphrase):
            self.main.addWidget(widget)
        self.go_on = PrimaryButton(words(f"{name}.go_on"), f"{name}.go_on")
        self.foot.row.addWidget(self.go_on)
        self._busy = False
        self.back.clicked.connect(self.back_pressed)
        self.go_on.clicked.connect(self.on_go_on)
        self.passphrase.returned.connect(self.on_go_on)

    def begin(self, known: Iterable[str] = ()) -> None:
        """Begin with empty fields; `known` is what others know of the person."""
        self.failed.hide()
        self.passphrase.begin(known)

    @Slot()
    def on_go_on(self) -> None:
        """Hand it over, once."""
        if self._busy:
            return
        self.failed.hide()
        chosen = self.passphrase.chosen() if self.is_filled_in() else None
        if chosen is not None:
            self.hand_over(chosen)

    def is_filled_in(self) -> bool:
        """Say whether nothing is missing above the passphrase; what is, is said at its field."""
        return True

    def hand_over(self, passphrase: str) -> None:
        """Tell the passphrase."""
        self.passphrase_chosen.emit(passphrase)

    @Slot(str)
    def on_refused(self, key: str) -> None:
        """Say at the field what is wrong."""
        self.passphrase.refuse(key)

    @Slot(bool)
    def on_busy_changed(self, busy: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Say that the key is being made, and take no second wish meanwhile."""
        self._busy = busy
        self.go_on.setText(self._words("person.working" if busy else f"{self._name}.go_on"))

    def show_failed(self, text: str) -> None:
        """Say why it did not work."""
        self.failed.say(text)
        self.failed.show()
