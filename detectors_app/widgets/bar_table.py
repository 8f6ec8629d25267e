"""A table with a bar beside a number: the number and its words stand in the cell too; counts nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QHeaderView, QWidget

from detectors_app.widgets.boxes import paint_box
from detectors_app.widgets.direction import at_start, mirrored
from detectors_app.widgets.house_style import CELL_MARGIN_PX
from detectors_app.widgets.row_model import CELL_ROLE, Cell, Index
from detectors_app.widgets.tables import RowTable, TwoLineDelegate
from detectors_app.widgets.theme import font_of, theme_of

_BAR_PX = 18
_SLACK_PX = 8
_NUMBER_LETTERS = "100 %"
_AT_END = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
"""As in tables: Qt's *right* is where the widget's words end."""


class BarDelegate(TwoLineDelegate):
    """Paints a cell with a share as a bar, with its number after it; numbers stand at the end of their column."""

    def _lines(self, painter: QPainter, rect: QRect, top: int, cell: Cell, view: QWidget) -> int:
        if cell.share is not None:
            return self._bar(painter, rect, top, cell, view)
        if cell.at_end and not theme_of(view).is_large:
            return self._number(painter, rect, top, cell, view)
        return super()._lines(painter, rect, top, cell, view)

    def _bar(self, painter: QPainter, rect: QRect, top: int, cell: Cell, view: QWidget) -> int:
        theme = theme_of(view)
        font = font_of(view, "body", bold=True)
        metrics = QFontMetrics(font)
        number = metrics.horizontalAdvance(_NUMBER_LETTERS) + theme.space(1)
        height = metrics.lineSpacing()
        room = QRect(rect.left() + CELL_MARGIN_PX, top, rect.width() - 2 * CELL_MARGIN_PX, height)
        turned = view.isRightToLeft()
        bar = min(theme.scaled(_BAR_PX), height)
        track = QRect(room.left(), top + (height - bar) // 2, room.width() - number, bar)
        track = mirrored(track, rect, right_to_left=turned)
        paint_box(painter, QRectF(track), theme, fill="surface", edge="edge", width=1, radius=0)
        done = at_start(QRectF(track), round(track.width() * (cell.share or 0.0)), right_to_left=turned)
        painter.fillRect(done, theme.colour("fill"))
        painter.setFont(font)
        painter.setPen(theme.colour(cell.role))
        painter.drawText(mirrored(room, rect, right_to_left=turned), _AT_END, cell.text)
        return top + height

    def _number(self, painter: QPainter, rect: QRect, top: int, cell: Cell, view: QWidget) -> int:
        font = font_of(view, "body", bold=cell.bold)
        painter.setFont(font)
        painter.setPen(theme_of(view).colour(cell.role))
        height = QFontMetrics(font).lineSpacing()
        room = QRect(rect.left() + 4, top, rect.width() - 4 - CELL_MARGIN_PX, height)
        painter.drawText(mirrored(room, rect, right_to_left=view.isRightToLeft()), _AT_END, cell.text)
        return top + height

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Be as high as the words need; a bar needs a line."""
        size = super().sizeHint(option, index)  # type: ignore[arg-type]  # as Qt hands it on
        cell: Cell = index.data(CELL_ROLE)
        if cell.share is not None:
            size.setHeight(max(size.height(), theme_of(self.parent()).scaled(44)))  # type: ignore[arg-type]  # the view
        return size


class BarTable(RowTable):
    """All rows at once, so that the page scrolls and not the table. A press on a heading asks for its order."""

    order_asked = Signal(int)
    """The column."""

    def __init__(self, name: str, label: str, columns: Sequence[tuple[str, int]]) -> None:
        super().__init__(name, label, columns, wraps=True)
        self.setItemDelegate(BarDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.on_heading)
        header.setMinimumSectionSize(theme_of(self).scaled(40))
        if not theme_of(self).is_large:
            self._widen(header, columns)

    def set_heading(self, column: int, text: str) -> None:
        """Call a column otherwise."""
        self.rows.set_heading(column, text)

    def fit(self) -> None:
        """Be as high as all rows."""
        self.resizeRowsToContents()
        self.setFixedHeight(self.rows_height())

    @Slot(int)
    def on_heading(self, column: int) -> None:
        """Ask for another order."""
        self.order_asked.emit(column)

    def _widen(self, header: QHeaderView, columns: Sequence[tuple[str, int]]) -> None:
        """Cut no heading, however long a language makes it."""
        metrics = QFontMetrics(font_of(self, "small", bold=True))
        for place, (heading, width_px) in enumerate(columns):
            if width_px:
                wanted = metrics.horizontalAdvance(heading) + 2 * CELL_MARGIN_PX + _SLACK_PX
                header.resizeSection(place, max(wanted, theme_of(self).scaled(width_px)))
