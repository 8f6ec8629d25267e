"""A table with a bar beside a number: the number and its words stand in the cell too; counts nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from detectors_app.widgets.boxes import paint_box
from detectors_app.widgets.direction import at_start, mirrored
from detectors_app.widgets.house_style import CELL_MARGIN_PX
from detectors_app.widgets.row_model import Cell, TableRow
from detectors_app.widgets.tables import ABOVE_PX, WRAPPED, RowTable, TwoLineDelegate
from detectors_app.widgets.theme import font_of, theme_of

_BAR_PX = 18
_LEAST_PX = 46
_LEAST_BAR_PX, _NAME_PX = 150, 230
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


class _Heights:
    """Measures rows of one table with the fonts made once; words that fit on a line are not laid out."""

    def __init__(self, table: BarTable) -> None:
        theme = theme_of(table)
        self._body, self._bold = (QFontMetrics(font_of(table, "body", bold=bold)) for bold in (False, True))
        self._small = QFontMetrics(font_of(table, "small"))
        self._stacked = theme.is_large
        self._least_px, self._icon_px = theme.scaled(_LEAST_PX), theme.scaled(20) + 8
        columns = range(table.rows.columnCount())
        self._across = [table.viewport().width() if self._stacked else table.columnWidth(each) for each in columns]

    def of(self, row: TableRow) -> int:
        """Give a row's height in pixels."""
        if self._stacked:
            height = sum(self._cell(cell, self._across[0]) for cell in row.cells if cell.text)
        else:
            height = max(self._cell(cell, across) for cell, across in zip(row.cells, self._across, strict=True))
        return max(height + 2 * ABOVE_PX, self._least_px)

    def _cell(self, cell: Cell, across: int) -> int:
        room = across - 2 * CELL_MARGIN_PX - (self._icon_px if cell.icon else 0)
        first = self._bold if cell.bold else self._body
        if cell.share is not None or cell.at_end:
            return self._bold.lineSpacing()
        return _lines(first, cell.text, room) + _lines(self._small, cell.below, room)


def _lines(metrics: QFontMetrics, text: str, room: int) -> int:
    """Give the height in pixels of a text, broken over lines where it must be."""
    if not text:
        return 0
    if "\n" not in text and metrics.horizontalAdvance(text) < room:
        return metrics.lineSpacing()
    return metrics.boundingRect(QRect(0, 0, room, 10_000), WRAPPED, text).height()


class BarTable(RowTable):
    """All rows at once, so that the page scrolls and not the table. A press on a heading asks for its order."""

    order_asked = Signal(int)
    """The column."""

    def __init__(
        self, name: str, label: str, columns: Sequence[tuple[str, int]], *, bar_column: int | None = None
    ) -> None:
        super().__init__(name, label, columns, wraps=True)
        self._bar_column = None if theme_of(self).is_large else bar_column
        self.setItemDelegate(BarDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.on_heading)
        header.setMinimumSectionSize(theme_of(self).scaled(40))
        if not theme_of(self).is_large:
            self._widen(header, columns)

    def set_heading(self, column: int, text: str) -> None:
        """Call a column otherwise."""
        self.rows.set_heading(column, text)

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show rows, as high as all of them."""
        super().set_rows(rows)
        self.fit()

    def fit(self) -> None:
        """Give each row the height of its words, and the table that of all rows.

        Qt would measure every cell, several times over: for hundreds of rows that takes seconds.
        """
        down, heights = self.verticalHeader(), _Heights(self)
        for row in range(self.rows.rowCount()):
            height = heights.of(self.rows.row_at(row))
            if down.sectionSize(row) != height:
                down.resizeSection(row, height)
        whole = self.rows_height()
        if self.height() != whole or self.minimumHeight() != whole:
            self.setFixedHeight(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break words anew where the width is another."""
        QTableView.resizeEvent(self, event)
        if event.size().width() != event.oldSize().width():
            self._share_out()
            self.fit()

    def _share_out(self) -> None:
        """Let bars be long where there is room, and the names beside them be whole where there is little."""
        bars = self._bar_column
        if bars is None:
            return
        fixed = sum(self.columnWidth(each) for each in range(1, self.rows.columnCount()) if each != bars)
        room = self.viewport().width() - fixed
        least, names = theme_of(self).scaled(_LEAST_BAR_PX), theme_of(self).scaled(_NAME_PX)
        self.horizontalHeader().resizeSection(bars, max(min(room // 2, room - names), least))

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
