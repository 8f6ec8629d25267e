"""The words of a film beside it: they follow it, and a line that is pressed leads there; plays nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from detectors_app.content.captions import Cue
from detectors_app.content.wording import Wording
from detectors_app.staff.film_words import clock
from detectors_app.widgets.boxes import fill_rect, paint_box
from detectors_app.widgets.direction import at_start
from detectors_app.widgets.row_model import Index
from detectors_app.widgets.theme import font_of, theme_of

_CUE, _NOW = int(Qt.ItemDataRole.UserRole) + 1, int(Qt.ItemDataRole.UserRole) + 2
_RETURN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEYS = Qt.Key
_OWN_KEYS = frozenset(
    {_KEYS.Key_Up, _KEYS.Key_Down, _KEYS.Key_PageUp, _KEYS.Key_PageDown, _KEYS.Key_Home, _KEYS.Key_End}
)
_TIME_PX = 52
_BEFORE_PX, _AFTER_PX, _AROUND_PX = 20, 14, 8
_BAR_PX = 6


class TranscriptView(QListView):
    """One line for each caption. Tab comes here once and goes on; the arrow keys move in it, Return goes there."""

    sought = Signal(int)
    """Go to this place in the film, in milliseconds."""

    def __init__(self, words: Wording, cues: Sequence[Cue]) -> None:
        super().__init__()
        self.setObjectName("film.words")
        self.setAccessibleName(words("training.film.words"))
        self.setAccessibleDescription(words("training.film.words_why"))
        self.setProperty("look", "field")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self._cues = tuple(cues)
        self._model = _CueModel(self._cues, words, self)
        self.setModel(self._model)
        self.setItemDelegate(_CueDelegate(self))
        self.clicked.connect(self.on_chosen)
        if cues:
            self.setCurrentIndex(self._model.index(0))

    @property
    def now(self) -> int:
        """Give the line that is said now, or was said last; -1 before the first."""
        return self._model.now

    def follow(self, at_ms: int) -> None:
        """Mark the line of this place, and keep it in sight unless somebody moves among the lines."""
        now = max((row for row, each in enumerate(self._cues) if each.from_ms <= at_ms), default=-1)
        if now == self._model.now:
            return
        self._model.set_now(now)
        if not self.hasFocus():
            self.setCurrentIndex(self._model.index(max(now, 0)))
            self.on_laid_out()

    @Slot()
    def on_laid_out(self) -> None:
        """Bring the line that is said now into sight."""
        self.scrollTo(self._model.index(max(self._model.now, 0)), QAbstractItemView.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the line's place by Return; leave all keys but those that move among the lines to the page."""
        key = Qt.Key(event.key())
        if key in _RETURN:
            if not event.isAutoRepeat():
                self.on_chosen(self.currentIndex())
        elif key in _OWN_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        QTimer.singleShot(0, self, self.on_laid_out)

    @Slot(QModelIndex)
    def on_chosen(self, index: Index) -> None:
        """Tell where the line is said."""
        if index.isValid():
            self.sought.emit(self._cues[index.row()].from_ms)


class _CueModel(QAbstractListModel):
    """The captions; one of them is said now."""

    def __init__(self, cues: Sequence[Cue], words: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self._cues, self._words = tuple(cues), words
        self.now = -1

    def set_now(self, row: int) -> None:
        """Say which line it is."""
        before, self.now = self.now, row
        for each in (before, row):
            if each >= 0:
                self.dataChanged.emit(self.index(each), self.index(each))

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        """Count the lines."""
        return len(self._cues)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt's type
        """Give a line, or its words."""
        cue = self._cues[index.row()]
        if role in {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}:
            return f"{clock(cue.from_ms)} {said(cue, self._words)}"
        if role == _CUE:
            return cue
        return index.row() == self.now if role == _NOW else None


def said(cue: Cue, words: Wording) -> str:
    """Give who says what."""
    return words("training.film.speaker", who=cue.speaker, text=cue.text) if cue.speaker else cue.text


class _CueDelegate(QStyledItemDelegate):
    """Paints a line: its time, and its words broken over as many lines as they need."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line; the one that is said now has a tint and a bar."""
        view, rect = option.widget, option.rect
        theme, turned, now = theme_of(view), view.isRightToLeft(), bool(index.data(_NOW))
        painter.save()
        painter.fillRect(rect, theme.colour("accent_tint" if now else "surface"))
        if now:
            fill_rect(painter, at_start(QRectF(rect), _BAR_PX, right_to_left=turned), theme.colour("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_box(painter, QRectF(rect), theme, fill=None, edge="accent", width=2)
        cue: Cue = index.data(_CUE)
        painter.setFont(font_of(view, "small"))
        painter.setPen(theme.colour("ink_soft"))
        side = Qt.AlignmentFlag.AlignRight if turned else Qt.AlignmentFlag.AlignLeft
        room = rect.adjusted(_BEFORE_PX, _AROUND_PX + 2, -_BEFORE_PX, 0)
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignAbsolute), clock(cue.from_ms))
        painter.setPen(theme.colour("ink"))
        layout = _laid(cue, view)
        x = rect.left() + (_AFTER_PX if turned else _words_px(view))
        layout.draw(painter, QPointF(x, rect.top() + _AROUND_PX))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Be as high as the words need."""
        high = round(_laid(index.data(_CUE), option.widget).boundingRect().height())
        return QSize(60, high + 2 * _AROUND_PX)


def _words_px(view: QWidget) -> int:
    return _BEFORE_PX + theme_of(view).scaled(_TIME_PX)


def _laid(cue: Cue, view: QWidget) -> QTextLayout:
    """Lay out who says what, the name in bold."""
    viewport = view.viewport() if isinstance(view, QAbstractItemView) else view
    before = f"{cue.speaker}: " if cue.speaker else ""
    layout = QTextLayout(before + cue.text, font_of(view, "body"))
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    name = QTextLayout.FormatRange()
    name.start, name.length, name.format = 0, len(before), bold
    layout.setFormats([name])
    side = Qt.AlignmentFlag.AlignRight if view.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # the film may speak another language
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(60, viewport.width() - _words_px(view) - _AFTER_PX))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout
