"""The practice of hiding the screen: done once, really, and can be left out; hides nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot

from detectors_app.content.gesture_words import GestureWords
from detectors_app.content.wording import Wording
from detectors_app.staff.setup_page import SetUpPage
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.text import body

_HELP = (("check-circle", "setup.hide_safe"), ("eye-off", "setup.hide_button"), ("gear", "setup.hide_key"))


class SetUpHidePage(SetUpPage):
    """Asks for the gesture; once the person has hidden the screen and come back, says so."""

    finished = Signal()
    """Go on, practised or not."""

    def __init__(self, words: Wording, gesture: GestureWords, *, step: int | None = 2) -> None:
        """With a `step` the page is part of setting up; without one it is offered by itself, as in the settings."""
        super().__init__(words, "hide", words("setup.hide_title"), step=step)
        self._hidden = self._practised = False
        if step is None:
            self.steps.hide()
        self._now = Banner(BannerKind.INFO, gesture.now, words("setup.hide_then"), name="setup.hide_now", big=True)
        self._now.let_heading_take_focus()
        well, always = words("setup.hide_well"), words("setup.hide_always")
        self._well = Banner(BannerKind.GOOD, well, always, name="setup.hide_well")
        self._well.hide()
        self.lay(body(words("setup.hide_what")), self._now, self._well, body(words("setup.hide_back")))
        card = HelpCard(words("setup.hide_help"), "setup.hide_help")
        for icon, key in _HELP:
            card.add_marked(icon, words(key))
        self.side.insertWidget(self.side.count() - 1, card)
        self.add_go_on().clicked.connect(self.finished)
        self.go_on.hide()
        self.skip = LinkButton(words("setup.hide_skip"), "setup.skip")
        self.foot.row.insertWidget(0, self.skip)
        self.skip.clicked.connect(self.finished)

    def begin(self) -> None:
        """Ask for the gesture anew."""
        self._hidden = self._practised = False
        self._show()

    def take_focus(self) -> None:
        """Put the focus on what is to be done, or on the way on."""
        (self.go_on if self._practised else self._now.title).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_hidden(self) -> None:
        """Take note that the screen was hidden while this page was shown."""
        self._hidden = True

    def on_came_back(self) -> bool:
        """Say that it went well where the person has come back from a hidden screen; True the first time."""
        if not self._hidden or self._practised:
            return False
        self._practised = True
        self._show()
        announce(self._well, self._well.accessibleName())
        return True

    def _show(self) -> None:
        self._now.setVisible(not self._practised)
        self._well.setVisible(self._practised)
        self.go_on.setVisible(self._practised)
        self.skip.setVisible(not self._practised)
