"""Several people in one real window, and their passphrases: by keyboard, on a real store."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from detectors_app.domain.concern import Written
from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.ids import FIRST_PERSON, EnvelopeId, reference
from detectors_app.domain.waits import wait_s
from detectors_app.use_cases.enrolment.person import Newcomer
from tests.staff.conftest import window_on
from tests.staff.hands import PATIENCE_MS, Hands
from tests.staff.test_window import SAID, go_on, start
from tests.use_cases.bench import PASSPHRASE, Bench, finished

NEW = "nine quiet lanterns wander"
OTHER = "seven purple herons dance"
ALEX = Newcomer("Alex Example", "cleaner", "Invented Estate")


def begin_draft(staff: Hands) -> None:
    """Begin a concern and leave it."""
    start(staff)
    staff.choose("danger.no")
    go_on(staff, "question.place")
    staff.choose("place.kind.elsewhere")
    staff.write("place.elsewhere", SAID)
    staff.press("record.finish_later")
    staff.find("home.draft")


def to_people(staff: Hands) -> None:
    """Go to the list of people by Tab and Enter."""
    staff.go_to("home.someone_else")
    staff.key(Qt.Key.Key_Return)
    staff.find("people")


def choose_person(staff: Hands, person: int) -> None:
    """Choose one of the people by Tab and Enter."""
    to_people(staff)
    staff.go_to(f"people.{person}")
    staff.key(Qt.Key.Key_Return)
    staff.find("home")
    staff.qtbot.waitUntil(lambda: _looked_person(staff) == person, timeout=PATIENCE_MS)


def give(staff: Hands, passphrase: str) -> None:
    """Type a passphrase and press Enter."""
    staff.find("unlock.passphrase").setFocus()
    staff.type(passphrase)
    staff.key(Qt.Key.Key_Return)


def choose_new(staff: Hands, page: str, passphrase: str) -> None:
    """Type a new passphrase twice, and go on by Enter."""
    staff.find(f"{page}.passphrase").setFocus()
    staff.type(passphrase)
    staff.key(Qt.Key.Key_Return)
    assert staff.focus().objectName() == f"{page}.again"
    staff.type(passphrase)
    staff.key(Qt.Key.Key_Return)


def make_alex(staff: Hands) -> None:
    """Let someone new begin, by the keyboard alone."""
    to_people(staff)
    staff.go_to("people.new")
    staff.key(Qt.Key.Key_Return)
    staff.find("newcomer.name")
    assert staff.focus().objectName() == "newcomer.name"
    staff.type("Alex Example")
    staff.write("newcomer.role", "cleaner")
    choose_new(staff, "newcomer", OTHER)
    staff.find("home")
    staff.sees("You are writing as Alex Example.")


def is_open(staff: Hands) -> bool:
    """Say whether a person's part is open."""
    return staff.window.places.lock_presenter.is_unlocked


def _looked_person(staff: Hands) -> int:
    looked = staff.window.overview.looked
    assert looked is not None
    return looked.person


def _texts(staff: Hands) -> str:
    return " ".join(staff.texts())


# --- several people ---------------------------------------------------------------------------------------------------


def test_someone_new_has_a_part_of_their_own(staff: Hands, bench: Bench) -> None:
    """By keyboard: the other draft is gone from Home, the name is filled in; coming back, it is all there again."""
    begin_draft(staff)
    make_alex(staff)
    staff.qtbot.waitUntil(lambda: "You have a draft" not in _texts(staff), timeout=PATIENCE_MS)
    begin_draft(staff)
    (draft,) = bench.laptop.drafts()
    assert bench.laptop.resume_draft(draft.id, OTHER).concern.answers["you.name"] == "Alex Example"  # type: ignore[index]
    choose_person(staff, FIRST_PERSON)
    staff.sees("You are writing as Sam Sample.")
    staff.press("home.continue")
    give(staff, PASSPHRASE)
    staff.find("question.place")
    assert staff.find("place.elsewhere", QLineEdit).text() == SAID


