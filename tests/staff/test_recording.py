"""Writing a concern: back and forward, a change from the check, the steps' page, large text, input methods."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from detectors_app.content.forms import current_form, load_form
from detectors_app.content.wording import load_wording
from detectors_app.domain.concern import About, Concern, Draft
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import EnvelopeId, FieldId
from detectors_app.staff import jobs
from detectors_app.staff.recording import Recording
from detectors_app.staff.screens import ANSWERS, NOW, NoStore
from detectors_app.staff.window import StaffWindow
from detectors_app.widgets.theme import apply_theme
from detectors_app.widgets.tokens import load_tokens
from tests.staff.test_record_presenter import Recorder, given

ZERO = QPoint(0, 0)
PRIVATE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


@pytest.fixture(params=[1.0, 2.0])
def window(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Iterator[StaffWindow]:
    """Give a window that no store answers, in usual and in large text."""
    apply_theme(qapp, load_tokens(text_factor=request.param))
    made = StaffWindow(load_wording(), NoStore(), lambda: NOW)
    qtbot.addWidget(made)
    made.complete()
    made.resize(1280, 720)
    made.show()
    yield made
    apply_theme(qapp, load_tokens())


def begin(window: StaffWindow) -> Recording:
    window.writing.on_begun(jobs.Beginning(EnvelopeId(UUID(int=1))))
    assert window.writing.recording is not None
    return window.writing.recording


def test_a_change_from_the_check_comes_back_to_it(qtbot: QtBot) -> None:
    """After *Change* and *Continue* the answers are checked again, with no screen between."""
    one = Recorder()
    one.presenter.resume(draft(), NOW)
    one.presenter.on_change_asked("place")
    assert one.screens[-1].checking
    one.answer("place.job", "WO-2")
    one.presenter.on_continued()
    assert one.at == "place"
    assert len(one.checks) == 2


def test_back_from_a_change_is_the_check_too(qtbot: QtBot) -> None:
    """*Back* from a change leads where the person came from."""
    one = Recorder()
    one.presenter.resume(draft(), NOW)
    one.presenter.on_change_asked("place")
    one.presenter.on_went_back()
    assert len(one.checks) == 2


def test_a_change_asks_what_it_brings_up(qtbot: QtBot) -> None:
    """Where the changed answer brings up another question, that one is asked before the check: the police, a child."""
    one = Recorder()
    one.presenter.resume(draft(), NOW)
    one.presenter.on_change_asked("danger")
    one.answer("danger", "yes")
    one.presenter.on_danger_answered(FieldId("danger.done"), "called")
    assert one.at == "police"
    one.presenter.on_continued()
    assert len(one.checks) == 2
    one.presenter.on_change_asked("who")
    one.answer("who.kind", "child")
    one.presenter.on_continued()
    assert one.at == "children"
    one.presenter.on_continued()
    assert len(one.checks) == 3


def test_what_is_missing_at_the_check_leads_back_to_it(qtbot: QtBot) -> None:
    """*Save and send* goes to what is missing; once given, the answers are checked again."""
    one = Recorder()
    answers = given()
    del answers[FieldId("when.at")]
    one.presenter.resume(Draft(Concern("concern", 1, answers), 99), NOW)
    assert not one.presenter.may_send()
    one.answer("when.at", "2026-11-12")
    one.presenter.on_continued()
    assert len(one.checks) == 2


def draft() -> Draft:
    return Draft(Concern("concern", 1, given()), 99)


def test_back_and_forward_lose_nothing(window: StaffWindow) -> None:
    """Going back through every screen and forward again, each field shows what was given."""
    recording = begin(window)
    answers = {FieldId(key): value for key, value in ANSWERS.items()}
    recording.resume(Draft(Concern("concern", 1, answers), 99), NOW)
    before = recording.presenter.answers
    while not recording.presenter.shown().first if window.pages.currentWidget() is recording.page else True:
        recording.presenter.on_went_back()
    for _ in range(20):
        if window.pages.currentWidget() is recording.check:
            break
        recording.presenter.on_continued()
    assert window.pages.currentWidget() is recording.check
    assert recording.presenter.answers == before


def test_a_screen_that_may_be_blank_says_so(window: StaffWindow) -> None:
    """Only where nothing on the screen is needed."""
    recording = begin(window)
    shown = recording.page.findChildren(QLabel)
    assert not any("leave this page blank" in each.text() for each in shown)
    recording.resume(Draft(Concern("concern", 1, given()), screen_of("words")), NOW)
    assert any("leave this page blank" in each.text() for each in shown)


def screen_of(question: str) -> int:
    from detectors_app.staff import walk

    return walk.screen_with(current_form(), question).index


def test_steps_and_help_where_there_is_no_room_beside(window: StaffWindow) -> None:
    """In large text the side is behind a link, on a page of its own; back, the focus is on the link."""
    recording = begin(window)
    link = recording.page.findChild(QWidget, "record.steps_help")
    assert isinstance(link, QWidget)
    large = recording.page.is_narrow
    assert link.isVisible() == large
    side = [each for each in recording.page.findChildren(QWidget, "help") if each.isVisible()]
    assert bool(side) != large
    if large:
        link.click()  # type: ignore[attr-defined]
        assert window.pages.currentWidget() is recording.steps
        assert any(each.isVisible() for each in recording.steps.findChildren(QWidget, "help"))
        recording.steps.findChild(QWidget, "steps_help.again").click()  # type: ignore[union-attr]
        assert window.pages.currentWidget() is recording.page
        assert window.focusWidget() is link


@pytest.mark.parametrize("predict", [False, True])
def test_input_methods_learn_only_where_the_person_allows_it(qapp: QApplication, qtbot: QtBot, predict: bool) -> None:  # noqa: FBT001
    """Every field that holds words of a concern asks not to be learned from, unless the person chose prediction."""
    apply_theme(qapp, load_tokens())
    words = load_wording()
    beginning = jobs.Beginning(EnvelopeId(UUID(int=1)))
    seen = 0
    for screen in range(13):
        recording = Recording(current_form(), beginning, NoStore(), words, lambda: NOW, predict=predict)
        recording.resume(Draft(Concern("concern", 1, {FieldId(k): v for k, v in ANSWERS.items()}), screen), NOW)
        for page in recording.pages():
            qtbot.addWidget(page)
        editors: list[QLineEdit | QPlainTextEdit] = [
            *recording.page.findChildren(QLineEdit), *recording.page.findChildren(QPlainTextEdit)
        ]  # fmt: skip
        for each in editors:
            private = each.inputMethodHints() & PRIVATE == PRIVATE
            assert private or predict, each.objectName()
            seen += not private
    assert (seen > 10) == predict


def test_a_draft_goes_on_in_the_form_it_was_begun_with(window: StaffWindow) -> None:
    """A draft of an older form keeps that form's questions and version."""
    answers: dict[FieldId, Answer] = given()
    beginning = jobs.Beginning(EnvelopeId(UUID(int=1)))
    window.writing.on_resumed(jobs.Resumed(Draft(Concern("concern", 1, answers), 0), NOW, beginning))
    assert window.writing.recording is not None
    assert window.writing.recording.presenter.form == load_form("concern", 1)


def test_answer_pressed_twice_begins_one_answer(window: StaffWindow) -> None:
    """What was begun first stands, with whatever is written in it by then."""
    blank = Draft(Concern("addition", 1, {}), 0)
    about = About(EnvelopeId(UUID(int=2)))
    window.writing.on_answer_begun(jobs.AnswerBegun(EnvelopeId(UUID(int=3)), about, "", blank))
    first = window.writing.held
    assert first is not None
    window.writing.on_answer_begun(jobs.AnswerBegun(EnvelopeId(UUID(int=4)), about, "", blank))
    assert window.writing.held is first


def test_what_stops_a_person_is_in_sight(window: StaffWindow, qtbot: QtBot) -> None:
    """In large text too, the heading that says *Stop* is wholly in sight the moment it comes."""
    recording = begin(window)
    recording.presenter.on_answered(FieldId("danger"), "yes")
    heading = recording.page.findChild(QLabel, "danger.heading")
    assert isinstance(heading, QLabel)
    seen = recording.page.area.viewport()
    qtbot.waitUntil(
        lambda: seen.rect().contains(QRect(heading.mapTo(window, ZERO) - seen.mapTo(window, ZERO), heading.size()))
    )
