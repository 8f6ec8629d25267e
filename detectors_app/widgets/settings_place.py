"""The settings' place in both programs: makes their page, and hands on what is chosen; keeps no choice itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.gesture_words import hide_choices
from detectors_app.content.languages import ENGLISH, languages
from detectors_app.content.outward import icon_choices
from detectors_app.content.wording import Wording
from detectors_app.domain.preferences import Preferences
from detectors_app.widgets.announce import announce
from detectors_app.widgets.option_row import Choice
from detectors_app.widgets.settings_page import Offered, SettingsPage


class SettingsPlace(QObject):
    """Makes the page when it is first needed. Every choice makes the window anew, with the focus where it was."""

    page_wanted = Signal(object)
    """QWidget to show."""
    home_wanted = Signal()
    """The way back was pressed."""
    preferences_changed = Signal(object)
    """Preferences."""
    pressed = Signal(str)
    """The name of one of the buttons offered."""

    def __init__(
        self,
        words: Wording,
        preferences: Preferences,
        offer: Callable[[Wording], Offered],
        back: str,
        parent: QObject | None = None,
    ) -> None:
        """Make nothing yet. `offer` says what there is to choose; `back` where the way back leads."""
        super().__init__(parent)
        self._words, self._preferences = words, preferences
        self._offer, self._back = offer, back
        self.shown: SettingsPage | None = None

    @property
    def page(self) -> SettingsPage:
        """Give the page."""
        if self.shown is None:
            page = SettingsPage(self._words, self._preferences, self._offer(self._words), self._back)
            page.home_pressed.connect(self.home_wanted)
            page.chosen.connect(self.on_chosen)
            page.pressed.connect(self.pressed)
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

    def say_not_kept(self, problem: str) -> bool:
        """Say that a choice holds only until the program ends; False where the page is not to be seen."""
        if self.shown is None or not self.shown.isVisible():
            return False
        self.shown.show_problem(problem)
        announce(self.shown, problem)
        return True

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


def offered_to_all(words: Wording) -> Offered:
    """Give what both programs offer."""
    return Offered(
        languages=tuple(Choice("" if each.code == ENGLISH else each.code, each.name) for each in languages()),
        hide_keys=tuple(Choice(key, said) for key, said in hide_choices(words)),
        icons=tuple(Choice(name, said) for name, said in icon_choices(words)),
    )
