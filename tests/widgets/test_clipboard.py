"""What is copied here is marked as nobody's history, and goes when told to; what others copied stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.widgets.clipboard import MARKS, ClipboardGuard
from detectors_app.widgets.private_area import PrivateArea
from tests.widgets.conftest import Dress

SAID = "planted words"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class System:
    """Says whose text is on the clipboard, as a real desktop does."""

    def __init__(self, clipboard: QClipboard) -> None:
        self.clipboard = clipboard
        self.is_ours = True
        self.guard = ClipboardGuard(clipboard, owns=self.owns)

    def owns(self, shelf: QClipboard.Mode) -> bool:
        return self.is_ours and shelf == QClipboard.Mode.Clipboard

    def other_copies(self, text: str) -> None:
        """Copy in another program."""
        self.is_ours = False
        self.clipboard.setText(text)

    def formats(self) -> dict[str, bytes]:
        found = self.clipboard.mimeData()
        return {name: bytes(found.data(name).data()) for name in found.formats()}


@pytest.fixture
def system(qapp: QApplication) -> Iterator[System]:
    """Give a clipboard with a guard over it."""
    made = System(qapp.clipboard())
    yield made
    qapp.clipboard().changed.disconnect(made.guard.on_changed)
    qapp.clipboard().clear()


@pytest.fixture
def line(qtbot: QtBot, dress: Dress) -> QLineEdit:
    """Give a field of one line with planted words selected."""
    field = QLineEdit(SAID)
    return ready(qtbot, field)


def ready(qtbot: QtBot, field: QLineEdit) -> QLineEdit:
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    return field


def is_marked(system: System, text: str = SAID) -> bool:
    found = system.formats()
    return all(found.get(name) == value for name, value in MARKS.items()) and found.get("text/plain") == text.encode()


@pytest.mark.parametrize(
    "key, held",
    [(Qt.Key.Key_C, CTRL), (Qt.Key.Key_Insert, CTRL), (Qt.Key.Key_X, CTRL), (Qt.Key.Key_Delete, SHIFT)],
)
def test_every_key_that_copies_or_cuts_marks(
    system: System, line: QLineEdit, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    """Ctrl+C, Ctrl+Insert, Ctrl+X and Shift+Delete put marked text there."""
    QTest.keyClick(line, key, held)
    assert is_marked(system)


@pytest.mark.parametrize("place", ["line", "area"])
def test_the_fields_own_menu_marks(system: System, qtbot: QtBot, dress: Dress, place: str) -> None:
    """*Copy* of the right button's menu is no way round."""
    field: QLineEdit | PrivateArea = QLineEdit(SAID) if place == "line" else PrivateArea()
    qtbot.addWidget(field)
    if isinstance(field, PrivateArea):
        field.setPlainText(SAID)
    field.selectAll()
    menu: QMenu = field.createStandardContextMenu()
    copy = next(each for each in menu.actions() if "Copy" in each.text())
    copy.trigger()
    menu.deleteLater()
    assert is_marked(system)


def test_an_area_gives_plain_text_alone(system: System, qtbot: QtBot, dress: Dress) -> None:
    """Of a long field's many forms only the marked plain one is left."""
    area = PrivateArea()
    qtbot.addWidget(area)
    area.setPlainText(SAID)
    area.selectAll()
    area.copy()
    assert is_marked(system)
    assert "text/html" not in system.formats()


def test_a_tables_cell_marks(system: System, qtbot: QtBot, dress: Dress) -> None:
    """Qt copies a cell's words at Ctrl+C without any field."""
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    table.setItem(0, 0, QTableWidgetItem(SAID))
    table.setCurrentCell(0, 0)
    QTest.keyClick(table, Qt.Key.Key_C, CTRL)
    assert is_marked(system)


def test_forgetting_empties_it(system: System, line: QLineEdit, qapp: QApplication) -> None:
    """Told to forget, nothing that was copied here is left."""
    line.copy()
    system.guard.forget()
    assert qapp.clipboard().text() == ""


def test_forgetting_soon_waits_for_the_loop(system: System, line: QLineEdit, qapp: QApplication, qtbot: QtBot) -> None:
    """What is waiting to be painted comes first."""
    line.copy()
    system.guard.forget_soon()
    assert qapp.clipboard().text() == SAID
    qtbot.waitUntil(lambda: qapp.clipboard().text() == "")


def test_what_others_copied_stays(system: System, line: QLineEdit, qapp: QApplication) -> None:
    """A newer text of another program is neither marked nor taken away."""
    line.copy()
    system.other_copies("a shopping list")
    assert not set(MARKS) & set(system.formats())
    system.guard.forget()
    assert qapp.clipboard().text() == "a shopping list"


def test_what_another_of_our_programs_copied_stays(system: System, qapp: QApplication) -> None:
    """Text that another laptop program marked is that one's to forget."""
    ours = QMimeData()
    ours.setText("from elsewhere")
    ours.setData("application/x-site-notes", b"another name")
    qapp.clipboard().setMimeData(ours)
    system.guard.forget()
    assert qapp.clipboard().text() == "from elsewhere"


def test_words_cannot_be_dragged_out(qtbot: QtBot, dress: Dress) -> None:
    """A press on selected words begins a new selection; with Shift it still makes the old one longer."""
    window = QWidget()
    area = PrivateArea()
    QVBoxLayout(window).addWidget(area)
    qtbot.addWidget(window)
    area.setPlainText(SAID)
    window.show()
    area.selectAll()
    on_word = area.cursorRect(area.textCursor()).center() - QPoint(20, 0)
    QTest.mousePress(area.viewport(), Qt.MouseButton.LeftButton, pos=on_word)
    assert not area.textCursor().hasSelection()
    QTest.mouseMove(area.viewport(), on_word - QPoint(30, 0))
    QTest.mouseRelease(area.viewport(), Qt.MouseButton.LeftButton, pos=on_word)
    area.selectAll()
    QTest.mousePress(area.viewport(), Qt.MouseButton.LeftButton, SHIFT, pos=on_word)
    assert area.textCursor().hasSelection()
    QTest.mouseRelease(area.viewport(), Qt.MouseButton.LeftButton, SHIFT, pos=on_word)
