"""An option row that can say what came of it: a mark at its end, and words below; decides neither."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.widgets.direction import sided
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.option_row import OptionGroup, OptionRow, TickGroup
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words, rich
from detectors_app.widgets.theme import theme_of


class AnsweredRow(OptionRow):
    """An option, with room for a mark and for words below. `tried` gives it a broken edge, besides the mark."""

    def __init__(self, button: QAbstractButton, text: str) -> None:
        super().__init__(button, text)
        self._tried = self._finished = False
        self._row.removeWidget(self.label)
        around = sided(16, 10, 16, 10)
        self._row.setContentsMargins(*around)
        column = QVBoxLayout()
        column.setSpacing(6)
        self._line = QVBoxLayout() if theme_of(self).is_large else QHBoxLayout()
        self._line.setSpacing(6 if theme_of(self).is_large else 16)
        self._line.addWidget(self.label, 1)
        column.addLayout(self._line)
        self._below = QVBoxLayout()
        self._below.setSpacing(4)
        column.addLayout(self._below)
        self._row.addLayout(column, 1)

    def say_mark(self, icon_name: str, text: str, role: str) -> None:
        """Say in two or three words, with an icon, what this option is."""
        mark = QWidget()
        mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(mark)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(icon_name, role, 20))
        words = Words(text, "body", bold=True, role=role)
        words.setWordWrap(False)
        row.addWidget(words)
        row.addStretch(1)
        self._line.addWidget(mark)

    def say_below(self, text: str, *, bar: str | None = None) -> None:
        """Say more below; words between ** are bold."""
        words = rich(text)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        holder = Panel(None, None, bar=bar, bar_px=3)
        column = QVBoxLayout(holder)
        column.setContentsMargins(*sided(16 if bar else 0, 0, 0, 0))
        column.addWidget(words)
        self._below.addWidget(holder)
        self._row.setAlignment(self.button, Qt.AlignmentFlag.AlignTop)

    def show_tried(self) -> None:
        """Dress it as one that was tried and can be tried again."""
        self._tried = True
        self.on_toggled(self.button.isChecked())

    def finish(self, *, best: bool, said: str) -> None:
        """Let it be read and no longer be chosen: Tab comes to its words, which say all of it."""
        self._finished = True
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
        self.label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.label.setObjectName(f"{self.button.objectName()}.said")
        self.label.setAccessibleName(said)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        theme = theme_of(self)
        if best:
            self.dress("good_tint", "good", width=theme.border_px["chosen"])
        else:
            self.dress("surface", "edge", width=theme.border_px["row"])

    def on_toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Dress the row for being chosen or not."""
        super().on_toggled(on)
        if self._tried and not on:
            self.dress(None, None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press the button, while one can still choose."""
        if not self._finished:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, with a broken edge where it was tried."""
        super().paintEvent(event)
        if self._tried and not self.button.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(theme_of(self).colour("edge"), 1)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            radius = theme_of(self).radius_px
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            painter.end()


class AnsweredGroup(OptionGroup):
    """One of a few, each of which can say what came of it."""

    def row(self, place: int) -> AnsweredRow:
        """Give the row at a place, counted from 0."""
        return _answered(self._rows[place])

    def _made(self, button: QAbstractButton, text: str) -> OptionRow:
        return AnsweredRow(button, text)


class AnsweredTicks(TickGroup):
    """Any of a few, each of which can say what came of it."""

    _gap_px = 12

    def row(self, place: int) -> AnsweredRow:
        """Give the row at a place, counted from 0."""
        return _answered(self._rows[place])

    def _made(self, button: QAbstractButton, text: str) -> OptionRow:
        return AnsweredRow(button, text)


def _answered(row: OptionRow) -> AnsweredRow:
    if not isinstance(row, AnsweredRow):
        raise TypeError
    return row
