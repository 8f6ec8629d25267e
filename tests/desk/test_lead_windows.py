"""The training pages of a desk: who sees them, and every task of a lead from the first key to the store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from detectors_app.desk.application import DeskApplication
from detectors_app.desk.casebook import Casebook
from detectors_app.desk.lead_state import LeadPlaceName
from detectors_app.domain.completion import check_code
from detectors_app.domain.ids import LEARNING, OfficerId
from detectors_app.domain.trust import Role
from detectors_app.protocol.cards import read_person_card
from tests.desk.conftest import PASSPHRASE, QUICK, Town
from tests.desk.lead_town import PAT, LeadTown, completion, make_lead_town
from tests.desk.lead_windows import (
    SOON_MS,
    TODAY,
    focus,
    go_to,
    on_screen,
    page_of,
    press,
    said,
    sign_in,
    staff_csv,
    tab_to,
    words_of,
    write,
)

ADA = "Ada Invented"
FIGURES, REMIND, SESSIONS, STAFF, CHECK, RECORDS = LeadPlaceName


@pytest.fixture
def town(tmp_path: Path) -> Iterator[LeadTown]:
    made = make_lead_town(tmp_path / "town")
    yield made
    made.world.close()


@pytest.fixture
def listed(town: LeadTown) -> LeadTown:
    """Give a town whose lead has a staff list of thirty people, two of whom completed the course."""
    casebook, book = town.book()
    lines = staff_csv(20) + staff_csv(10, team="Caretaking north", job="caretaking", begin=21).split(b"\n", 1)[1]
    book.accept_staff(book.preview_staff(lines, TODAY))
    laptop = town.learner()
    for number in (1, 2):
        town.record(laptop, completion(f"X{number:05}", TODAY - timedelta(days=30)))
    casebook.sync()
    casebook.close()
    return town


@pytest.fixture
def desk(town: LeadTown, qapp: QApplication, qtbot: QtBot) -> Iterator[DeskApplication]:
    """Give the lead's desk, signed in, before there is a staff list."""
    with on_screen(town, PAT, qapp, qtbot) as made:
        sign_in(made, qtbot)
        yield made


@pytest.fixture
def full(listed: LeadTown, qapp: QApplication, qtbot: QtBot) -> Iterator[DeskApplication]:
    """Give the lead's desk, signed in, with a staff list and records."""
    with on_screen(listed, PAT, qapp, qtbot) as made:
        sign_in(made, qtbot)
        said(made, qtbot, FIGURES, "2 of 30 in post")
        yield made


def offered(desk: DeskApplication) -> list[str]:
    return [name for name, button in desk.window.work.nav.buttons.items() if button.isVisible()]


def test_a_lead_begins_at_the_training_and_asks_for_no_concern(
    desk: DeskApplication, qtbot: QtBot, town: LeadTown
) -> None:
    """Whoever reads no concerns sees no inbox; the window asks the service for the learning box alone."""
    said(desk, qtbot, FIGURES, "There is no staff list yet")
    assert offered(desk) == ["training", "settings"]
    assert desk.window.work.place == "lead.figures"
    assert focus().objectName() == "lead.place.figures"
    qtbot.waitUntil(lambda: any(each.boxes for each in town.services), timeout=SOON_MS)
    desk.presenter.sync()
    qtbot.waitUntil(lambda: "Up to date" in words_of(desk.window.frame), timeout=SOON_MS)
    assert set().union(*(each.boxes for each in town.services)) == {LEARNING}
    assert desk.window.work.inbox.table.rows.rowCount() == 0