def test_my_concerns_are_those_of_who_uses_it(staff: Hands, bench: Bench) -> None:
    """After the other person's passphrase, the list is theirs alone."""
    sams = bench.report()
    make_alex(staff)
    alexs = bench.report()
    staff.press("home.concerns")
    give(staff, OTHER)
    staff.find("concerns")
    _lists(staff, reference(alexs.id))
    staff.press("concerns.home")
    choose_person(staff, FIRST_PERSON)
    staff.press("home.concerns")
    give(staff, PASSPHRASE)
    staff.find("concerns")
    _lists(staff, reference(sams.id))


def test_changing_over_locks_first(staff: Hands) -> None:
    """Nobody takes over an open part: the list of people is shown locked, and the next one is asked."""
    staff.press("home.concerns")
    give(staff, PASSPHRASE)
    staff.press("concerns.home")
    assert is_open(staff)
    to_people(staff)
    assert not is_open(staff)
    staff.key(Qt.Key.Key_Return)
    staff.find("home")
    staff.press("home.concerns")
    staff.find("unlock.passphrase")


def test_the_other_s_urgent_concern_is_not_named(staff: Hands, bench: Bench) -> None:
    """Home of one person shows neither reference nor banner of another's; only the number that waits is everyone's."""
    bench.laptop.add_person(ALEX, OTHER)
    bench.laptop.use_as(FIRST_PERSON)
    item = bench.report(urgent=True)
    bench.laptop.add_person(ALEX, OTHER)
    staff.window.overview.refresh()
    staff.sees("You are writing as Alex Example.")
    assert reference(item.id) not in _texts(staff)
    choose_person(staff, FIRST_PERSON)
    staff.sees("You are writing as Sam Sample.")


def test_someone_new_can_write_at_once(staff: Hands, bench: Bench) -> None:
    """Without a word on that page: the form opens, and the draft can go as it is; then a passphrase can be chosen."""
    to_people(staff)
    staff.press("people.new")
    staff.go_to("newcomer.record")
    staff.key(Qt.Key.Key_Return)
    staff.find("question.danger")
    staff.choose("danger.no")
    go_on(staff, "question.place")
    staff.press("record.finish_later")
    staff.sees("You have no passphrase yet.")
    staff.sees("Your passphrase does not open it.")
    assert not [each for each in staff.window.findChildren(QLabel, "home.continue") if each.isVisible()]
    staff.press("home.concerns")
    staff.find("choose.passphrase")
    choose_new(staff, "choose", NEW)
    staff.find("home")
    staff.qtbot.waitUntil(lambda: "You have no passphrase yet." not in _texts(staff), timeout=PATIENCE_MS)
    staff.press("home.send_as_it_is")
    staff.press("sendasitis.yes")
    staff.find("sent.strip")
    assert bench.laptop.drafts() == ()
    bench.laptop.unlock(NEW)


def test_a_newcomer_must_give_a_name_to_be_found_again(staff: Hands) -> None:
    """Said at the field, which has the focus; going back leads to the list."""
    to_people(staff)
    staff.press("people.new")
    staff.press("newcomer.go_on")
    staff.sees("Type your name, so that you find yourself next time")
    assert staff.focus().objectName() == "newcomer.name"
    staff.type("Alex Example")
    staff.find("newcomer.passphrase").setFocus()
    staff.type("Alex Example")
    staff.press("newcomer.go_on")
    staff.sees("easy to guess")
    staff.press("newcomer.back")
    staff.find("people")


def test_another_program_changes_over(staff: Hands, bench: Bench) -> None:
    """Where the command line lets someone else in, an open *My concerns* is locked, and shows nothing of theirs."""
    bench.laptop.add_person(ALEX, OTHER)
    alexs = bench.report()
    bench.laptop.use_as(FIRST_PERSON)
    staff.press("home.concerns")
    give(staff, PASSPHRASE)
    staff.find("concerns")
    bench.laptop.use_as(bench.laptop.people()[1].id)
    staff.window.overview.refresh()
    staff.find("home.record")
    staff.qtbot.waitUntil(lambda: not staff.window.places.lock_presenter.is_unlocked, timeout=PATIENCE_MS)
    assert reference(alexs.id) not in _texts(staff)


