"""A line to type in above the list of what was found, the typed letters bold in its rows; finds nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from detectors_app.widgets.boxes import fill_rect
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.direction import at_start, sided
from detectors_app.widgets.icons import IconLabel, icon_pixmap
from detectors_app.widgets.row_model import Index
from detectors_app.widgets.theme import font_of, theme_of

SHOWN_ROWS = 4
"""So many rows are seen at once; the others are scrolled to."""
_SHOWN_ROWS_LARGE = 2
_PRIVATE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
_ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_RETURN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: SHOWN_ROWS, Qt.Key.Key_PageUp: -SHOWN_ROWS}
_ICON_PX = 20
_AROUND_PX = 11
"""Above and below a row's words."""
_BEFORE_PX, _BESIDE_PX = 24, 16
_BAR_PX = 6

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One thing found. `marks`, `marks_below`: stretches (from, to) of a line that are bold."""

    text: str = field(repr=False)
    below: str = field(default="", repr=False)
    marks: Marks = field(default=(), repr=False)
    marks_below: Marks = field(default=(), repr=False)

    @property
    def words(self) -> str:
        """Give all words, for a screen reader."""
        return ". ".join(filter(None, (self.text, self.below)))


class FinderLine(QLineEdit):
    """A line with a glass before the words and *Clear* behind them. The arrow keys move in the list and stay here."""

    moved = Signal(int)
    """So many rows down, or up where it is negative."""
    entered = Signal()
    escaped = Signal()
    cleared = Signal()

    def __init__(self, name: str, label: str, clear: str, *, most: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setMaxLength(most)
        self.setInputMethodHints(_PRIVATE)
        self.setFont(font_of(self, "body"))
        theme = theme_of(self)
        self.setMinimumHeight(theme.scaled(theme.target_px["button"]))
        self.takes_return = False
        """There is something to choose, so Return is not for the page."""
        self.clear_button = LinkButton(clear, f"{name}.clear", icon_name="cross", role="ink_soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        glass = IconLabel("search", "ink_soft", _ICON_PX)
        row.addWidget(glass)
        row.addStretch(1)
        row.addWidget(self.clear_button)
        margins = sided(22 + glass.sizeHint().width(), 0, self.clear_button.sizeHint().width() + 22, 0)
        self.setTextMargins(*margins)
        if self.isRightToLeft():  # else an address in Latin letters would begin at the left
            self.setAlignment(_AT_RIGHT)
        self.clear_button.hide()
        self.clear_button.clicked.connect(self.on_clear)
        self.textChanged.connect(self.on_text_changed)

    def minimumSizeHint(self) -> QSize:
        """Be no wider than a line has to be: what lies in it does not count."""
        return QSize(0, self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that move in the list, choose from it and leave it; the rest writes."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in _RETURN and self.takes_return:
            if not event.isAutoRepeat():
                self.entered.emit()
        elif key == Qt.Key.Key_Escape and (self.takes_return or self.text()):
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def on_text_changed(self, text: str) -> None:
        """Offer *Clear* where there is something to clear."""
        self.clear_button.setVisible(bool(text))

    @Slot()
    def on_clear(self) -> None:
        """Empty the line and go on in it."""
        self.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cleared.emit()


class _FoundModel(QAbstractListModel):
    """The rows found; replaced all at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[FoundRow, ...] = ()

    def set_rows(self, rows: Sequence[FoundRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        """Count the rows."""
        return len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt's type
        """Give a row, or its words."""
        if role in {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}:
            return self.rows[index.row()].words
        return self.rows[index.row()] if role == _ROW_ROLE else None


class _FoundDelegate(QStyledItemDelegate):
    """Paints a row: icon, two lines, and on the row that Return would choose the words that say so."""

    def __init__(self, icon_name: str, choose: str, parent: QObject) -> None:
        super().__init__(parent)
        self._icon_name, self._choose = icon_name, choose

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        view, rect = option.widget, option.rect
        theme, turned = theme_of(view), view.isRightToLeft()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, theme.colour("accent_tint" if chosen else "surface"))
        fill_rect(painter, QRectF(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        if chosen:
            fill_rect(painter, at_start(QRectF(rect), _BAR_PX, right_to_left=turned), theme.colour("accent"))
        side = theme.scaled(_ICON_PX)
        pixmap = icon_pixmap(self._icon_name, theme.colour("accent"), side, view.devicePixelRatioF())
        at = rect.right() - _BEFORE_PX - side if turned else rect.left() + _BEFORE_PX
        painter.drawPixmap(at, rect.top() + (rect.height() - side) // 2, pixmap)
        self._paint_words(painter, rect, index.data(_ROW_ROLE), view)
        if chosen and not theme.is_large:
            painter.setFont(font_of(view, "small"))
            painter.setPen(theme.colour("ink"))
            end = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            start = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            room = rect.adjusted(_BEFORE_PX, 0, -_BEFORE_PX, 0)
            painter.drawText(room, start | _ABSOLUTE if turned else end | _ABSOLUTE, self._choose)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, row: FoundRow, view: QWidget) -> None:
        theme, left = theme_of(view), _words_left(view)
        top = rect.top() + _AROUND_PX
        for text, marks, role in ((row.text, row.marks, "ink"), (row.below, row.marks_below, "ink_soft")):
            layout = _laid(text, marks, view)
            painter.setPen(theme.colour(role))
            x = rect.left() + (_BESIDE_PX if view.isRightToLeft() else left)
            layout.draw(painter, QPointF(x, top))
            top += round(layout.boundingRect().height())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Be as high as the words need."""
        row, view = index.data(_ROW_ROLE), option.widget
        heights = (_laid(row.text, row.marks, view), _laid(row.below, row.marks_below, view))
        return QSize(60, sum(round(each.boundingRect().height()) for each in heights) + 2 * _AROUND_PX)


_ABSOLUTE = int(Qt.AlignmentFlag.AlignAbsolute)
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


def _words_left(view: QWidget) -> int:
    return _BEFORE_PX + theme_of(view).scaled(_ICON_PX) + _BESIDE_PX


def _laid(text: str, marks: Marks, view: QWidget) -> QTextLayout:
    """Lay a text out over lines as wide as the list, the marked stretches bold."""
    layout = QTextLayout(text, font_of(view, "body"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    # An address is read as it stands on the street sign, wherever its line begins.
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setAlignment(_AT_RIGHT if view.isRightToLeft() else Qt.AlignmentFlag.AlignLeft)
    layout.setTextOption(option)
    layout.setFormats([_bold(start, end) for start, end in marks])
    room = view.viewport().width() if isinstance(view, QAbstractItemView) else view.width()
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(room - _words_left(view) - _BESIDE_PX, 60))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _bold(start: int, end: int) -> QTextLayout.FormatRange:
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    stretch = QTextLayout.FormatRange()
    stretch.start, stretch.length, stretch.format = start, end - start, bold
    return stretch


class FoundList(QListView):
    """What was found, never a popup. It takes no focus: the line above moves in it, or the mouse chooses."""

    row_chosen = Signal(int)

    def __init__(self, name: str, label: str, icon_name: str, choose: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._found = _FoundModel(self)
        self.setModel(self._found)
        self.setItemDelegate(_FoundDelegate(icon_name, choose, self))
        self.clicked.connect(self.on_clicked)

    @property
    def rows(self) -> tuple[FoundRow, ...]:
        """Give the rows shown."""
        return self._found.rows

    def set_rows(self, rows: Sequence[FoundRow]) -> None:
        """Show rows, with the first one current."""
        self._found.set_rows(rows)
        if rows:
            self.setCurrentIndex(self._found.index(0))
        self._fit()

    def current_row(self) -> int:
        """Give the row that Return would choose, -1 if none."""
        return self.currentIndex().row()

    def move(self, rows: int) -> FoundRow | None:  # type: ignore[override]  # moving in the list, as its line asks
        """Go so many rows on and give the one arrived at; it stops at either end."""
        if not self.rows:
            return None
        to = min(max(self.current_row() + rows, 0), len(self.rows) - 1)
        self.setCurrentIndex(self._found.index(to))
        return self.rows[to]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rows take the lines that this width needs."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._fit()

    @Slot(QModelIndex)
    def on_clicked(self, index: QModelIndex) -> None:
        """Choose a row by the mouse."""
        self.row_chosen.emit(index.row())

    def _fit(self) -> None:
        """Be as high as the rows that are seen at once."""
        seen = min(len(self.rows), _SHOWN_ROWS_LARGE if theme_of(self).is_large else SHOWN_ROWS)
        self.setFixedHeight(sum(self.sizeHintForRow(row) for row in range(seen)) + 2 * self.frameWidth())
