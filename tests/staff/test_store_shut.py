"""A store that does not open: the window says what happened and whom to ring, and touches nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.staff.application import StaffApplication
from detectors_app.storage.key_place import FilePlace
from tests.conftest import ExpectLogs
from tests.staff.hands import Hands
from tests.use_cases.bench import Bench

NUMBER = "020\N{NO-BREAK SPACE}7974\N{NO-BREAK SPACE}2526"


def wrong_key(folder: Path) -> None:
    other = folder.parent / "other"
    Bench(other).laptop.close()
    (folder / "laptop.key").write_bytes((other / "laptop.key").read_bytes())


def lost_key(folder: Path) -> None:
    (folder / "laptop.key").unlink()


def damaged(folder: Path) -> None:
    content = bytearray((folder / "laptop.db").read_bytes())
    content[1000:3000] = bytes(2000)
    (folder / "laptop.db").write_bytes(bytes(content))


def truncated(folder: Path) -> None:
    content = (folder / "laptop.db").read_bytes()
    (folder / "laptop.db").write_bytes(content[: len(content) // 3])


def newer(folder: Path) -> None:
    from detectors_app.storage.engine import connect

    connection = connect(folder / "laptop.db", (FilePlace(folder).read() or b""))
    connection.execute("PRAGMA user_version = 99")
    connection.close()


@contextmanager
def shut_window(folder: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Hands]:
    """Give the program as `detectors staff` starts it, on the folder as it is."""
    made = StaffApplication(qapp, folder, load_wording(), listen_s=0)
    made.garbage.start()
    made.show()
    try:
        yield Hands(made, qtbot)
    finally:
        made.window.close()
        ended = made.stop(20_000)
        made.garbage.stop()
        made.window.deleteLater()
    assert ended


@pytest.mark.parametrize(
    "spoil,says",
    [
        (wrong_key, "does not open with this key"),
        (lost_key, "The key to what is kept"),
        (damaged, "damaged"),
        (truncated, "damaged"),
        (newer, "newer version"),
    ],
)
def test_it_says_what_happened_and_changes_nothing(
    spoil: Callable[[Path], None],
    says: str,
    tmp_path: Path,
    qtbot: QtBot,
    qapp: QApplication,
    expect_logs: ExpectLogs,
) -> None:
    """Each kind of trouble has its words, the duty line's number and *Try again*; files stay byte for byte."""
    expect_logs("overview.failed")
    folder = tmp_path / "laptop"
    Bench(folder).enrol().laptop.close()
    spoil(folder)
    before = {path.name: path.read_bytes() for path in sorted(folder.glob("laptop.*"))}
    with shut_window(folder, qtbot, qapp) as staff:
        staff.find("store")
        staff.sees(says)
        staff.sees(NUMBER)
        staff.press("store.again")
        staff.find("store")
        staff.press("store.help")
        staff.find("help")
        staff.press("help.home")
        staff.find("store")
        staff.window.locking.on_hide()
        staff.find("cover")
        staff.window.locking.on_sign_in()
        staff.find("store")
    after = {path.name: path.read_bytes() for path in sorted(folder.glob("laptop.*"))}
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) <= {"laptop.db-wal", "laptop.db-shm"}


def test_a_folder_that_cannot_be_written(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, expect_logs: ExpectLogs
) -> None:
    """Where no folder can be made, the page says so; once it can, *Try again* goes on to setting up."""
    expect_logs("overview.failed")
    place = tmp_path / "place"
    place.write_bytes(b"a file where the folder should be")
    with shut_window(place / "laptop", qtbot, qapp) as staff:
        staff.find("store")
        staff.sees(NUMBER)
        place.unlink()
        staff.press("store.again")
        staff.find("setup_start")
    assert (place / "laptop" / "laptop.db").is_file()
