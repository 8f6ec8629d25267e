"""On every screen, in every look, words and parts stand out as much as WCAG 2.2 AA asks, and are large enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.desk import screens as desk_screens
from detectors_app.staff.screens import NOW, NoStore, window_states
from detectors_app.staff.window import StaffWindow
from detectors_app.widgets.frame import AppFrame
from detectors_app.widgets.option_row import OptionRow
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import set_role
from detectors_app.widgets.tokens import Targets, ThemeName, load_tokens
from tests.widgets.conftest import Dress
from tests.widgets.pixels import hard_to_see

FINGER_PX, POINTER_PX = 48, 24
"""What the staff app promises to gloves, and WCAG 2.2, 2.5.8."""


def staff_states(qtbot: QtBot) -> Iterator[tuple[str, AppFrame]]:
    words = load_wording()
    window = StaffWindow(words, NoStore(), lambda: NOW)
    window.complete()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    for name in window_states(window, words):
        for _ in range(3):
            QApplication.processEvents()
        yield name, window


def desk_states(qapp: QApplication, folder: Path, look: ThemeName) -> Iterator[tuple[str, AppFrame]]:
    theme = load_tokens(look, targets=Targets.POINTER)
    for name, frame in desk_screens.window_states(qapp, folder, load_wording(), theme):
        frame.resize(1280, 800)
        for _ in range(3):
            QApplication.processEvents()
        yield name, frame


def small(window: QWidget, least_px: int) -> list[str]:
    """Give what can be pressed or written in and is lower or narrower than a finger or a pointer needs."""
    found = []
    for part in window.findChildren(QWidget):
        if part.isVisible() and isinstance(part, QPushButton | QLineEdit | QPlainTextEdit | QRadioButton | QCheckBox):
            row = part.parentWidget()
            pressed = row if isinstance(row, OptionRow) else part
            if pressed.height() < least_px or pressed.width() < least_px:
                found.append(f"{part.objectName()} {pressed.size().toTuple()}")
    return found


@pytest.mark.long
@pytest.mark.parametrize("look", list(ThemeName))
def test_every_screen_of_the_staff_can_be_seen(qtbot: QtBot, dress: Dress, look: ThemeName) -> None:
    """Measured in the picture: words 4.5 to 1, the edge of every control 3 to 1; and each is 48 px to press."""
    dress(look, 1.0)
    seen = {name: [*hard_to_see(window), *small(window, FINGER_PX)] for name, window in staff_states(qtbot)}
    assert {name: wrong for name, wrong in seen.items() if wrong} == {}
    assert len(seen) > 50


@pytest.mark.long
@pytest.mark.parametrize("look", list(ThemeName))
def test_every_screen_of_the_desk_can_be_seen(
    qapp: QApplication, dress: Dress, tmp_path: Path, look: ThemeName
) -> None:
    """As above, with the 24 px that a mouse needs."""
    dress(look, 1.0)
    states = desk_states(qapp, tmp_path, look)
    seen = {name: [*hard_to_see(frame), *small(frame, POINTER_PX)] for name, frame in states}
    assert {name: wrong for name, wrong in seen.items() if wrong} == {}
    assert len(seen) > 10


def test_what_is_hard_to_see_is_found(qtbot: QtBot, dress: Dress) -> None:
    """Pale words, and a part whose edge is like its ground, are each told."""
    dress()
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(400, 200)
    pale = Words("pale words", parent=holder)
    set_role(pale, pale.foregroundRole(), "line")
    pale.setGeometry(0, 0, 300, 40)
    flat = QPushButton("", holder)
    flat.setFlat(True)
    flat.setObjectName("flat")
    flat.setGeometry(20, 80, 100, 20)
    holder.show()
    QApplication.processEvents()
    assert [each.split(" ")[0] for each in hard_to_see(holder)] == ["words", "shape"]
    assert small(holder, FINGER_PX) == ["flat (100, 20)"]
