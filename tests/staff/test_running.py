"""The program as a process, in this one: the end of a session, a second start, a signal that comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn, cast

import pytest
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

from detectors_app.content.wording import load_wording
from detectors_app.staff.one_instance import InstanceLock
from detectors_app.staff.relock import Begins
from detectors_app.staff.running import Running
from tests.staff.hands import Hands
from tests.staff.test_guard import Disk, full, save_again, to_elsewhere
from tests.staff.test_hiding import hide
from tests.use_cases.bench import Bench

__all__ = ["full"]  # the fixture: a window whose store takes no draft


class Session:
    """A session that is about to end (QSessionManager)."""

    def __init__(self) -> None:
        self.cancelled = False

    def allowsInteraction(self) -> bool:  # noqa: N802 - Qt names it
        return True

    def cancel(self) -> None:
        self.cancelled = True


def never(_: Begins) -> NoReturn:
    """Replace nothing: this process runs the tests."""
    raise AssertionError


def running(staff: Hands, bench: Bench) -> Running:
    """Give the process around a window."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = Running(app, bench.folder, load_wording(), InstanceLock(bench.folder), stays=False, replace=never)
    made.staff = staff.program
    return made


@pytest.fixture
def program(staff: Hands, bench: Bench) -> Iterator[Running]:
    """Give the process around a window whose store works."""
    made = running(staff, bench)
    yield made
    made.staff = None
    made.deleteLater()


def ends(program: Running) -> bool:
    """End the session; say whether it was asked not to."""
    session = Session()
    program.on_session_ends(cast("QSessionManager", session))
    return not session.cancelled


def test_the_end_of_a_session_waits_for_the_last_words(program: Running, staff: Hands, bench: Bench) -> None:
    """When it goes on ending, the store has the letters typed a moment before."""
    to_elsewhere(staff)
    staff.type("The stairs")
    assert ends(program)
    assert len(bench.laptop.drafts()) == 1
    assert staff.window.closing.is_saved
    assert ends(program)


def test_a_session_is_asked_not_to_end_while_words_cannot_be_saved(full: Hands, bench: Bench) -> None:
    """The disk is full: the person has a chance to make room; with room the session ends."""
    program = running(full, bench)
    assert not ends(program)
    Disk.is_full = False
    save_again(full)
    full.qtbot.waitUntil(lambda: full.window.closing.is_saved)
    assert ends(program)
    program.staff = None
    program.deleteLater()


def test_a_second_start_shows_the_window_as_it_is(program: Running, staff: Hands) -> None:
    """Out of the task bar, in front; and the cover stays on."""
    hide(staff)
    staff.window.showMinimized()
    program.on_open_asked("")
    assert not staff.window.isMinimized()
    staff.find("cover")
