"""A new laptop is set up in the window, from a file or a typed code; what is stopped half-way goes on."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QProgressBar
from pytestqt.qtbot import QtBot

from detectors_app.content.configuration import VARIABLE
from detectors_app.domain.ids import CONCERNS
from detectors_app.mailbox.config import sqlite_url
from detectors_app.protocol.enrolment import encode_enrolment_file
from detectors_app.protocol.receipts import FileToKeep
from detectors_app.protocol.set_up_code import new_code
from detectors_app.sealing.set_up_file import keys_of
from detectors_app.storage.preferences_file import read_preferences
from tests.made_up import Council
from tests.mailbox.town import Town
from tests.staff.conftest import open_staff, window_on
from tests.staff.hands import Hands
from tests.use_cases.bench import Bench

GOOD = "three made up words"


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Bench]:
    """Give a laptop that nobody has set up."""
    made = Bench(tmp_path / "laptop")
    yield made
    made.laptop.close()


@pytest.fixture
def staff(new: Bench, qtbot: QtBot, qapp: QApplication) -> Iterator[Hands]:
    """Give its window, which asks what the person was given."""
    yield from open_staff(new, qtbot, qapp)


@pytest.fixture
def file(new: Bench, tmp_path: Path) -> Path:
    """Give the laptop's set-up file."""
    path = tmp_path / "sam.enrolment"
    path.write_bytes(encode_enrolment_file(new.council.enrolment_file()))
    return path


def go_on(staff: Hands) -> None:
    """Press the main button by keyboard."""
    staff.go_to("setup.continue")
    staff.key(Qt.Key.Key_Return)


def to_file(staff: Hands) -> None:
    """Choose *file* on the first page."""
    staff.find("setup.given.file")
    staff.choose("setup.given.file")
    go_on(staff)
    staff.find("setup.file")


def to_passphrase(staff: Hands, file: Path) -> None:
    """Give the file and say that it is oneself."""
    to_file(staff)
    staff.write("setup.file", str(file))
    staff.key(Qt.Key.Key_Return)
    staff.sees("Sam Sample")
    go_on(staff)
    staff.find("setup.passphrase")


def hide(staff: Hands) -> None:
    """Press Shift three times, and wait for the plain page."""
    for _ in range(3):
        QTest.keyPress(staff.window.windowHandle(), Qt.Key.Key_Shift)
        QTest.keyRelease(staff.window.windowHandle(), Qt.Key.Key_Shift)
    staff.find("sign_in")


def choose_passphrase(staff: Hands) -> None:
    """Type a good passphrase twice, and go on."""
    staff.type(GOOD)
    staff.key(Qt.Key.Key_Return)
    staff.type(GOOD)
    staff.key(Qt.Key.Key_Return)


def test_a_laptop_is_set_up_by_keyboard(staff: Hands, new: Bench, file: Path) -> None:
    """File, who, passphrase twice, hiding practised; then Home, with everything in the store."""
    to_passphrase(staff, file)
    choose_passphrase(staff)
    staff.sees("Press Shift three times now.")
    hide(staff)
    staff.press("sign_in")
    staff.sees("You can do this on every screen.")
    assert staff.focus().objectName() == "setup.continue"
    staff.key(Qt.Key.Key_Return)
    staff.find("setup.home")
    staff.key(Qt.Key.Key_Return)
    staff.find("home.record")
    assert new.laptop.is_enrolled
    new.laptop.unlock(GOOD)
    staff.qtbot.waitUntil(lambda: read_preferences(new.folder).hide_practised, timeout=10_000)


def test_practising_can_be_left_out_and_is_offered_again(staff: Hands, new: Bench, file: Path) -> None:
    """*Skip for now* leads on and remembers nothing; the settings offer it once more."""
    to_passphrase(staff, file)
    choose_passphrase(staff)
    staff.find("setup.skip")
    staff.go_to("setup.skip")
    staff.key(Qt.Key.Key_Return)
    staff.press("setup.home")
    staff.find("home.record")
    assert not read_preferences(new.folder).hide_practised
    staff.window.settings.practise_wanted.emit()
    staff.sees("Press Shift three times now.")
    hide(staff)
    staff.press("sign_in")
    staff.sees("You can do this on every screen.")
    staff.press("setup.continue")
    staff.find("home.record")
    staff.qtbot.waitUntil(lambda: read_preferences(new.folder).hide_practised, timeout=10_000)


