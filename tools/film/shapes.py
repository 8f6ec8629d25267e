"""The flat things that the film is drawn of: doors, a tool box, a plant, windows; it knows no scene and no time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from detectors_app.widgets import qt_start  # noqa: F401 - it mends what PySide6 does to None

WIDE, HIGH = 744.0, 418.5
"""Everything is drawn on a page of this size, which is then made larger."""


def colour(text: str, alpha: float = 1.0) -> QColor:
    """Give a colour, seen through where `alpha` is below 1."""
    made = QColor(text)
    made.setAlphaF(max(0.0, min(1.0, alpha)))
    return made


def mixed(one: str, other: str, share: float) -> str:
    """Give the colour between two: `share` 0 is the first, 1 the second."""
    part = min(max(share, 0.0), 1.0)
    first, second = QColor(one), QColor(other)
    pairs = ((first.red(), second.red()), (first.green(), second.green()), (first.blue(), second.blue()))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def box(
    painter: QPainter, where: tuple[float, float, float, float], fill: str, *, alpha: float = 1.0, round_px: float = 0
) -> None:
    """Fill a rectangle: left, top, width, height."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(fill, alpha))
    painter.drawRoundedRect(QRectF(*where), round_px, round_px)


def shape(painter: QPainter, points: Sequence[tuple[float, float]], fill: str, *, alpha: float = 1.0) -> None:
    """Fill what lies between these points."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(fill, alpha))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def disc(painter: QPainter, x: float, y: float, radius: float, fill: str, *, alpha: float = 1.0) -> None:
    """Fill a circle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(fill, alpha))
    painter.drawEllipse(QPointF(x, y), radius, radius)


def stroke(
    painter: QPainter, points: Sequence[tuple[float, float]], ink: str, width: float, *, alpha: float = 1.0
) -> None:
    """Draw a line through these points, its ends round."""
    pen = QPen(QBrush(colour(ink, alpha)), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def window(painter: QPainter, x: float, y: float, pane: tuple[float, float], glass: str) -> None:
    """Draw four panes."""
    wide, high = pane
    for column in range(2):
        for row in range(2):
            box(painter, (x + column * (wide + 6), y + row * (high + 6), wide, high), glass)


def plant(painter: QPainter, x: float, floor: float, leaf: str = "#5F9068", pot: str = "#8B5A40") -> None:
    """Draw a plant in its pot; `x` is its middle."""
    for turn, length in ((-32.0, 50.0), (30.0, 60.0), (0.0, 62.0)):
        painter.save()
        painter.translate(x, floor - 46)
        painter.rotate(turn)
        path = QPainterPath(QPointF(0, 0))
        path.quadTo(QPointF(-17, -length * 0.55), QPointF(0, -length))
        path.quadTo(QPointF(17, -length * 0.55), QPointF(0, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(leaf))
        painter.drawPath(path)
        painter.restore()
    box(painter, (x - 20, floor - 48, 40, 48), pot)


def tool_box(painter: QPainter, x: float, floor: float, *, scale: float = 1.0) -> None:
    """Draw the tool box; `x` is its left end."""
    painter.save()
    painter.translate(x, floor)
    painter.scale(scale, scale)
    box(painter, (19, -63, 38, 6), "#C7A445")
    box(painter, (19, -63, 6, 20), "#C7A445")
    box(painter, (51, -63, 6, 20), "#C7A445")
    box(painter, (0, -46, 76, 46), "#C7A445", round_px=3)
    box(painter, (0, -30, 76, 6), "#8F7423")
    painter.restore()


def door(painter: QPainter, x: float, floor: float, opened: float, wood: str, panel: str) -> None:
    """Draw a door of 112 by 224, hinged at its left; `opened` 1 leaves a gap of a hand's width at the right."""
    gap, slant = 20 * opened, 7 * opened
    right, top = x + 112 - gap, floor - 224
    shape(painter, [(x, top), (right, top + slant), (right, floor - slant * 0.4), (x, floor)], wood)
    shrink = (112 - gap) / 112

    def inner(up: float, high: float) -> list[tuple[float, float]]:
        left, end = x + 16 * shrink, x + 96 * shrink
        near, far = slant * 0.15, slant * 0.85
        return [
            (left, top + up + near),
            (end, top + up + far),
            (end, top + up + high + far * 0.2),
            (left, top + up + high),
        ]

    shape(painter, inner(18, 70), panel)
    shape(painter, inner(104, 96), panel)
    box(painter, (x + 44 * shrink, top + 44 + slant * 0.4, 24 * shrink, 9), "#E8D5A0", round_px=2)
    disc(painter, right - 12 * shrink, top + 116 + slant * 0.5, 5, "#E8D5A0")


def lock_marks(painter: QPainter, x: float, y: float) -> None:
    """Draw where a lock once was: a paler patch and four filled screw holes."""
    box(painter, (x, y, 46, 58), "#CBD3D0", round_px=3)
    for across in (8, 38):
        for down in (9, 49):
            disc(painter, x + across, y + down, 2.6, "#8E9A98")


def lock(painter: QPainter, x: float, y: float, *, loose: float, body: str = "#B9923B") -> None:
    """Draw a lock, hanging askew where it is loose (0 to 1)."""
    painter.save()
    painter.translate(x + 23, y + 6)
    painter.rotate(11 * loose)
    box(painter, (-23, -6, 46, 58), body, round_px=4)
    disc(painter, 0, 17, 9, "#8A6A22")
    box(painter, (-3, 19, 6, 17), "#8A6A22", round_px=2)
    painter.restore()


def laptop(painter: QPainter, x: float, y: float, wide: float, lines: float, *, tick: float = 0.0) -> None:
    """Draw an open laptop; `lines` of its page are written, and a tick stands below them as far as `tick` says."""
    high = wide * 0.62
    box(painter, (x, y, wide, high), "#22302F", round_px=8)
    box(painter, (x + 10, y + 10, wide - 20, high - 20), "#F6F4EE", round_px=3)
    deep = wide * 0.09
    deck = [
        (x - deep, y + high + deep),
        (x + 4, y + high),
        (x + wide - 4, y + high),
        (x + wide + deep, y + high + deep),
    ]
    shape(painter, deck, "#B7C3C1")
    box(painter, (x - deep, y + high + deep, wide + 2 * deep, 5), "#8C9A99", round_px=2)
    keys = [
        (x + 8, y + high + deep * 0.7),
        (x + 20, y + high + 5),
        (x + wide - 20, y + high + 5),
        (x + wide - 8, y + high + deep * 0.7),
    ]
    shape(painter, keys, "#6A7472")
    step = (high - 60) / 6
    widths = (0.40, 0.78, 0.70, 0.82, 0.64, 0.74)
    for place, width in enumerate(widths):
        part = max(0.0, min(1.0, lines - place))
        if part:
            ink = "#0E5459" if place == 0 else "#9AA7A5"
            box(painter, (x + 30, y + 28 + place * step, (wide - 60) * width * part, step * 0.42), ink, round_px=3)
    if tick:
        _tick(painter, x + wide - 52, y + high - 48, 22, tick)


def _tick(painter: QPainter, x: float, y: float, radius: float, share: float) -> None:
    disc(painter, x, y, radius, "#1F6138", alpha=share)
    points = [(x - radius * 0.45, y), (x - radius * 0.1, y + radius * 0.36), (x + radius * 0.48, y - radius * 0.34)]
    stroke(painter, points, "#FFFFFF", radius * 0.2, alpha=share)