# --- wrong passphrases ------------------------------------------------------------------------------------------------


def test_wrong_passphrases_wait_and_say_so(staff: Hands, bench: Bench) -> None:
    """The wait is said; a try during it is not made, and what is typed stays; Home stays open; then it opens."""
    guess(bench, 6)
    staff.press("home.concerns")
    staff.sees(f"You can try again in {wait_s(6)} seconds.")
    staff.sees("Nothing is lost, and you can still write notes.")
    give(staff, PASSPHRASE)
    assert staff.find("unlock.passphrase", QLineEdit).text() == PASSPHRASE
    staff.press("unlock.home")
    start(staff)
    staff.press("record.finish_later")
    bench.now += timedelta(seconds=wait_s(6))
    staff.press("home.concerns")
    staff.qtbot.waitUntil(lambda: staff.window.places.lock_presenter.countdown.left_s == 0, timeout=PATIENCE_MS)
    give(staff, PASSPHRASE)
    staff.find("concerns")


def test_a_wait_outlasts_the_program(bench: Bench, qtbot: QtBot, qapp: QApplication) -> None:
    """Closed and opened again, the wait is the same."""
    with window_on(bench, qtbot, qapp) as staff:
        for tries in range(1, 5):
            staff.press("home.concerns")
            staff.qtbot.waitUntil(lambda: staff.window.places.lock_presenter.countdown.left_s == 0, timeout=PATIENCE_MS)
            give(staff, "not the right one")
            staff.sees("That is not the passphrase")
            staff.qtbot.waitUntil(lambda tries=tries: _tries(bench) == tries, timeout=PATIENCE_MS)  # type: ignore[misc]
            staff.press("unlock.home")
            bench.now += timedelta(seconds=wait_s(tries) if tries < 4 else 0)
    with window_on(bench, qtbot, qapp) as staff:
        staff.press("home.concerns")
        staff.sees(f"You can try again in {wait_s(4)} seconds.")


def test_it_counts_down_calmly(staff: Hands) -> None:
    """Minutes, then steps of five seconds, then each second; at the end it says that one can try again."""
    staff.press("home.concerns")
    wait, countdown = staff.window.places.unlock.wait, staff.window.places.lock_presenter.countdown
    said = [wait.sentence(left) for left in (300, 61, 60, 58, 11, 10, 1)]
    assert said == [
        "You can try again in 5 minutes.",
        "You can try again in 2 minutes.",
        "You can try again in 60 seconds.",
        "You can try again in 60 seconds.",
        "You can try again in 15 seconds.",
        "You can try again in 10 seconds.",
        "You can try again in 1 second.",
    ]
    countdown.start(2)
    staff.sees("You can try again in 2 seconds.")
    countdown.on_tick()
    staff.sees("You can try again in 1 second.")
    countdown.on_tick()
    staff.sees("You can try again now.")
    assert not countdown._tick.isActive()


# --- change and forgotten ---------------------------------------------------------------------------------------------


def test_the_passphrase_is_changed_by_keyboard(staff: Hands, bench: Bench) -> None:
    """The present one wrong is said at its field and keeps the new one; right, it is changed and the page says so."""
    draft = bench.laptop.new_concern_id()
    bench.laptop.save_draft(draft, finished(), 2, Written.LOCKED)
    staff.window.people.on_change_passphrase()
    staff.find("change.present")
    assert staff.focus().objectName() == "change.present"
    staff.press("change.go_on")
    staff.sees("Type the passphrase you use now")
    staff.type("not the right one")
    staff.key(Qt.Key.Key_Return)
    assert staff.focus().objectName() == "change.passphrase"
    choose_new(staff, "change", NEW)
    staff.sees("That is not the passphrase")
    assert staff.focus().objectName() == "change.present"
    staff.type(PASSPHRASE)
    staff.press("change.go_on")
    staff.sees("Your passphrase is changed.")
    assert staff.focus().objectName() == "change.back"
    assert not any(each.text() for each in staff.window.people.change.findChildren(QLineEdit))
    assert bench.laptop.resume_draft(draft, NEW).step == 2
    with pytest.raises(CannotOpen):
        bench.laptop.unlock(PASSPHRASE)


