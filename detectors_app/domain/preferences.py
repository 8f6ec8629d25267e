"""What a person chose for this laptop: look, text size, language, the way to hide; nothing secret, and no content."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LEAST_TEXT_PERCENT, MOST_TEXT_PERCENT = 90, 200
"""WCAG 2.2, 1.4.4 asks for 200 %."""

TEXT_PERCENTS = (90, 100, 125, 150, 175, 200)
"""The sizes that are offered."""

LONGEST_NAME = 40
"""Letters of the display name: it stands in a task bar."""


class Look(StrEnum):
    """Which colours: as the system has them, or one of the three themes."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


@dataclass(frozen=True, slots=True)
class Preferences:
    """One person's choices on one account of a laptop. Empty texts mean: as the council or the program has it.

    `hide_key` is the one key that hides, of `domain.hide_keys`, such as ``F12``; empty is Shift three times.
    `predict`: input methods may suggest and learn words. `allow_sharing`: screen sharing and magnifiers may see every
    page, also where the system could keep them out.
    """

    look: Look = Look.SYSTEM
    text_percent: int = 100
    language: str = ""
    hide_key: str = ""
    hide_practised: bool = False
    display_name: str = ""
    icon: str = ""
    predict: bool = False
    allow_sharing: bool = False
    reduce_motion: bool = False

    def is_sound(self) -> bool:
        """Say whether every choice is one that the program offers."""
        return LEAST_TEXT_PERCENT <= self.text_percent <= MOST_TEXT_PERCENT and len(self.display_name) <= LONGEST_NAME

    @property
    def text_factor(self) -> float:
        """Give the text size as a factor, 0.9 to 2."""
        return self.text_percent / 100
