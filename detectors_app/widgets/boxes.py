"""Paints flat boxes and the boxes of buttons in a theme's colours; loads little, for the first paint uses it.

Wherever Qt could take one of `Qt`'s own names instead of a colour, it loads all of them first, which takes 15 ms. The
few ways here are those where it could not.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPalette, QPen

from detectors_app.widgets.tokens import Theme, ThemeName


def paint_box(
    painter: QPainter,
    rect: QRectF,
    theme: Theme,
    *,
    fill: str | None,
    edge: str | None = None,
    width: float = 1,
    radius: float | None = None,
) -> None:
    """Paint a flat rounded box: `fill` and `edge` are colour roles, None paints none; `width` in pixels."""
    half = width / 2 if edge else 0
    round_px = theme.radius_px if radius is None else radius
    path = QPainterPath()
    path.addRoundedRect(rect.adjusted(half, half, -half, -half), round_px, round_px)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if fill:
        painter.fillPath(path, _brush(theme.colour(fill)))
    if edge:
        painter.strokePath(path, _pen(theme.colour(edge), width))
    painter.restore()


def paint_button(painter: QPainter, rect: QRectF, theme: Theme, look: str, *, down: bool, over: bool) -> None:
    """Paint a button's box by its `look`; `over` says that the mouse is there."""
    fills = {
        "primary": ("fill_down" if down or over else "fill", None),
        "danger": ("urgent", None),
        "hide": ("hide", None),
        "tile": ("fill_down" if down or over else "fill", None),
        "row": ("accent_tint" if down or over else "surface", "edge"),
        "link": (None, None),
        "nav": ("surface" if down else None, None),
        "filter": ("accent_tint" if down else "surface", "accent" if down else "edge"),
        "secondary": ("accent_tint" if down or over else "surface", "edge"),
    }
    fill, edge = fills[look]
    thin = look == "row" or (look == "filter" and not down)
    width = theme.border_px["row" if thin else "field"] if edge else 0
    if look == "filter" and down and theme.name is ThemeName.HIGH_CONTRAST:
        width *= 2  # without tints, only the edge says what is chosen
    paint_box(painter, rect, theme, fill=fill, edge=edge, width=width)


def fill_rect(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Fill a rectangle with a colour."""
    path = QPainterPath()
    path.addRect(rect)
    painter.fillPath(path, _brush(colour))


def _brush(colour: QColor) -> QBrush:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, colour)
    return palette.window()


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen()
    pen.setColor(colour)
    pen.setWidthF(width)
    return pen
