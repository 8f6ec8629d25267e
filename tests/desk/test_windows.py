"""The desk's windows, offscreen: sign in, see what comes, open, read, hide; by keyboard, with names for all."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.wording import load_wording
from detectors_app.desk.application import DeskApplication
from detectors_app.desk.casebook import Casebook
from detectors_app.desk.rounds import WAIT_S
from detectors_app.desk.screens import take_screens
from detectors_app.domain.casework import CaseId, Mark
from detectors_app.domain.ids import EnvelopeId, FieldId, device_box
from tests.desk.conftest import DANGER, PASSPHRASE, Town
from tests.made_up import seal_key

SOON_MS = 8_000
PERSON = seal_key()


@pytest.fixture
def desk(town: Town, qapp: QApplication, qtbot: QtBot) -> Iterator[DeskApplication]:
    """Give Jo's desk on the screen, waiting for the passphrase."""
    book = town.open("Jo Example")
    book.pin(town.trust_file())
    book.close()

    def open_desk(_: Path, passphrase: str) -> Casebook:
        return town.open("Jo Example", passphrase)

    made = DeskApplication(qapp, town.folder("Jo Example"), load_wording(), open_desk=open_desk, now=town.world.clock)
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


def words_of(widget: QWidget) -> str:
    """Give every word that is to be seen in a widget."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def sign_in(desk: DeskApplication, qtbot: QtBot, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase and press Enter."""
    editor = desk.window.sign_in.field.editor
    with qtbot.waitSignals([desk.presenter.signed_in, desk.presenter.inbox_changed], timeout=SOON_MS):
        QTest.keyClicks(editor, passphrase)
        QTest.keyClick(editor, Qt.Key.Key_Return)


def open_first(desk: DeskApplication, qtbot: QtBot) -> None:
    """Open the first row by keyboard."""
    table = desk.window.work.inbox.table
    qtbot.waitUntil(lambda: table.rows.rowCount() > 0, timeout=SOON_MS)
    table.selectRow(0)
    table.setFocus()
    with qtbot.waitSignal(desk.presenter.case_opened, timeout=SOON_MS):
        QTest.keyClick(table, Qt.Key.Key_Return)


def test_a_wrong_passphrase_says_so_and_the_right_one_opens(desk: DeskApplication, qtbot: QtBot) -> None:
    """Nothing is shown before the right passphrase; the field is empty again after a wrong one."""
    page = desk.window.sign_in
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert "Enter your passphrase" in words_of(page)
    with qtbot.waitSignal(desk.presenter.sign_in_failed, timeout=SOON_MS):
        QTest.keyClicks(page.field.editor, "not the passphrase")
        QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert "does not fit" in words_of(page)
    assert page.field.editor.text() == ""
    sign_in(desk, qtbot)
    assert desk.window.frame.pages.currentWidget() is desk.window.work


def test_a_concern_shows_within_two_seconds_of_arriving(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """The long poll brings it without anyone asking."""
    sign_in(desk, qtbot)
    listeners = town.services
    qtbot.waitUntil(lambda: any(WAIT_S in each.waits for each in listeners), timeout=SOON_MS)
    with qtbot.waitSignal(desk.presenter.inbox_changed, timeout=2_000, check_params_cb=lambda inbox: inbox.unread == 1):
        town.send(town.laptop(), DANGER)
    assert desk.window.work.inbox.table.rows.rowCount() == 1
    assert "Up to date" in words_of(desk.window.frame)


def test_opening_tells_nobody_and_pressing_tells_everyone(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """Enter opens it, with the safety banner first and in focus; only the button sends the receipt."""
    laptop = town.laptop()
    town.send(laptop, DANGER)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    page = desk.window.work.concern
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLabel)
    assert focus.text() == "No safe way known. Do not phone, text, write or visit."
    shown = words_of(page)
    assert shown.index("No safe way known") < shown.index("Risk to staff") < shown.index("I heard a man shout.")
    assert shown.index("No safe way known") < shown.index("07700 900123")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    boxes = [each.box for each in town.world.service.shelf]
    assert device_box(laptop.keys.sign.id) not in boxes
    with qtbot.waitSignal(desk.presenter.read_done, timeout=SOON_MS):
        QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "You have read this" in words_of(page), timeout=SOON_MS)
    box = device_box(laptop.keys.sign.id)
    qtbot.waitUntil(lambda: box in [each.box for each in town.world.service.shelf], timeout=SOON_MS)


