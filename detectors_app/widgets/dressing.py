"""Which theme the application wears: the person's choice, else the system's; paints nothing.

What asks for high contrast is found out only after the first paint: Qt needs 30 ms to say it. How light the system's
window is, it says at once.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from detectors_app.domain.preferences import Look, Preferences
from detectors_app.widgets.tokens import Targets, Theme, ThemeName, load_tokens

_SYSTEM = "system_palette"
_MIDDLE = 128
"""Half of the lightness that a colour can have."""

_SEATS = {
    "ground": QPalette.ColorRole.Window,
    "surface": QPalette.ColorRole.Base,
    "sunken": QPalette.ColorRole.Window,
    "ink": QPalette.ColorRole.WindowText,
    "ink_soft": QPalette.ColorRole.WindowText,
    "line": QPalette.ColorRole.WindowText,
    "edge": QPalette.ColorRole.WindowText,
    "accent": QPalette.ColorRole.Link,
    "fill": QPalette.ColorRole.Highlight,
    "fill_down": QPalette.ColorRole.Highlight,
    "on_fill": QPalette.ColorRole.HighlightedText,
    "hide": QPalette.ColorRole.WindowText,
    "on_hide": QPalette.ColorRole.Window,
    "on_urgent": QPalette.ColorRole.Window,
    "focus_inner": QPalette.ColorRole.Highlight,
}
"""Where a role's colour comes from in a system's own high contrast. What is not here is ink, or ground for a tint."""


def first_theme(app: QApplication, preferences: Preferences, targets: Targets = Targets.FINGER) -> Theme:
    """Give the theme for the first paint; costs no more than reading the tokens."""
    name = _chosen(preferences)
    if name is None:
        dark = _system_palette(app).color(QPalette.ColorRole.Window).lightness() < _MIDDLE
        name = ThemeName.DARK if dark else ThemeName.LIGHT
    return load_tokens(name, preferences.text_factor, targets)


def whole_theme(app: QApplication, preferences: Preferences, targets: Targets = Targets.FINGER) -> Theme:
    """Give the theme, the system's wish for high contrast heard too."""
    if preferences.look is Look.SYSTEM and wants_high_contrast(app):
        return theme_in(_system_palette(app), preferences.text_factor, targets)
    return first_theme(app, preferences, targets)


def wants_high_contrast(app: QApplication) -> bool:
    """Say whether the system asks for more contrast."""
    from PySide6.QtCore import Qt

    hints = app.styleHints()  # kept while it is asked: PySide6 takes its parts away with it
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def theme_in(system: QPalette, text_factor: float, targets: Targets = Targets.FINGER) -> Theme:
    """Give the high-contrast theme in a system's own colours: state then stands in icons, words and outlines alone."""
    ours = load_tokens(ThemeName.HIGH_CONTRAST, text_factor, targets)
    colours = {role: _colour(role, system) for role in ours.colours}
    return replace(ours, colours=colours)


def _colour(role: str, system: QPalette) -> QColor:
    usual = QPalette.ColorRole.Window if role.endswith("_tint") else QPalette.ColorRole.WindowText
    return system.color(_SEATS.get(role, usual))


def _chosen(preferences: Preferences) -> ThemeName | None:
    return None if preferences.look is Look.SYSTEM else ThemeName(preferences.look.value)


def _system_palette(app: QApplication) -> QPalette:
    """Give the palette as the system has it; ours is kept apart from it when it is put on the first time."""
    kept = app.property(_SYSTEM)
    if isinstance(kept, QPalette):
        return kept
    system = app.palette()
    app.setProperty(_SYSTEM, system)
    return system


def forget_system(app: QApplication) -> None:
    """Look at the system's colours anew: they have changed."""
    app.setPalette(QPalette())
    app.setProperty(_SYSTEM, app.palette())
