"""The steps at the side: a number in a circle, a tick when done, bold where one is now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from detectors_app.widgets.icons import icon_pixmap
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import font_of, theme_of


class _Circle(QWidget):
    """The number or the tick."""

    def __init__(self, number: int, state: str) -> None:
        super().__init__()
        self._number, self._state = number, state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Grow with the text."""
        side = theme_of(self).scaled(28)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a ring with a number, a disc with a number, or a ring with a tick."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now, done = self._state == "now", self._state == "done"
        painter.setPen(QPen(theme.colour("fill" if now else "good" if done else "edge"), 2))
        painter.setBrush(theme.colour("fill") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        if done:
            side = theme.scaled(16)
            at = (self.width() - side) // 2
            painter.drawPixmap(at, at, icon_pixmap("check", theme.colour("good"), side, self.devicePixelRatioF()))
        else:
            painter.setFont(font_of(self, "small", bold=True))
            painter.setPen(theme.colour("on_fill" if now else "ink_soft"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class StepList(QWidget):
    """All steps, with the one that is now."""

    def __init__(self, titles: Sequence[str], now: int, name: str = "steps") -> None:
        super().__init__()
        self.setObjectName(name)
        self._titles = tuple(titles)
        self._notes: dict[int, str] = {}
        self._now = now
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.show_step(now)

    def note(self, step: int, text: str) -> None:
        """Say something below a step's title (counted from 0), such as what was answered there."""
        self._notes[step] = text
        self.show_step(self._now)

    def show_step(self, now: int) -> None:
        """Mark the step that is now (counted from 0); those before it are done."""
        self._now = now
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, title in enumerate(self._titles):
            state = "now" if place == now else "done" if place < now else "later"
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            row.addWidget(_Circle(place + 1, state), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(self._words(place, title, state), 1)
            self._column.addWidget(line)

    def _words(self, place: int, title: str, state: str) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(title, "body", bold=state == "now", role="ink" if state == "now" else "ink_soft"))
        if self._notes.get(place):
            words.addWidget(Words(self._notes[place], "small", role="ink_soft"))
        return words
