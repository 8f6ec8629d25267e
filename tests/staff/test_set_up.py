"""A new laptop is set up from its file in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.protocol.enrolment import encode_enrolment_file
from tests.staff.conftest import open_staff
from tests.staff.hands import Hands
from tests.use_cases.bench import Bench


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Bench]:
    """Give a laptop that nobody has set up."""
    made = Bench(tmp_path / "laptop")
    yield made
    made.laptop.close()


@pytest.fixture
def staff(new: Bench, qtbot: QtBot, qapp: QApplication) -> Iterator[Hands]:
    """Give its window, which asks for the file."""
    yield from open_staff(new, qtbot, qapp)


def test_a_laptop_is_set_up_by_keyboard(staff: Hands, new: Bench, tmp_path: Path) -> None:
    """File, passphrase twice, done; then Home, with everything in the store."""
    path = tmp_path / "sam.enrolment"
    path.write_bytes(encode_enrolment_file(new.council.enrolment_file()))
    staff.write("setup.file", str(path))
    staff.press("setup.continue")
    staff.find("setup.passphrase")
    staff.write("setup.passphrase", "three made up words")
    staff.write("setup.again", "three made up words")
    staff.press("setup.continue")
    staff.press("setup.home")
    staff.find("home.record")
    assert new.laptop.is_enrolled
    new.laptop.unlock("three made up words")


def test_a_file_that_is_not_there_is_said_at_the_field(staff: Hands) -> None:
    """A wrong name, and none, are each said in words."""
    staff.find("setup.file")
    staff.press("setup.continue")
    staff.sees("Choose the set-up file")
    staff.write("setup.file", "/nowhere/at/all")
    staff.press("setup.continue")
    staff.sees("We cannot find that file")


def test_another_kind_of_file_is_refused(staff: Hands, tmp_path: Path) -> None:
    """A file that is no set-up file says so, and nothing is set up."""
    path = tmp_path / "holiday.json"
    path.write_text("{}", encoding="utf-8")
    staff.write("setup.file", str(path))
    staff.press("setup.continue")
    staff.find("setup.failed")


@pytest.mark.parametrize(
    "first, second, said",
    [
        ("three made up words", "three other words", "The two are not the same. Type it again"),
        ("short", "short", "Use at least 12"),
    ],
)
def test_a_bad_passphrase_is_said_at_the_field(
    staff: Hands, new: Bench, tmp_path: Path, first: str, second: str, said: str
) -> None:
    """Two that differ and one that is too short are each refused in words; nothing is set up yet."""
    path = tmp_path / "sam.enrolment"
    path.write_bytes(encode_enrolment_file(new.council.enrolment_file()))
    staff.write("setup.file", str(path))
    staff.press("setup.continue")
    staff.find("setup.passphrase")
    staff.write("setup.passphrase", first)
    staff.write("setup.again", second)
    staff.press("setup.continue")
    staff.sees(said)
    assert not new.laptop.is_enrolled
