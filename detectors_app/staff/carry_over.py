"""Offers to bring over what was written in practice into a true concern; holds none of it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from detectors_app.content.wording import Wording
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import SmallButton


class CarryOver(Banner):
    """Says that this is a true concern now, and that nothing was brought over unless it is asked for."""

    wanted = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__(
            BannerKind.INFO, words("practice.now_real"), words("practice.carry_over"), name="practice.carried"
        )
        self._words = words
        self._button = SmallButton(words("practice.bring"), "practice.bring")
        self._button.clicked.connect(self.wanted)
        self.add_action(self._button)

    def say_done(self) -> None:
        """Say that it is here."""
        self._button.hide()
        self.say(self._words("practice.now_real"), self._words("practice.brought"))
        announce(self, self._words("practice.brought"))
