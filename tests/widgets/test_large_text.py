"""At large text, on a small screen, every word can be read without scrolling sideways."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.desk import screens as desk_screens
from detectors_app.staff.screens import NOW, NoStore, window_states
from detectors_app.staff.window import StaffWindow
from detectors_app.widgets.buttons import HideButton, PrimaryButton
from detectors_app.widgets.frame import AppFrame
from detectors_app.widgets.option_row import Choice, OptionGroup, TickGroup
from detectors_app.widgets.text import Words
from detectors_app.widgets.tokens import ThemeName, load_tokens
from tests.widgets.conftest import Dress
from tests.widgets.gallery import parts_page
from tests.widgets.room import cut, half_covered

WIDE, HIGH = 1280, 720
FACTORS = [1.0, 1.5, 2.0]
COVERED = {"find-home-none"}
"""Where the field moves down without the page growing: its lower edge comes in sight with the next key."""


def settled(window: AppFrame) -> None:
    window.resize(WIDE, HIGH)
    for _ in range(4):
        QApplication.processEvents()


@pytest.mark.parametrize("factor", [0.9, *FACTORS])
def test_every_part_has_room(qtbot: QtBot, dress: Dress, factor: float) -> None:
    """On the page of all parts nothing is cut and nothing stands out at a side."""
    dress(ThemeName.LIGHT, factor)
    frame = AppFrame("Site Notes", "Hide", "Shift x3", "Sign in")
    qtbot.addWidget(frame)
    frame.set_sync("clock", "No signal. 1 waiting to send")
    frame.show_page(parts_page())
    frame.show()
    settled(frame)
    assert cut(frame) == []


@pytest.mark.parametrize("factor", FACTORS)
def test_every_screen_of_the_staff_has_room(qtbot: QtBot, dress: Dress, factor: float) -> None:
    """On no screen of the staff's program is anything cut."""
    dress(ThemeName.LIGHT, factor)
    words = load_wording()
    window = StaffWindow(words, NoStore(), lambda: NOW)
    window.complete()
    qtbot.addWidget(window)
    window.show()
    found: dict[str, list[str]] = {}
    for name in window_states(window, words):
        settled(window)
        hidden = [] if name in COVERED else half_covered(window)
        found |= {name: wrong} if (wrong := [*cut(window), *hidden]) else {}
    assert found == {}


@pytest.mark.parametrize("factor", FACTORS)
def test_every_screen_of_the_desk_has_room(
    qtbot: QtBot, qapp: QApplication, dress: Dress, tmp_path: Path, factor: float
) -> None:
    """On no screen of the duty team's program is anything cut."""
    dress()
    found: dict[str, list[str]] = {}
    theme = load_tokens(ThemeName.LIGHT, factor)
    for name, frame in desk_screens.window_states(qapp, tmp_path, load_wording(), theme):
        settled(frame)
        found |= {name: wrong} if (wrong := cut(frame)) else {}
    assert found == {}


def test_options_stand_in_one_column_from_150_percent(qtbot: QtBot, dress: Dress) -> None:
    """At 140 % three options stand side by side; from 150 % each has a row of its own, ticks too."""
    choices = [Choice("a", "Yes"), Choice("b", "No"), Choice("c", "I’m not sure")]
    for factor, columns in ((1.4, 3), (1.5, 1), (2.0, 1)):
        dress(ThemeName.LIGHT, factor)
        for kind in (OptionGroup, TickGroup):
            group = kind("q", choices, columns=3)
            qtbot.addWidget(group)
            group.resize(1100, 600)
            group.show()
            QApplication.processEvents()
            lefts = {each.mapTo(group, each.rect().topLeft()).x() for each in group.findChildren(type(group.first()))}
            assert len(lefts) == columns


def test_hide_leaves_air_in_a_bar_that_grows(qtbot: QtBot, dress: Dress) -> None:
    """At 200 % the top bar is higher than at 100 %, and Hide touches neither of its edges."""
    heights = []
    for factor in (1.0, 2.0):
        dress(ThemeName.LIGHT, factor)
        frame = AppFrame("Site Notes", "Hide", "Shift x3", "Sign in")
        qtbot.addWidget(frame)
        frame.show()
        settled(frame)
        hide = frame.findChild(HideButton, "hide")
        assert hide is not None
        bar = hide.parentWidget()
        assert bar is not None
        assert hide.y() >= 8
        assert hide.geometry().bottom() <= bar.height() - 8
        heights.append(bar.height())
    assert heights[1] > heights[0]


def test_a_button_breaks_words_that_do_not_fit(qtbot: QtBot, dress: Dress) -> None:
    """Where there is no room for a button's words on one line it grows in height, and asks for less width."""
    dress(ThemeName.LIGHT, 2.0)
    button = PrimaryButton("Send it now without the answers that are still missing, and go to home", "send")
    qtbot.addWidget(button)
    one_line = button.sizeHint()
    assert button.minimumSizeHint().width() < one_line.width()
    assert button.heightForWidth(600) > one_line.height()
    button.resize(600, 100)
    button.show()
    assert button.minimumHeight() == button.heightForWidth(600)


def test_the_walk_finds_what_is_cut(qtbot: QtBot, dress: Dress) -> None:
    """Words too narrow or too low, a button too small and a part beyond the edge are each found."""
    dress()
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(300, 200)
    narrow, beyond = (Words("words of some length", parent=holder) for _ in range(2))
    low = QLabel("words of some length", holder)  # ours would not let itself be so low
    narrow.setWordWrap(False)
    narrow.setGeometry(0, 0, 20, 40)
    low.setGeometry(0, 50, 200, 10)
    beyond.setGeometry(250, 100, 200, 60)
    button = PrimaryButton("Continue", "continue")
    button.setParent(holder)
    button.setGeometry(0, 150, 20, 20)
    holder.show()
    found = cut(holder)
    assert [line.split(":")[0].split(" (")[0] for line in found] == [
        "too narrow",
        "too low",
        "button too small",
        "out of QWidget ",
    ]
