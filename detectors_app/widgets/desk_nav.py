"""The list of places at the left of the desk; says only which one was pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from detectors_app.widgets.direction import at_start, sided
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of


class NavButton(QPushButton):
    """A place in the desk's list at the left."""

    def __init__(self, text: str, name: str, icon_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("look", "nav")
        self.setCheckable(True)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(*sided(24, 0, 16, 0))
        row.setSpacing(12)
        row.addWidget(IconLabel(icon_name, "ink", 20))
        self._words = Words(text, "body")
        self._words.setWordWrap(False)
        row.addWidget(self._words, 1)
        self._count = Words("", "body", bold=True)
        self._count.setWordWrap(False)
        row.addWidget(self._count)
        self.setMinimumHeight(theme_of(self).scaled(46))
        self.setMinimumWidth(theme_of(self).scaled(180))

    def set_count(self, count: int) -> None:
        """Show a number at the right, nothing for none."""
        self._count.setText(str(count) if count else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar that marks the place where one is."""
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            bar = at_start(QRectF(self.rect()), 4, right_to_left=self.isRightToLeft())
            painter.fillRect(bar, theme_of(self).colour("accent"))
            painter.end()


class DeskNav(QWidget):
    """The list at the left of the desk: (name, words, icon) each. Emits the name that was pressed.

    Where the text is large it is a row, to stand above the page.
    """

    place_asked = Signal(str)

    def __init__(self, places: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setObjectName("nav")
        theme = theme_of(self)
        column = QHBoxLayout(self) if theme.is_large else QVBoxLayout(self)
        if theme.is_large:
            column.setContentsMargins(0, 0, 0, 0)
        else:
            self.setFixedWidth(theme.scaled(theme.frame_px["desk_nav"]))
            column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(0)
        self.buttons: dict[str, NavButton] = {}
        for name, words, icon_name in places:
            button = NavButton(words, f"nav.{name}", icon_name)
            self.buttons[name] = button
            column.addWidget(button)
            button.clicked.connect(self.on_pressed)
        column.addStretch(1)

    def show_place(self, name: str) -> None:
        """Mark where one is. In a group of Qt's, Tab would reach that place alone."""
        for each, button in self.buttons.items():
            button.setChecked(each == name)

    @Slot()
    def on_pressed(self) -> None:
        """Tell which place was pressed."""
        pressed = self.sender()
        for name, button in self.buttons.items():
            if button is pressed:
                self.show_place(name)
                self.place_asked.emit(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sunken ground and the line at the right."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        edge = QRectF(self.width() - 1, 0, 1, self.height())
        if theme.is_large:
            edge = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(edge, theme.colour("line"))
        painter.end()
