"""The desk obeys what an officer chose, at once and signed in or not; nothing that is open or begun is lost by it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.languages import MIRRORED
from detectors_app.content.wording import load_wording
from detectors_app.desk.application import DeskApplication
from detectors_app.desk.casebook import Casebook
from detectors_app.desk.window import DeskWindow
from detectors_app.domain.preferences import Look, Preferences
from detectors_app.storage.preferences_file import read_preferences, write_preferences
from detectors_app.widgets.dressing import forget_system
from detectors_app.widgets.theme import begin_theme, theme_of
from detectors_app.widgets.tokens import Targets, ThemeName, load_tokens
from tests.desk.conftest import DANGER, Town
from tests.desk.test_windows import PERSON, SOON_MS, open_first, sign_in, words_of

Open = Callable[[], DeskApplication]


@pytest.fixture
def opened(town: Town, qapp: QApplication, qtbot: QtBot) -> Iterator[Open]:
    """Open Jo's desk on the screen, waiting for the passphrase."""
    book = town.open("Jo Example")
    book.pin(town.trust_file())
    book.close()
    made: list[DeskApplication] = []

    def open_desk(_: Path, passphrase: str) -> Casebook:
        return town.open("Jo Example", passphrase)

    def start() -> DeskApplication:
        folder = town.folder("Jo Example")
        desk = DeskApplication(qapp, folder, load_wording(), open_desk=open_desk, now=town.world.clock)
        desk.garbage.start()
        desk.window.frame.show()
        qtbot.waitExposed(desk.window.frame)
        made.append(desk)
        return desk

    yield start
    for desk in made:
        frame = desk.window.frame
        frame.close()
        assert desk.presenter.stop()
        frame.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    made.clear()
    gc.collect()
    forget_system(qapp)
    begin_theme(qapp, load_tokens())


@pytest.fixture
def desk(opened: Open) -> DeskApplication:
    """Give Jo's desk on the screen, waiting for the passphrase."""
    return opened()


def part(desk: DeskApplication, name: str) -> QWidget:
    """Give the one part of this name that can be seen."""
    found = [each for each in desk.window.frame.findChildren(QWidget, name) if each.isVisible()]
    assert len(found) == 1, name
    return found[0]


def page_of(desk: DeskApplication) -> str:
    """Give the name of the page that is shown."""
    page = desk.window.frame.page
    return "" if page is None else page.objectName()


def press(desk: DeskApplication, name: str) -> None:
    """Press a button by its space bar."""
    button = part(desk, name)
    assert isinstance(button, QAbstractButton)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def choose(desk: DeskApplication, qtbot: QtBot, name: str) -> DeskWindow:
    """Choose an option, and give the window that comes of it."""
    with qtbot.waitSignal(desk.rebuilt, timeout=SOON_MS):
        press(desk, name)
    return desk.window


def kept(desk: DeskApplication, qtbot: QtBot, town: Town, wanted: Preferences) -> None:
    folder = town.folder("Jo Example")
    qtbot.waitUntil(lambda: read_preferences(folder) == wanted, timeout=SOON_MS)
    assert desk.preferences == wanted


