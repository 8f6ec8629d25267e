"""The settings' place off Home: what is offered, and what becomes of a choice; keeps no choice itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.gesture_words import hide_choices
from detectors_app.content.languages import ENGLISH, languages
from detectors_app.content.outward import icon_choices
from detectors_app.content.wording import Wording
from detectors_app.domain.preferences import Preferences
from detectors_app.staff.settings_page import Offered, SettingsPage
from detectors_app.widgets.option_row import Choice


class SettingsPlace(QObject):
    """Makes the page when it is first needed. Every choice makes the window anew, with the focus where it was."""

    page_wanted = Signal(object)
    """QWidget to show."""
    home_wanted = Signal()
    preferences_changed = Signal(object)
    """Preferences."""
    practise_wanted = Signal()
    passphrase_wanted = Signal()
    someone_else_wanted = Signal()

    def __init__(self, words: Wording, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words, self._preferences = words, preferences
        self.shown: SettingsPage | None = None

    @property
    def page(self) -> SettingsPage:
        """Give the page."""
        if self.shown is None:
            page = SettingsPage(self._words, self._preferences, _offered(self._words))
            page.home_pressed.connect(self.home_wanted)
            page.chosen.connect(self.on_chosen)
            page.practise_pressed.connect(self.practise_wanted)
            page.passphrase_pressed.connect(self.passphrase_wanted)
            page.someone_else_pressed.connect(self.someone_else_wanted)
            self.shown = page
        return self.shown

    @Slot()
    def on_wanted(self) -> None:
        """Show the settings."""
        self.page_wanted.emit(self.page)
        self.page.take_focus()

    @Slot(str, object)
    def on_chosen(self, name: str, value: object) -> None:
        """Take a choice, once the part that made it has come to rest: the window is about to be made anew."""
        self._preferences = replace(self._preferences, **{name: value})  # type: ignore[arg-type]  # Qt carries it
        QTimer.singleShot(0, self, self.on_settled)

    @Slot()
    def on_settled(self) -> None:
        """Tell the choices."""
        self.preferences_changed.emit(self._preferences)

    def take_over(self, before: SettingsPlace) -> None:
        """Show what another window showed, with the focus and the place on the page as they were there."""
        if before.shown is None or not before.shown.isVisible():
            return
        focus: QWidget | None = before.shown.focusWidget()
        name = "" if focus is None else focus.objectName()
        self.page_wanted.emit(self.page)
        wanted = self.page.findChildren(QWidget, name) if name else []
        if wanted:
            wanted[0].setFocus()
        else:
            self.page.take_focus()


def _offered(words: Wording) -> Offered:
    return Offered(
        languages=tuple(Choice("" if each.code == ENGLISH else each.code, each.name) for each in languages()),
        hide_keys=tuple(Choice(key, said) for key, said in hide_choices(words)),
        icons=tuple(Choice(name, said) for name, said in icon_choices(words)),
    )
