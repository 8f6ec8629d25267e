"""A question is told locked, opened after the passphrase, answered like anything written; the words leave no trace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from detectors_app.content.wording import load_wording
from detectors_app.domain.concern import About, Written
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import EnvironmentFault
from detectors_app.domain.ids import EnvelopeId
from detectors_app.staff.answering import Answering
from detectors_app.staff.autosave import SaveState, Saving
from detectors_app.staff.concern_rows import concern_rows, question_rows
from detectors_app.use_cases.questions import Asked
from detectors_app.use_cases.rows import OutboxItem
from tests.staff.hands import PATIENCE_MS, Hands
from tests.use_cases.bench import PASSPHRASE, Bench, more

WORDS = load_wording()
ASKED = "Planted: which door was it?"


@pytest.fixture
def item(bench: Bench) -> OutboxItem:
    """Give a concern that was sent and asked about, with no window open yet."""
    made = bench.report()
    bench.laptop.sync()
    bench.ask(bench.council.lee, made, ASKED)
    bench.laptop.sync()
    return made


@pytest.fixture
def asked_staff(item: OutboxItem, staff: Hands) -> Hands:
    """Give the window on a laptop that was asked."""
    return staff


def unlock(staff: Hands) -> None:
    staff.find("unlock.passphrase").setFocus()
    staff.type(PASSPHRASE)
    staff.press("unlock.open")


def open_answer(staff: Hands) -> None:
    """Go from Home to the answer's page, by the ways that a person takes."""
    staff.press("home.asked.see")
    unlock(staff)
    staff.press("concerns.answer.0")
    staff.find("answer.words")


def in_table(staff: Hands, text: str) -> None:
    """Wait until a line of *My concerns* says so, to a screen reader too."""
    model = staff.window.places.concerns.table.model()
    role = Qt.ItemDataRole.AccessibleTextRole

    def said() -> bool:
        places = [(row, at) for row in range(model.rowCount()) for at in range(model.columnCount())]
        return any(text in str(model.index(row, at).data(role)) for row, at in places)

    staff.qtbot.waitUntil(said, timeout=PATIENCE_MS)


def held(staff: Hands) -> Answering:
    found = staff.window.writing.held
    assert isinstance(found, Answering)
    return found


def test_home_tells_of_a_question_and_not_a_word_of_it(asked_staff: Hands) -> None:
    """Locked, it says that one waits; its words are nowhere before the passphrase, and there after it."""
    asked_staff.sees("A question is waiting for you.")
    assert not any("Planted" in each for each in asked_staff.texts())
    asked_staff.press("home.asked.see")
    unlock(asked_staff)
    asked_staff.sees("The duty team asks you something.")
    assert not any("Planted" in each for each in asked_staff.texts())
    asked_staff.press("concerns.answer.0")
    asked_staff.sees(ASKED)


def test_an_answer_goes_and_the_question_is_gone(bench: Bench, asked_staff: Hands) -> None:
    """Typed, saved as typed, sent: one answer in the outbox, and nothing waits any more."""
    open_answer(asked_staff)
    assert asked_staff.focus().objectName() == "answer.words"
    asked_staff.type("The back door")
    asked_staff.sees("Saved on this laptop")
    asked_staff.press("answer.send")
    asked_staff.sees("Added to SN-")
    answers = [each for each in bench.laptop.outbox() if each.question is not None]
    assert len(answers) == 1
    assert bench.laptop.drafts() == ()
    asked_staff.press("sent.home")
    asked_staff.find("home.record")
    asked_staff.qtbot.waitUntil(lambda: not any("question is waiting" in each for each in asked_staff.texts()))
    asked_staff.press("home.concerns")
    in_table(asked_staff, "You answered.")


def test_an_answer_is_finished_later_under_its_own_name(bench: Bench, asked_staff: Hands) -> None:
    """What was begun stands on Home as an answer, and goes on with its question above it."""
    open_answer(asked_staff)
    asked_staff.type("The back")
    asked_staff.press("answer.later")
    asked_staff.sees("You have an answer to finish.")
    (draft,) = bench.laptop.drafts()
    assert draft.about is not None
    asked_staff.press("home.continue")
    asked_staff.sees(ASKED)
    page = held(asked_staff).page
    assert page.field.text() == "The back"
    asked_staff.type(" door")
    asked_staff.press("answer.send")
    asked_staff.sees("Added to SN-")
    (answer,) = [each for each in bench.laptop.outbox() if each.question is not None]
    assert answer.id == draft.id


