"""Drawings take the colour and the size that they are asked for."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from detectors_app.content.paths import resources_dir
from detectors_app.widgets.icons import icon_pixmap
from tests.widgets.conftest import Dress

NAMES = sorted(path.stem for path in (resources_dir() / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_each_drawing_is_painted_in_the_colour_asked_for(dress: Dress, name: str) -> None:
    """Every opaque point has the colour asked for, at one and at two pixels a point."""
    dress()
    for ratio in (1.0, 2.0):
        image = icon_pixmap(name, QColor("#7FCBC4"), 24, ratio).toImage().convertToFormat(QImage.Format.Format_ARGB32)
        assert image.width() == 24 * ratio
        points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
        solid = [each for each in points if each.alpha() == 255]
        assert solid
        wanted = QColor("#7FCBC4")
        for each in solid:  # blending may round by one
            assert abs(each.red() - wanted.red()) <= 1
            assert abs(each.green() - wanted.green()) <= 1
            assert abs(each.blue() - wanted.blue()) <= 1
