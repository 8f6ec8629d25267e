"""*Settings* of both programs: look, text size, language, hiding, name; tells what is chosen, keeps no choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.preferences import LONGEST_NAME, TEXT_PERCENTS, Look, Preferences
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, SecondaryButton
from detectors_app.widgets.fields import LabelledField
from detectors_app.widgets.option_row import Choice, OptionGroup, TickGroup
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import body, heading1, heading2, hint
from detectors_app.widgets.theme import theme_of

_NAME_PX = 360


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen, each with its words: languages, ways to hide, icons; and what one program alone offers.

    `ticks` are the members of Preferences that are ticked. `presses` are the buttons under a question or a heading:
    under ``hide_key`` there may be ``practise``.
    """

    languages: tuple[Choice, ...] = ()
    hide_keys: tuple[Choice, ...] = ()
    icons: tuple[Choice, ...] = ()
    ticks: tuple[str, ...] = ("allow_sharing", "reduce_motion")
    presses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class SettingsPage(Page):
    """One question under the other; each choice counts at once, as the page says at its top."""

    home_pressed = Signal()
    """The way back."""
    chosen = Signal(str, object)
    """The member of Preferences and its new value."""
    pressed = Signal(str)
    """The name of one of the buttons offered."""

    def __init__(self, words: Wording, preferences: Preferences, offered: Offered, back: str) -> None:
        """Show the choices; `back` says where the way back leads."""
        super().__init__("settings")
        self._words, self._preferences, self._offered = words, preferences, offered
        self._columns_of_options = 1 if theme_of(self).is_large else 2
        self.back = LinkButton(back, "settings.home", icon_name="chevron-left")
        self.back.clicked.connect(self.home_pressed)
        self.main.addWidget(self.back)
        self._problem = Banner(BannerKind.URGENT, "", name="settings.problem")
        self._problem.hide()
        self.lay_on_top(self._problem)
        self.main.addWidget(heading1(words("settings.title")))
        self.main.addWidget(body(words("settings.about")))
        self._ask("look", [Choice(each.value, words(f"settings.look.{each.value}")) for each in Look])
        sizes = [Choice(str(each), words("settings.text_percent.size", percent=each)) for each in TEXT_PERCENTS]
        self._ask("text_percent", sizes, columns=1 if theme_of(self).is_large else 3)
        if len(offered.languages) > 1:
            self._ask("language", offered.languages)
        self._ask("hide_key", offered.hide_keys)
        self._lay_presses("hide_key")
        self._lay_name(offered.icons)
        self._lay_ticks(offered.ticks)
        if "person" in offered.presses:
            self._head(words("settings.person"), "person")
            self._lay_presses("person")
        self.finish()

    def show_problem(self, text: str) -> None:
        """Say above all that scrolls what went wrong with a choice."""
        self._problem.say(text)
        self._problem.show()

    def take_focus(self) -> None:
        """Put the focus on the way back."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def on_chosen(self, value: str) -> None:
        """Tell what was chosen of one question."""
        name = self.sender().property("setting")
        if name == "text_percent":
            self.chosen.emit(name, int(value))
        elif name == "look":
            self.chosen.emit(name, Look(value))
        else:
            self.chosen.emit(name, "" if value == _USUAL else value)

    @Slot(tuple)
    def on_ticked(self, values: tuple[str, ...]) -> None:
        """Tell which of the ticks changed."""
        for name in self._offered.ticks:
            if (name in values) != getattr(self._preferences, name):
                self.chosen.emit(name, name in values)

    @Slot()
    def on_named(self) -> None:
        """Tell the name; a long one is refused beside its field."""
        name = self._name.text().strip()
        if len(name) > LONGEST_NAME:
            self._name.set_problem(self._words("settings.name_long", most=LONGEST_NAME))
            self._name.first().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.chosen.emit("display_name", name)

    @Slot()
    def on_pressed(self) -> None:
        """Tell which button was pressed."""
        self.pressed.emit(self.sender().property("press"))

    def _ask(self, name: str, choices: Sequence[Choice], *, columns: int = 0) -> None:
        ask = self._words(f"settings.{name}")
        self._head(ask, name)
        named = [Choice(each.value or _USUAL, each.text) for each in choices]
        group = OptionGroup(f"settings.{name}", named, columns=columns or self._columns_of_options, label=ask)
        group.setProperty("setting", name)
        value = getattr(self._preferences, name)
        group.set_value(str(value) or _USUAL)
        group.value_changed.connect(self.on_chosen)
        self.main.addWidget(group)

    def _head(self, ask: str, name: str) -> None:
        title = heading2(ask)
        title.setContentsMargins(0, 20, 0, 0)
        self.main.addWidget(title)
        more = f"settings.{name}_more"
        if more in self._words:
            self.main.addWidget(hint(self._words(more)))

    def _lay_name(self, icons: Sequence[Choice]) -> None:
        words = self._words
        self._head(words("settings.name"), "name")
        self._name = LabelledField("settings.name", words("settings.name_label"), "", max_length=200, width_px=_NAME_PX)
        self._name.set_text(self._preferences.display_name)
        use = SecondaryButton(words("settings.name_use"), "settings.name_use")
        use.clicked.connect(self.on_named)
        self.main.addWidget(self._name)
        self._lay_line(use)
        if icons:
            self._ask("icon", icons)

    def _lay_ticks(self, names: Sequence[str]) -> None:
        words = self._words
        self._head(words("settings.more"), "more")
        choices = [Choice(each, words(f"settings.{each}")) for each in names]
        ticks = TickGroup("settings.more", choices, columns=1, label=words("settings.more"))
        ticks.set_values(tuple(each for each in names if getattr(self._preferences, each)))
        ticks.values_changed.connect(self.on_ticked)
        self.main.addWidget(ticks)

    def _lay_presses(self, under: str) -> None:
        for name in self._offered.presses.get(under, ()):
            button = SecondaryButton(self._words(f"settings.{name}"), f"settings.{name}")
            button.setProperty("press", name)
            button.clicked.connect(self.on_pressed)
            self._lay_line(button)

    def _lay_line(self, widget: QWidget) -> None:
        line = QHBoxLayout()
        line.addWidget(widget)
        line.addStretch(1)
        self.main.addLayout(line)


_USUAL = "usual"
"""Stands for an empty choice: an option needs a value."""
