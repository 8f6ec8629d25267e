"""Under the cover nothing of the page is left: not over the window, not in its accessibility tree, not said aloud."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from detectors_app.widgets.announce import announce
from detectors_app.widgets.frame import AppFrame
from tests.widgets.conftest import Dress

SAID = "planted words"


@pytest.fixture
def frame(qtbot: QtBot, dress: Dress) -> AppFrame:
    """Give a window whose page holds planted words, in a label, a field and a list."""
    made = AppFrame("Site Notes", "Hide", "Shift ×3", "Sign in")
    qtbot.addWidget(made)
    page = QWidget()
    column = QVBoxLayout(page)
    combo = QComboBox()
    combo.addItem(SAID)
    for each in (QLabel(SAID), QLineEdit(SAID), combo):
        each.setToolTip(SAID)
        column.addWidget(each)
    made.show_page(page)
    made.set_person(SAID)
    made.set_sync("check", SAID)
    made.show()
    qtbot.waitUntil(made.isVisible)
    return made


def heard(tree: QAccessibleInterface) -> Iterator[str]:
    """Give every text of the tree, whether it can be seen or not."""
    for kind in QAccessible.Text:
        if kind is not QAccessible.Text.UserText:
            yield tree.text(kind)
    for at in range(tree.childCount()):
        child = tree.child(at)
        if child is not None:
            yield from heard(child)


def texts(window: QWidget) -> str:
    return "\n".join(heard(QAccessible.queryAccessibleInterface(window)))


def shown_windows() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def cover(frame: AppFrame) -> None:
    frame.cover_with(QLabel("job notes"))


def test_the_tree_holds_nothing_of_the_page(frame: AppFrame) -> None:
    """Not even as parts that cannot be seen; what was said in the bar is gone too, and both come back."""
    assert SAID in texts(frame)
    cover(frame)
    assert SAID not in texts(frame)
    assert "job notes" in texts(frame)
    frame.set_person(SAID)
    frame.set_sync("check", SAID)
    assert SAID not in texts(frame)
    frame.uncover()
    assert SAID in texts(frame)


def test_a_page_that_comes_up_waits(frame: AppFrame) -> None:
    """Whoever shows a page while the cover is on shows it under the cover."""
    cover(frame)
    page = QLabel(SAID)
    frame.show_page(page)
    assert SAID not in texts(frame)
    assert not page.isVisible()
    frame.uncover()
    assert page.isVisible()


def test_a_page_that_ends_under_the_cover_is_not_shown(frame: AppFrame, qtbot: QtBot) -> None:
    """What was waiting and is done with leaves an empty window, not a broken one."""
    page = QLabel("ended")
    frame.show_page(page)
    cover(frame)
    frame.drop_page(page)
    qtbot.wait(0)
    frame.uncover()
    assert "ended" not in texts(frame)


@pytest.mark.parametrize("kind", ["list", "menu", "tip", "dialog"])
def test_what_hangs_over_the_window_goes(frame: AppFrame, qtbot: QtBot, kind: str) -> None:
    """Open lists, menus, tips and dialogs are windows of their own, and none of them stays above the cover."""
    combo = frame.findChild(QComboBox)
    assert combo is not None
    if kind == "list":
        combo.showPopup()
    elif kind == "menu":
        menu = QMenu(SAID, frame)
        menu.addAction(SAID)
        menu.popup(frame.pos())
    elif kind == "tip":
        QToolTip.showText(frame.pos(), SAID, combo)
    else:
        dialog = QDialog(frame)
        dialog.setWindowTitle(SAID)
        dialog.open()
    qtbot.waitUntil(lambda: len(shown_windows()) > 1)
    cover(frame)
    assert shown_windows() == [frame]


def test_nothing_under_the_cover_is_said_aloud(frame: AppFrame, qtbot: QtBot) -> None:
    """A page says what it has to say when it is shown; one that waits under the cover says nothing."""
    said: list[str] = []

    def tell(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    page = QLabel()
    announce(page, "first", tell)
    frame.show_page(page)
    qtbot.waitUntil(lambda: said == ["first"])
    announce(page, "second", tell)
    assert said == ["first", "second"]
    cover(frame)
    announce(page, SAID, tell)
    qtbot.wait(5)
    assert said == ["first", "second"]
