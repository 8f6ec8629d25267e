"""Hands for the demo: finds what is visible in a window, presses, types and waits; knows no step of the story."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QTableView, QWidget

from detectors_app.domain.errors import TransientFault

T = TypeVar("T")

PATIENCE_S = 60.0
LOOK_MS = 15


class Hands:
    """Works one window as a person would: by mouse and keyboard events, and only on what is visible."""

    def __init__(self, window: QWidget, patience_s: float = PATIENCE_S) -> None:
        """Take a window in hand."""
        self.window = window
        self._patience_s = patience_s

    def until(self, look: Callable[[], T | None], what: str) -> T:
        """Let the programs run until `look` finds something. Raises TransientFault naming what never came."""
        end_s = time.monotonic() + self._patience_s
        while time.monotonic() < end_s:
            found = look()
            if found:
                return found
            QTest.qWait(LOOK_MS)
        raise TransientFault("demo.never_came", what=what)

    def sees(self, text: str) -> None:
        """Wait until a visible text holds these words."""
        self.until(lambda: any(text in said for said in self.texts()), text)

    def texts(self) -> Iterator[str]:
        """Give every visible text."""
        for widget in self._visible(QWidget):
            if isinstance(widget, (QLabel, QAbstractButton)):
                yield widget.text()
            elif hasattr(widget, "toPlainText"):
                yield widget.toPlainText()

    def press(self, text: str) -> None:
        """Press the visible button that says this, or is named so."""
        self.click(self.until(lambda: self._button(text), text))

    def shows(self, name: str) -> bool:
        """Say whether a widget of that object name is visible now."""
        return name in self.names()

    def names(self) -> Iterator[str]:
        """Give the object name of every visible widget."""
        return (each.objectName() for each in self._visible(QWidget))

    def find(self, name: str) -> QWidget:
        """Wait for the visible widget of that object name."""
        return self.until(
            lambda: next((each for each in self._visible(QWidget) if each.objectName() == name), None), name
        )

    def click(self, widget: QWidget) -> None:
        """Bring it into view and click its middle."""
        self._bring_into_view(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, _middle(widget))

    def write(self, name: str, text: str) -> None:
        """Put the focus into a field and write, as a keyboard or an input method does."""
        widget = self.find(name)
        self._bring_into_view(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        for place, line in enumerate(text.split("\n")):
            if place:
                QTest.keyClick(widget, Qt.Key.Key_Return)
            if line.isascii():
                QTest.keyClicks(widget, line)
            else:
                event = QInputMethodEvent("", [])
                event.setCommitString(line)
                QApplication.sendEvent(widget, event)

    def open_first_row(self, name: str) -> None:
        """Wait for a table's first row and press it."""
        table = self.find(name)
        if not isinstance(table, QTableView):
            raise TransientFault("demo.never_came", what=name)
        self.until(lambda: table.model().rowCount() > 0, name)
        place = table.visualRect(table.model().index(0, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def picture(self, path: Path) -> None:
        """Save what the window shows."""
        QTest.qWait(LOOK_MS)
        self.window.grab().save(str(path))

    def _button(self, text: str) -> QWidget | None:
        for widget in self.window.findChildren(QAbstractButton):
            said = {widget.text().replace("&", ""), widget.objectName(), widget.accessibleName()}
            if text in said and widget.isVisible() and widget.isEnabled():
                return widget
        return None

    def _visible(self, kind: type[QWidget]) -> list[QWidget]:
        return [each for each in self.window.findChildren(kind) if each.isVisible()]

    def _bring_into_view(self, widget: QWidget) -> None:
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget)
                QTest.qWait(LOOK_MS)
            around = around.parentWidget()


def _middle(widget: QWidget) -> QPoint:
    return widget.rect().center()
