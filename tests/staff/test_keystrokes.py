"""How many keys a caretaker presses from Home to *Save and send*, letters of the answers apart, on how many screens."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from detectors_app.domain.concern import Concern
from detectors_app.domain.form import problems
from detectors_app.domain.ids import FieldId
from tests.staff.hands import Hands
from tests.use_cases.bench import Bench

MOST_KEYS = 45
MOST_SCREENS = 12
"""Of the form, with the check of all answers; a form that needs more has become harder to fill in."""

CONTROL = Qt.KeyboardModifier.ControlModifier


class CountingHands:
    """Presses keys where the focus is, and counts them; counts the screens that come."""

    def __init__(self, staff: Hands) -> None:
        self.staff, self.keys, self.letters, self.screens = staff, 0, 0, 0

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key, alone or with another held."""
        QTest.keyClick(self.staff.focus(), key, held)
        self.keys += 1

    def type(self, text: str) -> None:
        """Write an answer."""
        self.staff.type(text)
        self.letters += len(text)

    def tab_to(self, name: str) -> None:
        """Go to a part by Tab."""
        for _ in range(60):
            if self.staff.focus().objectName() == name:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(name)

    def digit(self, option: str) -> None:
        """Choose an option by its digit, which stands in its description."""
        button = self.staff.find(option, QRadioButton)
        digit = button.accessibleDescription().removeprefix("Key ")
        self.key(Qt.Key(int(Qt.Key.Key_0) + int(digit)))
        assert button.isChecked()

    def go_on(self, *screens: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Go on by one key a screen, and see each one come."""
        for screen in screens:
            self.key(Qt.Key.Key_Return, held)
            self.staff.find(screen)
            self.screens += 1


def test_the_six_required_answers_by_keyboard(
    staff: Hands, bench: Bench, record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """Record, the six answers, check and send, by keys alone: at most 45 besides the letters, on at most 12 screens."""
    hands = CountingHands(staff)
    hands.go_on("question.danger")
    hands.digit("danger.no")
    hands.go_on("question.place")
    hands.digit("place.kind.job")
    hands.tab_to("place.job")
    hands.type("WO-1")
    hands.go_on("question.when")
    hands.digit("when.at.today")
    hands.go_on("question.signs")
    hands.key(Qt.Key.Key_F6)
    assert staff.focus().objectName() == "happened"
    hands.type("Two holes in the bedroom door")
    hands.go_on("question.words", "question.present", held=CONTROL)
    hands.go_on("question.children", "question.consent")
    hands.digit("consent.not_spoken")
    hands.go_on("question.staff_risk", "question.you")
    hands.type("extension 1")
    hands.go_on("question.link", "check.heading")
    assert_six(staff)
    hands.key(Qt.Key.Key_Return)
    assert bench.laptop.outbox() == (), "one Return on the heading sends nothing"
    hands.key(Qt.Key.Key_Return)
    staff.find("sent.strip")
    assert len(bench.laptop.outbox()) == 1
    record_property("keys", hands.keys)
    record_property("screens", hands.screens)
    with capsys.disabled():
        told = f"six answers by keyboard: {hands.keys} keys, {hands.letters} letters, {hands.screens} screens"
        sys.stdout.write(f"\n{told}\n")
    assert hands.keys <= MOST_KEYS
    assert hands.screens <= MOST_SCREENS


def assert_six(staff: Hands) -> None:
    """Nothing is missing, and nothing but the six required questions was answered by these hands."""
    recording = staff.window.writing.recording
    assert recording is not None
    form, answers = recording.presenter.form, recording.presenter.answers
    assert problems(form, answers) == ()
    assert sum(each.required for each in form.questions()) == 6
    begun = {FieldId(each) for each in ("tell_others", "you.name", "you.role", "you.team")}
    needed = {each.id for question in form.questions() if question.required for each in question.fields}
    assert set(answers) - begun <= needed | {FieldId("happened")}


def test_it_just_felt_wrong_is_enough(staff: Hands, bench: Bench) -> None:
    """One tick, no word of what happened: it goes, and the duty team reads just that."""
    hands = CountingHands(staff)
    hands.go_on("question.danger")
    hands.digit("danger.no")
    hands.go_on("question.place")
    hands.digit("place.kind.elsewhere")
    hands.tab_to("place.elsewhere")
    hands.type("Stop C")
    hands.go_on("question.when")
    hands.digit("when.at.yesterday")
    hands.go_on("question.signs")
    hands.tab_to("signs.felt_wrong")
    hands.key(Qt.Key.Key_Space)
    hands.go_on("question.words")
    hands.go_on("question.present", held=CONTROL)
    hands.go_on("question.children", "question.consent")
    hands.digit("consent.unsafe")
    hands.go_on("question.staff_risk", "question.you")
    hands.type("extension 1")
    hands.go_on("question.link", "check.heading")
    staff.sees("It just felt wrong")
    staff.press("check.send")
    staff.find("sent.strip")
    staff.sees("Sent to Safety Net")
    (item,) = bench.laptop.outbox()
    _, payload = bench.opened(item, bench.council.lee)
    assert isinstance(payload.content, Concern)
    assert payload.content.answers[FieldId("signs")] == ("felt_wrong",)
    assert FieldId("happened") not in payload.content.answers


def test_a_digit_is_a_letter_where_one_types(staff: Hands) -> None:
    """Digits choose only where an option has the focus: in a field of text they are text, whatever stands around it."""
    hands = CountingHands(staff)
    hands.go_on("question.danger")
    hands.digit("danger.no")
    hands.go_on("question.place")
    hands.digit("place.kind.job")
    hands.tab_to("place.job")
    hands.type("12")
    assert staff.find("place.kind.job", QRadioButton).isChecked()
    staff.find("record.back").setFocus()
    hands.key(Qt.Key.Key_1)
    assert staff.find("place.kind.job", QRadioButton).isChecked()


def test_no_digit_answers_what_stopped_the_person(staff: Hands) -> None:
    """While danger waits with the focus on its heading, digits and Return do nothing."""
    hands = CountingHands(staff)
    hands.go_on("question.danger")
    hands.digit("danger.yes")
    assert staff.focus().objectName() == "danger.heading"
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Return):
        hands.key(key)
    assert staff.find("danger.yes", QRadioButton).isChecked()
    staff.find("danger.heading")
