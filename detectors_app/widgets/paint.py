"""Paints flat scroll bars, combo boxes and progress in a theme's colours; holds no state."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyleOption,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
)

from detectors_app.widgets.boxes import paint_box
from detectors_app.widgets.direction import at_start
from detectors_app.widgets.tokens import Theme

_LEAST_HANDLE_PX = 40
_GAP_PX = 3


def scroll_bar_part(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """Give the place of a scroll bar's part: groove, handle, the pages beside it; the arrows have none."""
    parts = QStyle.SubControl
    rect = option.rect
    across = option.orientation == Qt.Orientation.Horizontal
    length = rect.width() if across else rect.height()
    span = option.maximum - option.minimum
    handle = length if span <= 0 else max(_LEAST_HANDLE_PX, length * option.pageStep // (span + option.pageStep))
    handle = min(handle, length)
    at = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - handle, option.upsideDown
    )
    places = {
        parts.SC_ScrollBarGroove: (0, length),
        parts.SC_ScrollBarSlider: (at, handle),
        parts.SC_ScrollBarSubPage: (0, at),
        parts.SC_ScrollBarAddPage: (at + handle, length - at - handle),
    }
    if part not in places:
        return QRect()
    begin, size = places[part]
    if across:
        return QRect(rect.left() + begin, rect.top(), size, rect.height())
    return QRect(rect.left(), rect.top() + begin, rect.width(), size)


def paint_scroll_bar(option: QStyleOptionSlider, painter: QPainter, theme: Theme) -> None:
    """Paint a sunken groove and a handle in the edge's colour."""
    painter.fillRect(option.rect, theme.colour("sunken"))
    handle = QRectF(scroll_bar_part(option, QStyle.SubControl.SC_ScrollBarSlider))
    inside = handle.adjusted(_GAP_PX, _GAP_PX, -_GAP_PX, -_GAP_PX)
    held = bool(option.state & QStyle.StateFlag.State_Sunken)
    paint_box(painter, inside, theme, fill="ink" if held else "edge", radius=min(inside.width(), inside.height()) / 2)


def combo_arrow_px(theme: Theme) -> int:
    """Give the room at a combo box's end that its arrow takes, in pixels; it grows with the text."""
    return 4 * theme.scaled(5) + 6


def paint_combo_box(option: QStyleOption, painter: QPainter, theme: Theme) -> None:
    """Paint a field with a small arrow of two strokes at its end."""
    paint_box(painter, QRectF(option.rect), theme, fill="surface", edge="edge", width=theme.border_px["field"])
    half = theme.scaled(5)
    turned = option.direction == Qt.LayoutDirection.RightToLeft
    across = option.rect.left() + 3 * half if turned else option.rect.right() - 3 * half
    middle = QPointF(across, option.rect.center().y())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("ink"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline([
        middle + QPointF(-half, -half / 2),
        middle + QPointF(0, half / 2),
        middle + QPointF(half, -half / 2),
    ])  # fmt: skip
    painter.restore()


def paint_progress(option: QStyleOption, painter: QPainter, theme: Theme, *, done: bool) -> None:
    """Paint the edge of a progress bar, or what is done of it."""
    rect = QRectF(option.rect)
    if not done:
        paint_box(painter, rect, theme, fill="surface", edge="edge", width=theme.border_px["field"])
        return
    if isinstance(option, QStyleOptionProgressBar) and option.maximum > option.minimum:
        part = (option.progress - option.minimum) / (option.maximum - option.minimum)
        turned = option.direction == Qt.LayoutDirection.RightToLeft
        rect = at_start(rect, rect.width() * min(max(part, 0.0), 1.0), right_to_left=turned)
        paint_box(painter, rect.adjusted(2, 2, -2, -2), theme, fill="fill", radius=theme.radius_px / 2)
