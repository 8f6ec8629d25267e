"""The look's values are whole, and its contrast is what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from detectors_app.content.paths import resources_dir
from detectors_app.widgets.tokens import ThemeName, load_tokens

RAW = json.loads((resources_dir() / "look" / "tokens.json").read_text(encoding="utf-8"))
PAIRS = [pair for pair in RAW["contrast"] if not pair.startswith("focus ring")]
SHAPES = {"edge", "fill", "hide"}
ICONS = sorted((resources_dir() / "icons").glob("*.svg"))


def luminance(colour: QColor) -> float:
    """WCAG 2.2, relative luminance."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_sum_is_the_standards_own() -> None:
    """Black on white is 21 to 1, and a grey known to be just short of 4.5 is short of it."""
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert 4.4 < contrast(QColor("#777777"), QColor("#FFFFFF")) < 4.5


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("name", list(ThemeName))
def test_each_pair_can_be_read(name: ThemeName, pair: str) -> None:
    """Words stand out at least 4.5 to 1 and shapes 3 to 1, and the file's figure is the computed one."""
    over, _, ground = pair.partition(" on ")
    theme = load_tokens(name)
    ratio = contrast(theme.colour(over), theme.colour(ground))
    assert ratio >= (3.0 if over in SHAPES else 4.5)
    assert RAW["contrast"][pair][list(ThemeName).index(name)] == pytest.approx(ratio, abs=0.011)


@pytest.mark.parametrize("ground", ["ground", "surface", "sunken", "fill", "accent_tint", "urgent_tint", "hide"])
@pytest.mark.parametrize("name", list(ThemeName))
def test_one_line_of_the_ring_can_always_be_seen(name: ThemeName, ground: str) -> None:
    """On every ground at least one of the ring's two lines stands out 3 to 1."""
    theme = load_tokens(name)
    lines = (theme.colour("focus_inner"), theme.colour("focus_outer"))
    assert max(contrast(line, theme.colour(ground)) for line in lines) >= 3.0


def test_all_themes_hold_the_same_roles() -> None:
    """No look lacks a colour that another has, and the palette's seats name roles that there are."""
    roles = [set(RAW["colour"][name.value]) for name in ThemeName]
    assert roles[0] == roles[1] == roles[2]
    assert set(RAW["palette"].values()) <= roles[0]


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_each_drawing_is_one_colour_that_we_can_change(path: Path) -> None:
    """A drawing is black lines of 2 on a grid of 24, so that it can be painted in the text's colour."""
    text = path.read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert 'stroke="#000"' in text
    assert 'stroke-width="2"' in text
    assert "currentColor" not in text
    assert text.count("#") == 1
