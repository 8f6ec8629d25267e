"""The cover is an ordinary notes program: notes are chosen, written, begun and taken away, and all of it is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QListWidget, QPlainTextEdit
from pytestqt.qtbot import QtBot

from detectors_app.widgets.cover import Cover
from tests.widgets.conftest import Dress

NOTES = ("Bin store key\nSpare is in the office", "Meter readings: November")


@pytest.fixture
def cover(qtbot: QtBot, dress: Dress) -> Cover:
    """Give a cover with two notes, ready to be written in."""
    dress()
    made = Cover("Notes", "New note", "Add", "Remove")
    qtbot.addWidget(made)
    made.set_notes(NOTES)
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    made.first().setFocus()
    qtbot.waitUntil(made.first().hasFocus)
    return made


def page_of(cover: Cover) -> QPlainTextEdit:
    page = cover.findChild(QPlainTextEdit, "cover.page")
    assert page is not None
    return page


def press(cover: Cover, name: str) -> None:
    button = cover.findChild(QAbstractButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_first_note_is_open_and_another_can_be_chosen(cover: Cover) -> None:
    """What is chosen at the left is what can be written in at the right."""
    assert cover.notes() == NOTES
    assert page_of(cover).toPlainText() == NOTES[0]
    rows = cover.findChild(QListWidget, "cover.notes")
    assert rows is not None
    rows.setCurrentRow(1)
    assert page_of(cover).toPlainText() == NOTES[1]


def test_what_is_written_is_told_soon_and_once(qtbot: QtBot, cover: Cover) -> None:
    """Some keys after each other are told together, with all notes; choosing a note tells nothing."""
    told: list[tuple[str, ...]] = []
    cover.notes_changed.connect(told.append)
    page_of(cover).moveCursor(page_of(cover).textCursor().MoveOperation.End)
    QTest.keyClicks(page_of(cover), ", top shelf")
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 1, timeout=3_000)
    assert told == [(NOTES[0] + ", top shelf", NOTES[1])]


def test_going_away_tells_what_was_written_last(qtbot: QtBot, cover: Cover) -> None:
    """Signing in at once after the last key loses nothing."""
    QTest.keyClicks(page_of(cover), "x")
    with qtbot.waitSignal(cover.notes_changed, timeout=100, check_params_cb=lambda notes: notes[0].startswith("x")):
        cover.hide()


def test_notes_begin_and_go(qtbot: QtBot, cover: Cover) -> None:
    """Enter in the short field begins a note at the end and opens it; the chosen one can be taken away."""
    with qtbot.waitSignal(cover.notes_changed, check_params_cb=lambda notes: notes == (*NOTES, "Grit")):
        QTest.keyClicks(cover.first(), " Grit ")
        QTest.keyClick(cover.first(), Qt.Key.Key_Return)
    assert page_of(cover).toPlainText() == "Grit"
    with qtbot.waitSignal(cover.notes_changed, check_params_cb=lambda notes: notes == NOTES):
        press(cover, "cover.remove")
    assert page_of(cover).toPlainText() == NOTES[1]


def test_nothing_written_begins_no_note(qtbot: QtBot, cover: Cover) -> None:
    """*Add* with an empty field goes to the field."""
    page_of(cover).setFocus()
    with qtbot.assertNotEmitted(cover.notes_changed):
        press(cover, "cover.add")
    assert cover.first().hasFocus()
    assert cover.notes() == NOTES


def test_an_empty_page_takes_words(cover: Cover) -> None:
    """With no note there, writing begins one: no letter is lost, and none is written twice."""
    cover.set_notes(())
    QTest.keyClicks(page_of(cover), "Light bulbs")
    assert cover.notes() == ("Light bulbs",)
    assert page_of(cover).toPlainText() == "Light bulbs"
