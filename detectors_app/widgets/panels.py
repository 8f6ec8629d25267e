"""Flat panels: a painted box with a fill, an edge and perhaps a bar where words begin; holds whatever is laid in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from detectors_app.widgets.boxes import fill_rect, paint_box
from detectors_app.widgets.direction import at_start
from detectors_app.widgets.theme import theme_of
from detectors_app.widgets.tokens import ThemeName


class Panel(QFrame):
    """A box painted in roles of the theme. In high contrast every filled panel gets a 2 px outline."""

    def __init__(
        self,
        fill: str | None = "surface",
        edge: str | None = "line",
        *,
        width: int = 1,
        bar: str | None = None,
        bar_px: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill, self._edge, self._width, self._bar, self._bar_px = fill, edge, width, bar, bar_px
        self.setFrameShape(QFrame.Shape.NoFrame)

    def dress(self, fill: str | None, edge: str | None, *, width: int = 1, bar: str | None = None) -> None:
        """Change the colours."""
        self._fill, self._edge, self._width, self._bar = fill, edge, width, bar
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box and its bar."""
        theme = theme_of(self)
        edge, width = self._edge, self._width
        if theme.name is ThemeName.HIGH_CONTRAST and edge is None and self._fill is not None:
            edge, width = "edge", 2
        painter = QPainter(self)
        paint_box(painter, QRectF(self.rect()), theme, fill=self._fill, edge=edge, width=width)
        if self._bar:
            bar = at_start(QRectF(self.rect()), self._bar_px, right_to_left=self.isRightToLeft())
            fill_rect(painter, bar, theme.colour(self._bar))
        painter.end()


class Line(QWidget):
    """A thin line across, for decoration only."""

    def __init__(self, role: str = "line", height_px: int = 1) -> None:
        super().__init__()
        self._role = role
        self.setFixedHeight(height_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        fill_rect(painter, QRectF(self.rect()), theme_of(self).colour(self._role))
        painter.end()
