"""A page of a window: main column, side, and a foot bar that covers nothing; knows no content."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from detectors_app.widgets.bars import Bar
from detectors_app.widgets.qt_numbers import BAR_ALWAYS_OFF, NO_FOCUS
from detectors_app.widgets.theme import theme_of


class Page(QWidget):
    """A page of the staff app: main column 744, side 368, a scroll area, and a foot bar below both."""

    def __init__(self, name: str, *, foot: bool = False, wide: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        theme = theme_of(self)
        frame = theme.frame_px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.area = QScrollArea()
        self.area.setObjectName(f"{name}.scroll")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setProperty("horizontalScrollBarPolicy", BAR_ALWAYS_OFF)
        self.area.setProperty("focusPolicy", NO_FOCUS)
        self._inside = QWidget()
        self._columns = QHBoxLayout(self._inside)
        self._columns.setContentsMargins(frame["margin"], 28, frame["margin"], 28)
        self._columns.setSpacing(frame["gap"])
        self.main = QVBoxLayout()
        self.main.setSpacing(12)
        self.side = QVBoxLayout()
        self.side.setSpacing(20)
        self._columns.addLayout(self.main, 744)
        self._wide = wide
        if not wide:
            self._columns.addLayout(self.side, 368)
        self.area.setWidget(self._inside)
        column.addWidget(self.area, 1)
        self.foot = Bar(frame["foot"], line_on_top=True)
        self.foot.row.setContentsMargins(frame["margin"], 10, frame["margin"], 10)
        self.foot.row.setSpacing(16)
        column.addWidget(self.foot)
        self.foot.setVisible(foot)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus_changed)
        self.area.verticalScrollBar().rangeChanged.connect(self.on_grown)

    def widen(self, *, wide: bool) -> None:
        """Let the main column have the side's room; what stands at the side must be hidden by then or at once."""
        self._columns.setStretch(1, 0 if wide else 368)
        self._columns.setSpacing(0 if wide else theme_of(self).frame_px["gap"])

    @property
    def is_narrow(self) -> bool:
        """Say whether two columns find no room: large text, or a narrow window."""
        return theme_of(self).is_large or self.width() < 1000  # noqa: PLR2004 - both columns need so much

    def lay_on_top(self, widget: QWidget) -> None:
        """Put something over the page, above what scrolls."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, widget)

    def finish(self) -> None:
        """Push everything to the top; call when all is laid in."""
        self.main.addStretch(1)
        self.side.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side below the main column when the text is large or the window narrow."""
        super().resizeEvent(event)
        direction = QHBoxLayout.Direction.TopToBottom if self.is_narrow else QHBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)

    @Slot("QWidget*", "QWidget*")
    def on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep what has the focus in sight, clear of the foot bar."""
        inside = vars(self).get("_inside")  # Python may have emptied this object while Qt still keeps and calls it
        if inside is None or not isValid(self) or not isValid(inside):  # the page is being taken down
            return
        if now is not None and isValid(now) and self._inside.isAncestorOf(now):
            self._bring_into_sight(now)

    @Slot(int, int)
    def on_grown(self, _least: int, _most: int) -> None:
        """Look once more where the focus is, when all of the page has found its place."""
        QTimer.singleShot(0, self, self.on_laid_out)

    @Slot()
    def on_laid_out(self) -> None:
        """Keep in sight what has the focus and is, when the page grew above it: the foot bar never covers it.

        What the person scrolled away from is left where it is.
        """
        inside = vars(self).get("_inside")  # as above
        if inside is None or not isValid(self) or not isValid(inside):
            return
        now: QWidget | None = self.window().focusWidget()
        if now is None or not self._inside.isAncestorOf(now):
            return
        top = now.mapTo(self._inside, QPoint(0, 0)).y()
        seen = self.area.verticalScrollBar().value()
        end = seen + self.area.viewport().height()
        if seen <= top < end < top + now.height():
            self._bring_into_sight(now)

    def _bring_into_sight(self, now: QWidget) -> None:
        # Qt's own `ensureWidgetVisible` shows no more of a field than its cursor.
        box = QRect(now.mapTo(self._inside, QPoint(0, 0)), now.size())
        if box.height() < self.area.height():  # without frame and bar at the foot, as high as its viewport
            self.area.ensureVisible(box.center().x(), box.center().y(), 0, box.height() // 2 + 24)
        else:
            self.area.ensureWidgetVisible(now, 0, 24)
