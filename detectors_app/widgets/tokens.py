"""The look's values: colour by role, sizes, spaces, read from one file; paints nothing."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtGui import QColor

from detectors_app.content.paths import resources_dir
from detectors_app.widgets import qt_start  # noqa: F401 - the first import of Qt goes through it

LARGE_TEXT = 1.5
"""From this text size on, columns become one and the side goes below."""


class ThemeName(StrEnum):
    """The three themes there are."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Targets(StrEnum):
    """How large what can be pressed is: for gloves on a landing, or for a mouse at a desk."""

    FINGER = "finger"
    POINTER = "pointer"


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme at one text size. Colours by role; sizes in points and pixels as the file gives them."""

    name: ThemeName
    colours: dict[str, QColor]
    palette: dict[str, str]
    families: tuple[str, ...]
    size_pt: dict[str, float]
    space_px: tuple[int, ...]
    frame_px: dict[str, int]
    target_px: dict[str, int]
    mark_px: int
    border_px: dict[str, int]
    focus_px: dict[str, int]
    radius_px: int
    check_radius_px: int
    text_factor: float

    @property
    def is_large(self) -> bool:
        """Say whether the text is so large that columns become one."""
        return self.text_factor >= LARGE_TEXT

    def colour(self, role: str) -> QColor:
        """Give the colour of a role, such as ``ink``."""
        return self.colours[role]

    def space(self, step: int) -> int:
        """Give a space in pixels: step 0 is 4, step 7 is 64."""
        return self.space_px[step]

    def points(self, size: str) -> float:
        """Give a text size in points, times the person's text size."""
        return self.size_pt[size] * self.text_factor

    def scaled(self, px: float) -> int:
        """Give a length that grows with the text, in pixels."""
        return round(px * self.text_factor)


def load_tokens(
    name: ThemeName = ThemeName.LIGHT, text_factor: float = 1.0, targets: Targets = Targets.FINGER
) -> Theme:
    """Read the tokens of one theme. `text_factor` is 0.9 to 2.0."""
    text = (resources_dir() / "look" / "tokens.json").read_text(encoding="utf-8")
    raw: dict[str, Any] = json.loads(text)
    # macOS counts 72 points to the inch where the others count 96.
    points = raw["font"]["macos_factor"] if sys.platform == "darwin" else 1.0
    return Theme(
        name=name,
        colours={role: QColor(value) for role, value in raw["colour"][name.value].items()},
        palette=raw["palette"],
        families=tuple(raw["font"]["families"]),
        size_pt={size: each * points for size, each in raw["font"]["size_pt"].items()},
        space_px=tuple(raw["space_px"]),
        frame_px=raw["frame_px"],
        target_px=raw["target_px"][targets.value],
        mark_px=raw["mark_px"],
        border_px=raw["border_px"],
        focus_px=raw["focus_px"],
        radius_px=raw["radius_px"]["part"],
        check_radius_px=raw["radius_px"]["check"],
        text_factor=text_factor,
    )
