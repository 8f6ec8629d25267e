"""A training lead's desk on the screen, over a real store and an honest service; worked by keyboard alone."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.desk.application import DeskApplication
from detectors_app.desk.casebook import Casebook
from detectors_app.desk.lead_page import LeadPage
from detectors_app.desk.lead_state import LeadPlaceName
from tests.desk.conftest import PASSPHRASE, Town

SOON_MS = 10_000
TODAY = date(2026, 11, 12)
"""The day of the made-up council's clock."""
MOST_TABS = 60


@contextmanager
def on_screen(town: Town, name: str, qapp: QApplication, qtbot: QtBot) -> Iterator[DeskApplication]:
    """Show somebody's desk, waiting for the passphrase."""
    book = town.open(name)
    book.pin(town.trust_file())
    book.close()

    def open_desk(_: Path, passphrase: str) -> Casebook:
        return town.open(name, passphrase)

    made = DeskApplication(qapp, town.folder(name), load_wording(), open_desk=open_desk, now=town.world.clock)
    made.garbage.start()
    made.window.frame.show()
    qtbot.waitExposed(made.window.frame)
    yield made
    frame = made.window.frame
    frame.close()
    assert made.presenter.stop()
    frame.deleteLater()
    qapp.sendPostedEvents(frame, QEvent.Type.DeferredDelete.value)
    del made, frame
    gc.collect()


def sign_in(desk: DeskApplication, qtbot: QtBot) -> None:
    """Type the passphrase and press Enter."""
    editor = desk.window.sign_in.field.editor
    with qtbot.waitSignal(desk.presenter.signed_in, timeout=SOON_MS):
        QTest.keyClicks(editor, PASSPHRASE)
        QTest.keyClick(editor, Qt.Key.Key_Return)


def words_of(widget: QWidget) -> str:
    """Give every word that is to be seen in a widget."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def focus() -> QWidget:
    """Give what has the focus."""
    now = QApplication.focusWidget()
    assert now is not None
    return now


def tab_to(name: str) -> QWidget:
    """Press Tab until a part has the focus."""
    for _ in range(MOST_TABS):
        if focus().objectName() == name:
            return focus()
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    raise AssertionError((name, focus().objectName()))


def press(name: str) -> None:
    """Tab to a button and press it."""
    QTest.keyClick(tab_to(name), Qt.Key.Key_Space)


def write(name: str, text: str) -> None:
    """Tab to a field and write in place of what is there."""
    field = tab_to(name)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def page_of(desk: DeskApplication, place: LeadPlaceName) -> LeadPage:
    """Give a page that was made."""
    return desk.window.lead.pages[place]


def go_to(desk: DeskApplication, qtbot: QtBot, place: LeadPlaceName) -> LeadPage:
    """Press a place's button and wait until its page says something."""
    with qtbot.waitSignal(
        desk.presenter.lead.changed, timeout=SOON_MS, check_params_cb=lambda where, _: where is place
    ):
        press(f"lead.place.{place.value}")
    return page_of(desk, place)


def said(desk: DeskApplication, qtbot: QtBot, place: LeadPlaceName, words: str) -> None:
    """Wait until a page says these words."""
    page = page_of(desk, place)
    try:
        qtbot.waitUntil(lambda: words in words_of(page), timeout=SOON_MS)
    except QtTimeoutError as error:
        raise AssertionError(words, words_of(page)) from error


def staff_csv(people: int, *, team: str = "Repairs east", job: str = "repairs", begin: int = 1) -> bytes:
    """Write a staff list."""
    lines = [f"X{number:05},Sam Sample {number},{team},{job},2020-01-06,,," for number in range(begin, begin + people)]
    return "\n".join(["staff_number,name,team,job,joined,left,leave_from,leave_to", *lines, ""]).encode()
