"""The settings of the desk: beside the inbox once somebody is signed in, on a page of their own before that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.wording import Wording
from detectors_app.desk.work import PREFIX, TRAINING
from detectors_app.domain.preferences import Preferences
from detectors_app.widgets.settings_place import SettingsPlace, offered_to_all

if TYPE_CHECKING:
    from detectors_app.desk.window import DeskWindow


class DeskSettings(QObject):
    """Two places with the same page. *Back* leads to what was shown before, and what was begun there stays."""

    preferences_changed = Signal(object)
    """Preferences."""

    def __init__(self, words: Wording, preferences: Preferences, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        self._back_to = "inbox"
        self.inside = SettingsPlace(words, preferences, offered_to_all, words("nav.back"), self)
        self.outside = SettingsPlace(words, preferences, offered_to_all, words("nav.back"), self)
        self.inside.page_wanted.connect(self.on_inside_wanted)
        self.inside.home_wanted.connect(self.on_inside_left)
        self.outside.page_wanted.connect(self.on_outside_wanted)
        self.outside.home_wanted.connect(self.on_outside_left)
        for place in (self.inside, self.outside):
            place.preferences_changed.connect(self.preferences_changed)
        window.sign_in.settings_pressed.connect(self.outside.on_wanted)

    @Slot(object)
    def on_inside_wanted(self, page: QWidget) -> None:
        """Show the page in the work."""
        work = self._window.work
        if work.pages.currentWidget() is not page:
            self._back_to = work.place
        work.pages.addWidget(page)
        work.pages.setCurrentWidget(page)
        work.nav.show_place("settings")

    @Slot()
    def on_inside_left(self) -> None:
        """Go back to what was shown before."""
        work = self._window.work
        work.show_place(self._back_to)
        page = work.pages.currentWidget()
        focus = None if page is None else page.focusWidget()
        if self._back_to.startswith(PREFIX):
            work.nav.buttons[TRAINING].setFocus()
        elif focus is not None and focus is not work.inbox.table:
            focus.setFocus()
        elif work.place == "inbox":
            work.inbox.take_focus()

    @Slot(object)
    def on_outside_wanted(self, page: QWidget) -> None:
        """Show the page in place of the one where the passphrase is typed."""
        self._window.frame.show_page(page)

    @Slot()
    def on_outside_left(self) -> None:
        """Go back to where the passphrase is typed."""
        self._window.frame.show_page(self._window.sign_in)
        self._window.sign_in.take_focus()

    @Slot(str)
    def on_not_kept(self, problem: str) -> None:
        """Say that a choice holds only until the desk is closed."""
        for place in (self.inside, self.outside):
            place.say_not_kept(problem)

    def take_over(self, before: DeskSettings) -> None:
        """Show the page where another window showed it, and know the way back."""
        self._back_to = before._back_to
        if before._window.work.place == "settings":
            self.on_inside_wanted(self.inside.page)
            self._back_to = before._back_to
        if before._window.frame.page is before.outside.shown and before.outside.shown is not None:
            self.on_outside_wanted(self.outside.page)
