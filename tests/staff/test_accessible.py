"""Whoever cannot see the screen can use every one of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.staff.screens import NOW, NoStore, window_states
from detectors_app.staff.window import StaffWindow
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import load_tokens

_PART_OF_ANOTHER = {QAccessible.Role.Cell, QAccessible.Role.ListItem, QAccessible.Role.ColumnHeader}


def nodes(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Give a node of the accessible tree and all below it."""
    yield node
    for place in range(node.childCount()):
        child = node.child(place)
        if child.isValid():
            yield from nodes(child)


def unnamed(window: QWidget) -> list[str]:
    """Give what can take the focus and has no name."""
    return [
        f"{node.role().name} {node.object().objectName()}"
        for node in nodes(QAccessible.queryAccessibleInterface(window))
        if node.state().focusable
        and not node.state().invisible
        and node.role() not in _PART_OF_ANOTHER
        and not node.text(QAccessible.Text.Name).strip()
    ]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> StaffWindow:
    """Give a window that is fed by hand."""
    apply_theme(qapp, load_tokens())
    made = StaffWindow(load_wording(), NoStore(), lambda: NOW)
    made.complete()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def test_everything_that_takes_the_focus_has_a_name(window: StaffWindow, qapp: QApplication) -> None:
    """On every screen, each part that can take the focus says what it is."""
    seen = 0
    for name in window_states(window, window.words):
        qapp.processEvents()
        assert (name, unnamed(window)) == (name, [])
        seen += 1
    assert seen > 40


def test_something_useful_has_the_focus_on_every_screen(window: StaffWindow, qapp: QApplication) -> None:
    """No screen leaves the focus nowhere, or on a part that is hidden."""
    for name in window_states(window, window.words):
        qapp.processEvents()
        focus = window.focusWidget()
        assert focus is not None, name
        assert focus.isVisible(), (name, focus.objectName())


def test_tab_goes_down_the_page_and_ends_at_the_foot(window: StaffWindow, qapp: QApplication) -> None:
    """On every screen of the form, Tab reaches each visible part, from the top to the foot, and comes round again."""
    for name in window_states(window, window.words):
        if not name.startswith("record-") or window.writing.recording is None:
            continue
        qapp.processEvents()
        page = window.writing.recording.page
        page.back.setFocus(Qt.FocusReason.OtherFocusReason)
        reached: list[str] = []
        for _ in range(120):
            window.focusNextChild()
            now = window.focusWidget()
            if now is page.back:
                break
            if page.isAncestorOf(now):
                reached.append(now.objectName())
        expected = ["record.continue", "record.finish_later"] if page.go_on.isVisible() else ["record.finish_later"]
        assert reached[-len(expected) :] == expected, (name, reached)
