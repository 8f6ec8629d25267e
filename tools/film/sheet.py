"""Lays frames of the film side by side, so that a person can look over it at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from tools.film.frames import frame
from tools.film.story import Story

_SIZE = (384, 216)
_COLUMNS = 5


def contact_sheet(story: Story, every_s: float, out: Path, *, from_s: float = 0) -> None:
    """Write one picture with a frame for every so many seconds."""
    moments = [from_s + place * every_s for place in range(int((story.length_s - from_s) / every_s) + 1)]
    moments = [each for each in moments if each < story.length_s][: _COLUMNS * 8]
    rows = -(-len(moments) // _COLUMNS)
    image = QImage(_SIZE[0] * _COLUMNS, _SIZE[1] * rows, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    for place, each in enumerate(moments):
        painter.drawImage(place % _COLUMNS * _SIZE[0], place // _COLUMNS * _SIZE[1], frame(story, each, _SIZE))
    painter.end()
    image.save(str(out))
