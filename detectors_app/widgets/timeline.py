"""What happened, newest first: a dot with an icon, a line down, words and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from detectors_app.widgets.icons import icon_pixmap
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, as it is shown."""

    icon: str
    title: str
    text: str
    role: str = "edge"


class _Dot(QWidget):
    """The dot, and the line to the next one."""

    def __init__(self, icon_name: str, role: str, *, last: bool) -> None:
        super().__init__()
        self._icon, self._role, self._last = icon_name, role, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Be as wide as the dot."""
        side = theme_of(self).scaled(30)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint line, ring and icon."""
        theme = theme_of(self)
        side = theme.scaled(30)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            painter.setPen(QPen(theme.colour("line"), 2))
            painter.drawLine(QPointF(side / 2, side), QPointF(side / 2, self.height()))
        painter.setPen(QPen(theme.colour(self._role), 2))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(QPointF(side / 2, side / 2), side / 2 - 2, side / 2 - 2)
        inner = theme.scaled(16)
        at = (side - inner) // 2
        painter.drawPixmap(at, at, icon_pixmap(self._icon, theme.colour(self._role), inner, self.devicePixelRatioF()))
        painter.end()


class Timeline(QWidget):
    """All moments, in the order given."""

    def __init__(self, name: str = "timeline") -> None:
        super().__init__()
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show these moments and no others."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        for place, moment in enumerate(moments):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            row.addWidget(_Dot(moment.icon, moment.role, last=place == len(moments) - 1))
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Words(moment.title, "body", bold=True), 0, Qt.AlignmentFlag.AlignTop)
            words.addWidget(Words(moment.text, "small", role="ink_soft"), 0, Qt.AlignmentFlag.AlignTop)
            words.addSpacing(10)
            row.addLayout(words, 1)
            line.setAccessibleName(f"{moment.title}. {moment.text}")
            self._column.addWidget(line)
