"""Idle warns in good time, tells once that nobody has touched the program, and begins again at every touch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.widgets.idle import MINUTE_MS, STEP_S, WARN_S, Idle
from detectors_app.widgets.system_idle import idle_ms_between, steady_s, system_idle_s
from tests.widgets.conftest import Dress

FIVE_MINUTES_S = 300


class Room:
    """A clock that a test turns, and a system that may know when it was touched last."""

    def __init__(self, app: QApplication) -> None:
        self.now_s = 1000.0
        self.system_idle_s: float | None = None
        self.told: list[int | str] = []
        self.idle = Idle(app, system=lambda: self.system_idle_s, clock=lambda: self.now_s)
        self.idle.warned.connect(self.told.append)
        self.idle.stayed.connect(lambda: self.told.append("stayed"))
        self.idle.went_idle.connect(lambda: self.told.append("idle"))
        self.idle.start(FIVE_MINUTES_S * 1000)

    def wait(self, seconds: float) -> None:
        """Let time pass, then let the timer look, as it does every few seconds."""
        self.now_s += seconds
        self.idle.look()


@pytest.fixture
def room(qapp: QApplication) -> Iterator[Room]:
    """Give an idle count of five minutes."""
    made = Room(qapp)
    yield made
    made.idle.stop()


@pytest.fixture
def window(qtbot: QtBot, dress: Dress) -> QWidget:
    """Give something to touch."""
    dress()
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def is_warning(room: Room) -> bool:
    """Say whether a warning stands."""
    return room.idle.is_warning


def test_it_tells_once_for_each_stretch(qtbot: QtBot, qapp: QApplication) -> None:
    """After the time without a touch it tells by its own timer."""
    idle = Idle(qapp)
    told: list[bool] = []
    idle.went_idle.connect(lambda: told.append(True))
    with qtbot.waitSignal(idle.went_idle, timeout=2_000):
        idle.start(20)
    qtbot.wait(60)
    assert told == [True]


def test_it_warns_thirty_seconds_before_and_counts_down_in_steps(room: Room) -> None:
    """30, 20, 10 seconds, each told once, then the end, once."""
    room.wait(FIVE_MINUTES_S - WARN_S - 1)
    assert room.told == []
    for _ in range(WARN_S + 2):
        room.wait(1)
    assert room.told == [30, 20, 10, "idle"]


def test_a_touch_takes_the_warning_away(room: Room, window: QWidget) -> None:
    """Any key or the mouse is staying; the whole time is counted anew."""
    room.wait(FIVE_MINUTES_S - WARN_S)
    assert is_warning(room)
    QTest.keyClick(window, Qt.Key.Key_Control)
    assert room.told == [WARN_S, "stayed"]
    assert not is_warning(room)
    room.wait(FIVE_MINUTES_S - WARN_S - 1)
    QTest.mouseMove(window, window.rect().center())
    room.wait(FIVE_MINUTES_S - WARN_S - 1)
    assert room.told == [WARN_S, "stayed"]


def test_after_a_sleep_the_first_touch_comes_too_late(room: Room, window: QWidget) -> None:
    """The clock goes on while the machine sleeps: whoever wakes it is not taken for the person who left."""
    room.now_s += FIVE_MINUTES_S
    QTest.keyClick(window, Qt.Key.Key_A)
    assert room.told == ["idle"]
    QTest.keyClick(window, Qt.Key.Key_A)
    room.wait(FIVE_MINUTES_S - WARN_S)
    assert room.told == ["idle", WARN_S]


def test_another_programs_use_is_no_idleness(room: Room) -> None:
    """Where the system tells of its last touch in any program, that counts."""
    room.system_idle_s = 2.0
    for _ in range(10):
        room.wait(60)
    assert room.told == []
    room.system_idle_s = FIVE_MINUTES_S - 10.0
    room.wait(10)
    assert room.told == []  # our own last look has seen somebody since
    room.now_s += FIVE_MINUTES_S
    room.system_idle_s = FIVE_MINUTES_S + 5.0
    room.wait(0)
    assert room.told == ["idle"]


def test_a_touch_elsewhere_takes_the_warning_away(room: Room) -> None:
    """The mouse moved over another program is staying too."""
    room.system_idle_s = FIVE_MINUTES_S - STEP_S
    room.wait(FIVE_MINUTES_S - STEP_S)
    room.system_idle_s = 0.5
    room.wait(1)
    assert room.told == [STEP_S, "stayed"]


def test_the_policys_minutes_are_taken_over(room: Room) -> None:
    """Minutes set while counting hold for the stretch that is being counted; `begin` counts anew."""
    room.wait(60)
    room.idle.set_minutes(5)
    room.idle.set_minutes(2)
    assert room.idle.after_ms == 2 * MINUTE_MS
    room.wait(60)
    assert room.told == ["idle"]
    room.idle.set_minutes(1)
    assert room.told == ["idle"]
    room.idle.begin()
    room.wait(60)
    assert room.told == ["idle", "idle"]


def test_after_stop_nothing_counts(room: Room, window: QWidget) -> None:
    """Stopped while warning, the warning is taken back; a touch begins nothing."""
    room.wait(FIVE_MINUTES_S - STEP_S)
    room.idle.stop()
    QTest.keyClick(window, Qt.Key.Key_A)
    assert not room.idle.is_counting
    assert room.told == [STEP_S, "stayed"]


def test_windows_clock_may_begin_anew() -> None:
    """Milliseconds in 32 bits go round after 49 days."""
    assert idle_ms_between(500, 400) == 100
    assert idle_ms_between(100, (1 << 32) - 100) == 200


def test_this_system_either_knows_or_says_so() -> None:
    """What a system tells is a time; the clock never goes back."""
    known = system_idle_s()
    assert known is None or known >= 0
    first = steady_s()
    assert steady_s() >= first
