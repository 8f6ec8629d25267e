"""Tables fed with frozen rows: the delegate that paints them and the view; knows no store."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from detectors_app.widgets.direction import at_start, mirrored
from detectors_app.widgets.house_style import CELL_MARGIN_PX
from detectors_app.widgets.icons import icon_pixmap
from detectors_app.widgets.row_model import CELL_ROLE, Cell, Index, RowModel, TableRow
from detectors_app.widgets.theme import font_of, theme_of

ABOVE_PX = 12
WRAPPED = int(Qt.TextFlag.TextWordWrap)
_ONE_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
"""Qt's *left* is where the widget's words begin."""


class TwoLineDelegate(QStyledItemDelegate):
    """Paints a cell: icon, bold or plain first line, softer second line; the chosen row is tinted and barred.

    Where the text is large, the first column shows the whole row's cells, one below the other, with nothing cut.
    """

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        view = option.widget
        theme = theme_of(view)
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, theme.colour("accent_tint" if chosen else "surface"))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        if chosen and index.column() == 0:
            bar = at_start(QRectF(rect), 4, right_to_left=view.isRightToLeft())
            painter.fillRect(bar, theme.colour("accent"))
        top = rect.top() + ABOVE_PX
        for cell in _cells_at(index, view):
            top = self._lines(painter, rect, top, cell, view)
        painter.restore()

    def _lines(self, painter: QPainter, rect: QRect, top: int, cell: Cell, view: QWidget) -> int:
        theme = theme_of(view)
        left = rect.left() + CELL_MARGIN_PX
        turned = view.isRightToLeft()
        if cell.icon:
            side = theme.scaled(20)
            pixmap = icon_pixmap(cell.icon, theme.colour(cell.role), side, view.devicePixelRatioF(), mirrored=turned)
            place = mirrored(QRect(left, top + 2, side, side), rect, right_to_left=turned)
            painter.drawPixmap(place.topLeft(), pixmap)
            left += side + 8
        width = rect.right() - left - 8
        for text, size, bold, role in (
            (cell.text, "body", cell.bold, cell.role),
            (cell.below, "small", False, "ink_soft"),
        ):
            if not text:
                continue
            font = font_of(view, size, bold=bold)
            painter.setFont(font)
            painter.setPen(theme.colour(role))
            metrics = painter.fontMetrics()
            if _wraps(view):
                box = metrics.boundingRect(QRect(left, top, width, 10_000), WRAPPED, text)
                place = mirrored(QRect(left, top, width, box.height()), rect, right_to_left=turned)
                painter.drawText(place, WRAPPED, text)
                top += box.height()
                continue
            for line in text.split("\n"):
                shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
                place = mirrored(QRect(left, top, width, metrics.lineSpacing()), rect, right_to_left=turned)
                painter.drawText(place, _ONE_LINE, shown)
                top += metrics.lineSpacing()
        return top

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Be as high as the cell's lines need."""
        view = option.widget
        if theme_of(view).is_large:
            return QSize(60, _wrapped_height(_cells_at(index, view), _inner_width(view), view))
        if _wraps(view) and isinstance(view, QTableView):
            wanted = _wrapped_height([index.data(CELL_ROLE)], view.columnWidth(index.column()), view)
            return QSize(60, max(wanted, theme_of(view).scaled(44)))
        cell: Cell = index.data(CELL_ROLE)
        lines = cell.text.count("\n") + 1 + (cell.below.count("\n") + 1 if cell.below else 0)
        height = round(font_metrics_height(view) * lines) + 22
        return QSize(60, max(height, theme_of(view).scaled(44)))


def _cells_at(index: Index, view: QWidget) -> list[Cell]:
    """Give what is painted at a place: its cell, or where the text is large the whole row's, one below the other."""
    if not theme_of(view).is_large:
        return [index.data(CELL_ROLE)]
    model = index.model()
    row = (model.index(index.row(), column).data(CELL_ROLE) for column in range(model.columnCount()))
    return [cell for cell in row if cell.text]


def _wraps(view: QWidget) -> bool:
    """Say whether words too long for their place are broken over lines; else they end in dots."""
    return theme_of(view).is_large or (isinstance(view, RowTable) and view.wraps)


def _inner_width(view: QWidget) -> int:
    return view.viewport().width() if isinstance(view, QTableView) else view.width()


def _wrapped_height(cells: Sequence[Cell], across: int, view: QWidget) -> int:
    """Give the height in pixels of cells one below the other, in a place so wide."""
    theme, height = theme_of(view), 2 * ABOVE_PX
    for cell in cells:
        width = across - 2 * CELL_MARGIN_PX - (theme.scaled(20) + 8 if cell.icon else 0)
        for text, size, bold in ((cell.text, "body", cell.bold), (cell.below, "small", False)):
            if text:
                metrics = QFontMetrics(font_of(view, size, bold=bold))
                height += metrics.boundingRect(QRect(0, 0, width, 10_000), WRAPPED, text).height()
    return height


def font_metrics_height(widget: QWidget) -> int:
    """Give the height of one line of body text in pixels."""
    return QFontMetrics(font_of(widget, "body")).lineSpacing()


class RowTable(QTableView):
    """A table of rows: whole rows are chosen, Enter or a double press opens one.

    With `wraps` long words take more lines; without, in a table of thousands, they end in dots.
    """

    row_opened = Signal(str)

    def __init__(self, name: str, label: str, columns: Sequence[tuple[str, int]], *, wraps: bool = False) -> None:
        super().__init__()
        self.wraps = wraps
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.rows = RowModel([heading for heading, _ in columns], self)
        self.setModel(self.rows)
        self.setItemDelegate(TwoLineDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFont(font_of(self, "small", bold=True))
        header.setMinimumHeight(theme_of(self).scaled(40))
        for place, (_, width_px) in enumerate(columns):
            if width_px:
                self.setColumnWidth(place, theme_of(self).scaled(width_px))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        if theme_of(self).is_large:
            self._stack(header, len(columns))
        self.activated.connect(self.on_activated)

    def _stack(self, header: QHeaderView, columns: int) -> None:
        """Show each row's cells below one another: columns would cut words as large as these."""
        self.rows.is_stacked = True
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.hide()
        for place in range(1, columns):
            self.setColumnHidden(place, True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give rows the height that their words need at this width."""
        super().resizeEvent(event)
        if _wraps(self):
            self.resizeRowsToContents()
            if self.minimumHeight() == self.maximumHeight():  # a page that scrolls as a whole shows all rows
                self.setFixedHeight(self.rows_height())

    def rows_height(self) -> int:
        """Give the height in pixels of all rows and the headings, so that a page may show them without scrolling."""
        header = self.horizontalHeader()
        above = 0 if header.isHidden() else header.height()
        return above + sum(self.rowHeight(row) for row in range(self.rows.rowCount())) + 2 * self.frameWidth()

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show rows, keeping the chosen one chosen where it still is."""
        chosen = self.chosen_key()
        self.rows.set_rows(rows)
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Choose the row of this key, if there is one."""
        place = self.rows.row_of(key) if key else -1
        if place >= 0:
            self.selectRow(place)

    def chosen_key(self) -> str:
        """Give the key of the chosen row, empty if none."""
        index = self.currentIndex()
        return self.rows.key_at(index.row()) if index.isValid() else ""

    def on_activated(self, index: QModelIndex) -> None:
        """Open the row."""
        self.row_opened.emit(self.rows.key_at(index.row()))
