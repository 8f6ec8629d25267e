"""The list to choose from, and parts laid out in lines."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.widgets.chooser import Chooser
from detectors_app.widgets.flow import Flow
from detectors_app.widgets.option_row import Choice
from tests.widgets.conftest import Dress

CHOICES = [Choice("a", "First"), Choice("b", "Second"), Choice("c", "Third, with a longer name")]


def test_keys_choose_and_a_wheel_does_not(qtbot: QtBot, dress: Dress) -> None:
    """Arrows and letters choose; a turning wheel scrolls the page and changes nothing."""
    dress()
    chooser = Chooser("which", "Which")
    qtbot.addWidget(chooser)
    chooser.show()
    chooser.set_choices(CHOICES, "b")
    told: list[str] = []
    chooser.chosen.connect(told.append)
    assert (chooser.value(), chooser.box.accessibleName(), told) == ("b", "Which", [])
    QTest.keyClick(chooser.box, Qt.Key.Key_Down)
    QTest.keyClick(chooser.box, Qt.Key.Key_F)
    assert told == ["c", "a"]
    place = QPointF(5, 5)
    wheel = QWheelEvent(
        place, chooser.box.mapToGlobal(place), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's constructor
    )  # fmt: skip
    QApplication.sendEvent(chooser.box, wheel)
    assert chooser.value() == "a"


def test_what_is_no_choice_falls_back_to_the_first(qtbot: QtBot, dress: Dress) -> None:
    """A value that is not offered, and no choices at all, are no fault."""
    dress()
    chooser = Chooser("which", "Which", wide=True)
    qtbot.addWidget(chooser)
    assert chooser.value() == ""
    chooser.set_choices(CHOICES, "gone")
    assert chooser.value() == "a"


def test_parts_go_on_in_the_next_line(qtbot: QtBot, dress: Dress) -> None:
    """Where there is no room; a part that is hidden takes none. What is low stands at its line's foot."""
    dress()
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder, gap_px=10)
    parts = [QPushButton(str(number)) for number in range(4)]
    for number, part in enumerate(parts):
        part.setFixedSize(100, 60 if number == 1 else 40)
        flow.addWidget(part)
    parts[3].hide()
    holder.resize(250, 400)
    holder.show()
    QApplication.processEvents()
    assert [part.pos().toTuple() for part in parts[:3]] == [(0, 20), (110, 0), (0, 70)]
    assert flow.heightForWidth(250) == 110
    assert flow.heightForWidth(400) == 60
    assert (flow.count(), flow.itemAt(9), flow.takeAt(9)) == (4, None, None)
    taken = flow.takeAt(0)
    assert taken is not None
    assert flow.count() == 3