def test_a_change_waits_as_opening_does(staff: Hands, bench: Bench) -> None:
    """The same count: the page says the wait, and a press meanwhile makes no try."""
    guess(bench, 6)
    staff.window.people.on_change_passphrase()
    staff.sees(f"You can try again in {wait_s(6)} seconds.")
    staff.find("change.present").setFocus()
    staff.type(PASSPHRASE)
    choose_new(staff, "change", NEW)
    assert _tries(bench) == 6


def test_a_forgotten_passphrase_says_what_is_lost_first(staff: Hands, bench: Bench) -> None:
    """From the passphrase's page by keyboard: what is lost and safe is said, nothing is done before the button."""
    begin_draft(staff)
    staff.press("home.continue")
    staff.find("unlock.passphrase")
    staff.go_to("unlock.forgotten")
    staff.key(Qt.Key.Key_Return)
    staff.find("forgotten.passphrase")
    staff.sees("What you will not be able to open")
    staff.sees("To answer one, ring 0")
    staff.sees("What you have sent is safe with the team.")
    staff.press("forgotten.back")
    staff.find("unlock.passphrase")
    assert len(bench.laptop.people()) == 1
    staff.press("unlock.forgotten")
    choose_new(staff, "forgotten", NEW)
    staff.find("home")
    staff.sees("Your passphrase does not open it. You can send it as it is.")
    staff.press("home.send_as_it_is")
    staff.press("sendasitis.yes")
    staff.find("sent.strip")
    assert bench.laptop.drafts() == ()
    bench.laptop.unlock(NEW)


def test_whoever_remembers_after_all_finds_everything(staff: Hands, bench: Bench) -> None:
    """The earlier self is in the list, and opens with the old passphrase."""
    sent = bench.report()
    begin_draft(staff)
    staff.press("home.continue")
    staff.press("unlock.forgotten")
    choose_new(staff, "forgotten", NEW)
    staff.find("home")
    to_people(staff)
    staff.sees("With the passphrase used until")
    staff.go_to("people.1")
    staff.key(Qt.Key.Key_Return)
    staff.find("home.continue")
    staff.press("home.concerns")
    give(staff, PASSPHRASE)
    staff.find("concerns")
    _lists(staff, reference(sent.id))


def test_forgetting_opens_nothing_that_was_hidden(staff: Hands, bench: Bench) -> None:
    """An open draft under the cover: *I have forgotten it* saves and closes it, and no new passphrase opens it."""
    begin_draft(staff)
    staff.press("home.continue")
    give(staff, PASSPHRASE)
    staff.find("question.place")
    staff.go_to("place.elsewhere")
    staff.type("Behind the shop")
    staff.window.locking.on_hide()
    staff.window.locking.on_sign_in()
    staff.press("unlock.forgotten")
    staff.find("forgotten.passphrase")
    assert staff.window.writing.recording is None
    choose_new(staff, "forgotten", NEW)
    staff.find("home")
    staff.sees("Your passphrase does not open it.")
    (draft,) = bench.laptop.drafts()
    with pytest.raises(CannotOpen):
        bench.laptop.resume_draft(EnvelopeId(draft.id), NEW)
    bench.laptop.use_as(FIRST_PERSON)
    kept = bench.laptop.resume_draft(draft.id, PASSPHRASE).concern.answers
    assert "Behind the shop" in kept.values()


def guess(bench: Bench, times: int) -> None:
    """Try so many wrong passphrases, each once it may be tried."""
    for _ in range(times):
        bench.now += bench.laptop.wait_left()
        with pytest.raises(CannotOpen):
            bench.laptop.unlock("not the right one")


def _tries(bench: Bench) -> int:
    person = bench.laptop.person()
    assert person is not None
    return person.wrong_tries


def _lists(staff: Hands, *references: str) -> None:
    """Wait until *My concerns* lists these and no others."""
    model = staff.window.places.concerns.table.model()

    def listed() -> bool:
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())] == list(references)

    staff.qtbot.waitUntil(listed, timeout=PATIENCE_MS)