def test_hiding_elsewhere_is_no_practice(staff: Hands, file: Path) -> None:
    """Who hides the passphrase's page comes back to it, with what was typed, and nothing is said to be practised."""
    to_passphrase(staff, file)
    staff.type("three made")
    hide(staff)
    staff.press("sign_in")
    assert staff.find("setup.passphrase", QLineEdit).text() == "three made"
    assert not staff.window.preferences.hide_practised


def test_nothing_chosen_is_said(staff: Hands) -> None:
    """The first page says what to choose, and where."""
    staff.find("setup.given.code")
    go_on(staff)
    staff.sees("Choose a code or a file")
    assert staff.focus().objectName() == "setup.given.code"
    assert "Choose a code or a file" in staff.focus().accessibleDescription()


def test_a_file_that_is_not_there_is_said_at_the_field(staff: Hands) -> None:
    """A wrong name, and none, are each said in words."""
    to_file(staff)
    staff.press("setup.continue")
    staff.sees("Choose the set-up file")
    staff.write("setup.file", "/nowhere/at/all")
    staff.press("setup.continue")
    staff.sees("We cannot find that file")


@pytest.mark.parametrize("text", ["{}", "not json", ""])
def test_another_kind_of_file_is_refused(staff: Hands, new: Bench, tmp_path: Path, text: str) -> None:
    """A file that is no set-up file says so, and nothing is set up."""
    path = tmp_path / "holiday.json"
    path.write_text(text, encoding="utf-8")
    to_file(staff)
    staff.write("setup.file", str(path))
    staff.press("setup.continue")
    staff.sees("That is not a set-up file we can use")
    assert new.laptop.person() is None


def test_a_file_that_others_signed_is_refused_at_once(staff: Hands, new: Bench, tmp_path: Path) -> None:
    """A list that its own authorities did not sign is told before anything is kept."""
    path = tmp_path / "forged"
    true, other = new.council.enrolment_file(), Council().enrolment_file()
    path.write_bytes(encode_enrolment_file(replace(true, authorities=other.authorities)))
    to_file(staff)
    staff.write("setup.file", str(path))
    staff.press("setup.continue")
    staff.sees("Your service desk did not make this file")
    assert new.laptop.person() is None


def test_who_it_is_not_for_begins_anew(staff: Hands, new: Bench, file: Path) -> None:
    """*No* keeps nothing and says what to do; the page's heading has the focus, so Return alone agrees to nothing."""
    to_file(staff)
    staff.write("setup.file", str(file))
    staff.key(Qt.Key.Key_Return)
    staff.sees("Sam Sample")
    assert staff.focus().objectName() == "setup.whom.heading"
    staff.key(Qt.Key.Key_Return)
    staff.press("setup.not_me")
    staff.sees("This laptop was not set up.")
    assert new.laptop.person() is None


def test_back_and_forth_loses_nothing(staff: Hands, file: Path) -> None:
    """What was typed stands where it was typed, on every page."""
    to_passphrase(staff, file)
    staff.type("three made")
    staff.press("setup.back")
    staff.find("setup.whom.heading")
    staff.press("setup.back")
    assert staff.find("setup.file", QLineEdit).text() == str(file)
    staff.press("setup.code_instead")
    staff.find("setup.code", QLineEdit).setText("K7QF")
    staff.press("setup.file_instead")
    staff.press("setup.back")
    staff.find("setup.given.file")
    go_on(staff)
    staff.press("setup.continue")
    staff.sees("Sam Sample")
    go_on(staff)
    assert staff.find("setup.passphrase", QLineEdit).text() == "three made"
    assert staff.window.setting_up.code.code.text() == "K7QF"


def test_another_file_may_come_until_there_is_a_passphrase(
    staff: Hands, new: Bench, file: Path, tmp_path: Path
) -> None:
    """Who went back with another file is who the laptop is for; its keys stay."""
    to_passphrase(staff, file)
    before = new.identity()
    other = tmp_path / "kim"
    other.write_bytes(encode_enrolment_file(replace(new.council.enrolment_file(), name="Kim Invented")))
    staff.press("setup.back")
    staff.press("setup.back")
    staff.find("setup.file", QLineEdit).setText(str(other))
    staff.press("setup.continue")
    staff.sees("Kim Invented")
    go_on(staff)
    staff.find("setup.passphrase")
    person, after = new.laptop.person(), new.identity()
    assert person is not None
    assert (person.name, after.sign_seed) == ("Kim Invented", before.sign_seed)
    assert after.certificate != before.certificate


