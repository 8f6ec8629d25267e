"""Idle tells once that nobody has touched the program, and begins again at every touch."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.widgets.idle import MINUTE_MS, Idle
from tests.widgets.conftest import Dress


def timer_of(idle: Idle) -> QTimer:
    """Give the timer that counts, made exact: Qt's coarse ones may be a twentieth late."""
    timer = idle.findChild(QTimer)
    assert timer is not None
    if timer.timerType() != Qt.TimerType.PreciseTimer:
        timer.setTimerType(Qt.TimerType.PreciseTimer)
    return timer


def test_it_tells_once_for_each_stretch(qtbot: QtBot, qapp: QApplication) -> None:
    """After the time without a touch it tells, and not again before the next count."""
    idle = Idle(qapp)
    with qtbot.waitSignal(idle.went_idle, timeout=2_000):
        idle.start(20)
    assert not timer_of(idle).isActive()


def test_a_touch_begins_the_count_anew(qtbot: QtBot, qapp: QApplication, dress: Dress) -> None:
    """A key or the mouse anywhere in the program begins the count again; after `stop` nothing does."""
    dress()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    idle = Idle(qapp)
    timer_of(idle)
    idle.start(60_000)
    qtbot.waitUntil(lambda: timer_of(idle).remainingTime() < 59_980)
    before = timer_of(idle).remainingTime()
    QTest.mouseMove(window, window.rect().center())
    QTest.keyClick(window, Qt.Key.Key_A)
    assert timer_of(idle).remainingTime() > before
    idle.stop()
    QTest.keyClick(window, Qt.Key.Key_A)
    assert not timer_of(idle).isActive()


def test_the_policys_minutes_are_taken_over(qtbot: QtBot, qapp: QApplication) -> None:
    """Minutes set while counting hold at once; the same minutes again do not begin the count anew."""
    idle = Idle(qapp)
    timer_of(idle)
    idle.set_minutes(5)
    assert not timer_of(idle).isActive()
    idle.begin()
    idle.set_minutes(2)
    assert timer_of(idle).isActive()
    assert timer_of(idle).remainingTime() <= 2 * MINUTE_MS
    qtbot.waitUntil(lambda: timer_of(idle).remainingTime() < 2 * MINUTE_MS - 20)
    idle.set_minutes(2)
    assert timer_of(idle).remainingTime() < 2 * MINUTE_MS - 20
