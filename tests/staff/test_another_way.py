"""*Take it another way*: whom to talk to by role, and nothing kept or told of having looked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from detectors_app.content.contacts import Contacts, load_contacts
from detectors_app.content.wording import load_wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.staff.another_way_page import LEAD, AnotherWayPage, Lighter
from detectors_app.staff.asking import Ask
from detectors_app.staff.laptop import Laptop
from detectors_app.staff.screens import NOW
from detectors_app.staff.training_jobs import ModuleOpened, TrainingRead
from detectors_app.staff.training_screens import RESPOND, course, progress, training
from detectors_app.staff.window import StaffWindow
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import load_tokens
from tests.staff.hands import Hands
from tests.use_cases.bench import Bench

T = TypeVar("T")
WORDS = load_wording()
TODAY = date(2026, 11, 12)


class Asked:
    """Counts what the store is asked, and answers nothing."""

    def __init__(self) -> None:
        self.jobs: list[object] = []

    def __call__(
        self, job: Callable[[Laptop], T], then: Callable[[T], None], failed: Callable[[DetectorsError], None]
    ) -> None:
        self.jobs.append(job)


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def window(asked: Asked, qtbot: QtBot, qapp: QApplication) -> Iterator[StaffWindow]:
    """Give a window that shows *Your training*, fed by hand."""
    apply_theme(qapp, load_tokens())
    ask: Ask = asked
    made = StaffWindow(WORDS, ask, lambda: NOW)
    made.complete()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.training.on_read_to_show(TrainingRead(training()))
    yield made
    made.training.end_module()


def press(window: StaffWindow, name: str) -> None:
    (button,) = [each for each in window.findChildren(QAbstractButton, name) if each.isVisible()]
    button.click()


def said(page: AnotherWayPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def with_number(number: str | None) -> Contacts:
    contacts = load_contacts()
    groups = tuple(
        replace(
            group, entries=tuple(replace(each, number=number) if each.key == LEAD else each for each in group.entries)
        )
        for group in contacts.groups
    )
    return replace(contacts, groups=groups)


def test_opening_it_asks_the_store_nothing(window: StaffWindow, asked: Asked) -> None:
    """Neither opening nor leaving, nor looking for support from there, hands the store a single job."""
    before = len(asked.jobs)
    press(window, "training.another_way")
    assert isinstance(window.pages.currentWidget(), AnotherWayPage)
    press(window, "training.other.support")
    press(window, "help.home")
    assert isinstance(window.pages.currentWidget(), AnotherWayPage)
    press(window, "training.other.back")
    assert window.pages.currentWidget() is window.training.yours
    assert len(asked.jobs) == before


def test_nothing_waits_to_be_sent_afterwards(bench: Bench, staff: Hands) -> None:
    """On a real store: no row of any queue, no progress, no completion."""
    bench.laptop.training()
    staff.press("home.training")
    staff.find("training.about.heading")
    with bench.laptop.parts.store.unit() as unit:
        before = unit.outbox()
    kept = repr(bench.laptop.training())
    staff.press("training.another_way")
    staff.sees(WORDS("training.other.why"))
    staff.press("training.other.back")
    staff.find("training.about.heading")
    with bench.laptop.parts.store.unit() as unit:
        assert unit.outbox() == before
    assert repr(bench.laptop.training()) == kept


def test_it_names_the_role_and_says_the_promises(qtbot: QtBot, qapp: QApplication) -> None:
    """Without a number one asks the manager; with one it stands there, large."""
    apply_theme(qapp, load_tokens())
    for number in (None, "020 0000 0000"):
        words = load_wording(contacts=with_number(number))
        page = AnotherWayPage(words, TODAY)
        qtbot.addWidget(page)
        shown = said(page)
        for key in ("talk", "why", "private", "noted", "skip", "film"):
            assert words(f"training.other.{key}") in shown
        assert (words("training.other.ask") in shown) is (number is None)
        assert ("020\u00a00000\u00a00000" in shown) is (number is not None)


def test_the_council_fills_the_leads_number() -> None:
    """The contact is there, by role, and empty."""
    contact = load_contacts().find(LEAD)
    assert contact is not None
    assert (contact.number, contact.last_checked) == (None, None)


def test_from_a_module_it_offers_what_is_lighter_there(window: StaffWindow, asked: Asked) -> None:
    """Easy words at once, stopping here, support; and back to the very page one left."""
    window.training.on_opened(ModuleOpened(course(), progress()), RESPOND)
    player = window.training.player
    assert player is not None
    player.on_begun(())
    page = window.pages.currentWidget()
    before = len(asked.jobs)
    press(window, "training.another_way")
    press(window, "training.other.back")
    assert window.pages.currentWidget() is page
    assert len(asked.jobs) == before
    press(window, "training.another_way")
    press(window, "training.other.easy")
    assert "easy" in type(window.pages.currentWidget()).__name__.casefold()
    press(window, "training.another_way")
    press(window, "training.other.stop")
    assert window.beside.other is None


def test_without_easy_words_or_a_module_it_offers_neither(window: StaffWindow) -> None:
    """What cannot be done is not offered."""
    window.beside.on_another_way()
    other = window.beside.other
    assert other is not None
    assert [each.property("lighter") for each in other.links] == [Lighter.SUPPORT.value]
    hard = course()
    module = hard.module(RESPOND)
    assert module is not None
    plain = replace(hard, modules=tuple(replace(each, easy_read=()) for each in hard.modules))
    window.training.on_opened(ModuleOpened(plain, progress()), RESPOND)
    window.beside.on_another_way()
    other = window.beside.other
    assert other is not None
    assert [each.property("lighter") for each in other.links] == [Lighter.STOP.value, Lighter.SUPPORT.value]


def test_support_opens_where_it_is_for_those_who_work_here(window: StaffWindow, qtbot: QtBot) -> None:
    """The first time too, when the page still finds its heights: the heading stands at the top, with the focus."""
    press(window, "training.another_way")
    press(window, "training.other.support")
    page = window.beside.help.page
    heading = page.findChild(Words, "help.heading.staff")
    assert heading is not None

    def is_at_the_top() -> bool:
        return 0 <= heading.mapTo(page.area.viewport(), QPoint(0, 0)).y() < heading.height() * 2

    qtbot.waitUntil(is_at_the_top, timeout=20_000)
    assert window.focusWidget() is heading
