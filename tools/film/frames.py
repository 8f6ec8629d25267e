"""Draws the film's frames one after another, each scene passing slowly into the next."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QImage, QPainter

from tools.film.encode import FRAMES_A_SECOND
from tools.film.scenes import SCENES, slow
from tools.film.shapes import HIGH, WIDE
from tools.film.story import Story

PASSING_S = 0.9


def frame(story: Story, now_s: float, size: tuple[int, int]) -> QImage:
    """Draw one moment."""
    begun = [(at_s, name) for at_s, name in story.scenes if at_s <= now_s]
    at_s, name = begun[-1]
    share = slow(now_s, at_s, at_s + PASSING_S) if len(begun) > 1 else 1.0
    if share == 1:
        return _drawn(name, now_s, size)
    image = _drawn(begun[-2][1], now_s, size)
    painter = QPainter(image)
    painter.setOpacity(share)
    painter.drawImage(0, 0, _drawn(name, now_s, size))
    painter.end()
    return image


def _drawn(name: str, now_s: float, size: tuple[int, int]) -> QImage:
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size[0] / WIDE, size[1] / HIGH)
    SCENES[name](painter, now_s)
    painter.end()
    return image


def frames(story: Story, size: tuple[int, int], length_s: float) -> Iterator[bytes]:
    """Give every frame, 25 a second, as BGRA."""
    for place in range(round(length_s * FRAMES_A_SECOND)):
        image = frame(story, place / FRAMES_A_SECOND, size)
        yield bytes(image.constBits())
