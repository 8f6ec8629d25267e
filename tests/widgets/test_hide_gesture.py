"""Shift three times alone hides; writing in capitals never does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.domain.hide_keys import HIDE_KEYS
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


@pytest.fixture
def by_key(qapp: QApplication, qtbot: QtBot, dress: Dress) -> Callable[[str], Watched]:
    """Give what makes a window that hides by one key."""

    def make(key: str) -> Watched:
        window = QWidget()
        field = QLineEdit(window)
        QVBoxLayout(window).addWidget(field)
        qtbot.addWidget(window)
        gesture = HideGesture(window, key)
        qapp.installEventFilter(gesture)
        asked: list[int] = []
        gesture.hide_asked.connect(lambda: asked.append(1))
        window.show()
        window.activateWindow()
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        return window, asked

    return make


@pytest.mark.parametrize("name", HIDE_KEYS)
def test_each_key_that_is_offered_hides_alone(by_key: Callable[[str], Watched], name: str) -> None:
    """One press asks once; with Ctrl it is another key, and Shift three times then asks nothing."""
    window, asked = by_key(name)
    key = QKeySequence(name)[0].key()  # type: ignore[index]  # the stubs lack it
    QTest.keyClick(window.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)
    shift(window, 3)
    assert asked == []
    QTest.keyClick(window.windowHandle(), key)
    assert asked == [1]


def test_nothing_else_hears_of_the_key(by_key: Callable[[str], Watched]) -> None:
    """A shortcut on the page cannot take the key that hides, nor does the field see it; other keys write."""
    window, asked = by_key("Esc")
    shortcut = QShortcut(QKeySequence("Esc"), window)
    taken: list[int] = []
    shortcut.activated.connect(lambda: taken.append(1))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert (asked, taken) == ([1], [])
    QTest.keyClick(window.windowHandle(), LETTER)
    field = window.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "a"


def test_it_hides_while_a_list_hangs_open(by_key: Callable[[str], Watched], qtbot: QtBot) -> None:
    """An open list takes every key, but not this one."""
    window, asked = by_key("F12")
    combo = QComboBox(window)
    combo.addItems(["one", "two"])
    combo.show()
    combo.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup.windowHandle(), Qt.Key.Key_F12)
    combo.hidePopup()
    assert asked == [1]


def test_a_key_that_is_not_offered_leaves_shift(by_key: Callable[[str], Watched]) -> None:
    """A preference from elsewhere, such as a letter, must not take away the way to hide."""
    window, asked = by_key("A")
    QTest.keyClick(window.windowHandle(), LETTER)
    assert asked == []
    shift(window, 3)
    assert asked == [1]
