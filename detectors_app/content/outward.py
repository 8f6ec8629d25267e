"""What the program shows of itself to anyone who looks on: a neutral name and icon; chosen, set by IT, or the usual."""

from __future__ import annotations

from typing import NamedTuple

from detectors_app.content.configuration import Configuration
from detectors_app.content.wording import Wording
from detectors_app.domain.preferences import LONGEST_NAME, Preferences

ICONS = ("document", "list", "briefcase", "building", "calendar", "clock", "book", "pencil", "gear")
"""Of resources/icons, those that say nothing of what is written here; the usual one first."""


class Outward(NamedTuple):
    """The name in the title, the task bar and to screen readers, and the icon beside it."""

    name: str
    icon: str


def outward_of(preferences: Preferences, configuration: Configuration, words: Wording) -> Outward:
    """Give what the person chose, else what IT set, else the usual; a name or icon that cannot be shown counts as none.

    The name is one line: in a title a line end would show as a box.
    """
    names = (_one_line(each) for each in (preferences.display_name, configuration.display_name))
    icons = (each for each in (preferences.icon, configuration.icon) if each in ICONS)
    return Outward(next(filter(None, names), words("app.name")), next(icons, ICONS[0]))


def usual_outward(words: Wording) -> Outward:
    """Give what is shown where nobody chose otherwise."""
    return Outward(words("app.name"), ICONS[0])


def icon_choices(words: Wording) -> tuple[tuple[str, str], ...]:
    """Give each icon, as `Preferences.icon` keeps it, with its words; the usual one is kept as an empty choice."""
    return tuple((name if at else "", words(f"icon.{name}")) for at, name in enumerate(ICONS))


def _one_line(name: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in name).split())[:LONGEST_NAME]
