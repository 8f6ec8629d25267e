"""The demo's control strip: the switch is real, and the words say what is so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.cli.demo_strip import ControlStrip
from detectors_app.cli.world import World, make_world
from detectors_app.content.wording import load_wording
from detectors_app.mailbox.in_thread import free_port
from detectors_app.staff.laptop import Laptop
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import load_tokens


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Give a made-up council with the network off."""
    made = make_world(tmp_path / "council", port=free_port())
    yield made
    made.close()


@pytest.mark.end_to_end
def test_the_switch_lets_the_service_listen_and_stops_it(qapp: QApplication, qtbot: QtBot, world: World) -> None:
    """Pressed, the laptop reaches the service; pressed again, nobody; the programs are told each time."""
    apply_theme(qapp, load_tokens())
    words, told = load_wording(), list[bool]()
    strip = ControlStrip(world, words, lambda: told.append(world.is_on))
    qtbot.addWidget(strip)
    strip.show()
    with Laptop.open(world.sam.folder, chance=lambda: 0.0) as laptop:
        for expected in (True, False, True):
            QTest.mouseClick(strip.switch, Qt.MouseButton.LeftButton)
            assert world.is_on is expected
            assert words(f"cli.demo.now.{'on' if expected else 'off'}") == strip.state()
            laptop.wake()
            assert laptop.sync().reached is expected
    assert told == [True, False, True]
    with qtbot.waitSignal(strip.closed):
        QTest.mouseClick(strip.end, Qt.MouseButton.LeftButton)
