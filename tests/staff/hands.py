"""A person's hands on the staff window: finds what is visible by its name, types and presses keys."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.staff.application import StaffApplication
from detectors_app.staff.window import StaffWindow

W = TypeVar("W", bound=QWidget)
PATIENCE_MS = 20_000


class Hands:
    """Works one window by keyboard, and by button where a test is not about keys."""

    def __init__(self, program: StaffApplication, qtbot: QtBot) -> None:
        self.program = program
        self.qtbot = qtbot

    @property
    def window(self) -> StaffWindow:
        """Give the window that is shown now: a choice in the settings makes it anew."""
        return self.program.window

    def find(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]  # the widest kind by default
        """Wait for the visible widget of that name, and give it."""
        found: list[W] = []

        def look() -> bool:
            found[:] = [each for each in self.window.findChildren(kind, name) if each.isVisible()]
            return bool(found)

        self.qtbot.waitUntil(look, timeout=PATIENCE_MS)
        return found[0]

    def press(self, name: str) -> None:
        """Press a button."""
        self.find(name, QAbstractButton).click()

    def key(self, key: Qt.Key, times: int = 1) -> None:
        """Press a key where the focus is."""
        for _ in range(times):
            QTest.keyClick(self.focus(), key)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self.focus(), text)

    def focus(self) -> QWidget:
        """Give what has the focus."""
        found = self.window.focusWidget()
        assert found is not None
        return found

    def go_to(self, name: str) -> None:
        """Tab until the focus is there: what cannot be reached by Tab fails."""
        for _ in range(80):
            if self.focus().objectName() == name:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(name)

    def write(self, name: str, text: str) -> None:
        """Type into a field that Tab reaches."""
        self.go_to(name)
        self.type(text)

    def choose(self, name: str) -> None:
        """Choose an option by its space bar."""
        widget: QWidget = self.find(name)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Space)

    def texts(self) -> list[str]:
        """Give every visible text."""
        shown = [each for each in self.window.findChildren(QWidget) if each.isVisible()]
        said = [each.text() for each in shown if isinstance(each, QLabel | QAbstractButton | QLineEdit)]
        return said + [each.toPlainText() for each in shown if isinstance(each, QPlainTextEdit)]

    def sees(self, text: str) -> None:
        """Wait until these words are visible."""
        self.qtbot.waitUntil(lambda: any(text in each for each in self.texts()), timeout=PATIENCE_MS)