def test_a_duty_officer_sees_no_training(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    """Nobody who is no reader of the learning box is offered it, nor asks for it."""
    town = make_lead_town(tmp_path)
    add_officer(town, ADA)
    with on_screen(town, ADA, qapp, qtbot) as desk:
        sign_in(desk, qtbot)
        assert offered(desk) == ["inbox", "settings"]
        assert desk.window.work.place == "inbox"
        assert desk.window.lead.pages == {}
        qtbot.waitUntil(lambda: "Up to date" in words_of(desk.window.frame), timeout=SOON_MS)
        assert LEARNING not in set().union(*(each.boxes for each in town.services))
    town.world.close()


def test_a_reader_of_both_has_both_places(town: LeadTown, qapp: QApplication, qtbot: QtBot) -> None:
    """They begin at the inbox, and go to the training and back; when they stop being a reader, it is taken away."""
    add_officer(town, ADA, leads=True)
    with on_screen(town, ADA, qapp, qtbot) as desk:
        sign_in(desk, qtbot)
        assert offered(desk) == ["inbox", "training", "settings"]
        assert desk.window.work.place == "inbox"
        tab_to("nav.training")
        with qtbot.waitSignal(desk.presenter.lead.changed, timeout=SOON_MS):
            QTest.keyClick(focus(), Qt.Key.Key_Space)
        assert desk.window.work.place == "lead.figures"
        desk.presenter._on_places(replace(desk.presenter.places, training=False))
        assert desk.window.work.place == "inbox"
        assert offered(desk) == ["inbox", "settings"]


def add_officer(town: Town, name: str, *, leads: bool = False) -> None:
    """Let somebody who reads concerns have a desk, and the learning box too where they lead the training."""
    officer = OfficerId(name.lower().replace(" ", "-"))
    card = Casebook.create(town.folder(name), officer, name, Role.MANAGER, PASSPHRASE, cost=QUICK)
    town.cards[name] = read_person_card(card)
    council = town.world.council
    council.extra.append(town.cards[name])
    bundle = council.bundle()
    boxes = tuple(
        replace(each, readers=(*each.readers, officer)) if leads and each.box == LEARNING else each
        for each in bundle.boxes
    )
    town.world.bundle = replace(bundle, boxes=boxes)


def test_a_staff_list_is_brought_in_by_keyboard(desk: DeskApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """From the empty figures to counted ones: nothing is kept before *Use this list* is pressed."""
    file = tmp_path / "staff.csv"
    file.write_bytes(staff_csv(40) + b"X00041,Lee Pretend,,repairs,2020-01-06,,,\n,No Number,Repairs,repairs,,,,\n")
    said(desk, qtbot, FIGURES, "There is no staff list yet")
    press("lead.figures.to_staff")
    said(desk, qtbot, STAFF, "There is no staff list yet")
    assert focus().objectName() == "lead.staff.file"
    QTest.keyClicks(focus(), str(tmp_path / "other.csv"))
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(desk, qtbot, STAFF, "There is no file")
    write("lead.staff.file", str(file))
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(desk, qtbot, STAFF, "40 people, from 42 lines. The list of 12 November 2026.")
    shown = words_of(page_of(desk, STAFF))
    assert "No team" in shown
    assert "Line 42" in shown
    assert "There is no staff list yet" in shown
    assert focus().objectName() == "lead.staff.preview.heading"
    press("lead.staff.use")
    said(desk, qtbot, STAFF, "It has 40 people in post.")
    assert "The list counts from now on." in words_of(page_of(desk, STAFF))
    page = go_to(desk, qtbot, FIGURES)
    assert "0 of 40 in post on 12 November 2026 are up to date." in words_of(page).replace("<b>", "")
    assert "Nobody is up to date yet" in words_of(page)


def test_a_much_smaller_list_is_asked_about(full: DeskApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """Pressed without the tick it says why; what was read stays on the page. With the tick it counts."""
    file = tmp_path / "short.csv"
    file.write_bytes(staff_csv(12))
    go_to(full, qtbot, STAFF)
    write("lead.staff.file", str(file))
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(full, qtbot, STAFF, "less than half the people")
    press("lead.staff.use")
    said(full, qtbot, STAFF, "If it is right, say so.")
    QTest.keyClick(tab_to("lead.staff.right"), Qt.Key.Key_Space)
    press("lead.staff.use")
    said(full, qtbot, STAFF, "It has 12 people in post.")


def test_a_file_that_is_no_list_says_so(full: DeskApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """The list in force stays; the words stand at the file's field."""
    file = tmp_path / "picture.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    go_to(full, qtbot, STAFF)
    write("lead.staff.day", "31/2/2026")
    write("lead.staff.file", str(file))
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(full, qtbot, STAFF, "We cannot read that day.")
    write("lead.staff.day", "1 November")
    write("lead.staff.file", str(file))
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(full, qtbot, STAFF, "CSV")
    assert "It has 30 people in post." in words_of(page_of(full, STAFF))


def test_figures_are_chosen_and_put_in_order_by_keyboard(full: DeskApplication, qtbot: QtBot) -> None:
    """Course, day, rows and order; a bar's number stands in its cell, and what is hidden says so."""
    page = page_of(full, FIGURES)
    table = page.findChild(QTableView, "lead.figures.table")
    assert table is not None
    QTest.keyClick(tab_to("lead.figures.course"), Qt.Key.Key_Down)
    said(full, qtbot, FIGURES, "By the staff list of")
    qtbot.waitUntil(lambda: table.model().rowCount() == 2, timeout=SOON_MS)
    press("lead.figures.by.job")
    qtbot.waitUntil(lambda: table.model().index(0, 0).data() == "Caretaking", timeout=SOON_MS)
    assert table.model().index(1, 1).data() == "10%"
    assert [table.model().index(1, column).data() for column in range(2, 6)] == ["2", "18", "0", "20"]
    order = tab_to("lead.figures.order")
    QTest.keyClick(order, Qt.Key.Key_Down)
    QTest.keyClick(order, Qt.Key.Key_Down)
    assert table.model().index(0, 0).data() == "Repairs"
    page.on_heading(1)  # type: ignore[attr-defined]  # what a press on a heading asks for
    assert table.model().index(0, 0).data() == "Caretaking"
    press("lead.figures.by.month")
    qtbot.waitUntil(lambda: table.model().rowCount() == 12, timeout=SOON_MS)
    assert table.model().index(0, 0).data() == "12 November 2026"
    QTest.keyClick(tab_to("lead.figures.day"), Qt.Key.Key_Down)
    said(full, qtbot, FIGURES, "of 30 in post on 31 October 2026")


def test_what_comes_in_is_counted_at_once(full: DeskApplication, qtbot: QtBot, listed: LeadTown) -> None:
    """A laptop's record that comes while the page is open changes the figures; the focus stays."""
    held = tab_to("lead.figures.day")
    laptop = listed.learner("Laptop 2")
    listed.record(laptop, completion("X00003", TODAY))
    listed.tell()
    said(full, qtbot, FIGURES, "3 of 30 in post")
    assert focus() is held


def test_figures_are_saved_where_the_lead_wants_them(full: DeskApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """No folder, a name that is taken, and then written over: each said at the field. The file has the table."""
    file = tmp_path / "figures.csv"
    press("lead.figures.export")
    assert focus().objectName() == "lead.figures.save.path"
    write("lead.figures.save.path", str(tmp_path / "none" / "figures.csv"))
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(full, qtbot, FIGURES, "There is no folder")
    file.write_text("mine", encoding="utf-8")
    write("lead.figures.save.path", str(file))
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(full, qtbot, FIGURES, "There is a file “figures.csv” already.")
    assert file.read_text(encoding="utf-8") == "mine"
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(full, qtbot, FIGURES, "Saved as")
    text = file.read_text(encoding="utf-8-sig")
    assert "2 of 30 in post on 12 November 2026 are up to date." in text
    assert "This desk last heard from the service" in text
    assert not page_of(full, FIGURES).saving.isVisible()  # type: ignore[attr-defined]  # that page has it


def test_the_place_to_save_is_found_within_the_page(full: DeskApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """The folders are a list on the page: no window of its own, nothing that the system remembers."""
    (tmp_path / "reports").mkdir()
    press("lead.figures.export")
    write("lead.figures.save.path", str(tmp_path / "figures.csv"))
    press("lead.figures.save.browse")
    assert focus().objectName() == "lead.figures.save.chooser.list"
    page = page_of(full, FIGURES)
    chooser = page.saving.chooser  # type: ignore[attr-defined]  # as above
    names = [chooser.list.item(at).text() for at in range(chooser.list.count())]
    chooser.list.setCurrentRow(names.index("reports"))
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    field = page.findChild(QLineEdit, "lead.figures.save.path")
    assert field is not None
    assert field.text() == str(tmp_path / "reports" / "figures.csv")
    assert QApplication.activePopupWidget() is None
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [full.window.frame]
    qtbot.wait(1)


def test_a_session_is_entered_and_taken_back_by_keyboard(full: DeskApplication, qtbot: QtBot) -> None:
    """Names found before it is entered, words that are no number refused, an unknown one said; then it counts."""
    page = go_to(full, qtbot, SESSIONS)
    assert "Nothing was entered yet" in words_of(page)
    course = tab_to("lead.session.course")
    QTest.keyClick(course, Qt.Key.Key_End)  # the course that laptops teach: another route was agreed
    write("lead.session.day", "10/11/2026")
    write("lead.session.numbers", "x00011, X00012,X00014;X99999, who knows?")
    press("lead.session.find")
    said(full, qtbot, SESSIONS, "This is no staff number: “knows?”")
    write("lead.session.numbers", "x00011, X00012 X00014;X99999")
    press("lead.session.find")
    said(full, qtbot, SESSIONS, "4 people: Early Detectors: noticing domestic abuse, 10 November 2026")
    assert "This number is not on the staff list: X99999." in words_of(page)
    table = page.findChild(QTableView, "lead.session.people")
    assert table is not None
    assert [table.model().index(row, 1).data() for row in range(3)] == [
        "Sam Sample 11",
        "Sam Sample 12",
        "Sam Sample 14",
    ]
    press("lead.session.enter")
    said(full, qtbot, SESSIONS, "It is entered, and counts from now on.")
    entries = page.findChild(QTableView, "lead.session.entries")
    assert entries is not None
    assert entries.model().rowCount() == 1
    assert "5 of 30 in post" in words_of(go_to(full, qtbot, FIGURES))
    go_to(full, qtbot, SESSIONS)
    QTest.keyClick(tab_to("lead.session.entries"), Qt.Key.Key_Down)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(full, qtbot, SESSIONS, "Take this back?")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert full.presenter.lead.state.taking_back, "Enter on the question answers nothing"
    press("lead.session.keep")
    qtbot.waitUntil(lambda: "Take this back?" not in words_of(page), timeout=SOON_MS)
    press("lead.session.take_back_chosen")
    said(full, qtbot, SESSIONS, "Take this back?")
    press("lead.session.take_back")
    said(full, qtbot, SESSIONS, "It is taken back.")
    assert "Nothing was entered yet" in words_of(page)
    assert "2 of 30 in post" in words_of(go_to(full, qtbot, FIGURES))


def test_numbers_come_from_a_file_too(full: DeskApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """A file of numbers is read within the page; one that is not there is said at the numbers."""
    file = tmp_path / "here.csv"
    file.write_text("staff number\nX00001\nX00002\n", encoding="utf-8")
    page = go_to(full, qtbot, SESSIONS)
    page.on_file(str(tmp_path / "gone.csv"))  # type: ignore[attr-defined]  # what the list of files tells
    said(full, qtbot, SESSIONS, "There is no file")
    page.on_file(str(file))  # type: ignore[attr-defined]  # as above
    said(full, qtbot, SESSIONS, "2 people:")


def test_reminders_are_copied_and_saved(full: DeskApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """By team, the whole list; on the clipboard as text until the desk is hidden, in a file where the lead wants it."""
    page = go_to(full, qtbot, REMIND)
    assert "28 lines: each is a person and a course." in words_of(page)
    team = tab_to("lead.remind.team")
    QTest.keyClick(team, Qt.Key.Key_Down)
    said(full, qtbot, REMIND, "10 lines")
    press("lead.remind.copy")
    said(full, qtbot, REMIND, "The whole list is copied.")
    copied = QApplication.clipboard().text()
    assert copied.startswith("Caretaking north\nSam Sample 21: Early Detectors")
    press("lead.remind.save_as")
    write("lead.remind.save.path", str(tmp_path / "remind.csv"))
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(full, qtbot, REMIND, "Saved as")
    assert (tmp_path / "remind.csv").read_text(encoding="utf-8-sig").count("Caretaking north") == 10
    if os.name == "posix":
        assert (tmp_path / "remind.csv").stat().st_mode & 0o077 == 0


def test_a_code_is_checked(full: DeskApplication, qtbot: QtBot) -> None:
    """A plain answer to a code that has a record, one that has none, and words that are no code."""
    go_to(full, qtbot, CHECK)
    write("lead.check.code", "hello")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(full, qtbot, CHECK, "That is not a code.")
    write("lead.check.code", check_code(completion("X00001", TODAY - timedelta(days=30)).id).lower())
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(full, qtbot, CHECK, "Yes, there is a record.")
    assert "Sam Sample 1, Repairs east, staff number X00001." in words_of(page_of(full, CHECK))
    write("lead.check.code", "7K2M-Q4TR")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    said(full, qtbot, CHECK, "There is no record with this code.")
    assert "Yes, there is a record." not in words_of(page_of(full, CHECK))


def test_a_record_store_is_set_and_left(full: DeskApplication, qtbot: QtBot) -> None:
    """An address that is not safe is refused; the counts are said in words; the secret is shown nowhere again."""
    page = go_to(full, qtbot, RECORDS)
    write("lead.records.address", "http://records.example.org/xapi/")
    write("lead.records.user", "desk")
    write("lead.records.secret", "a made up secret")
    write("lead.records.home_page", "https://staff.example.org")
    press("lead.records.use")
    said(full, qtbot, RECORDS, "That is not a safe address.")
    write("lead.records.address", "https://localhost:9/xapi/")
    press("lead.records.use")
    said(full, qtbot, RECORDS, "This desk sends to https://localhost:9/xapi/.")
    assert "sent." in words_of(page)
    assert all("made up secret" not in each.text() for each in page.findChildren(QLineEdit))
    press("lead.records.send")
    said(full, qtbot, RECORDS, "We tried.")
    said(full, qtbot, RECORDS, "2 waiting.")
    said(full, qtbot, RECORDS, "no clear answer")
    press("lead.records.stop")
    said(full, qtbot, RECORDS, "This desk sends there no more.")


def test_a_window_made_anew_keeps_the_place_and_what_was_begun(full: DeskApplication, qtbot: QtBot) -> None:
    """Another look: the same page, the numbers typed, the course chosen."""
    go_to(full, qtbot, SESSIONS)
    write("lead.session.numbers", "X00001")
    with qtbot.waitSignal(full.rebuilt, timeout=SOON_MS):
        full.on_preferences_changed(replace(full.preferences, text_percent=150))
    window = full.window
    assert window.work.place == "lead.sessions"
    assert offered(full) == ["training", "settings"]
    numbers = page_of(full, SESSIONS).numbers  # type: ignore[attr-defined]  # that page has it
    qtbot.waitUntil(lambda: numbers.text() == "X00001", timeout=SOON_MS)
    window.on_place("settings")
    window.settings.inside.home_wanted.emit()
    assert window.work.place == "lead.sessions"


def test_hiding_covers_the_names(full: DeskApplication, qtbot: QtBot) -> None:
    """Under the cover no name is left; after the passphrase the same page is there."""
    go_to(full, qtbot, REMIND)
    full.window.on_hide()
    frame = full.window.frame
    assert "Sam Sample" not in words_of(frame)
    assert frame.pages.currentWidget() is full.window.cover
    full.window.on_sign_in_asked()
    sign_in(full, qtbot)
    assert full.window.work.place == "lead.remind"
