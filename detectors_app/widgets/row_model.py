"""Rows and cells of a table, frozen, and the model that shows them; paints nothing and knows no store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
KEY_ROLE = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a first line, a softer second one, an icon and a colour role.

    `share` (0 to 1) is painted as a bar before the words, `at_end` puts a number where its column ends
    (widgets.bar_table).
    """

    text: str = field(repr=False)
    below: str = field(default="", repr=False)
    icon: str = ""
    role: str = "ink"
    bold: bool = False
    share: float | None = None
    at_end: bool = False

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
        self.ends: frozenset[int] = frozenset()
        """The columns whose words stand at their end, as numbers do."""
        self.is_stacked = False
        """The first column stands for the whole row, to a screen reader too."""

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows; the same rows again change nothing on the screen."""
        if tuple(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def set_heading(self, column: int, text: str) -> None:
        """Call a column otherwise."""
        columns = list(self._columns)
        columns[column] = text
        self._columns = tuple(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)

    def key_at(self, row: int) -> str:
        """Give the key of a row."""
        return self._rows[row].key

    def row_at(self, row: int) -> TableRow:
        """Give a row."""
        return self._rows[row]

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
            return _whole(row) if self.is_stacked else cell.words()
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
            side = Qt.AlignmentFlag.AlignRight if section in self.ends else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


def _whole(row: TableRow) -> str:
    """Give all words of a row, as sentences."""
    return ". ".join(each.words().rstrip(".") for each in row.cells if each.words())
