"""Nobody there: a warning in good time, then a lock; what the store cannot take stays, behind the cover."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from detectors_app.domain.ids import FieldId
from detectors_app.staff.guard import Guard
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.widgets.idle_warning import IdleWarning
from tests.staff.conftest import window_on
from tests.staff.hands import PATIENCE_MS, Hands
from tests.staff.test_hiding import give_passphrase, hide, is_open, sign_in
from tests.staff.test_troubles import FullDisk, to_what_happened
from tests.staff.test_window import SAID, go_on, start
from tests.use_cases.bench import CHEAP, PASSPHRASE, Bench


def guard_of(staff: Hands) -> Guard:
    """Give the guard, once it counts."""
    guard = staff.program._guard
    assert guard is not None
    staff.qtbot.waitUntil(lambda: guard.idle.is_counting, timeout=PATIENCE_MS)
    return guard


def warn(staff: Hands, seconds: int = 30) -> None:
    """Let the time run out but for so many seconds."""
    idle = guard_of(staff).idle
    idle._seen_s = idle._clock() - idle.after_ms / 1000 + seconds - 0.5
    idle.look()


def is_warned(staff: Hands) -> bool:
    """Say whether the warning is seen."""
    return any(each.isVisible() for each in staff.window.findChildren(IdleWarning))


def to_elsewhere(staff: Hands) -> None:
    """Go to a field, with the focus in it."""
    start(staff)
    staff.choose("danger.no")
    go_on(staff, "question.place")
    staff.choose("place.kind.elsewhere")
    staff.go_to("place.elsewhere")


def test_a_warning_comes_before_the_lock_and_a_letter_stays(staff: Hands) -> None:
    """It says how long, counts down, and goes at the next letter, which is written as any other."""
    to_elsewhere(staff)
    warn(staff)
    staff.sees("This locks in 30 seconds.")
    staff.sees("Press any key")
    warn(staff, 20)
    staff.sees("This locks in 20 seconds.")
    staff.type("The stairs")
    assert not is_warned(staff)
    assert "The stairs" in staff.texts()


def test_the_key_that_stays_presses_nothing(staff: Hands) -> None:
    """Return and the space bar, pressed to stay, do not go on, answer or send; the second time they do."""
    to_elsewhere(staff)
    staff.type("The stairs")
    staff.find("record.continue").setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        warn(staff)
        assert is_warned(staff)
        QTest.keyClick(staff.window.windowHandle(), key)
        assert not is_warned(staff)
        staff.find("question.place")
    QTest.keyClick(staff.window.windowHandle(), Qt.Key.Key_Space)
    staff.find("question.when")


def test_shift_three_times_hides_while_warned(staff: Hands) -> None:
    """The way to hide works at every moment."""
    to_elsewhere(staff)
    warn(staff)
    hide(staff)
    assert not is_warned(staff)


def test_the_button_stays(staff: Hands) -> None:
    """Who presses buttons by voice or by a switch has one."""
    to_elsewhere(staff)
    warn(staff)
    staff.press("idle.stay")
    assert not is_warned(staff)


def test_under_the_cover_the_warning_is_neutral(staff: Hands) -> None:
    """It speaks of no lock and of nothing written."""
    to_elsewhere(staff)
    hide(staff)
    warn(staff)
    staff.sees("Still there?")
    assert not any("locks" in each.lower() or "wrote" in each for each in staff.texts())


def test_a_bare_home_neither_warns_nor_locks(staff: Hands) -> None:
    """There is nothing to lock."""
    warn(staff)
    assert not is_warned(staff)
    guard_of(staff).on_left()
    staff.find("home.record")
    assert not staff.window.hiding.is_covering


def test_when_time_runs_out_it_seals_and_goes_home(staff: Hands, bench: Bench) -> None:
    """The last letters are in the draft; the key is let go; Home is shown, the warning gone."""
    staff.press("home.concerns")
    give_passphrase(staff)
    staff.find("concerns")
    staff.press("concerns.home")
    to_elsewhere(staff)
    staff.type("The stairs")
    warn(staff)
    guard_of(staff).idle._end()
    staff.find("home.draft")
    assert not is_warned(staff)
    assert not is_open(staff)
    assert not guard_of(staff).has_held
    (draft,) = bench.laptop.drafts()
    kept = bench.laptop.resume_draft(draft.id, PASSPHRASE).concern.answers
    assert kept[FieldId("place.elsewhere")] == "The stairs"


def test_locked_under_the_cover_it_stays_covered(staff: Hands) -> None:
    """Someone may be looking; *Sign in* then leads Home, and asks nothing."""
    to_elsewhere(staff)
    hide(staff)
    guard_of(staff).on_left()
    staff.qtbot.waitUntil(lambda: staff.window.writing.recording is None, timeout=PATIENCE_MS)
    staff.find("cover")
    sign_in(staff)
    staff.find("home.draft")


def test_lock_now_locks(staff: Hands) -> None:
    """The button of *My concerns* does as the guard does."""
    staff.press("home.concerns")
    give_passphrase(staff)
    staff.press("concerns.lock")
    staff.find("home.record")
    assert not is_open(staff)


class Disk(FullDisk):
    """A laptop whose disk is full until a test says otherwise."""

    __slots__ = ()


def opened_on(bench: Bench) -> Laptop:
    """Open the laptop with that disk."""
    place = FilePlace(bench.folder)
    return Disk.open(bench.folder, clock=lambda: bench.now, key_place=place, service_at=bench._service, cost=CHEAP)


@pytest.fixture
def full(bench: Bench, qtbot: QtBot, qapp: QApplication) -> Iterator[Hands]:
    """Give a window whose store takes no draft."""
    Disk.is_full = True
    with window_on(bench, qtbot, qapp, lambda: opened_on(bench)) as staff:
        to_what_happened(staff)
        staff.write("happened", SAID)
        staff.sees("There is no space left for notes")
        yield staff
        Disk.is_full = False
        if staff.window.writing.autosave is not None:
            staff.window.writing.autosave.save_now()
            qtbot.waitUntil(lambda: staff.window.closing.is_saved, timeout=PATIENCE_MS)


def save_again(staff: Hands) -> None:
    """Try once more, as the program does every few seconds."""
    assert staff.window.writing.autosave is not None
    staff.window.writing.autosave.save_now()


def test_a_lock_that_cannot_save_keeps_the_words_behind_the_cover(full: Hands, bench: Bench) -> None:
    """Coming back says why; with room again the lock goes through."""
    with full.qtbot.waitSignal(full.window.locking.stuck, timeout=PATIENCE_MS):
        guard_of(full).on_left()
    full.find("cover")
    assert not any(SAID in each for each in full.texts())
    sign_in(full)
    full.sees("There is no space left for notes")
    full.sees(SAID)
    guard_of(full).on_left()
    Disk.is_full = False
    save_again(full)
    full.find("home.draft")
    assert len(bench.laptop.drafts()) == 1


def test_signing_in_takes_a_lock_back_that_could_not_be_done(full: Hands) -> None:
    """Who is back goes on writing: the save that works at last locks nothing under their hands."""
    with full.qtbot.waitSignal(full.window.locking.stuck, timeout=PATIENCE_MS):
        guard_of(full).on_left()
    sign_in(full)
    Disk.is_full = False
    with full.qtbot.assertNotEmitted(full.window.locking.sealed, wait=50):
        save_again(full)
        full.qtbot.waitUntil(lambda: full.window.closing.is_saved, timeout=PATIENCE_MS)
    full.find("question.signs")


def test_a_covered_window_with_unsaved_words_never_closes(full: Hands, bench: Bench) -> None:
    """However often: it says a neutral line, and takes it back once all is saved."""
    hide(full)
    for _ in range(3):
        with full.qtbot.waitSignal(full.window.closing.refused, timeout=PATIENCE_MS):
            full.window.close()
        assert full.window.isVisible()
    full.sees("Not saved yet. Keep this open.")
    Disk.is_full = False
    save_again(full)
    full.qtbot.waitUntil(lambda: not any("Not saved" in each for each in full.texts()), timeout=PATIENCE_MS)
    assert len(bench.laptop.drafts()) == 1


def test_an_open_window_says_why_and_closes_at_the_second_wish(full: Hands) -> None:
    """The page has said that it is not saved; after that the person decides."""
    with full.qtbot.waitSignal(full.window.closing.refused, timeout=PATIENCE_MS):
        full.window.close()
    assert full.window.isVisible()
    full.sees("There is no space left for notes")
    full.window.close()
    assert not full.window.isVisible()
