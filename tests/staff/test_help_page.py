"""The help page: everything is there without a network, is found as one types, and is forgotten when one leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.contacts import Contacts, load_contacts
from detectors_app.content.wording import load_wording
from detectors_app.staff.help_page import HelpPage
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import load_tokens

TODAY = date(2026, 11, 12)
CONTACTS = load_contacts()


def made(qtbot: QtBot, qapp: QApplication, contacts: Contacts | None = None) -> HelpPage:
    apply_theme(qapp, load_tokens())
    page = HelpPage(load_wording(contacts=contacts), TODAY)
    qtbot.addWidget(page)
    page.resize(1280, 736)
    page.show()
    qtbot.waitExposed(page)
    page.take_focus()
    return page


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> HelpPage:
    return made(qtbot, qapp)


def words_on(page: QWidget) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def entries_on(page: QWidget) -> set[str]:
    prefix = "help.contact."
    found = {each.objectName() for each in page.findChildren(QWidget) if each.isVisible()}
    return {name.removeprefix(prefix) for name in found if name.startswith(prefix)}


def test_every_contact_stands_there(page: HelpPage) -> None:
    """All contacts are shown with their numbers; one without says whom to ask."""
    assert entries_on(page) == {each.key for each in CONTACTS.entries()}
    shown = words_on(page)
    for each in CONTACTS.entries():
        assert each.name in shown
        assert CONTACTS.number_of(each) in shown
    assert "Ask your manager" in shown


def test_typing_narrows_the_page_at_once(qtbot: QtBot, page: HelpPage) -> None:
    """With each letter the page shows what is found and how much; clearing shows all again."""
    QTest.keyClicks(page.search.editor, "samarit")
    assert entries_on(page) == {"samaritans"}
    assert "1 thing found" in words_on(page)
    QTest.keyClicks(page.search.editor, " zebra")
    assert entries_on(page) == set()
    assert "Nothing found" in words_on(page)
    assert CONTACTS.phone("csn_duty") in words_on(page)
    page.on_cleared()
    assert entries_on(page) == {each.key for each in CONTACTS.entries()}


def test_what_was_typed_is_forgotten(qtbot: QtBot, page: HelpPage) -> None:
    """Leaving the page, and hiding the screen, forgets the search."""
    QTest.keyClicks(page.search.editor, "leave")
    page.hide()
    page.show()
    assert page.search.text() == ""
    assert page.search.editor.isUndoAvailable() is False
    assert page.search.editor.completer() is None
    assert entries_on(page) == {each.key for each in CONTACTS.entries()}


@pytest.mark.parametrize("group", [each.key for each in CONTACTS.groups])
def test_a_link_jumps_to_its_section(qtbot: QtBot, page: HelpPage, group: str) -> None:
    """Pressing a link at the top, by keyboard too, brings its heading into sight and gives it the focus."""
    link = page.findChild(LinkButton, f"help.jump.{group}")
    heading = page.findChild(QLabel, f"help.heading.{group}")
    assert link is not None
    assert heading is not None
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is heading
    assert not heading.visibleRegion().isEmpty()


def test_the_page_scrolls_by_keyboard(qtbot: QtBot, page: HelpPage) -> None:
    """From the field the page goes down and up by its keys, without a mouse."""
    bar = page.area.verticalScrollBar()
    QTest.keyClick(page.search.editor, Qt.Key.Key_PageDown)
    down = bar.value()
    assert down > 0
    QTest.keyClick(page.search.editor, Qt.Key.Key_PageUp)
    assert bar.value() < down


def test_it_says_that_nothing_is_approved_yet(page: HelpPage) -> None:
    """Until the service approves them, the page says so before anything else."""
    assert "Awaiting approval by the service." in words_on(page)
    assert "contacts need a check" in words_on(page)


def test_a_checked_and_an_old_entry_differ(qtbot: QtBot, qapp: QApplication) -> None:
    """An entry checked lately says when; one checked more than ninety days ago says to check it again."""
    fresh, old = TODAY - timedelta(days=1), TODAY - timedelta(days=91)
    groups = tuple(
        replace(
            group,
            entries=tuple(replace(each, last_checked=old if each.key == "galop" else fresh) for each in group.entries),
        )
        for group in CONTACTS.groups
    )
    page = made(qtbot, qapp, replace(CONTACTS, groups=groups, approved_by="Service manager", approved_on=fresh))
    shown = words_on(page)
    assert "Last checked yesterday" in shown
    assert shown.count("Check it again") == 1
    assert "Approved by Service manager, yesterday. 1 contact needs a check." in shown
