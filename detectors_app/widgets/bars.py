"""The bars at the top and the foot of a window, in which nothing is ever cut; holds no words of its own."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from detectors_app.widgets.boxes import fill_rect
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of


class Bar(QWidget):
    """A white bar with a thin line at its top or bottom."""

    def __init__(self, height_px: int, *, line_on_top: bool) -> None:
        super().__init__()
        self._line_on_top = line_on_top
        theme = theme_of(self)
        # Half of the growth is enough: the room above and below the words need not grow with them.
        self.setMinimumHeight(round(height_px * (1 + theme.text_factor) / 2))
        self.row = _Row(self)
        self.row.setSpacing(12)

    def fit(self) -> None:
        """Let the longest words take more lines where all together need more than the bar's width: nothing is cut."""
        labels = [each for each in self._shown_items() if isinstance(each, Words) and each.text()]
        if not labels:
            return
        longest = max(labels, key=_width_on_one_line)
        others = sum(each.sizeHint().width() for each in self._shown_items() if each is not longest)
        margins = self.row.contentsMargins()
        gaps = self.row.spacing() * self.row.count() + margins.left() + margins.right()
        room, wanted = self.width() - others - gaps, _width_on_one_line(longest)
        for label in labels:
            label.setWordWrap(label is longest and wanted > room)
            label.setMinimumWidth(max(min(room, wanted), 0) if label is longest and wanted > room else 0)
            if not label.wordWrap():
                label.setMinimumHeight(0)

    def _shown_items(self) -> list[QWidget]:
        items = (self.row.itemAt(place) for place in range(self.row.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if each is not None and not each.isHidden()]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint surface and line."""
        theme = theme_of(self)
        painter = QPainter(self)
        fill_rect(painter, QRectF(self.rect()), theme.colour("surface"))
        at = 0 if self._line_on_top else self.height() - 1
        fill_rect(painter, QRectF(0, at, self.width(), 1), theme.colour("line"))
        painter.end()


class _Row(QHBoxLayout):
    """Makes the words fit whenever something in the bar or its width changes."""

    def __init__(self, bar: Bar) -> None:
        super().__init__(bar)
        self._bar = bar

    def setGeometry(self, box: QRect) -> None:
        """Lay the parts out, then look whether their words have the room."""
        super().setGeometry(box)
        if isValid(self._bar):
            self._bar.fit()


def _width_on_one_line(label: Words) -> int:
    return label.fontMetrics().horizontalAdvance(label.text()) + 2
