"""A person is led through the form, and what they gave is saved on the way."""

from __future__ import annotations

from uuid import UUID

from pytestqt.qtbot import QtBot

from detectors_app.content.forms import current_form
from detectors_app.domain.concern import Concern, Draft
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import EnvelopeId, FieldId
from detectors_app.staff import walk
from detectors_app.staff.record_presenter import RecordPresenter, Shown
from tests.staff.test_autosave import AT, Store

SIX: dict[str, Answer] = {
    "danger": "no", "place.kind": "job", "place.job": "WO-1", "when.at": "2026-11-12", "happened": "x",
    "consent": "unsafe", "you.phone": "07700 900123",
}  # fmt: skip


def given(*keys: str) -> dict[FieldId, Answer]:
    return {FieldId(key): value for key, value in SIX.items() if not keys or key in keys}


class Recorder:
    """A presenter on a store that answers at will, with what it told its page."""

    def __init__(self) -> None:
        self.store = Store()
        self.presenter = RecordPresenter(current_form(), EnvelopeId(UUID(int=1)), self.store.save)
        self.screens: list[Shown] = []
        self.problems: list[Shown] = []
        self.checks: list[None] = []
        self.presenter.screen_changed.connect(self.screens.append)
        self.presenter.problems_found.connect(self.problems.append)
        self.presenter.check_reached.connect(lambda: self.checks.append(None))

    def answer(self, key: str, value: Answer) -> None:
        self.presenter.on_answered(FieldId(key), value)

    @property
    def at(self) -> str:
        return self.screens[-1].screen.questions[0].id


def test_an_empty_note_saves_nothing(qtbot: QtBot) -> None:
    """Opening the form and leaving it makes no draft."""
    one = Recorder()
    one.presenter.begin({FieldId("you.name"): "Sam Sample"})
    with qtbot.waitSignal(one.presenter.left):
        one.presenter.on_went_back()
    assert one.store.asked == []


def test_a_choice_is_saved_at_once_and_typing_after_its_pause(qtbot: QtBot) -> None:
    """A choice is whole when it is made; only typing is waited for."""
    one = Recorder()
    one.presenter.begin({})
    one.answer("danger", "no")
    assert len(one.store.asked) == 1
    one.store.asked[-1][1](AT)
    one.answer("place.street", "Example Ho")
    assert len(one.store.asked) == 1
    qtbot.waitUntil(lambda: len(one.store.asked) == 2)


def test_a_missing_answer_keeps_the_screen(qtbot: QtBot) -> None:
    """*Continue* without the answer says what is missing, at its field, and stays."""
    one = Recorder()
    one.presenter.begin({})
    one.presenter.on_continued()
    assert [(each.question, each.text) for each in one.problems[-1].problems] == [
        ("danger", "Say if anyone is in danger right now")
    ]
    assert one.at == "danger"


def test_danger_stops_until_a_choice_and_then_goes_on(qtbot: QtBot) -> None:
    """*Continue* does nothing while danger waits; the choice goes on by itself."""
    one = Recorder()
    one.presenter.begin({})
    one.answer("danger", "yes")
    one.presenter.on_continued()
    assert one.at == "danger"
    one.presenter.on_danger_answered(FieldId("danger.done"), "called")
    assert one.at == "police"


def test_whoever_cannot_call_is_told_what_to_do_first(qtbot: QtBot) -> None:
    """The choice with a note stays so that it can be read, and then *Continue* goes on."""
    one = Recorder()
    one.presenter.begin({})
    one.answer("danger", "yes")
    one.presenter.on_danger_answered(FieldId("danger.done"), "cannot_call")
    assert one.at == "danger"
    one.presenter.on_continued()
    assert one.at == "place"


def test_a_change_of_screen_saves_at_once(qtbot: QtBot) -> None:
    """Going on does not wait for the pause, and the draft remembers the new screen."""
    one = Recorder()
    one.presenter.begin({})
    one.answer("danger", "no")
    one.presenter.on_continued()
    one.store.says_yes()
    draft, _, _ = one.store.asked[-1]
    assert draft.step == walk.screen_with(current_form(), "place").index


def test_finishing_later_waits_for_the_store(qtbot: QtBot) -> None:
    """The page is left only when the store has the draft; after a no it stays."""
    one = Recorder()
    one.presenter.begin({})
    one.answer("danger", "no")
    left: list[None] = []
    one.presenter.left.connect(lambda: left.append(None))
    one.presenter.on_finished_later()
    one.store.says_no()
    assert left == []
    one.presenter.on_finished_later()
    one.store.says_yes()
    assert left == [None]


def test_a_draft_goes_on_where_it_was(qtbot: QtBot) -> None:
    """A resumed draft shows its screen with its answers, and is not saved again unchanged."""
    one = Recorder()
    screen = walk.screen_with(current_form(), "consent")
    one.presenter.resume(Draft(Concern("concern", 1, given()), screen.index), AT)
    assert one.at == "consent"
    assert one.screens[-1].answers == given()
    assert one.store.asked == []


def test_the_last_screen_leads_to_the_check(qtbot: QtBot) -> None:
    """After the last screen the answers are checked, and *Back* returns to it."""
    one = Recorder()
    last = walk.screens(current_form())[-1]
    one.presenter.resume(Draft(Concern("concern", 1, given()), last.index), AT)
    one.presenter.on_continued()
    assert len(one.checks) == 1
    one.presenter.on_went_back()
    assert one.screens[-1].screen == last


def test_sending_needs_the_six_answers(qtbot: QtBot) -> None:
    """With one missing, *Save and send* goes to its screen and says so."""
    one = Recorder()
    answers = given()
    del answers[FieldId("when.at")]
    one.presenter.resume(Draft(Concern("concern", 1, answers), 99), AT)
    assert not one.presenter.may_send()
    assert one.at == "when"
    assert [each.text for each in one.problems[-1].problems] == ["Say which day it was"]
    one.answer("when.at", "2026-11-12")
    assert one.presenter.may_send()


def test_a_change_from_the_check_goes_to_the_question(qtbot: QtBot) -> None:
    """*Change* beside an answer shows the screen that asks it."""
    one = Recorder()
    one.presenter.resume(Draft(Concern("concern", 1, given()), 99), AT)
    one.presenter.on_change_asked("who")
    assert "who" in [each.id for each in one.screens[-1].screen.questions]


def test_hidden_answers_are_not_sent(qtbot: QtBot) -> None:
    """An answer to what is no longer asked is left out of the concern, and comes back if it is asked again."""
    one = Recorder()
    one.presenter.begin({})
    one.answer("place.kind", "job")
    one.answer("place.job", "WO-1")
    one.answer("place.kind", "elsewhere")
    assert FieldId("place.job") not in one.presenter.answers
    one.answer("place.kind", "job")
    assert one.presenter.answers[FieldId("place.job")] == "WO-1"
