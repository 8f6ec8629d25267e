"""Hide covers every screen at once, locks what a passphrase had opened, and loses nothing that was typed."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit
from pytestqt.qtbot import QtBot

from detectors_app.domain.concern import Concern
from detectors_app.domain.errors import DetectorsError, EnvironmentFault
from detectors_app.domain.ids import CONCERNS
from tests.faults.planted import search
from tests.staff.conftest import window_on
from tests.staff.hands import PATIENCE_MS, Hands
from tests.staff.test_window import SAID, go_on, start
from tests.use_cases.bench import PASSPHRASE, Bench

HIDDEN_WITHIN_S = 0.2


class FullDisk:
    """Answers every job like a store whose disk is full (staff.asking.Ask)."""

    def __init__(self, refused: list[DetectorsError]) -> None:
        self.refused = refused

    def __call__(self, job: object, then: object, failed: Callable[[DetectorsError], None]) -> None:
        self.refused.append(EnvironmentFault("store.disk_full", path="notes"))
        failed(self.refused[-1])


def hide(staff: Hands) -> None:
    """Press Shift three times, as a person does."""
    for _ in range(3):
        QTest.keyClick(staff.window.windowHandle(), Qt.Key.Key_Shift)
    staff.find("cover")


def is_open(staff: Hands) -> bool:
    """Say whether the person's key is at hand."""
    return staff.window.places.lock_presenter.is_unlocked


def sign_in(staff: Hands) -> None:
    """Press *Sign in* on the cover."""
    staff.press("sign_in")


def give_passphrase(staff: Hands) -> None:
    """Type the passphrase where it is asked for."""
    staff.find("unlock.passphrase").setFocus()
    staff.type(PASSPHRASE)
    staff.key(Qt.Key.Key_Return)


def written(staff: Hands) -> Concern:
    """Give what is being written."""
    assert staff.window.writing.recording is not None
    return staff.window.writing.recording.presenter.concern


def hide_and_back(staff: Hands) -> None:
    """Hide and come back: the same page, the same answers, the same letters, the focus where it was."""
    QApplication.processEvents()
    page, before, texts, focus = staff.window.pages.currentWidget(), written(staff), staff.texts(), staff.focus()
    hide(staff)
    assert not any(SAID in each for each in staff.texts())
    sign_in(staff)
    assert staff.window.pages.currentWidget() is page
    assert (written(staff), staff.focus()) == (before, focus)
    said = sorted(each for each in texts if SAID in each)
    staff.qtbot.waitUntil(lambda: sorted(each for each in staff.texts() if SAID in each) == said)


def test_from_every_screen_the_draft_comes_back_byte_for_byte(staff: Hands, bench: Bench) -> None:
    """Hidden on every screen of the form and on the check, the answers are the same and all of them are stored."""
    start(staff)
    hide_and_back(staff)
    staff.choose("danger.no")
    hide_and_back(staff)
    go_on(staff, "question.place")
    staff.choose("place.kind.job")
    staff.write("place.job", "WO-1")
    hide_and_back(staff)
    go_on(staff, "question.when")
    staff.press("when.at.today")
    hide_and_back(staff)
    go_on(staff, "question.signs")
    staff.write("happened", SAID)
    staff.find("happened", QPlainTextEdit).insertPlainText(" – ‘été’ 🔑")
    hide_and_back(staff)
    for question in ("question.words", "question.present", "question.children", "question.consent"):
        go_on(staff, question)
        hide_and_back(staff)
    staff.choose("consent.not_spoken")
    go_on(staff, "question.staff_risk")
    hide_and_back(staff)
    go_on(staff, "question.you")
    staff.write("you.phone", "extension 1")
    hide_and_back(staff)
    for question in ("question.link", "check.heading"):
        go_on(staff, question)
        hide_and_back(staff)
    autosave = staff.window.writing.recording.presenter.autosave  # type: ignore[union-attr]
    staff.qtbot.waitUntil(lambda: autosave.is_settled, timeout=PATIENCE_MS)
    (draft,) = bench.laptop.drafts()
    assert bench.laptop.resume_draft(draft.id, PASSPHRASE).concern == written(staff)


def test_hiding_is_quick(staff: Hands) -> None:
    """From the third Shift to the neutral screen takes less than 200 ms, the first time too."""
    start(staff)
    staff.choose("danger.no")
    go_on(staff, "question.place")
    began = time.perf_counter()
    staff.window.locking.on_hide()
    staff.window.repaint()
    assert time.perf_counter() - began < HIDDEN_WITHIN_S
    staff.find("cover")


def test_a_new_concern_never_asks(staff: Hands) -> None:
    """With no passphrase given, *Sign in* goes straight back to what is being written."""
    start(staff)
    staff.choose("danger.no")
    hide(staff)
    sign_in(staff)
    staff.find("question.danger")


