"""Shift three times alone hides; writing in capitals never does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.widgets.hide_gesture import HideGesture
from tests.widgets.conftest import Dress

Watched = tuple[QWidget, list[int]]
SHIFT, LETTER = Qt.Key.Key_Shift, Qt.Key.Key_A


@pytest.fixture
def watched(qapp: QApplication, qtbot: QtBot, dress: Dress) -> Watched:
    """Give a window with a field that has the focus, and a list that grows at each asking."""
    window = QWidget()
    field = QLineEdit(window)
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    gesture = HideGesture(window)
    qapp.installEventFilter(gesture)
    asked: list[int] = []
    gesture.hide_asked.connect(lambda: asked.append(1))
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return window, asked


def shift(window: QWidget, times: int = 1) -> None:
    """Press and release Shift, as the system sends it: to the window, which passes it on."""
    handle = window.windowHandle()
    for _ in range(times):
        QTest.keyPress(handle, SHIFT)
        QTest.keyRelease(handle, SHIFT)


def test_three_times_asks_once(watched: Watched) -> None:
    """Three presses of Shift ask to hide, once, though key events pass through window and field."""
    window, asked = watched
    shift(window, 2)
    assert asked == []
    shift(window)
    assert asked == [1]


def test_capitals_ask_nothing(watched: Watched) -> None:
    """Holding Shift for a letter is writing, however often."""
    window, asked = watched
    for _ in range(6):
        QTest.keyPress(window.windowHandle(), SHIFT)
        QTest.keyClick(window.windowHandle(), LETTER, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyRelease(window.windowHandle(), SHIFT)
    assert asked == []


def test_a_letter_between_begins_anew(watched: Watched) -> None:
    """Shift twice, a letter, and Shift once is not three in a row."""
    window, asked = watched
    shift(window, 2)
    QTest.keyClick(window.windowHandle(), LETTER)
    shift(window)
    assert asked == []


def test_a_click_between_begins_anew(watched: Watched) -> None:
    """A press of the mouse between is another thing to do."""
    window, asked = watched
    shift(window, 2)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    shift(window)
    assert asked == []


def test_the_keyboards_own_repeats_count_nothing(qapp: QApplication, watched: Watched) -> None:
    """A key that is held down sends repeats; they are no presses."""
    window, asked = watched
    kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
    for _ in range(6):
        for kind in kinds:
            event = QKeyEvent(kind, SHIFT, Qt.KeyboardModifier.NoModifier, "", autorep=True)
            qapp.sendEvent(window.windowHandle(), event)
    assert asked == []
