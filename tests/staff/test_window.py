"""The staff window on a real store: writing, sending, resuming, hiding, closing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from detectors_app.domain.ids import FieldId
from detectors_app.use_cases.people import NEWEST
from tests.staff.conftest import window_on
from tests.staff.hands import PATIENCE_MS, Hands
from tests.storage.stores import an_item
from tests.use_cases.bench import PASSPHRASE, Bench

SAID = "Two holes in the bedroom door"


def start(staff: Hands) -> None:
    """Begin a concern from Home by its key."""
    staff.key(Qt.Key.Key_Space)
    staff.find("question.danger")


def go_on(staff: Hands, question: str) -> None:
    """Press *Continue* and wait for the screen with that question."""
    staff.press("record.continue")
    staff.find(question)


def fill(staff: Hands) -> None:
    """Answer the six, by keyboard, up to the check of the answers."""
    start(staff)
    staff.choose("danger.no")
    go_on(staff, "question.place")
    staff.choose("place.kind.job")
    staff.write("place.job", "WO-1")
    go_on(staff, "question.when")
    staff.press("when.at.today")
    go_on(staff, "question.signs")
    staff.write("happened", SAID)
    for question in ("question.words", "question.present", "question.children", "question.consent"):
        go_on(staff, question)
    staff.choose("consent.not_spoken")
    go_on(staff, "question.staff_risk")
    go_on(staff, "question.you")
    staff.write("you.phone", "extension 1")
    for question in ("question.link", "check.heading"):
        go_on(staff, question)


def test_home_begins_on_record(staff: Hands) -> None:
    """The focus is on *Record a concern*, so that one key begins."""
    assert staff.focus().objectName() == "home.record"


def test_a_concern_goes_from_the_keyboard_to_the_service(staff: Hands, bench: Bench) -> None:
    """Filled in by keyboard, sent, and the confirmation moves to *Sent* by itself; the draft is gone."""
    fill(staff)
    staff.sees(SAID)
    staff.press("check.send")
    staff.find("sent.strip")
    staff.sees("Your reference is <b>SN-")
    staff.sees("Sent to Safety Net")
    assert bench.laptop.drafts() == ()
    assert len(bench.laptop.outbox()) == 1


def test_enter_cannot_answer_danger(staff: Hands) -> None:
    """Danger moves the focus to its heading, where Enter does nothing, and *Continue* is not offered."""
    start(staff)
    staff.choose("danger.yes")
    staff.qtbot.waitUntil(lambda: staff.focus().objectName() == "danger.heading")
    staff.key(Qt.Key.Key_Return)
    staff.key(Qt.Key.Key_Space)
    assert staff.window.writing.recording is not None
    assert FieldId("danger.done") not in staff.window.writing.recording.presenter.answers
    assert not staff.window.writing.recording.page.go_on.isVisible()
    staff.press("danger.done.called")
    staff.find("question.police")


def test_a_missing_answer_is_listed_and_said_at_the_field(staff: Hands) -> None:
    """The list takes the focus, its link leads to the field, and the same words stand in the field's description."""
    start(staff)
    staff.press("record.continue")
    staff.find("problems")
    assert staff.focus().objectName() == "problems"
    staff.press("problem.danger")
    assert staff.focus().objectName() == "danger.yes"
    assert staff.focus().accessibleDescription().startswith("Say if anyone is in danger right now")
    staff.choose("danger.no")
    staff.qtbot.waitUntil(lambda: not staff.window.writing.recording.page._problems.isVisible())  # type: ignore[union-attr]


def test_questions_come_and_go_with_the_answers(staff: Hands) -> None:
    """Choosing another kind of place shows its field and hides the others, and what was typed comes back."""
    start(staff)
    staff.choose("danger.no")
    go_on(staff, "question.place")
    staff.choose("place.kind.job")
    staff.write("place.job", "WO-1")
    staff.choose("place.kind.elsewhere")
    staff.find("place.elsewhere")
    assert staff.window.writing.recording is not None
    assert FieldId("place.job") not in staff.window.writing.recording.presenter.answers
    staff.choose("place.kind.job")
    assert staff.find("place.job").text() == "WO-1"


def test_a_pause_saves_and_only_then_says_so(staff: Hands, bench: Bench) -> None:
    """After a pause the sealed draft is in the store, and the foot says *Saved on this laptop*."""
    start(staff)
    staff.choose("danger.no")
    staff.sees("Saved on this laptop")
    (draft,) = bench.laptop.drafts()
    assert bench.laptop.resume_draft(draft.id, PASSPHRASE).concern.answers[FieldId("danger")] == "no"


