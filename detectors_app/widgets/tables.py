"""Tables fed with frozen rows: a model, a delegate for two lines and an icon, the dress; knows no store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
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
    QVBoxLayout,
    QWidget,
)

from detectors_app.widgets.house_style import CELL_MARGIN_PX
from detectors_app.widgets.icons import IconLabel, icon_pixmap
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import font_of, theme_of

_ABOVE_PX = 12
_WRAPPED = int(Qt.TextFlag.TextWordWrap)

Index = QModelIndex | QPersistentModelIndex

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
KEY_ROLE = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a first line, a softer second one, an icon and a colour role."""

    text: str = field(repr=False)
    below: str = field(default="", repr=False)
    icon: str = ""
    role: str = "ink"
    bold: bool = False

    def words(self) -> str:
        """Give all words, for a screen reader."""
        return ". ".join(filter(None, (self.text, self.below)))


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: a key for what it stands for, and its cells."""

    key: str
    cells: tuple[Cell, ...]


class RowModel(QAbstractTableModel):
    """Shows rows; replaces them all at once, keeping nothing else."""

    def __init__(self, columns: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[TableRow, ...] = ()
        self.is_stacked = False
        """The first column stands for the whole row, to a screen reader too."""

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows; the same rows again change nothing on the screen."""
        if tuple(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def key_at(self, row: int) -> str:
        """Give the key of a row."""
        return self._rows[row].key

    def row_of(self, key: str) -> int:
        """Give the row of a key, -1 if it is not there."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        """Count the rows."""
        return len(self._rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        """Count the columns."""
        return len(self._columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt's type
        """Give the words, the cell, or the row's key."""
        row = self._rows[index.row()]
        cell = row.cells[index.column()]
        if role in {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}:
            return ". ".join(filter(None, (each.words() for each in row.cells))) if self.is_stacked else cell.words()
        if role == CELL_ROLE:
            return cell
        return row.key if role == KEY_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:  # noqa: ANN401 - Qt's type
        """Give a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == int(Qt.ItemDataRole.DisplayRole):
            return self._columns[section]
        if orientation == Qt.Orientation.Horizontal and role == int(Qt.ItemDataRole.TextAlignmentRole):
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


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
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.colour("accent"))
        top = rect.top() + _ABOVE_PX
        for cell in _cells_at(index, view):
            top = self._lines(painter, rect, top, cell, view)
        painter.restore()

    def _lines(self, painter: QPainter, rect: QRect, top: int, cell: Cell, view: QWidget) -> int:
        theme = theme_of(view)
        left = rect.left() + CELL_MARGIN_PX
        if cell.icon:
            side = theme.scaled(20)
            pixmap = icon_pixmap(cell.icon, theme.colour(cell.role), side, view.devicePixelRatioF())
            painter.drawPixmap(left, top + 2, pixmap)
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
            if theme.is_large:
                box = metrics.boundingRect(QRect(left, top, width, 10_000), _WRAPPED, text)
                painter.drawText(QRect(left, top, width, box.height()), _WRAPPED, text)
                top += box.height()
                continue
            for line in text.split("\n"):
                shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
                painter.drawText(left, top + metrics.ascent(), shown)
                top += metrics.lineSpacing()
        return top

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Be as high as the cell's lines need."""
        view = option.widget
        if theme_of(view).is_large:
            return QSize(60, _stacked_height(index, view))
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


def _stacked_height(index: Index, view: QWidget) -> int:
    """Give the height in pixels of a row whose cells stand one below the other."""
    theme, height = theme_of(view), 2 * _ABOVE_PX
    across = view.viewport().width() if isinstance(view, QTableView) else view.width()
    for cell in _cells_at(index, view):
        width = across - 2 * CELL_MARGIN_PX - (theme.scaled(20) + 8 if cell.icon else 0)
        for text, size, bold in ((cell.text, "body", cell.bold), (cell.below, "small", False)):
            if text:
                metrics = QFontMetrics(font_of(view, size, bold=bold))
                height += metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAPPED, text).height()
    return height


def font_metrics_height(widget: QWidget) -> int:
    """Give the height of one line of body text in pixels."""
    return QFontMetrics(font_of(widget, "body")).lineSpacing()


class RowTable(QTableView):
    """A table of rows: whole rows are chosen, Enter or a double press opens one."""

    row_opened = Signal(str)

    def __init__(self, name: str, label: str, columns: Sequence[tuple[str, int]]) -> None:
        super().__init__()
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
        if theme_of(self).is_large:
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
        place = self.rows.row_of(chosen) if chosen else -1
        if place >= 0:
            self.selectRow(place)

    def chosen_key(self) -> str:
        """Give the key of the chosen row, empty if none."""
        index = self.currentIndex()
        return self.rows.key_at(index.row()) if index.isValid() else ""

    def on_activated(self, index: QModelIndex) -> None:
        """Open the row."""
        self.row_opened.emit(self.rows.key_at(index.row()))


class EmptyState(Panel):
    """Shown where there is nothing: an icon, one bold line, how fresh that is."""

    def __init__(self, icon_name: str, title: str, text: str, name: str = "empty") -> None:
        super().__init__("surface", "line")
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        column.addWidget(IconLabel(icon_name, "ink_soft", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        self._title = Words(title, "body", bold=True)
        self._text = Words(text, "body", role="ink_soft")
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)

    def say(self, title: str, text: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._text.setText(text)
