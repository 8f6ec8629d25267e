"""A file is found within the page, by keyboard too, and nothing outside the page comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.widgets.file_chooser import ChooserWords, FileChooser
from detectors_app.widgets.text import Words
from tests.widgets.conftest import Dress

WORDS = ChooserWords("Up", "Files", "Folder {name}", "File {name}", "Nothing here", "This cannot be opened")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a folder, two files of the wanted kinds and some that are not."""
    (tmp_path / "Papers").mkdir()
    (tmp_path / "Papers" / "inside.json").touch()
    for name in ("b.ENROLMENT", "a.json", "c.txt", ".hidden.json"):
        (tmp_path / name).touch()
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.fixture
def chooser(qtbot: QtBot, dress: Dress, folder: Path) -> FileChooser:
    made = FileChooser("chooser", WORDS, (".enrolment", ".json"))
    qtbot.addWidget(made)
    made.open_at(folder)
    made.show()
    made.activateWindow()
    made.take_focus()
    qtbot.waitUntil(made.list.hasFocus)
    return made


def names(chooser: FileChooser) -> list[str]:
    return [chooser.list.item(row).text() for row in range(chooser.list.count())]


def said(chooser: FileChooser) -> list[str]:
    return [each.text() for each in chooser.findChildren(Words) if each.isVisible()]


def test_it_shows_folders_and_the_kinds_that_are_wanted(chooser: FileChooser) -> None:
    """Folders come first; other kinds and hidden files are not shown."""
    assert names(chooser) == ["empty", "Papers", "a.json", "b.ENROLMENT"]


def test_a_file_is_chosen_by_keyboard(chooser: FileChooser, qtbot: QtBot, folder: Path) -> None:
    """Down to a folder, in by Return, and Return on the file tells its whole path."""
    QTest.keyClick(chooser.list, Qt.Key.Key_Down)
    QTest.keyClick(chooser.list, Qt.Key.Key_Return)
    assert names(chooser) == ["inside.json"]
    with qtbot.waitSignal(chooser.chosen, check_params_cb=lambda path: Path(path) == folder / "Papers" / "inside.json"):
        QTest.keyClick(chooser.list, Qt.Key.Key_Return)


def test_one_can_go_up_again(chooser: FileChooser, folder: Path) -> None:
    """The folder around is one press away."""
    chooser.open_at(folder / "Papers")
    chooser.up.click()
    assert "Papers" in names(chooser)


def test_it_says_why_it_is_empty(chooser: FileChooser, folder: Path) -> None:
    """An empty folder and one that cannot be read say so in words."""
    chooser.open_at(folder / "empty")
    assert "Nothing here" in said(chooser)
    chooser.open_at(folder / "not there")
    assert "This cannot be opened" in said(chooser)
    assert names(chooser) == []
    chooser.open_at(folder)
    assert not {"Nothing here", "This cannot be opened"} & set(said(chooser))


def test_a_screen_reader_hears_what_is_a_folder(chooser: FileChooser) -> None:
    """A picture alone would not say it."""
    tree = QAccessible.queryAccessibleInterface(chooser.list)
    heard = [tree.child(at).text(QAccessible.Text.Name) for at in range(tree.childCount())]
    assert "Folder Papers" in heard
    assert "File a.json" in heard


def test_no_other_window_comes_up(chooser: FileChooser, folder: Path) -> None:
    """What the cover cannot cover must not be."""
    chooser.open_at(folder / "Papers")
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [chooser]