def test_an_opened_draft_asks_again(staff: Hands, bench: Bench) -> None:
    """A draft opened by passphrase comes back by passphrase alone, as it was; the key is gone while hidden."""
    start(staff)
    staff.choose("danger.no")
    go_on(staff, "question.place")
    staff.choose("place.kind.elsewhere")
    staff.write("place.elsewhere", SAID)
    staff.press("record.finish_later")
    staff.press("home.continue")
    give_passphrase(staff)
    staff.find("question.place")
    staff.go_to("place.elsewhere")
    staff.type(" again")
    before = written(staff)
    hide(staff)
    assert not is_open(staff)
    sign_in(staff)
    staff.find("unlock.passphrase").setFocus()
    assert not any(SAID in each for each in staff.texts())
    staff.type("not the right one")
    staff.key(Qt.Key.Key_Return)
    staff.sees("That is not the passphrase")
    hide(staff)
    sign_in(staff)
    give_passphrase(staff)
    staff.find("question.place")
    assert written(staff) == before
    autosave = staff.window.writing.recording.presenter.autosave  # type: ignore[union-attr]
    staff.qtbot.waitUntil(lambda: autosave.is_settled, timeout=PATIENCE_MS)
    (draft,) = bench.laptop.drafts()
    assert bench.laptop.resume_draft(draft.id, PASSPHRASE).concern == before


def test_home_instead_of_the_passphrase_keeps_the_draft(staff: Hands, bench: Bench) -> None:
    """Whoever goes Home from the passphrase leaves the draft in the store, not on the screen."""
    start(staff)
    staff.choose("danger.no")
    staff.press("record.finish_later")
    staff.press("home.continue")
    give_passphrase(staff)
    staff.find("question.danger")
    hide(staff)
    sign_in(staff)
    staff.press("unlock.home")
    staff.find("home.draft")
    assert staff.window.writing.recording is None
    assert len(bench.laptop.drafts()) == 1


def test_my_concerns_asks_again(staff: Hands) -> None:
    """Hidden while *My concerns* is open, it asks before it shows again."""
    staff.press("home.concerns")
    give_passphrase(staff)
    staff.find("concerns")
    hide(staff)
    sign_in(staff)
    give_passphrase(staff)
    staff.find("concerns")


def test_unlocking_under_the_cover_shows_nothing(staff: Hands) -> None:
    """A passphrase that turns out right only after Hide opens nothing: it is asked for again."""
    staff.press("home.concerns")
    staff.find("unlock.passphrase").setFocus()
    staff.type(PASSPHRASE)
    staff.key(Qt.Key.Key_Return)
    staff.window.locking.on_hide()
    staff.qtbot.waitUntil(lambda: is_open(staff), timeout=PATIENCE_MS)
    staff.find("cover")
    sign_in(staff)
    assert not is_open(staff)
    staff.find("unlock.passphrase")


def test_the_cover_keeps_its_notes(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """Notes added and removed on the cover are there after a restart, and lie in no file readably."""
    with window_on(bench, qtbot, qapp) as staff:
        hide(staff)
        assert staff.find("cover.notes", QListWidget).count() > 0
        staff.find("cover.note").setFocus()
        staff.type("Order grit for Block C")
        staff.key(Qt.Key.Key_Return)
        staff.qtbot.waitUntil(lambda: "Order grit for Block C" in (bench.laptop.cover_notes() or ()))
        notes = staff.find("cover.notes", QListWidget)
        notes.setCurrentRow(0)
        gone = notes.item(0).text()
        staff.press("cover.remove")
        staff.qtbot.waitUntil(lambda: gone not in (bench.laptop.cover_notes() or (gone,)))
    assert not search([bench.folder], ["Order grit for Block C"])
    with window_on(bench, qtbot, qapp) as staff:
        hide(staff)
        notes = staff.find("cover.notes", QListWidget)
        kept = [notes.item(row).text() for row in range(notes.count())]
        assert kept == list(bench.laptop.cover_notes() or ())
        assert "Order grit for Block C" in kept


def test_notes_that_the_store_refuses_stay_on_the_cover(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """A full disk says nothing on the neutral screen, and takes no note away."""
    with window_on(bench, qtbot, qapp) as staff:
        hide(staff)
        refused: list[DetectorsError] = []
        staff.window.hiding._ask = FullDisk(refused)
        staff.find("cover.note").setFocus()
        staff.type("Order grit")
        staff.key(Qt.Key.Key_Return)
        staff.qtbot.waitUntil(lambda: staff.window.hiding._is_read and bool(refused))
        notes = staff.find("cover.notes", QListWidget)
        assert "Order grit" in [notes.item(row).text() for row in range(notes.count())]
        assert not any("space" in each for each in staff.texts())


def test_news_wait_under_the_cover(staff: Hands, bench: Bench) -> None:
    """A sending that ends while hidden shows its page only after *Sign in*."""
    start(staff)
    staff.choose("danger.no")
    staff.press("record.finish_later")
    staff.press("home.send_as_it_is")
    staff.press("sendasitis.yes")
    staff.window.locking.on_hide()
    staff.qtbot.waitUntil(lambda: len(bench.laptop.outbox()) == 1, timeout=PATIENCE_MS)
    staff.find("cover")
    sign_in(staff)
    staff.find("sent.strip")
    assert bench.laptop.outbox()[0].box == CONCERNS
