"""Practising to hide the screen, once while setting up and again from the settings; hides nothing and locks nothing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from detectors_app.content.gesture_words import gesture_words
from detectors_app.content.wording import Wording
from detectors_app.domain.preferences import Preferences

if TYPE_CHECKING:
    from detectors_app.staff.setup_hide_page import SetUpHidePage


class Practising(QObject):
    """Watches for the screen to be hidden and seen again while its page is the one shown."""

    page_wanted = Signal(object)
    """SetUpHidePage to show."""
    ended = Signal()
    """Setting up goes on."""
    home_wanted = Signal()
    practised = Signal()
    """The screen was hidden, and the person came back."""

    def __init__(self, words: Wording, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words, self._preferences = words, preferences
        self._shown: SetUpHidePage | None = None

    @cached_property
    def step(self) -> SetUpHidePage:
        """Give the page as a step of setting up."""
        page = self._made(step=2)
        page.finished.connect(self.ended)
        return page

    @cached_property
    def again(self) -> SetUpHidePage:
        """Give the page by itself."""
        page = self._made(step=None)
        page.finished.connect(self.home_wanted)
        return page

    def begin(self, who: str) -> None:
        """Show it as a step; `who` stands below the first step."""
        self.step.steps.note(0, who)
        self._show(self.step)

    @Slot()
    def on_wanted(self) -> None:
        """Show it by itself, as from the settings."""
        self._show(self.again)

    @Slot()
    def on_hide_asked(self) -> None:
        """Take note that the screen was hidden; whether from this page shows when it is to be seen again."""
        if self._shown is not None:
            self._shown.on_hidden()

    @Slot()
    def on_uncovered(self) -> None:
        """Look once the page is to be seen again."""
        QTimer.singleShot(0, self, self.on_seen_again)

    @Slot()
    def on_seen_again(self) -> None:
        """Say that it went well, where it did."""
        page = self._shown
        if page is not None and page.isVisible() and page.on_came_back():
            page.take_focus()
            self.practised.emit()

    def _made(self, step: int | None) -> SetUpHidePage:
        from detectors_app.staff.setup_hide_page import SetUpHidePage

        return SetUpHidePage(self._words, gesture_words(self._words, self._preferences.hide_key), step=step)

    def _show(self, page: SetUpHidePage) -> None:
        self._shown = page
        page.begin()
        self.page_wanted.emit(page)
        page.take_focus()
