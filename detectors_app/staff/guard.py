"""Sees that nobody is there, warns in good time, and asks the window to lock; seals nothing and shows no content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot
from shiboken6 import isValid

from detectors_app.widgets.idle import MINUTE_MS, Idle
from detectors_app.widgets.idle_warning import IdleWarning
from detectors_app.widgets.session_watch import SessionWatch

if TYPE_CHECKING:
    from detectors_app.staff.window import StaffWindow

BARE = frozenset({"home", "cover", "help", "store"})
"""The pages on which nobody has written or opened anything; whatever else was shown may have left something behind."""


class Guard(QObject):
    """Idle minutes, sleep and locked screens of one program; its window may be made anew."""

    def __init__(self, app: QCoreApplication, session: SessionWatch, parent: QObject | None = None) -> None:
        """Watch nothing yet."""
        super().__init__(parent)
        self.has_held = False
        self._session = session
        self._window: StaffWindow | None = None
        self._warning: IdleWarning | None = None
        self.idle = Idle(app, self)
        self.idle.warned.connect(self.on_warned)
        self.idle.stayed.connect(self.on_stayed)
        self.idle.went_idle.connect(self.on_left)
        session.left.connect(self.on_left)

    def watch_over(self, window: StaffWindow) -> None:
        """Guard this window from now on."""
        self._window, self._warning = window, None
        window.pages.currentChanged.connect(self.on_page_changed)
        window.locking.stuck.connect(self._session.let_sleep)
        window.training.film_played.connect(self.on_film_played)
        self.on_page_changed()

    def count(self, minutes: int) -> None:
        """Lock after so many minutes without a touch."""
        if self.idle.is_counting:
            self.idle.set_minutes(minutes)
        else:
            self.idle.start(minutes * MINUTE_MS)
            self._session.start()

    def stop(self) -> None:
        """Count no more."""
        self.idle.stop()

    def rest(self) -> None:
        """Nothing is held any more: all is locked, and the machine may sleep."""
        self.has_held = False
        self.on_page_changed()
        self.on_stayed()
        self._session.let_sleep()

    @Slot()
    def on_page_changed(self) -> None:
        """Take note that something may have been written or opened."""
        if self._window is not None:
            page = self._window.pages.currentWidget()
            self.has_held |= page is not None and page.objectName() not in BARE

    @Slot()
    def on_film_played(self) -> None:
        """Let nobody be locked out of the middle of a film, unless something lies open that a passphrase opened."""
        window = self._window
        if window is not None and not window.places.lock_presenter.is_unlocked and window.writing.held is None:
            self.idle.touch()

    @Slot(int)
    def on_warned(self, seconds: int) -> None:
        """Say that the window locks soon, where it has anything to lock; under the cover, without a word of that."""
        window = self._window
        if window is None or not self.has_held:
            return
        warning, words = self._made(window), window.words
        if window.hiding.is_covering:
            warning.show_left(words("idle.covered"), words("idle.covered_more"))
        else:
            warning.show_left(words("idle.soon", seconds=seconds), words("idle.soon_more"))

    @Slot()
    def on_stayed(self) -> None:
        """Take the warning away."""
        if self._warning is not None and isValid(self._warning):  # it goes with its window
            self._warning.take_away()

    @Slot()
    def on_left(self) -> None:
        """Lock."""
        self.on_stayed()
        if self._window is not None and self.has_held:
            self._window.locking.on_lock()
        else:
            self._session.let_sleep()

    def _made(self, window: StaffWindow) -> IdleWarning:
        if self._warning is None:
            self._warning = IdleWarning(window.words("idle.stay"), window.pages)
            self._warning.stay_asked.connect(self.idle.touch)
        return self._warning
