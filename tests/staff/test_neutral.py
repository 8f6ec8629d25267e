"""Hidden from any screen, the window holds the same: the cover, and nothing of what lies under it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.staff.screens import ANSWERS, NOW, NoStore, window_states
from detectors_app.staff.window import StaffWindow
from detectors_app.widgets.private_area import PrivateArea
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import load_tokens

PLANTED = [str(ANSWERS[each]) for each in ("place.home", "place.street", "happened", "words", "you.phone")] + [
    "Sam Sample", "Jo Example", "SN-",
]  # fmt: skip
PACKAGE = Path(__file__).parents[2] / "detectors_app"
OTHER_WINDOWS = {
    "QDialog", "QFileDialog", "QMessageBox", "QInputDialog", "QProgressDialog", "QColorDialog", "QFontDialog",
    "QPrintDialog", "QErrorMessage", "QWizard", "QDockWidget", "QMdiArea", "QSplashScreen",
}  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> StaffWindow:
    """Give a window that is fed by hand."""
    apply_theme(qapp, load_tokens())
    made = StaffWindow(load_wording(), NoStore(), lambda: NOW)
    made.complete()
    qtbot.addWidget(made)
    made.show()
    return made


def heard(tree: QAccessibleInterface) -> Iterator[str]:
    """Give every text of the tree, whether it can be seen or not."""
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
        yield tree.text(kind)
    for at in range(tree.childCount()):
        child = tree.child(at)
        if child.isValid():
            yield from heard(child)


def shown_windows() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def everything(window: StaffWindow) -> list[str]:
    """Give all that another program could read of this one's windows: tree, titles, tips."""
    said = [text for each in shown_windows() for text in (each.windowTitle(), each.windowIconText(), each.toolTip())]
    return said + [text for text in heard(QAccessible.queryAccessibleInterface(window)) if text]


def test_under_the_cover_every_screen_is_alike(window: StaffWindow) -> None:
    """What can be read of the hidden window tells neither what was written nor which page it was."""
    covers: dict[str, list[str]] = {}
    seen = ""
    for name in window_states(window, load_wording()):
        if window.hiding.is_covering:
            continue
        QApplication.processEvents()
        seen += "\n".join(everything(window))
        window.locking.on_hide()
        QApplication.processEvents()
        covers[name] = everything(window)
        page = window.hiding.waiting
        window.locking.on_sign_in()
        window.show_page(page or window.home)  # where a passphrase would be asked for
    assert [each for each in PLANTED if each not in seen] == []  # else what is looked for is shown nowhere
    first = covers["home"]
    assert {name: said for name, said in covers.items() if said != first} == {}
    assert [each for each in PLANTED if any(each in text for text in first)] == []
    assert len(covers) > 60


def test_words_leave_every_screen_by_the_clipboard_alone(window: StaffWindow) -> None:
    """No field lets its words be dragged away, no label is selected, and none but our own areas are used."""
    lines = areas = 0
    for name in window_states(window, load_wording()):
        for each in window.findChildren(QLineEdit):
            lines += 1
            assert not each.dragEnabled(), (name, each.objectName())
        for area in window.findChildren(QPlainTextEdit):
            areas += 1
            assert isinstance(area, PrivateArea), (name, area.objectName())
        assert not window.findChildren(QTextEdit), name
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        assert not [each for each in window.findChildren(QLabel) if each.textInteractionFlags() & selectable], name
    assert lines > 60
    assert areas > 10


@pytest.mark.parametrize(
    "path",
    [each for part in ("staff", "desk", "widgets") for each in sorted((PACKAGE / part).rglob("*.py"))],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_no_page_opens_a_window_of_its_own(path: Path) -> None:
    """A dialog would stand above the cover, and a file dialog writes down where one looked: pages use neither."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names}
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert sorted((names | used) & OTHER_WINDOWS) == []


def test_nothing_is_put_over_the_window(window: StaffWindow) -> None:
    """On no screen is there another window of this program."""
    before = set(shown_windows())
    for name in window_states(window, load_wording()):
        QApplication.processEvents()
        assert set(shown_windows()) == before, name
