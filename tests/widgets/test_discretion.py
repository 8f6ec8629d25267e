"""One object keeps a window discreet: hidden, nothing of ours is on the clipboard; stillness is heeded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.domain.preferences import Preferences
from detectors_app.widgets.discretion import Discretion
from detectors_app.widgets.frame import AppFrame
from tests.widgets.conftest import Dress
from tests.widgets.test_capture import FakeSystem

SAID = "planted words"


@pytest.fixture
def discretion(qapp: QApplication, dress: Dress) -> Iterator[Discretion]:
    """Give it on a system where what is on the clipboard is ours."""
    made = Discretion(qapp, owns=lambda shelf: shelf == QClipboard.Mode.Clipboard)
    yield made
    qapp.clipboard().changed.disconnect(made.clipboard.on_changed)
    qapp.clipboard().clear()
    made.deleteLater()


@pytest.fixture
def field(discretion: Discretion, qtbot: QtBot) -> QLineEdit:
    """Give a field of a joined window, out of which words were copied."""
    frame = AppFrame("Site Notes", "Hide", "Shift ×3", "Sign in")
    qtbot.addWidget(frame)
    made = QLineEdit(SAID)
    frame.show_page(made)
    discretion.join(frame, load_wording(), Preferences(), lambda: False)
    frame.show()
    made.selectAll()
    made.copy()
    return made


def test_hiding_takes_our_words_off_the_clipboard(field: QLineEdit, qapp: QApplication, qtbot: QtBot) -> None:
    """What was copied before is gone once the cover is on."""
    assert qapp.clipboard().text() == SAID
    frame = field.window()
    assert isinstance(frame, AppFrame)
    frame.cover_with(QLabel("job notes"))
    qtbot.waitUntil(lambda: qapp.clipboard().text() == "")


def test_ending_takes_our_words_off_the_clipboard(discretion: Discretion, field: QLineEdit, qapp: QApplication) -> None:
    """Before a program ends or is replaced, at once."""
    assert qapp.clipboard().text() == SAID
    discretion.forget()
    assert qapp.clipboard().text() == ""


def test_a_window_made_anew_with_stillness_stands_still(
    discretion: Discretion, qapp: QApplication, qtbot: QtBot
) -> None:
    """The choice counts for the window that is made with it, and no longer than that."""
    flashes = []
    for reduce_motion in (True, False):
        frame = AppFrame("Site Notes", "Hide", "Shift ×3", "Sign in")
        qtbot.addWidget(frame)
        discretion.join(frame, load_wording(), Preferences(reduce_motion=reduce_motion), lambda: False)
        discretion.on_system_motion_changed()
        flashes.append(qapp.cursorFlashTime())
    assert flashes[0] == 0
    assert flashes[1] > 0


def test_sharing_that_was_allowed_is_not_taken_away_by_a_choice(qapp: QApplication, dress: Dress, qtbot: QtBot) -> None:
    """Who reads by a magnifier can read on when the window is made anew; once it is locked that is over."""
    system, is_open = FakeSystem(), [True]
    discretion = Discretion(qapp, system=system, owns=lambda _: False)
    frames = []
    for _ in range(2):
        frame = AppFrame("Site Notes", "Hide", "Shift ×3", "Sign in")
        qtbot.addWidget(frame)
        frame.show_page(QLabel("words"))
        discretion.join(frame, load_wording(), Preferences(), lambda: is_open[0])
        frame.show()
        frames.append(frame)
        if len(frames) == 1:
            frame.bar.sharing_allowed.emit(True)  # noqa: FBT003 - Qt's signal
    first, second = (int(each.winId()) for each in frames)
    assert system.out[first] is False
    assert second not in system.out or system.out[second] is False
    is_open[0] = False
    frames[1].show_page(QLabel("locked"))
    is_open[0] = True
    frames[1].show_page(QLabel("words"))
    assert system.out[second] is True
    qapp.clipboard().changed.disconnect(discretion.clipboard.on_changed)
    discretion.deleteLater()