def test_before_signing_in_a_choice_counts_at_once(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """Who needs large words or other colours needs them to sign in; what was typed there stays, and the way back."""
    QTest.keyClicks(desk.window.sign_in.field.editor, "begun")
    press(desk, "sign_in.settings")
    window = choose(desk, qtbot, "settings.look.high_contrast")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "settings.look.high_contrast"
    window = choose(desk, qtbot, "settings.text_percent.200")
    theme = theme_of(window.frame)
    assert (theme.name, theme.text_factor) == (ThemeName.HIGH_CONTRAST, 2.0)
    assert theme.target_px == load_tokens(targets=Targets.POINTER).target_px
    assert window.is_locked
    kept(desk, qtbot, town, Preferences(look=Look.HIGH_CONTRAST, text_percent=200))
    press(desk, "settings.home")
    assert page_of(desk) == "sign_in"
    assert desk.window.sign_in.field.editor.text() == "begun"
    desk.window.sign_in.field.editor.clear()
    sign_in(desk, qtbot)
    assert page_of(desk) == "work"


def test_the_open_concern_stays_open(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """The settings stand beside the inbox; *Back* leads to the concern, which is still the one that is read."""
    town.send(town.laptop(), DANGER)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    press(desk, "nav.settings")
    window = choose(desk, qtbot, "settings.look.dark")
    assert theme_of(window.frame).name is ThemeName.DARK
    assert "Jo Example" in words_of(window.frame)
    desk.presenter.refresh()
    with qtbot.waitSignal(desk.presenter.case_opened, timeout=SOON_MS):
        desk.presenter.refresh()
    assert window.work.place == "settings"
    press(desk, "settings.home")
    assert window.work.place == "concern"
    assert "I heard a man shout." in words_of(window.work.concern)
    with qtbot.waitSignal(desk.presenter.read_done, timeout=SOON_MS):
        press(desk, "concern.read")
    qtbot.waitUntil(lambda: "You have read this" in words_of(window.work.concern), timeout=SOON_MS)


def test_a_question_that_is_being_written_is_not_lost(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """Its words are there after a choice, and go to the same person."""
    town.send(town.laptop(), DANGER, reply_to=PERSON.public)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    press(desk, "concern.ask")
    QTest.keyClicks(desk.window.work.ask.field.editor, "Which door was it?")
    press(desk, "nav.settings")
    window = choose(desk, qtbot, "settings.text_percent.150")
    choose(desk, qtbot, "settings.more.reduce_motion")
    window = desk.window
    press(desk, "settings.home")
    assert window.work.place == "ask"
    assert window.work.ask.field.text() == "Which door was it?"
    with qtbot.waitSignal(desk.presenter.ask_done, timeout=SOON_MS):
        press(desk, "ask.send")
    assert window.work.place == "concern"
    qtbot.waitUntil(lambda: "Which door was it?" in words_of(window.work.concern), timeout=SOON_MS)


def test_a_question_sent_meanwhile_is_not_shown_again(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """*Back* then leads to the concern, and the field is empty."""
    town.send(town.laptop(), DANGER, reply_to=PERSON.public)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    press(desk, "concern.ask")
    QTest.keyClicks(desk.window.work.ask.field.editor, "Which door was it?")
    with qtbot.waitSignal(desk.presenter.ask_done, timeout=SOON_MS):
        press(desk, "ask.send")
        press(desk, "nav.settings")
        desk.on_preferences_changed(Preferences(look=Look.DARK))
        begun = desk.window.work.begun
        assert begun is not None
        assert begun.waits
    assert begun != desk.window.work.begun
    press(desk, "settings.home")
    assert desk.window.work.place == "concern"
    assert desk.window.work.ask.field.text() == ""


def test_every_place_is_reached_by_tab(desk: DeskApplication, qtbot: QtBot) -> None:
    """From the inbox to the settings and back with Tab and the space bar alone; pressed twice, it stays marked."""
    sign_in(desk, qtbot)
    for place in ("settings", "inbox", "settings", "settings"):
        for _ in range(20):
            focus = QApplication.focusWidget()
            assert focus is not None
            if focus.objectName() == f"nav.{place}":
                break
            QTest.keyClick(focus, Qt.Key.Key_Tab)
        QTest.keyClick(part(desk, f"nav.{place}"), Qt.Key.Key_Space)
        assert desk.window.work.place == place
        buttons = desk.window.work.nav.buttons
        assert [name for name, button in buttons.items() if button.isChecked()] == [place]
        assert [focus] == [part(desk, f"nav.{place}")]


def test_tab_goes_to_what_is_chosen(desk: DeskApplication) -> None:
    """From one question to the next: to its chosen answer, not to its first."""
    press(desk, "sign_in.settings")
    for expected in ("settings.look.system", "settings.text_percent.100"):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is part(desk, expected)


def test_filter_search_and_row_stay_chosen(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """The inbox looks as it did, but for its look."""
    town.send(town.laptop(), DANGER)
    town.send(town.laptop("Van 8"), DANGER | {"place.home": "7", "place.street": "Storybook Row"})
    sign_in(desk, qtbot)
    inbox = desk.window.work.inbox
    qtbot.waitUntil(lambda: inbox.table.rows.rowCount() == 2, timeout=SOON_MS)
    inbox.all.click()
    inbox.table.selectRow(1)
    chosen = inbox.table.chosen_key()
    press(desk, "nav.settings")
    choose(desk, qtbot, "settings.look.light")
    press(desk, "nav.inbox")
    inbox = desk.window.work.inbox
    assert inbox.all.isChecked()
    assert inbox.table.chosen_key() == chosen
    inbox.search.setFocus()
    QTest.keyClicks(inbox.search, "storybook")
    desk.on_system_look_changed()
    desk.on_preferences_changed(Preferences(look=Look.DARK))
    assert desk.window.work.inbox.search.text() == "storybook"
    assert desk.window.work.inbox.table.rows.rowCount() == 1
    qtbot.waitUntil(desk.window.work.inbox.search.hasFocus, timeout=SOON_MS)


def test_another_language_speaks_at_once_and_runs_its_way(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """All that is shown is said anew: the inbox, the concern, the line at the top, who is signed in."""
    town.send(town.laptop(), DANGER)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    qtbot.waitUntil(lambda: "Up to date" in words_of(desk.window.frame), timeout=SOON_MS)
    desk.on_preferences_changed(Preferences(language=MIRRORED))
    frame, inbox = desk.window.frame, desk.window.work.inbox
    assert frame.layoutDirection() == Qt.LayoutDirection.RightToLeft
    english = ("Up to date", "No safe way known", "I have read this", "Jo Example is signed in")
    qtbot.waitUntil(lambda: not any(each in words_of(frame) for each in english), timeout=SOON_MS)
    assert "I heard a man shout." in words_of(frame)
    qtbot.waitUntil(lambda: inbox._inbox is not None and "min" not in inbox._inbox.rows[0].waiting, timeout=SOON_MS)
    kept(desk, qtbot, town, Preferences(language=MIRRORED))
    desk.on_preferences_changed(Preferences())
    assert desk.window.frame.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert "Up to date" in words_of(desk.window.frame)


def test_the_key_that_hides_is_another_at_once(desk: DeskApplication, qtbot: QtBot) -> None:
    """F12 covers the desk; three times Shift no more. The cover holds what was noted on it."""
    sign_in(desk, qtbot)
    press(desk, "nav.settings")
    choose(desk, qtbot, "settings.hide_key.F12")
    frame = desk.window.frame
    for _ in range(3):
        QTest.keyClick(frame.windowHandle(), Qt.Key.Key_Shift)
    assert page_of(desk) == "work"
    QTest.keyClick(frame.windowHandle(), Qt.Key.Key_F12)
    assert frame.pages.currentWidget() is desk.window.cover
    assert desk.window.is_locked
    QTest.keyClicks(part(desk, "cover.note"), "bin store key")
    QTest.keyClick(part(desk, "cover.note"), Qt.Key.Key_Return)
    desk.on_system_look_changed()
    assert desk.window.frame.is_covered
    assert desk.window.is_locked
    assert "bin store key" in desk.window.cover.notes()


def test_a_hidden_desk_shows_nothing_more_for_being_made_anew(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """The system's colours change under the cover: it stays, and the passphrase leads back to the concern."""
    town.send(town.laptop(), DANGER)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    desk.window.on_hide()
    desk.on_system_look_changed()
    frame = desk.window.frame
    assert frame.pages.currentWidget() is desk.window.cover
    assert "SN-" not in words_of(frame)
    desk.window.on_sign_in_asked()
    sign_in(desk, qtbot)
    assert "I heard a man shout." in words_of(desk.window.work.concern)


def test_a_name_stands_in_the_title_and_one_too_long_does_not(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """The name that anyone may see is the officer's choice."""
    press(desk, "sign_in.settings")
    field = part(desk, "settings.name")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "x" * 41)
    press(desk, "settings.name_use")
    assert load_wording()("settings.name_long", most=40) in words_of(desk.window.frame)
    field.setText("Rota")
    choose(desk, qtbot, "settings.name_use")
    assert desk.window.frame.windowTitle() == "Rota"
    kept(desk, qtbot, town, Preferences(display_name="Rota"))


def test_the_desk_offers_nothing_that_is_not_its_own(desk: DeskApplication) -> None:
    """No suggestions, no practice, no other person: those are the staff app's."""
    press(desk, "sign_in.settings")
    names = {each.objectName() for each in desk.window.frame.findChildren(QAbstractButton)}
    assert "settings.more.allow_sharing" in names
    for alien in ("more.predict", "practise", "passphrase", "someone_else"):
        assert f"settings.{alien}" not in names


def test_the_first_paint_wears_what_was_chosen(opened: Open, town: Town) -> None:
    """No flash of another look at the start, nor of another language."""
    chosen = Preferences(look=Look.DARK, text_percent=125, language=MIRRORED)
    write_preferences(town.folder("Jo Example"), chosen)
    desk = opened()
    theme = theme_of(desk.window.frame)
    assert (theme.name, theme.text_factor) == (ThemeName.DARK, 1.25)
    assert desk.window.frame.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_dark_follows_the_system(desk: DeskApplication, qapp: QApplication) -> None:
    """As the system has it, unless the officer chose a look."""
    dark = QPalette()
    dark.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.black)
    qapp.setProperty("system_palette", dark)
    desk.on_preferences_changed(Preferences(text_percent=125))
    assert theme_of(desk.window.frame).name is ThemeName.DARK
    desk.on_preferences_changed(Preferences(look=Look.LIGHT))
    before = desk.window
    desk.on_system_look_changed()
    assert desk.window is before
    assert theme_of(before.frame).name is ThemeName.LIGHT


def test_a_choice_that_cannot_be_kept_says_so(desk: DeskApplication, qtbot: QtBot, town: Town) -> None:
    """It counts until the desk is closed, and the page says what is wrong."""
    folder = town.folder("Jo Example")
    (folder / "preferences.json").mkdir()
    press(desk, "sign_in.settings")
    choose(desk, qtbot, "settings.look.dark")
    problem = load_wording()("error.store.cannot_write", path=str(folder))
    qtbot.waitUntil(lambda: problem in part(desk, "settings.problem").accessibleName(), timeout=SOON_MS)
    assert theme_of(desk.window.frame).name is ThemeName.DARK


def test_the_window_before_leaves_nothing(desk: DeskApplication, qtbot: QtBot, town: Town, qapp: QApplication) -> None:
    """Nothing of what it showed can be found in the program's parts, and one window is left."""
    town.send(town.laptop(), DANGER)
    sign_in(desk, qtbot)
    open_first(desk, qtbot)
    before = {each for each in qapp.allWidgets() if each.objectName() in {"frame", "concern"}}
    for look in (Look.DARK, Look.LIGHT, Look.DARK):
        desk.on_preferences_changed(Preferences(look=look))
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = {each for each in qapp.allWidgets() if each.objectName() in {"frame", "concern"}}
    assert left - before == {desk.window.frame, desk.window.work.concern}
    assert len(before - left) == 2


def test_the_system_is_heard_once_the_desk_is_painted(opened: Open, qtbot: QtBot, qapp: QApplication) -> None:
    """Before that Qt could not say how it looks; from then on each change of it is worn at once."""
    desk = opened()
    before, hints = desk.window, qapp.styleHints()

    def heard() -> bool:
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
        return desk.window is not before

    qtbot.waitUntil(heard, timeout=SOON_MS)
