"""Where it happened, on a laptop with a list of homes: found by keyboard, or written; never in the way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.configuration import VARIABLE
from detectors_app.domain.home_match import Found
from detectors_app.domain.ids import FieldId
from detectors_app.staff.home_view import HomeView, Mode
from detectors_app.staff.laptop import Laptop
from detectors_app.staff.laptop_homes import LaptopHomes
from detectors_app.use_cases.homes.ports import AboutHomes
from detectors_app.widgets.finder import FoundList
from tests.made_up_homes import as_csv
from tests.staff.conftest import window_on
from tests.staff.hands import PATIENCE_MS, Hands
from tests.use_cases.bench import PASSPHRASE, Bench

LINE = "place.kind.finder"
CHOSEN = "Flat 12, Example House, Pretend Estate, NW0 0AA"
UPRN = "999990000001"


def with_homes(bench: Bench) -> Bench:
    """Take the made-up homes in."""
    bench.laptop.homes.import_lines(as_csv(300).encode().splitlines(keepends=True))
    return bench


@pytest.fixture
def homely(bench: Bench, qtbot: QtBot, qapp: QApplication) -> Iterator[Hands]:
    """Give a window on a laptop with a list, at the question where."""
    with window_on(with_homes(bench), qtbot, qapp) as staff:
        to_place(staff)
        yield staff


def to_place(staff: Hands) -> None:
    """Begin a concern and go to the question where."""
    homes = staff.window.homes
    assert homes is not None
    staff.qtbot.waitUntil(lambda: homes.is_there, timeout=PATIENCE_MS)
    staff.key(Qt.Key.Key_Space)
    staff.find("question.danger")
    staff.choose("danger.no")
    staff.press("record.continue")
    staff.find("question.place")


def answers(staff: Hands) -> dict[str, object]:
    """Give what would be sent."""
    recording = staff.window.writing.recording
    assert recording is not None
    given = recording.presenter.answers
    return {str(key): value for key, value in given.items() if key.startswith("place.")}


def found(staff: Hands, text: str) -> FoundList:
    """Wait until the list shows something with this text first."""
    shown = staff.find("place.kind.finder.found", FoundList)
    staff.qtbot.waitUntil(lambda: bool(shown.rows) and text in shown.rows[0].text, timeout=PATIENCE_MS)
    return shown


def status(staff: Hands) -> str:
    return staff.find("place.kind.finder.status", QLabel).text()


def view_of_place(staff: Hands) -> HomeView:
    recording = staff.window.writing.recording
    assert recording is not None
    view = recording.page.question_views()[0].fields[FieldId("place.kind")]
    assert isinstance(view, HomeView)
    return view


def test_a_home_is_found_and_chosen_by_keyboard(homely: Hands) -> None:
    """Type a little, Enter: the address and its number are the answer, and the next Enter goes on."""
    assert homely.focus().objectName() == LINE
    homely.type("12 exam hou")
    shown = found(homely, "Flat 12, Example House")
    assert [row.marks for row in shown.rows[:1]] == [((5, 7), (9, 13), (17, 20))]
    homely.key(Qt.Key.Key_Return)
    homely.sees(CHOSEN)
    assert answers(homely) == {"place.kind": "home", "place.address": CHOSEN, "place.address_uprn": UPRN}
    assert homely.focus().objectName() == "record.continue"
    homely.key(Qt.Key.Key_Return)
    homely.find("question.when")


def test_the_arrows_move_in_the_list_and_the_line_keeps_the_focus(homely: Hands) -> None:
    """Down and up, stopping at either end; each row is said as it is reached."""
    homely.type("12 exam")
    shown = found(homely, "12")
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_PageDown, 3), (Qt.Key.Key_Down, 3), (Qt.Key.Key_Up, 2)):
        homely.key(key)
        assert shown.current_row() == row
        assert homely.focus().objectName() == LINE
    homely.key(Qt.Key.Key_Return)
    assert answers(homely)["place.address"] == "Flat 3, 12 Example Street, Nowhere Green, NW0 0BF"


def test_a_home_is_chosen_by_the_mouse(homely: Hands) -> None:
    """A click on a row is as good."""
    homely.type("12 exam hou")
    shown = found(homely, "Flat 12")
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 100))
    assert answers(homely)["place.address_uprn"] == "999990000002"


def test_what_is_typed_is_an_answer_by_itself(homely: Hands) -> None:
    """No home fits, none is chosen: the words are kept, and Enter goes on."""
    homely.type("the house behind the shops")
    homely.qtbot.waitUntil(lambda: "No home found" in status(homely), timeout=PATIENCE_MS)
    homely.key(Qt.Key.Key_Return)
    homely.find("question.when")
    assert answers(homely) == {"place.kind": "home", "place.address": "the house behind the shops"}


def test_escape_shuts_the_list_and_keeps_the_words_then_empties_the_line(homely: Hands) -> None:
    """So that a half-typed address may stand beside homes that fit it; Down opens the list again."""
    homely.type("12 exam")
    found(homely, "12")
    homely.key(Qt.Key.Key_Escape)
    assert "kept" in status(homely)
    assert not view_of_place(homely).finder.list.isVisible()
    homely.key(Qt.Key.Key_Down)
    found(homely, "12")
    homely.key(Qt.Key.Key_Escape)
    homely.key(Qt.Key.Key_Escape)
    assert homely.find(LINE, QLineEdit).text() == ""
    assert "place.address" not in answers(homely)
    homely.press("record.continue")
    homely.sees("Say where it happened")


def test_clear_empties_the_line_and_stays_in_it(homely: Hands) -> None:
    """By its button; the list goes too."""
    homely.type("12 exam")
    found(homely, "12")
    homely.press("place.kind.finder.clear")
    assert homely.find(LINE, QLineEdit).text() == ""
    assert homely.focus().objectName() == LINE
    assert not view_of_place(homely).finder.list.isVisible()


@pytest.mark.parametrize(
    "kind, first",
    [("address", "place.home"), ("job", "place.job"), ("uprn", "place.uprn"), ("elsewhere", "place.elsewhere")],
)
def test_other_ways_to_say_where_are_one_press_away(homely: Hands, kind: str, first: str) -> None:
    """Each button leads to what it asks, ready to be written; and the first option leads back to the line."""
    homely.type("12 exam")
    homely.press(f"{LINE}.{kind}")
    assert homely.focus().objectName() == first
    homely.type("Seven")
    assert answers(homely) == {"place.kind": kind, first: "Seven"}
    homely.choose("place.kind.home")
    assert homely.focus().objectName() == LINE
    assert answers(homely) == {"place.kind": "home", "place.address": "12 exam"}


def test_another_home_can_be_chosen_and_until_then_the_first_one_stays(homely: Hands) -> None:
    """Change opens the line; nothing is lost by looking."""
    homely.type("12 exam hou")
    found(homely, "Flat 12")
    homely.key(Qt.Key.Key_Return)
    homely.press("place.kind.change")
    assert homely.focus().objectName() == LINE
    assert answers(homely)["place.address_uprn"] == UPRN
    homely.type("12a exam")
    found(homely, "Flat 12A")
    assert "place.address_uprn" not in answers(homely)
    homely.key(Qt.Key.Key_Return)
    assert answers(homely)["place.address_uprn"] == "999990000002"


def test_going_back_and_a_draft_opened_again_show_what_was_chosen(homely: Hands, bench: Bench) -> None:
    """The home stands there with Change; what the store has is what was chosen."""
    homely.type("12 exam hou")
    found(homely, "Flat 12")
    homely.key(Qt.Key.Key_Return)
    homely.press("record.continue")
    homely.find("question.when")
    homely.press("record.back")
    homely.find("place.kind.chosen")
    assert view_of_place(homely).mode is Mode.CHOSEN
    homely.press("record.finish_later")
    homely.find("home.record")
    (row,) = bench.laptop.drafts()
    kept = bench.laptop.resume_draft(row.id, PASSPHRASE)
    assert kept.concern.answers[FieldId("place.address_uprn")] == UPRN
    homely.press("home.continue")
    homely.write("unlock.passphrase", PASSPHRASE)
    homely.key(Qt.Key.Key_Return)
    homely.find("place.kind.chosen")
    homely.sees(CHOSEN)


def test_made_up_homes_are_marked_where_they_are_shown(homely: Hands) -> None:
    """Nobody takes them for the council's."""
    homely.sees("made up")


