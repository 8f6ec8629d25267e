"""Says how long the next passphrase must wait, and that nothing is lost meanwhile; counts nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Slot

from detectors_app.content.wording import Wording
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind

MINUTE_S = 60
_CALM_S, _STEP_S = 10, 5
"""Above ten seconds only every fifth is said, so that nothing flickers beside a person who is thinking."""


class WaitLine(Banner):
    """Hidden while nothing waits. A screen reader hears when the wait begins and when it is over."""

    def __init__(self, words: Wording, name: str) -> None:
        super().__init__(BannerKind.INFO, "", name=f"{name}.wait", icon_name="clock")
        self._words = words
        self._waits = False
        self.hide()

    @Slot(int)
    def on_left_changed(self, left_s: int) -> None:
        """Say how long it still is."""
        began, over = left_s > 0 and not self._waits, left_s == 0 and self._waits
        self._waits = left_s > 0
        if self._waits:
            self.say(self.sentence(left_s), self._words("wait.why"))
        elif over:
            self.say(self._words("wait.over"))
        self.setVisible(self._waits or over)
        if began or over:
            announce(self, self.accessibleName())

    def forget(self) -> None:
        """Say nothing: the page begins anew."""
        self._waits = False
        self.hide()

    def sentence(self, left_s: int) -> str:
        """Give the wait in words: minutes, then steps of five seconds, then each of the last ten."""
        if left_s > MINUTE_S:
            return self._words.count("wait.minutes", -(-left_s // MINUTE_S))
        steps = left_s if left_s <= _CALM_S else -(-left_s // _STEP_S) * _STEP_S
        return self._words.count("wait.seconds", steps)