def test_closing_in_mid_typing_loses_nothing(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """What was typed just before the window closed is in the draft."""
    with window_on(bench, qtbot, qapp) as staff:
        start(staff)
        staff.choose("danger.no")
        go_on(staff, "question.place")
        staff.choose("place.kind.job")
        staff.write("place.job", "WO-12345")
        with qtbot.waitSignal(staff.window.may_close, timeout=PATIENCE_MS):
            staff.window.close()
    (draft,) = bench.laptop.drafts()
    assert bench.laptop.resume_draft(draft.id, PASSPHRASE).concern.answers[FieldId("place.job")] == "WO-12345"


def test_a_draft_goes_on_with_the_passphrase(staff: Hands) -> None:
    """Home offers the draft; the wrong passphrase says so, the right one opens it on its screen."""
    start(staff)
    staff.choose("danger.no")
    go_on(staff, "question.place")
    staff.press("record.finish_later")
    staff.press("home.continue")
    staff.find("unlock.passphrase").setFocus()
    staff.type("not the right one")
    staff.key(Qt.Key.Key_Return)
    staff.sees("That is not the passphrase")
    staff.type(PASSPHRASE)
    staff.key(Qt.Key.Key_Return)
    staff.find("question.place")


def test_a_draft_goes_as_it_is_without_the_passphrase(staff: Hands, bench: Bench) -> None:
    """After a question, the draft is queued unopened and the confirmation shows."""
    start(staff)
    staff.choose("danger.no")
    staff.press("record.finish_later")
    staff.press("home.send_as_it_is")
    staff.find("sendasitis.heading")
    staff.key(Qt.Key.Key_Return)
    assert bench.laptop.outbox() == ()
    staff.press("sendasitis.yes")
    staff.find("sent.strip")
    assert bench.laptop.drafts() == ()


def test_my_concerns_asks_for_the_passphrase_and_locks(staff: Hands) -> None:
    """The table comes after the passphrase; *Lock now* goes Home, and the passphrase is asked for again."""
    staff.press("home.concerns")
    staff.find("unlock.passphrase").setFocus()
    staff.type(PASSPHRASE)
    staff.key(Qt.Key.Key_Return)
    staff.sees("You have not sent anything yet")
    staff.press("concerns.lock")
    staff.press("home.concerns")
    staff.find("unlock.passphrase")


def test_idle_saves_locks_and_goes_home(staff: Hands, bench: Bench) -> None:
    """With nobody there, the draft is saved, the words leave the screen, and Home is shown."""
    start(staff)
    staff.choose("danger.no")
    go_on(staff, "question.place")
    staff.choose("place.kind.elsewhere")
    staff.window.locking.on_lock()
    staff.qtbot.waitUntil(lambda: staff.window.writing.recording is None, timeout=PATIENCE_MS)
    staff.find("home.draft")
    assert len(bench.laptop.drafts()) == 1
    assert not staff.window.hiding.is_covering


def test_hide_covers_and_keeps_what_was_typed(staff: Hands) -> None:
    """Shift three times shows the neutral screen; coming back, every letter is there."""
    start(staff)
    staff.choose("danger.no")
    go_on(staff, "question.place")
    staff.choose("place.kind.job")
    staff.write("place.job", "WO-9")
    for _ in range(3):
        QTest.keyClick(staff.window.windowHandle(), Qt.Key.Key_Shift)
    staff.find("cover")
    assert not any("WO-9" in each for each in staff.texts())
    staff.window.locking.on_sign_in()
    assert any("WO-9" in each for each in staff.texts())


def test_the_title_says_nothing(staff: Hands) -> None:
    """The window's title is the neutral name, on every page."""
    assert staff.window.windowTitle() == "Site Notes"
    fill(staff)
    assert staff.window.windowTitle() == "Site Notes"


def test_tab_leaves_the_long_field(staff: Hands) -> None:
    """Tab goes on from a field of several lines instead of writing a tab."""
    start(staff)
    staff.choose("danger.no")
    go_on(staff, "question.place")
    staff.choose("place.kind.job")
    staff.write("place.job", "WO-1")
    go_on(staff, "question.when")
    staff.press("when.at.today")
    go_on(staff, "question.signs")
    staff.go_to("happened")
    staff.key(Qt.Key.Key_Tab)
    assert staff.focus().objectName() != "happened"
    assert staff.find("happened", QPlainTextEdit).toPlainText() == ""


def test_older_concerns_are_listed_when_they_are_asked_for(staff: Hands, bench: Bench) -> None:
    """The newest at once; the others after a press, and the button then goes."""
    with bench.laptop.parts.store.unit() as unit:
        for _ in range(NEWEST + 3):
            unit.add_to_outbox(an_item())
    staff.window.overview.refresh()
    staff.qtbot.waitUntil(
        lambda: staff.window.overview.looked is not None and len(staff.window.overview.looked.outbox) == NEWEST,
        timeout=PATIENCE_MS,
    )
    staff.press("home.concerns")
    staff.write("unlock.passphrase", PASSPHRASE)
    staff.key(Qt.Key.Key_Return)
    page = staff.window.places.concerns
    staff.find("concerns.older")
    assert page.table.rows.rowCount() == NEWEST
    staff.press("concerns.older")
    staff.qtbot.waitUntil(lambda: page.table.rows.rowCount() == NEWEST + 3, timeout=PATIENCE_MS)
    assert not page.older.isVisible()


def test_record_pressed_twice_begins_one_concern(staff: Hands) -> None:
    """What was begun first stands, with what was written in it before the second answer of the store came."""
    writing = staff.window.writing
    writing.on_record()
    writing.on_record()
    staff.find("question.danger")
    begun = writing.recording
    staff.choose("danger.no")
    staff.qtbot.waitUntil(lambda: begun is not None and begun.presenter.autosave.is_settled, timeout=PATIENCE_MS)
    assert writing.recording is begun
    assert begun is not None
    assert begun.presenter.answers[FieldId("danger")] == "no"
