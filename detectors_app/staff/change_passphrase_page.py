"""*Change my passphrase*: the present one, then the new one; forgets both when they are handed over."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.staff.new_passphrase_page import NewPassphrasePage
from detectors_app.staff.tab_order import end_with
from detectors_app.staff.wait_line import WaitLine
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.fields import PassphraseField


class ChangePassphrasePage(NewPassphrasePage):
    """After a change it says so and begins empty again; the way home is then where the focus is."""

    change_wanted = Signal(str, str)
    """The present passphrase and the new one."""
    forgotten_pressed = Signal()

    def __init__(self, words: Wording) -> None:
        self.done = Banner(BannerKind.GOOD, words("change.done"), words("change.done_more"), name="change.done")
        self.done.hide()
        self.wait = WaitLine(words, "change")
        self.present = PassphraseField(
            "change.present", words("change.present"), "", words("passphrase.show"), words("passphrase.hide")
        )
        super().__init__(words, "change", back="nav.home", above=(self.done, self.wait, self.present))
        self.forgotten = LinkButton(words("unlock.forgotten"), "change.forgotten")
        self.main.insertWidget(self.main.indexOf(self.present) + 1, self.forgotten)
        self.main.insertSpacing(self.main.indexOf(self.forgotten) + 1, 12)
        end_with(self.present, (self.forgotten,))
        self.finish()
        self.foot.row.addStretch(1)
        self.present.returned.connect(self.on_present_returned)
        self.forgotten.clicked.connect(self.forgotten_pressed)

    def begin(self, known: Iterable[str] = ()) -> None:
        """Begin with empty fields."""
        super().begin(known)
        self.done.hide()
        self.wait.forget()
        self.present.clear()
        self.present.set_problem(None)
        self.present.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def is_filled_in(self) -> bool:
        """Say whether the present passphrase is typed."""
        self.present.set_problem(None)
        if not self.present.text():
            self._refuse_present("change.present_missing")
        return bool(self.present.text())

    def hand_over(self, passphrase: str) -> None:
        """Tell both."""
        self.change_wanted.emit(self.present.text(), passphrase)

    @Slot()
    def on_present_returned(self) -> None:
        """Go on to the new one."""
        self.passphrase.take_focus()

    @Slot()
    def on_present_wrong(self) -> None:
        """Say at the first field that it is not the present passphrase; the new one stays as typed."""
        self.present.clear()
        self._refuse_present("unlock.wrong")

    def show_done(self) -> None:
        """Say that it is changed."""
        self.begin()
        self.done.show()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.done, self.done.accessibleName())

    def _refuse_present(self, key: str) -> None:
        self.present.set_problem(self._words(key))
        self.present.first().setFocus(Qt.FocusReason.OtherFocusReason)
