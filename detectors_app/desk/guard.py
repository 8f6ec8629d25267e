"""Sees that nobody is at the desk, warns in good time, and covers it; an officer's passphrase shows it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from detectors_app.content.wording import Wording
from detectors_app.widgets.idle import Idle
from detectors_app.widgets.idle_warning import IdleWarning
from detectors_app.widgets.session_watch import SessionWatch

if TYPE_CHECKING:
    from detectors_app.desk.window import DeskWindow


class DeskGuard(QObject):
    """Idle minutes, sleep and locked screens of one desk, whose window may be made anew.

    A desk that is locked already needs no warning.
    """

    def __init__(
        self, window: DeskWindow, idle: Idle, session: SessionWatch, words: Wording, parent: QObject | None = None
    ) -> None:
        """Guard the window; the minutes are counted from the first sign-in."""
        super().__init__(parent)
        self._idle, self._session = idle, session
        self.watch_over(window, words)
        self._listening = False
        idle.warned.connect(self.on_warned)
        idle.stayed.connect(self.on_stayed)
        idle.went_idle.connect(self.on_left)
        session.left.connect(self.on_left)

    def watch_over(self, window: DeskWindow, words: Wording) -> None:
        """Guard this window from now on."""
        self._window, self._words = window, words
        self._warning: IdleWarning | None = None

    @Slot()
    def begin(self) -> None:
        """Count from now, and hear of sleep and locked screens."""
        self._idle.begin()
        if not self._listening:
            self._listening = True
            self._session.start()

    @Slot(int)
    def on_warned(self, seconds: int) -> None:
        """Say that the desk locks soon."""
        if self._window.is_locked:
            return
        if self._warning is None:
            self._warning = IdleWarning(self._words("idle.stay"), self._window.frame.pages)
            self._warning.stay_asked.connect(self._idle.touch)
        self._warning.show_left(self._words("idle.soon", seconds=seconds), self._words("idle.soon_more"))

    @Slot()
    def on_stayed(self) -> None:
        """Take the warning away."""
        if self._warning is not None and isValid(self._warning):  # it goes with its window
            self._warning.take_away()

    @Slot()
    def on_left(self) -> None:
        """Cover everything; what the desk has read is in its store already, so the machine may sleep."""
        self.on_stayed()
        self._window.on_idle()
        self._session.let_sleep()
