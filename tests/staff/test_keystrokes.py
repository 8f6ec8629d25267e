"""How many keys a caretaker presses, letters of the answers apart, from Home to *Save and send*."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from tests.staff.hands import Hands
from tests.use_cases.bench import Bench

MOST_KEYS = 55
"""51 when this was written, with Tab, arrows, Space and Return; a form that needs more has become harder to fill in."""


class CountingHands:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, staff: Hands) -> None:
        self.staff, self.keys = staff, 0

    def key(self, key: Qt.Key) -> None:
        self.staff.key(key)
        self.keys += 1

    def tab_to(self, name: str) -> None:
        for _ in range(60):
            if self.staff.focus().objectName() == name:
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(name)

    def choose(self, name: str, arrow: Qt.Key) -> None:
        """Go to an option by arrows and choose it."""
        for _ in range(10):
            if self.staff.focus().objectName() == name:
                break
            self.key(arrow)
        if not self.staff.find(name, QRadioButton).isChecked():
            self.key(Qt.Key.Key_Space)

    def go_on(self, question: str) -> None:
        """Go on by the one key for it."""
        self.key(Qt.Key.Key_Return)
        self.staff.find(question)

    def leave_by_control(self, question: str) -> None:
        """Go on from wherever the focus is."""
        QTest.keyClick(self.staff.focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.keys += 1
        self.staff.find(question)


def test_the_six_required_answers_by_keyboard(staff: Hands, bench: Bench) -> None:
    """Record, six answers, check and send, by keys alone: no more than MOST_KEYS besides the letters."""
    hands = CountingHands(staff)
    hands.key(Qt.Key.Key_Space)
    staff.find("question.danger")
    hands.choose("danger.no", Qt.Key.Key_Right)
    hands.go_on("question.place")
    hands.choose("place.kind.job", Qt.Key.Key_Right)
    hands.tab_to("place.job")
    staff.type("WO-1")
    hands.go_on("question.when")
    hands.tab_to("when.at.today")
    hands.key(Qt.Key.Key_Space)
    hands.leave_by_control("question.signs")
    hands.tab_to("happened")
    staff.type("Two holes in the bedroom door")
    hands.leave_by_control("question.words")
    for question in ("question.present", "question.children", "question.consent"):
        hands.leave_by_control(question)
    hands.choose("consent.not_spoken", Qt.Key.Key_Down)
    hands.go_on("question.staff_risk")
    hands.leave_by_control("question.you")
    staff.type("extension 1")
    hands.go_on("question.tell_others")
    for question in ("question.told", "check.heading"):
        hands.leave_by_control(question)
    hands.tab_to("check.send")
    hands.key(Qt.Key.Key_Return)
    staff.find("sent.strip")
    assert len(bench.laptop.outbox()) == 1
    assert hands.keys <= MOST_KEYS