def test_without_a_list_nothing_speaks_of_one(staff: Hands) -> None:
    """The same question with its other options, as ever."""
    staff.key(Qt.Key.Key_Space)
    staff.choose("danger.no")
    staff.press("record.continue")
    staff.find("question.place")
    assert view_of_place(staff).mode is Mode.OTHERWISE
    assert staff.window.findChild(QWidget, "place.kind.home") is None
    staff.choose("place.kind.address")
    staff.write("place.street", "Low Row")
    assert answers(staff) == {"place.kind": "address", "place.street": "Low Row"}


class Stuck(LaptopHomes):
    """A list that answers when it is let."""

    __slots__ = ()
    let = threading.Event()

    def search(self, text: str) -> Found:
        assert self.let.wait(60)
        return super().search(text)


def test_a_search_that_takes_for_ever_holds_nothing_up(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """Typing, saving and going on do not wait for it; its answer, when it comes, is dropped."""

    def opened() -> Laptop:
        laptop = bench.open()
        laptop.homes = Stuck(laptop.homes._list, laptop.homes._now)
        return laptop

    Stuck.let.clear()
    try:
        with window_on(with_homes(bench), qtbot, qapp, opened) as staff:
            to_place(staff)
            staff.type("12 example house")
            staff.sees("Saved on this laptop")
            staff.press("record.continue")
            staff.find("question.when")
            assert answers(staff)["place.address"] == "12 example house"
            Stuck.let.set()
    finally:
        Stuck.let.set()


def test_a_damaged_list_is_said_and_the_address_is_written(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """What is typed is kept all the same."""
    with_homes(bench)
    (path,) = bench.folder.glob("homes-*.db")
    path.write_bytes(path.read_bytes()[:9000])
    with window_on(bench, qtbot, qapp) as staff:
        to_place(staff)
        staff.type("12 example")
        staff.qtbot.waitUntil(lambda: "does not open" in status(staff), timeout=PATIENCE_MS)
        staff.key(Qt.Key.Key_Return)
        staff.find("question.when")
        assert answers(staff)["place.address"] == "12 example"


def test_looking_leaves_no_trace(homely: Hands, bench: Bench) -> None:
    """The list is not written in, and nothing is suggested that was looked for before."""
    before = {each.name: each.read_bytes() for each in bench.folder.glob("homes-*")}
    homely.type("zzyzx road")
    homely.qtbot.waitUntil(lambda: "No home found" in status(homely), timeout=PATIENCE_MS)
    homely.press("place.kind.finder.clear")
    homely.type("zz")
    homely.qtbot.waitUntil(lambda: "No home found" in status(homely), timeout=PATIENCE_MS)
    assert {each.name: each.read_bytes() for each in bench.folder.glob("homes-*")} == before
    assert isinstance(bench.laptop.homes.about(), AboutHomes)


def test_a_screen_reader_is_told(homely: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line, the list and the buttons have names; the count is said once typing rests, each row as it is reached."""
    said: list[str] = []
    monkeypatch.setattr("detectors_app.staff.home_finder.announce", lambda _, text: said.append(text))
    homely.type("12 exam")
    shown = found(homely, "12")
    homely.qtbot.waitUntil(lambda: any("4 homes found" in each for each in said), timeout=PATIENCE_MS)
    homely.key(Qt.Key.Key_Down)
    assert any(shown.rows[1].text in each and "2 of 4" in each for each in said)
    assert homely.find(LINE).accessibleName() == "Where did this happen?"
    assert shown.accessibleName()
    assert homely.find("place.kind.finder.clear", QAbstractButton).text()
    second = shown.rows[1].text
    homely.key(Qt.Key.Key_Return)
    assert second in homely.find("place.kind.change").accessibleName()


def test_an_unusual_job_number_gets_a_calm_word_and_is_kept(
    bench: Bench, qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the pattern that IT has set; once the field was left; it stops nobody."""
    settings = tmp_path / "site-notes.toml"
    settings.write_text('job_number_pattern = "WO-[0-9]{6}"\n', encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(settings))
    with window_on(with_homes(bench), qtbot, qapp) as staff:
        to_place(staff)
        staff.press(f"{LINE}.job")
        staff.type("WO-12")
        assert "Check the number" not in " ".join(staff.texts())
        staff.key(Qt.Key.Key_Tab)
        staff.sees("Check the number. You can go on.")
        staff.write("place.job", "WO-123456")
        staff.key(Qt.Key.Key_Tab)
        assert "Check the number" not in " ".join(staff.texts())
        staff.write("place.job", "7")
        staff.press("record.continue")
        staff.find("question.when")
        assert answers(staff)["place.job"] == "7"