def test_the_words_leave_the_window_with_the_page(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """Back in the inbox, no label holds the concern any more."""
    town.send(town.laptop(), DANGER)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    back = desk.window.work.concern.findChild(QPushButton, "concern.back")
    assert back is not None
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert desk.window.work.pages.currentWidget() is desk.window.work.inbox
    qtbot.waitUntil(lambda: "man shout" not in all_words(desk.window.work.concern), timeout=SOON_MS)


def all_words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def test_hiding_covers_everything_and_takes_the_passphrase_to_undo(
    desk: DeskApplication, qtbot: QtBot, town: Town
) -> None:
    """Shift three times shows plain notes; signing in again finds the same concern open."""
    town.send(town.laptop(), DANGER)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    for _ in range(3):
        QTest.keyClick(desk.window.frame.windowHandle(), Qt.Key.Key_Shift)
    frame = desk.window.frame
    assert frame.pages.currentWidget() is desk.window.cover
    assert "SN-" not in words_of(frame)
    assert "Jo Example" not in words_of(frame)
    assert desk.window.is_locked
    desk.window.on_sign_in_asked()
    assert frame.pages.currentWidget() is desk.window.sign_in
    sign_in(desk, qtbot)
    assert "I heard a man shout." in words_of(desk.window.work.concern)
    assert frame.windowTitle() == "Site Notes"


def test_an_idle_desk_locks_as_hiding_does(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """After the policy's minutes without a touch all is covered, and seeing it again takes the passphrase."""
    town.send(town.laptop(), DANGER)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    book = town.open("Jo Example")
    policy = book.policy()
    book.close()
    assert policy is not None
    assert desk.idle.after_ms == policy.idle_minutes * 60_000
    with qtbot.waitSignal(desk.idle.went_idle, timeout=SOON_MS):
        desk.idle.start(20)
    frame = desk.window.frame
    assert frame.pages.currentWidget() is desk.window.cover
    assert desk.window.is_locked
    assert "SN-" not in words_of(frame)
    desk.window.on_sign_in_asked()
    sign_in(desk, qtbot)
    assert "I heard a man shout." in words_of(desk.window.work.concern)
    assert desk.idle.is_counting


def test_a_desk_warns_before_it_locks_and_any_touch_stays(desk: DeskApplication, qtbot: QtBot) -> None:
    """The last half minute is told at the foot of the page; a key takes it away, and a locked desk needs no warning."""
    sign_in(desk, qtbot)
    idle, frame = desk.idle, desk.window.frame
    idle._seen_s = idle._clock() - idle.after_ms / 1000 + 29.5
    idle.look()
    assert "This locks in 30 seconds." in words_of(frame)
    QTest.keyClick(frame.windowHandle(), Qt.Key.Key_Control)
    assert "This locks in" not in words_of(frame)
    desk.window.on_hide()
    idle._seen_s = idle._clock() - idle.after_ms / 1000 + 29.5
    idle.look()
    assert "This locks in" not in words_of(frame)


def test_a_desk_locks_when_its_machine_sleeps(desk: DeskApplication, qtbot: QtBot) -> None:
    """Sleep and a locked screen cover it at once."""
    sign_in(desk, qtbot)
    desk.guard._session.left.emit()
    assert desk.window.is_locked
    assert desk.window.frame.pages.currentWidget() is desk.window.cover


def test_filters_and_search_find_by_reference_and_home(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """Not read and All, and a search over both; nothing found says so."""
    town.send(town.laptop(), DANGER)
    town.send(town.laptop("Van 8"), DANGER | {"place.home": "7", "place.street": "Storybook Row"})
    sign_in(desk, qtbot)
    inbox = desk.window.work.inbox
    qtbot.waitUntil(lambda: inbox.table.rows.rowCount() == 2, timeout=SOON_MS)
    QTest.keyClicks(inbox.search, "storybook")
    assert inbox.table.rows.rowCount() == 1
    inbox.search.clear()
    QTest.keyClicks(inbox.search, "zzz")
    assert inbox.empty.isVisible()
    assert "Nothing matches" in words_of(inbox.empty)


def test_no_answer_shows_and_passes(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """The line at the top says that the service does not answer, and since when."""
    sign_in(desk, qtbot)
    qtbot.waitUntil(lambda: "Up to date" in words_of(desk.window.frame), timeout=SOON_MS)
    for each in town.services:
        each.down = True
    desk.presenter.sync()
    qtbot.waitUntil(lambda: "No answer since" in words_of(desk.window.frame), timeout=SOON_MS)


def unnamed(interface: QAccessibleInterface | None) -> list[str]:
    """Give what can take the focus, is seen and has no name."""
    if interface is None or interface.state().invisible:
        return []
    found = []
    focusable = interface.state().focusable and interface.role() not in {
        QAccessible.Role.Cell,
        QAccessible.Role.ListItem,
        QAccessible.Role.Window,
    }
    if focusable and not interface.text(QAccessible.Text.Name):
        found.append(interface.object().objectName())
    for place in range(interface.childCount()):
        found += unnamed(interface.child(place))
    return found


def test_everything_that_takes_the_focus_has_a_name(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """On every page a screen reader can say where one is."""
    frame = desk.window.frame
    assert unnamed(QAccessible.queryAccessibleInterface(frame)) == []
    town.send(town.laptop(), DANGER)
    sign_in(desk, qtbot)
    assert unnamed(QAccessible.queryAccessibleInterface(frame)) == []
    open_first(desk, qtbot)
    assert unnamed(QAccessible.queryAccessibleInterface(frame)) == []
    desk.window.on_hide()
    assert unnamed(QAccessible.queryAccessibleInterface(frame)) == []


def test_tab_reaches_the_button_from_the_banner(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """*I have read this* can be reached and pressed without a mouse."""
    town.send(town.laptop(), DANGER)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    focus = QApplication.focusWidget()
    for _ in range(12):
        assert focus is not None
        if focus.objectName() == "concern.read":
            break
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
    assert focus is not None
    with qtbot.waitSignal(desk.presenter.read_done, timeout=SOON_MS):
        QTest.keyClick(focus, Qt.Key.Key_Space)


def test_every_screen_is_drawn(qapp: QApplication, tmp_path: Path) -> None:
    """The pictures of all screens come out, none of them empty."""
    taken = take_screens(qapp, tmp_path / "shots", load_wording())
    assert len(taken) == 48
    assert all(path.stat().st_size > 10_000 for path in taken)
    assert not (tmp_path / "shots" / "desk.key").exists()


def test_the_first_paint_loads_no_store_no_network_and_no_keys() -> None:
    """What is slow to import waits behind the sign-in page."""
    code = (
        "import sys, pathlib\n"
        "import detectors_app.desk.application as a\n"
        "app = a.QtWidgets.QApplication([])\n"
        "d = a.DeskApplication(app, pathlib.Path('nowhere'), a.load_wording())\n"
        "d.window.frame.show(); app.processEvents()\n"
        "slow = ('sqlalchemy', 'sqlcipher3', 'requests', 'cryptography', 'keyring', 'PySide6.QtNetwork')\n"
        "print([each for each in slow if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_every_mark_has_words() -> None:
    """No mark can come that the page cannot say."""
    words = load_wording()
    assert all(f"desk.mark.{mark.value}" in words and f"desk.mark.{mark.value}.text" in words for mark in Mark)


def test_a_question_is_written_on_a_page_and_goes_once(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """From the concern by keyboard to the laptop's box; back on the concern it stands in the time line."""
    laptop = town.laptop()
    town.send(laptop, DANGER, reply_to=PERSON.public)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    work = desk.window.work
    assert work.concern.ask is not None
    work.concern.ask.setFocus()
    QTest.keyClick(work.concern.ask, Qt.Key.Key_Space)
    assert work.pages.currentWidget() is work.ask
    editor = work.ask.field.editor
    assert QApplication.focusWidget() is editor
    with qtbot.waitSignal(desk.presenter.ask_failed, timeout=SOON_MS):
        QTest.mouseClick(work.ask.send, Qt.MouseButton.LeftButton)
    assert "Please write your question first." in words_of(work.ask)
    QTest.keyClicks(editor, "Which door was it?")
    desk.presenter.refresh()
    with qtbot.waitSignal(desk.presenter.ask_done, timeout=SOON_MS):
        QTest.mouseClick(work.ask.send, Qt.MouseButton.LeftButton)
        QTest.mouseClick(work.ask.send, Qt.MouseButton.LeftButton)
    assert work.pages.currentWidget() is work.concern
    assert editor.toPlainText() == ""
    qtbot.waitUntil(lambda: "Which door was it?" in words_of(work.concern), timeout=SOON_MS)
    assert "Asked, no answer yet" in words_of(work.concern)
    box = device_box(laptop.keys.sign.id)
    qtbot.waitUntil(lambda: [each.box for each in town.world.service.shelf].count(box) == 1, timeout=SOON_MS)


def test_what_was_begun_stays_until_another_concern(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """Left and opened again for the same concern the words are there; for another they are not."""
    town.send(town.laptop(), DANGER, reply_to=PERSON.public)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    work = desk.window.work
    case = desk.presenter.open_case_id
    assert case is not None
    desk.window.on_ask("SN-000000")
    work.ask.field.set_text("begun")
    QTest.mouseClick(work.ask.cancel, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is work.concern.ask
    desk.window.on_ask("SN-000000")
    assert work.ask.field.text() == "begun"
    work.ask.begin(CaseId(case.sender, EnvelopeId(uuid4())), "SN-111111")
    assert work.ask.field.text() == ""


def test_without_a_way_to_answer_it_says_why(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """No button leads to a page that cannot send."""
    town.send(town.laptop(), DANGER)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    page = desk.window.work.concern
    assert page.ask is None
    assert "had chosen no passphrase" in words_of(page)


def test_an_answer_brings_its_concern_back_and_says_why(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """A case that was read stands in the inbox again, with *New answer*; its page shows the answer first."""
    laptop = town.laptop()
    sent = town.send(laptop, DANGER, reply_to=PERSON.public)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    with qtbot.waitSignal(desk.presenter.read_done, timeout=SOON_MS):
        QTest.mouseClick(desk.window.work.concern.button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(desk.presenter.ask_done, timeout=SOON_MS):
        desk.presenter.ask("Which door was it?")
    (asked,) = _asks(desk, qtbot)
    with qtbot.waitSignal(
        desk.presenter.inbox_changed, timeout=SOON_MS, check_params_cb=lambda inbox: inbox.rows[0].why == "New answer"
    ):
        laptop.send(laptop.addition(sent, "the back door", question=asked, field_id=FieldId("more")))
        town.tell()
    qtbot.waitUntil(lambda: "Answered" in words_of(desk.window.work.concern), timeout=SOON_MS)
    shown = words_of(desk.window.work.concern)
    assert shown.index("Which door was it?") < shown.index("the back door") < shown.index("I heard a man shout.")


def _asks(desk: DeskApplication, qtbot: QtBot) -> list[EnvelopeId]:
    qtbot.waitUntil(lambda: bool(desk.presenter._page and desk.presenter._page.asks), timeout=SOON_MS)
    page = desk.presenter._page
    assert page is not None
    return [each.id for each in page.asks]
