"""One of two quick questions: choose, see every option's reason, go on. Ungraded; emits the answer and keeps none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Ask, Question
from detectors_app.staff.training_base import Around, TrainingPage
from detectors_app.staff.training_quiz_parts import mark_answer, options_of, story_of
from detectors_app.use_cases.learning.rows import QuickQuestion
from detectors_app.widgets.announce import announce
from detectors_app.widgets.answered_row import AnsweredTicks
from detectors_app.widgets.beginning import at_beginning
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.text import Words, hint


class QuickPage(TrainingPage):
    """A question, until it is answered or left. `number` counts from 1."""

    answered = Signal(object, object)
    """QuickKey and the frozenset of options that were chosen."""
    unwanted = Signal()

    def __init__(self, words: Wording, asked: QuickQuestion, number: int, count: int) -> None:
        self._question: Question = asked.question
        caption = words("training.quick.caption", number=number, count=count)
        super().__init__(words, "quick", words.contacts.fill(self._question.ask), Around(caption=caption))
        self._key, self._is_last = asked.key, number == count
        self.is_answered = False
        self._said = Words("", "lead", bold=True)
        self._said.setObjectName("training.quick.said")
        self._said.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._said.setProperty("no_ring", True)
        self._said.hide()
        if self._question.kind is Ask.STORY and self._question.story:
            self.body.addWidget(story_of(self._question, words))
        self._any = hint(words("training.quiz.any_number"))
        self.options = options_of(self._question, words)
        self.options.keyboard_used.connect(self.options.show_digits)
        for part in (self._any, self._said, self.options):
            self.body.addWidget(part)
        self._any.setVisible(self._question.kind is Ask.MULTIPLE)  # not before: it would be a window of its own
        self.unwanted_link = LinkButton(words("training.quick.unwanted"), "training.quick.unwanted")
        self.unwanted_link.clicked.connect(self.unwanted)
        at_beginning(self.body, self.unwanted_link)
        self.put_beside(self._card())
        self.go_on.setText(words("training.quick.see"))
        self.stop.setText(words("training.quick.not_today"))
        self.go_on_pressed.connect(self.on_go_on)

    def on_digit(self, focus: QWidget, digit: int) -> bool:
        """Choose the option of that digit."""
        return not self.is_answered and self.options.isAncestorOf(focus) and self.options.press(digit)

    @Slot()
    def on_go_on(self) -> None:
        """Show the reasons; once they are shown, go on."""
        if self.is_answered:
            self.done_with.emit()
        elif chosen := self._chosen():
            self._show_reasons(chosen)
            self.answered.emit(self._key, frozenset(chosen))
        else:
            self._say(self.words("training.quiz.choose_first"), "safety")
            announce(self._said, self._said.text())
            self.options.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_not_kept(self, text: str) -> None:
        """Say calmly that it will be asked again."""
        self.saved.say(text)
        announce(self.saved, text)

    def _show_reasons(self, chosen: tuple[int, ...]) -> None:
        self.is_answered = True
        words, before = self.words, self.options
        self.options = options_of(self._question, words)
        self.body.replaceWidget(before, self.options)
        self.unwanted_link.raise_()  # Tab goes by the order in which parts were added
        before.hide()
        before.deleteLater()
        self._any.hide()
        aloud = mark_answer(self.options, self._question, chosen, words)
        self._say(words("training.quick.reasons"), "ink")
        self.go_on.setText(words("training.quick.done" if self._is_last else "training.quick.next"))
        self.stop.setVisible(not self._is_last)
        self.set_tab_order()
        self._said.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._said, f"{self._said.text()} {aloud}")

    def _say(self, text: str, role: str) -> None:
        self._said.setText(text)
        self._said.set_colour(role)
        self._said.show()

    def _chosen(self) -> tuple[int, ...]:
        if isinstance(self.options, AnsweredTicks):
            return tuple(int(each) for each in self.options.values())
        value = self.options.value()
        return (int(value),) if value else ()

    def _card(self) -> HelpCard:
        card = HelpCard(name="training.quick.card", surface=True)
        card.add_heading(self.words("training.quick.card"))
        card.add_line(self.words("training.quick.private"), soft=True)
        return card
