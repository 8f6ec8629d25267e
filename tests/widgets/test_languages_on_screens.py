"""In a longer language nothing is cut; in one from right to left nothing is cut and everything is mirrored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.content.languages import LONG, MIRRORED
from detectors_app.content.wording import Wording, load_wording
from detectors_app.desk import screens as desk_screens
from detectors_app.staff.screens import NOW, NoStore, window_states
from detectors_app.staff.window import StaffWindow
from detectors_app.widgets.direction import set_direction
from detectors_app.widgets.frame import AppFrame
from detectors_app.widgets.text import Words
from detectors_app.widgets.tokens import load_tokens
from tests.widgets.conftest import Dress
from tests.widgets.mirror import Place, not_mirrored, places
from tests.widgets.room import cut

WIDE, HIGH = 1280, 720

Turn = Callable[[bool], None]


@pytest.fixture
def turn(qapp: QApplication) -> Iterator[Turn]:
    """Give what turns the program's direction; from left to right afterwards."""

    def to(right_to_left: bool) -> None:  # noqa: FBT001 - said once, in each call
        set_direction(qapp, right_to_left=right_to_left)

    yield to
    to(False)  # noqa: FBT003 - as above


def settled(window: AppFrame) -> None:
    window.resize(WIDE, HIGH)
    for _ in range(4):
        QApplication.processEvents()


def staff_states(qtbot: QtBot, words: Wording) -> Iterator[tuple[str, AppFrame]]:
    window = StaffWindow(words, NoStore(), lambda: NOW)
    window.complete()
    qtbot.addWidget(window)
    window.show()
    for name in window_states(window, words):
        settled(window)
        yield name, window


def desk_states(qapp: QApplication, folder: Path, words: Wording) -> Iterator[tuple[str, AppFrame]]:
    for name, frame in desk_screens.window_states(qapp, folder, words, load_tokens()):
        settled(frame)
        yield name, frame


@pytest.mark.long
@pytest.mark.timeout(400)  # a hundred screens, some of them both ways
@pytest.mark.parametrize("language", [LONG, MIRRORED])
def test_every_screen_of_the_staff_has_room_in_it(qtbot: QtBot, dress: Dress, turn: Turn, language: str) -> None:
    """On no screen of the staff's program is anything cut, whatever the language."""
    dress()
    words = load_wording(language)
    turn(words.is_right_to_left)
    assert {name: wrong for name, window in staff_states(qtbot, words) if (wrong := cut(window))} == {}


@pytest.mark.long
@pytest.mark.timeout(400)  # a hundred screens, some of them both ways
@pytest.mark.parametrize("language", [LONG, MIRRORED])
def test_every_screen_of_the_desk_has_room_in_it(
    qapp: QApplication, dress: Dress, turn: Turn, tmp_path: Path, language: str
) -> None:
    """On no screen of the duty team's program is anything cut, whatever the language."""
    dress()
    words = load_wording(language)
    turn(words.is_right_to_left)
    assert {name: wrong for name, frame in desk_states(qapp, tmp_path, words) if (wrong := cut(frame))} == {}


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def both_ways(states: Callable[[Wording], Iterator[tuple[str, AppFrame]]], turn: Turn) -> dict[str, list[str]]:
    """Lay every state out both ways, with the same words, and give what is not mirrored.

    Of Arabic there is not a sentence yet, so that it says everything in English, from right to left.
    """
    seen: list[dict[str, list[Place]]] = []
    for words in (load_wording(), load_wording("ar")):
        turn(words.is_right_to_left)
        seen.append({name: places(frame) for name, frame in states(words)})
    assert seen[0].keys() == seen[1].keys()
    found = {name: not_mirrored(before, seen[1][name], WIDE) for name, before in seen[0].items()}
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.long
@pytest.mark.timeout(400)  # a hundred screens, some of them both ways
def test_every_screen_of_the_staff_is_mirrored(qtbot: QtBot, dress: Dress, turn: Turn) -> None:
    """With the same words, each part of each screen lies where a mirror would show it."""
    dress()
    assert both_ways(lambda words: staff_states(qtbot, words), turn) == {}


@pytest.mark.long
@pytest.mark.timeout(400)  # a hundred screens, some of them both ways
def test_every_screen_of_the_desk_is_mirrored(qapp: QApplication, dress: Dress, turn: Turn, tmp_path: Path) -> None:
    """With the same words, each part of each screen lies where a mirror would show it."""
    dress()
    assert both_ways(lambda words: desk_states(qapp, _made(tmp_path / words.language), words), turn) == {}


@pytest.mark.parametrize("text", ["الرجاء الاتصال", "অনুগ্রহ করে ফোন করুন", "Fadlan soo wac"])
def test_every_script_is_drawn_by_some_font(qtbot: QtBot, dress: Dress, text: str) -> None:
    """Letters that our font lacks are drawn by another of the system's: what is painted is as wide as it measures."""
    dress()
    label = Words(text, "body")
    label.setWordWrap(False)
    qtbot.addWidget(label)
    label.show()
    assert label.fontMetrics().horizontalAdvance(text) > 0
    image = label.grab().toImage()
    inked = sum(image.pixelColor(x, y).lightness() < 128 for x in range(image.width()) for y in range(image.height()))
    assert inked > 40
    assert not QFont(label.font()).styleStrategy() & QFont.StyleStrategy.NoFontMerging
