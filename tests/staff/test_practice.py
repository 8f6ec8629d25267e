"""A practice concern is the true form on the true screens, marked on each, and leaves nothing behind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import MetaData, select

from detectors_app.domain.form import Answer
from detectors_app.domain.ids import FieldId
from detectors_app.staff.practice import Practice
from detectors_app.staff.practice_bar import PracticeBar
from tests.staff.hands import Hands
from tests.use_cases.bench import Bench

PLANTED = "planted in practice"


def kept(bench: Bench) -> dict[str, object]:
    """Give every row of every table of the store, and a digest of every byte of every file in its folder."""
    engine = bench.laptop.parts.store._engine  # type: ignore[attr-defined]
    tables = MetaData()
    tables.reflect(engine)
    rows: dict[str, object] = {}
    with engine.connect() as connection:
        for table in tables.sorted_tables:
            rows[table.name] = sorted(map(repr, connection.execute(select(table))))
    files = [each for each in sorted(bench.folder.rglob("*")) if each.is_file()]
    written = [each for each in files if not each.name.endswith("-shm")]  # who reads marks that there, and no words
    return rows | {str(each.relative_to(bench.folder)): digest(each) for each in written}


def at_rest(staff: Hands, bench: Bench) -> dict[str, object]:
    """Wait until the laptop has made itself known to the service and writes no more; give what is kept then."""
    found = [kept(bench)]
    for _ in range(40):
        staff.qtbot.wait(250)
        found.append(kept(bench))
        if found[-1] == found[-2] == found[max(len(found) - 4, 0)]:
            return found[-1]
    raise AssertionError


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def practise(staff: Hands) -> Practice:
    staff.press("home.practice")
    staff.find("question.danger")
    practice = staff.window.writing.recording
    assert isinstance(practice, Practice)
    return practice


def give(practice: Practice, **given: Answer) -> None:
    for key, value in given.items():
        practice.presenter.on_answered(FieldId(key.replace("__", ".")), value)


def fill(practice: Practice) -> None:
    """Give the six answers, every one of them planted."""
    give(practice, danger="unsure", danger__done="passed", place__kind="elsewhere", place__elsewhere=PLANTED)
    give(practice, when__at="2026-11-12", happened=PLANTED, consent="unsafe", you__phone=PLANTED)


def shown(staff: Hands) -> QWidget:
    page = staff.window.pages.currentWidget()
    assert page is not None
    return page


def is_marked(staff: Hands) -> bool:
    """Say whether the page that is shown has the bar in sight and *Practice* in its name."""
    page = shown(staff)
    bars = [each for each in page.findChildren(PracticeBar) if each.isVisible()]
    return page.accessibleName() == "Practice" and len(bars) == 1 and "Practice" in bars[0].accessibleName()


def to_the_end(staff: Hands) -> Practice:
    """Practise from Home to the end, and see every page marked on the way."""
    practice = practise(staff)
    fill(practice)
    assert is_marked(staff)
    for _ in range(40):
        if staff.window.pages.currentWidget() is practice.check:
            break
        assert is_marked(staff)
        practice.presenter.on_continued()
    assert is_marked(staff)
    staff.press("check.send")
    staff.find("practice_end.heading")
    assert is_marked(staff)
    return practice


def test_nothing_of_a_practice_is_kept(staff: Hands, bench: Bench) -> None:
    """Every row and byte of the store is the same before and after; nothing waits to be sent and no draft is there."""
    before = at_rest(staff, bench)
    to_the_end(staff)
    staff.sees("Nothing was sent or kept")
    staff.press("practice.home")
    staff.find("home.record")
    assert kept(bench) == before
    assert bench.laptop.outbox() == ()
    assert bench.laptop.drafts() == ()
    assert staff.window.writing.recording is None


def test_a_practice_never_says_saved(staff: Hands) -> None:
    """The line at the foot says that nothing is kept, where it would say *saved*."""
    practice = practise(staff)
    fill(practice)
    assert practice.page.saved.text() == "Practice: nothing is kept"
    assert not any("Saved on this laptop" in each for each in staff.texts())


def test_danger_in_practice_is_marked_and_still_true(staff: Hands) -> None:
    """The numbers stay, the heading says that it is practice, and the way to a true concern stands beside them."""
    practice = practise(staff)
    give(practice, danger="yes")
    heading = staff.find("danger.heading", QLabel)
    assert heading.text().startswith("Practice. ")
    assert "999" in heading.text()
    staff.sees("If it is real, call 999 now. Then press F9")


@pytest.mark.parametrize("where", ["danger", "check", "end", "steps"])
def test_one_key_begins_a_true_concern_with_nothing_in_it(staff: Hands, where: str) -> None:
    """F9 leaves practice from any of its pages; nothing that was written comes along by itself."""
    practice = to_the_end(staff) if where == "end" else practise(staff)
    fill(practice)
    if where == "check":
        while staff.window.pages.currentWidget() is practice.page:
            practice.presenter.on_continued()
    if where == "steps":
        practice.on_steps_wanted()
    QTest.keyClick(staff.window.windowHandle(), Qt.Key.Key_F9)
    staff.qtbot.waitUntil(lambda: is_true(staff))
    recording = staff.window.writing.recording
    assert recording is not None
    assert PLANTED not in recording.presenter.answers.values()
    page = shown(staff)
    assert not any("Practice" in each.accessibleName() for each in (page, *page.findChildren(QWidget)))


def is_true(staff: Hands) -> bool:
    recording = staff.window.writing.recording
    return recording is not None and not recording.practice


def test_what_was_practised_comes_along_when_asked_for(staff: Hands, bench: Bench) -> None:
    """*Bring it over* brings all but danger, which is asked anew; only then does the store have a draft."""
    fill(practise(staff))
    staff.press("practice.real")
    staff.find("practice.carried")
    assert bench.laptop.drafts() == ()
    staff.press("practice.bring")
    staff.sees("What you wrote is here now")
    recording = staff.window.writing.recording
    assert recording is not None
    assert recording.presenter.answers[FieldId("happened")] == PLANTED
    assert FieldId("danger") not in recording.presenter.answers
    staff.qtbot.waitUntil(lambda: len(bench.laptop.drafts()) == 1)


def test_the_offer_is_forgotten_once_one_goes_on(staff: Hands) -> None:
    """After the first screen nothing of the practice is left in the program."""
    fill(practise(staff))
    staff.press("practice.real")
    staff.find("practice.carried")
    recording = staff.window.writing.recording
    assert recording is not None
    recording.presenter.on_answered(FieldId("danger"), "no")
    staff.press("record.continue")
    staff.find("question.place")
    recording.on_carry_over()
    assert PLANTED not in recording.presenter.answers.values()


def hide(staff: Hands) -> None:
    staff.window.locking.on_hide()


def lock(staff: Hands) -> None:
    staff.window.locking.on_lock()


@pytest.mark.parametrize("leave", [hide, lock])
def test_hiding_and_locking_drop_a_practice(staff: Hands, bench: Bench, leave: Callable[[Hands], None]) -> None:
    """Nothing of it waits behind the cover: coming back shows Home."""
    fill(practise(staff))
    leave(staff)
    assert staff.window.writing.recording is None
    staff.window.locking.on_sign_in()
    staff.find("home.record")
    assert bench.laptop.drafts() == ()


def test_hiding_takes_back_the_offer(staff: Hands) -> None:
    """What was practised does not wait behind the cover to be brought over."""
    fill(practise(staff))
    staff.press("practice.real")
    staff.find("practice.carried")
    hide(staff)
    staff.window.locking.on_sign_in()
    recording = staff.window.writing.recording
    assert recording is not None
    recording.on_carry_over()
    assert PLANTED not in recording.presenter.answers.values()


def test_practising_again_begins_empty(staff: Hands) -> None:
    """*Practise again* shows the first screen with no answer of the time before."""
    first = to_the_end(staff)
    staff.press("practice.again")
    staff.find("question.danger")
    again = staff.window.writing.recording
    assert isinstance(again, Practice)
    assert again is not first
    assert PLANTED not in again.presenter.answers.values()