def test_answering_again_goes_on_with_what_was_begun(bench: Bench, asked_staff: Hands) -> None:
    """*Answer* finds the draft: no second answer to one question is begun."""
    open_answer(asked_staff)
    asked_staff.type("Begun")
    asked_staff.press("answer.back")
    asked_staff.find("home.record")
    asked_staff.press("home.concerns")
    asked_staff.sees("Go on with your answer")
    asked_staff.press("concerns.answer.0")
    asked_staff.qtbot.waitUntil(lambda: asked_staff.window.writing.held is not None)
    assert held(asked_staff).page.field.text() == "Begun"
    assert len(bench.laptop.drafts()) == 1


def test_nothing_is_kept_of_a_page_that_was_only_opened(bench: Bench, asked_staff: Hands) -> None:
    """Opened and left, there is no draft; sent blank, it says what is missing."""
    open_answer(asked_staff)
    asked_staff.press("answer.send")
    asked_staff.sees("Write what you want to tell us")
    asked_staff.press("answer.later")
    asked_staff.find("home.record")
    assert (bench.laptop.drafts(), [each for each in bench.laptop.outbox() if each.about]) == ((), [])


def test_something_is_added_from_its_line(bench: Bench, staff: Hands) -> None:
    """Enter on a concern without a question adds to it, with nobody's words above."""
    sent = bench.report()
    staff.window.overview.refresh()
    staff.press("home.concerns")
    unlock(staff)
    in_table(staff, "Add something")
    table: QWidget = staff.find("concerns.table")
    table.setFocus()
    staff.key(Qt.Key.Key_Return)
    staff.find("answer.words")
    assert not held(staff).page.question.isVisible()
    staff.type("And a red van")
    staff.press("answer.send")
    staff.sees("Added to SN-")
    (added,) = [each for each in bench.laptop.outbox() if each.about is not None]
    assert added.about == About(sent.id)


def test_hidden_while_answering_it_comes_back_by_the_passphrase(asked_staff: Hands) -> None:
    """The question and the words are covered at once, saved, and there again after the passphrase."""
    open_answer(asked_staff)
    asked_staff.type("The back door")
    asked_staff.window.locking.on_hide()
    assert not any("Planted" in each or "back door" in each for each in asked_staff.texts())
    asked_staff.window.locking.on_sign_in()
    unlock(asked_staff)
    asked_staff.sees(ASKED)
    assert held(asked_staff).page.field.text() == "The back door"


def test_few_readers_are_told_before_it_goes(bench: Bench, staff: Hands) -> None:
    """Where the concern left too few, so does its addition: the number first, and back without loss."""
    sent = bench.report(left_out=(bench.council.lee.reader.officer,), told_phone=True)
    staff.window.overview.refresh()
    staff.press("home.concerns")
    unlock(staff)
    staff.find("concerns.table")
    staff.window.places.answer_wanted.emit(About(sent.id))
    staff.find("answer.words")
    staff.type("More")
    staff.press("answer.send")
    staff.press("short.no")
    assert held(staff).page.field.text() == "More"
    staff.press("answer.send")
    staff.press("short.yes")
    staff.sees("Added to SN-")
    assert len([each for each in bench.laptop.outbox() if each.about]) == 1


def test_a_disk_that_is_full_keeps_the_words_on_the_screen(bench: Bench, asked_staff: Hands) -> None:
    """Not saved is said, and the page stays."""
    open_answer(asked_staff)

    fault = EnvironmentFault("store.disk_full", path="notes")
    held(asked_staff).page.on_saving_changed(Saving(SaveState.FAILED, None, fault))
    asked_staff.sees("There is no space left")
    held(asked_staff).on_sending_failed(fault)
    asked_staff.sees("There is no space left")


def test_the_rows_say_what_was_asked_answered_and_added(bench: Bench) -> None:
    """Additions stand in their concern's line with their own word; nothing of the words does."""
    item = bench.report()
    added = bench.laptop.report(bench.laptop.new_concern_id(), more(), Written.LOCKED, about=About(item.id))
    question = EnvelopeId(bench.laptop.new_concern_id())
    asked = (
        Asked(question, item.id, bench.now, bench.now),
        Asked(item.id, item.id, bench.now, bench.now, None, added.id),
    )
    (row,) = concern_rows(bench.laptop.outbox(), bench.now, WORDS, asked)
    assert (row.about, row.wanted, row.state) == (About(item.id, question), "Answer", "queued")
    assert "You added something. Saved on this laptop" in row.detail
    assert "The duty team asks you something." in row.detail
    assert [each.about for each in question_rows(asked, bench.now, WORDS)] == [About(item.id, question)]
    (plain,) = concern_rows([item], bench.now, WORDS)
    assert (plain.about, plain.wanted) == (About(item.id), "Add something")
    assert added.state is State.QUEUED
