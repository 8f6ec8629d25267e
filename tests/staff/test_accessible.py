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
from tests.widgets.tab_walk import never_reached, out_of_order, stops

_PART_OF_ANOTHER = {QAccessible.Role.Cell, QAccessible.Role.ListItem, QAccessible.Role.ColumnHeader}


_NOTHING_SAID = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.Graphic}


def nodes(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Give a node of the accessible tree and all below it."""
    yield node
    for place in range(node.childCount()):
        child = node.child(place)
        if child.isValid():
            yield from nodes(child)


def focusable(tree: list[QAccessibleInterface]) -> Iterator[QAccessibleInterface]:
    """Give what can take the focus now."""
    return (each for each in tree if each.state().focusable and not each.state().invisible)


def unnamed(tree: list[QAccessibleInterface]) -> list[str]:
    """Give what can take the focus and has no name."""
    return [
        f"{node.role().name} {node.object().objectName()}"
        for node in focusable(tree)
        if node.role() not in _PART_OF_ANOTHER and not node.text(QAccessible.Text.Name).strip()
    ]


def vague(tree: list[QAccessibleInterface]) -> list[str]:
    """Give what can take the focus and does not say what it is: a button, a tick, a field, a list."""
    return [node.object().objectName() for node in focusable(tree) if node.role() in _NOTHING_SAID]


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


def problems(window: StaffWindow) -> list[str]:
    """Give all that stands in the way of someone who has no mouse or does not see this screen."""
    focus: QWidget | None = window.focusWidget()
    nowhere = [] if focus is not None and focus.isVisible() else ["the focus is nowhere"]
    tree = list(nodes(QAccessible.queryAccessibleInterface(window)))
    found = [*nowhere, *(f"no name: {each}" for each in unnamed(tree)), *(f"no role: {each}" for each in vague(tree))]
    reached = stops(window)
    found += [f"Tab never comes to {each}" for each in never_reached(window, reached)]
    return found + [f"Tab goes up to {each}" for each in out_of_order(reached)]


@pytest.mark.long
def test_every_screen_can_be_worked_without_a_mouse_and_without_sight(window: StaffWindow, qapp: QApplication) -> None:
    """What takes the focus has a name and a role; Tab goes down the page, reaches all of it and is never caught."""
    found: dict[str, list[str]] = {}
    seen = 0
    for name in window_states(window, window.words):
        qapp.processEvents()
        seen += 1
        found |= {name: wrong} if (wrong := problems(window)) else {}
    assert found == {}
    assert seen > 60


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