def test_a_start_after_the_file_goes_on_with_the_passphrase(
    new: Bench, file: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    """Ended after *Yes, this is me*: the next start asks who it is once more, and goes on from there."""
    with window_on(new, qtbot, qapp) as staff:
        to_passphrase(staff, file)
    with window_on(new, qtbot, qapp) as staff:
        staff.sees("Sam Sample")
        staff.sees("Laptop 1")
        go_on(staff)
        staff.find("setup.passphrase")
        choose_passphrase(staff)
        staff.find("setup.skip")
    assert new.laptop.has_passphrase


class TestPassphrase:
    @pytest.mark.parametrize(
        "first, second, said, at",
        [
            (GOOD, "three other words", "The two are not the same. Type it again here", "setup.again"),
            ("short", "short", "Use at least 12", "setup.passphrase"),
            ("password1234", "password1234", "This one is easy to guess", "setup.passphrase"),
            ("caretaker2026!", "caretaker2026!", "This one is easy to guess", "setup.passphrase"),
            ("", "", "Type a passphrase", "setup.passphrase"),
        ],
    )
    def test_a_bad_one_is_said_at_its_field(
        self, staff: Hands, new: Bench, file: Path, first: str, second: str, said: str, at: str
    ) -> None:
        """Each is refused in words, with the focus there; nobody's key is made."""
        to_passphrase(staff, file)
        staff.write("setup.passphrase", first)
        staff.write("setup.again", second)
        staff.press("setup.continue")
        staff.sees(said)
        assert staff.focus().objectName() == at
        assert said in staff.focus().accessibleDescription()
        assert not new.laptop.has_passphrase

    def test_the_meter_says_what_would_help(self, staff: Hands, file: Path) -> None:
        """Bar, value and words go together, and the words are there for a screen reader."""
        to_passphrase(staff, file)
        bar = staff.find("setup.strength", QProgressBar)
        assert (bar.accessibleName(), bar.value()) == ("How hard to guess", 0)
        for typed, value, said in (
            ("pass", 1, "8 more letters to go."),
            ("word1234", 1, "Easy to guess. Many people use this one. Pick words of your own."),
            (" kettle rain", 4, "Very good. Very hard to guess."),
        ):
            staff.type(typed)
            assert (bar.value(), bar.accessibleDescription().startswith(said)) == (value, True), typed
            staff.sees(said)

    def test_it_can_be_shown_and_pasted(self, staff: Hands, file: Path) -> None:
        """*Show* shows both fields and can be pressed again; a paste counts as typing."""
        to_passphrase(staff, file)
        QApplication.clipboard().setText(GOOD)
        field, again = (staff.find(name, QLineEdit) for name in ("setup.passphrase", "setup.again"))
        field.paste()
        again.paste()
        QApplication.clipboard().clear()
        modes = []
        for _ in range(2):
            staff.press("setup.passphrase.show")
            modes.append((field.echoMode(), again.echoMode()))
        shown, hidden = QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password
        assert modes == [(shown, shown), (hidden, hidden)]
        staff.press("setup.continue")
        staff.find("setup.skip")

    def test_hiding_the_screen_hides_shown_letters(self, staff: Hands, file: Path) -> None:
        """Who comes back finds the letters hidden, and still there."""
        to_passphrase(staff, file)
        staff.type(GOOD)
        staff.press("setup.passphrase.show")
        hide(staff)
        staff.press("sign_in")
        field = staff.find("setup.passphrase", QLineEdit)
        assert (field.echoMode(), field.text()) == (QLineEdit.EchoMode.Password, GOOD)


class TestCode:
    @pytest.fixture
    def town(self, tmp_path: Path, new: Bench) -> Iterator[Town]:
        """Give the service of the laptop's own council, for real."""
        (tmp_path / "town").mkdir()
        with Town(sqlite_url(tmp_path / "town" / "service.db"), council=new.council) as made:
            yield made

    @pytest.fixture
    def code(self, new: Bench, town: Town) -> str:
        """Give a code whose file is at the service."""
        code = new_code(secrets.token_bytes)
        keys, file = keys_of(code), new.council.enrolment_file()
        put = FileToKeep(
            tuple(each.statement for each in file.grants),
            keys.seal(encode_enrolment_file(file), secrets.token_bytes),
        )
        town.desk(new.council.jo).keep_file(keys.id, put)
        return code

    @staticmethod
    def to_code(staff: Hands) -> None:
        staff.find("setup.given.code")
        staff.choose("setup.given.code")
        go_on(staff)
        staff.find("setup.code")

    def test_a_laptop_is_set_up_by_a_code_and_an_address(self, staff: Hands, new: Bench, town: Town, code: str) -> None:
        """Typed small and without dashes, with the address beside it: who it is for, and on."""
        self.to_code(staff)
        staff.type(code.lower().replace("-", ""))
        staff.key(Qt.Key.Key_Return)
        assert staff.focus().objectName() == "setup.address"
        staff.type(town.service.address)
        staff.key(Qt.Key.Key_Return)
        staff.sees("Sam Sample")
        go_on(staff)
        staff.find("setup.passphrase")
        choose_passphrase(staff)
        staff.find("setup.skip")
        assert staff.window.setting_up.code.code.text() == "", "a code is not kept on a page that may be seen again"
        with new.laptop.parts.store.unit() as unit:
            assert unit.identity(CONCERNS) is not None

    def test_it_sets_the_address_is_not_asked_for(
        self, staff: Hands, town: Town, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """With an address in the configuration file there is one field."""
        told = tmp_path / "site-notes.toml"
        told.write_text(f'service_address = "{town.service.address}"\n', encoding="utf-8")
        monkeypatch.setenv(VARIABLE, str(told))
        self.to_code(staff)
        assert staff.window.setting_up.code.address.isHidden()
        staff.type(code)
        staff.key(Qt.Key.Key_Return)
        staff.sees("Sam Sample")

    @pytest.mark.parametrize(
        "spoil, said",
        [
            (lambda code: code[:-1] + ("0" if code[-1] != "0" else "1"), "One letter is not right"),
            (lambda code: code[:-5], "You typed 16"),
            (lambda code: "U" + code[1:], "never U"),
            (lambda _code: "", "Type the set-up code."),
        ],
    )
    def test_a_slip_is_said_at_the_code(self, staff: Hands, town: Town, code: str, spoil: object, said: str) -> None:
        """What is mistyped is told at its field, and stays there to be mended."""
        self.to_code(staff)
        wrong = spoil(code)  # type: ignore[operator]
        staff.type(wrong)
        staff.write("setup.address", town.service.address)
        staff.key(Qt.Key.Key_Return)
        staff.sees(said)
        assert staff.focus().objectName() == "setup.code"
        assert staff.find("setup.code", QLineEdit).text() == wrong

    def test_a_wrong_address_is_said_at_the_address(self, staff: Hands, code: str) -> None:
        """An address that no request may go to, and none, are told at that field."""
        self.to_code(staff)
        staff.type(code)
        staff.press("setup.continue")
        staff.sees("Type the address that came with the code.")
        staff.write("setup.address", "http://notes.example.org")
        staff.key(Qt.Key.Key_Return)
        staff.sees("That is not an address we can use")
        assert staff.focus().objectName() == "setup.address"

    def test_no_answer_leaves_the_code_good(self, staff: Hands, town: Town, code: str) -> None:
        """With the service gone it says so calmly; the same code works when it is back."""
        town.service.stop()
        self.to_code(staff)
        staff.type(code)
        staff.write("setup.address", town.service.address)
        staff.key(Qt.Key.Key_Return)
        staff.sees("The service does not answer now.")
        staff.sees("Your code is still good.")
        town.start()
        staff.press("setup.continue")
        staff.sees("Sam Sample")

    def test_a_spent_code_says_what_to_do(self, staff: Hands, town: Town, code: str) -> None:
        """One that is used or too old leads to the service desk."""
        town.clock.now += timedelta(days=400)
        self.to_code(staff)
        staff.type(code)
        staff.write("setup.address", town.service.address)
        staff.key(Qt.Key.Key_Return)
        staff.sees("There is no file for this code.")

    def test_who_goes_back_hears_no_more_of_it(self, staff: Hands, town: Town, code: str) -> None:
        """An answer that comes after *Back* moves nobody."""
        self.to_code(staff)
        staff.type(code)
        staff.write("setup.address", town.service.address)
        page = staff.window.setting_up.code
        page.on_go_on()
        assert page.busy
        page.on_go_on()
        staff.press("setup.back")
        staff.find("setup.given.code")
        staff.qtbot.wait(300)
        assert staff.window.page is staff.window.setting_up.start
        assert not page.busy
