"""How a process hands over to the one that takes its place: no content, nothing left over, its own command again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from detectors_app.staff.relock import VARIABLE, Begins, decode, own_command, taken_from
from detectors_app.staff.window_place import begins_like, bring_up, show_like


@pytest.mark.parametrize(
    "begins",
    [
        Begins(),
        Begins(covered=True, geometry="AdnQyw=="),
        Begins(background=True),
        Begins(covered=True, inactive=True, minimised=True, geometry="AdnQ"),
    ],
)
def test_what_is_handed_over_comes_back(begins: Begins) -> None:
    """Each member, and the window's place."""
    assert decode(begins.encode()) == begins


def test_what_is_not_known_is_passed_over() -> None:
    """Another version's words, or anybody's rubbish, begin the program as usual."""
    assert decode("") == Begins()
    assert decode("covered,flying,at=") == Begins(covered=True)


def test_it_is_taken_out_of_the_environment() -> None:
    """What this program starts later does not begin covered."""
    environment = {VARIABLE: Begins(covered=True).encode(), "PYINSTALLER_RESET_ENVIRONMENT": "1", "HOME": "/home/x"}
    assert taken_from(environment) == Begins(covered=True)
    assert environment == {"HOME": "/home/x"}
    assert taken_from(environment) is None


def test_a_program_starts_itself_again_as_it_was_started() -> None:
    """From a checkout, as a module, by its installed command, and frozen into one file of its own."""
    for original in (["python", "dev.py", "run"], ["python", "-m", "detectors_app.cli", "staff"]):
        assert own_command("/v/bin/python", ["-m"], original, frozen=False) == ["/v/bin/python", *original[1:]]
    frozen = own_command("/opt/notes/notes", ["notes", "staff", "--data", "x"], ["notes", "staff"], frozen=True)
    assert frozen == ["/opt/notes/notes", "staff", "--data", "x"]


def test_a_window_comes_back_where_it_stood(qtbot: QtBot) -> None:
    """Place and size, behind other windows or in the task bar; asked for again, it comes up."""
    before, after = QWidget(), QWidget()
    for each in (before, after):
        qtbot.addWidget(each)
    before.setGeometry(40, 50, 640, 400)
    before.show()
    begins = begins_like(before, covered=True)
    assert begins.covered
    show_like(after, begins)
    assert after.geometry() == before.geometry()
    after.hide()
    show_like(after, Begins(inactive=True, minimised=True))
    assert after.isMinimized()
    bring_up(after)
    assert after.isVisible()
    assert not after.isMinimized()
