"""A quiz, one question a page: every option says why; as many tries as one likes. Emits the answers, keeps none.

ASKING ── check my answer ──▶ ANSWERED ── next question ──▶ ASKING … ──▶ OVER
   ▲                             │                                        │
   └────── try this one again ───┘◀────────── try these again ────────────┘
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Ask, Question, Quiz
from detectors_app.domain.progress import Answer, Answered, QuizProgress
from detectors_app.domain.training import is_mastered
from detectors_app.staff.training_base import Around, TrainingPage
from detectors_app.staff.training_quiz_parts import HowYouDo, ToTryAgain, mark_answer, options_of, story_of
from detectors_app.staff.training_quiz_walk import first_open, to_look_at
from detectors_app.widgets.announce import announce
from detectors_app.widgets.answered_row import AnsweredGroup, AnsweredTicks
from detectors_app.widgets.beginning import at_beginning
from detectors_app.widgets.buttons import SecondaryButton
from detectors_app.widgets.text import Words, hint
from detectors_app.widgets.theme import theme_of


class Now(Enum):
    """What is shown."""

    ASKING = auto()
    ANSWERED = auto()
    OVER = auto()


class QuizPage(TrainingPage):
    """The question that is now."""

    def __init__(self, words: Wording, block: Quiz, mastery: int, progress: QuizProgress, around: Around) -> None:
        super().__init__(words, "quiz", block.title, around)
        self._block, self._mastery, self._progress = block, mastery, progress
        self._now, self._place = Now.ASKING, 0
        self._waiting: list[int] = []
        self._view: QWidget | None = None
        self._options: AnsweredGroup | AnsweredTicks | None = None
        self._result = Words("", "lead", bold=True)
        self._result.setObjectName("training.quiz.result")
        self._result.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._result.setProperty("no_ring", True)
        self._card = HowYouDo(words)
        self.put_beside(self._card)
        self.again = SecondaryButton(words("training.quiz.again"), "training.quiz.again")
        self.again.clicked.connect(self.on_again)
        self.go_on_pressed.connect(self.on_go_on)
        if not theme_of(self).is_large:
            self.foot.row.insertWidget(1, self.again)
        first = first_open(block, progress)
        self._show_over() if first is None else self._ask(first)

    def show_progress(self, progress: QuizProgress) -> None:
        """Show every option's reason, once the answer is taken."""
        self._progress = progress
        answer = progress.answer(self._question.id)
        if self._now is Now.ASKING and answer is not None:
            self._show_answer(answer)

    def on_digit(self, focus: QWidget, digit: int) -> bool:  # noqa: ARG002 - nothing is typed here: any focus will do
        """Choose the option of that digit."""
        return self._now is Now.ASKING and self._options is not None and self._options.press(digit)

    # --- what is pressed --------------------------------------------------------------------------------------------

    @Slot()
    def on_go_on(self) -> None:
        """Check the answer; or go to the next question; or leave the quiz."""
        if self._now is Now.ASKING:
            self._check()
        elif self._now is Now.OVER:
            self.done_with.emit()
        elif self._waiting:
            self._ask(self._waiting.pop(0))
            self._focus_new()
        else:
            following = first_open(self._block, self._progress)
            self._show_over() if following is None else self._ask(following)
            self._focus_new()

    @Slot()
    def on_again(self) -> None:
        """Ask the same question once more; at the end, those that are worth another look."""
        if self._now is Now.OVER:
            self._waiting = list(to_look_at(self._block, self._progress)) or list(range(len(self._block.questions)))
            self._ask(self._waiting.pop(0))
        else:
            self._ask(self._place)
        self._focus_new()

    @Slot()
    def on_keyboard_used(self) -> None:
        """Show the digits that choose."""
        if self._options is not None and self._now is Now.ASKING:
            self._options.show_digits()

    def _check(self) -> None:
        chosen = self._chosen()
        if chosen:
            self.stepped.emit(Answered(self._block.id, self._question.id, chosen))
            return
        self._result.setText(self.words("training.quiz.choose_first"))
        self._result.set_colour("safety")
        self._result.show()
        announce(self._result, self._result.text())
        if self._options is not None:
            self._options.first().setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is shown ----------------------------------------------------------------------------------------------

    @property
    def _question(self) -> Question:
        return self._block.questions[self._place]

    def _ask(self, place: int) -> None:
        self._now, self._place = Now.ASKING, place
        question, words = self._question, self.words
        self.heading.setText(words.contacts.fill(question.ask))
        count, module = len(self._block.questions), self._around.caption
        self.say_caption(words("training.caption.question", module=module, number=place + 1, count=count))
        self.go_on.setText(words("training.quiz.check"))
        self._card.show_question(place + 1, self._block, self._mastery)
        column = self._fresh_view()
        if question.kind is Ask.STORY and question.story:
            column.addWidget(story_of(question, words))
        if question.kind is Ask.MULTIPLE:
            column.addWidget(hint(words("training.quiz.any_number")))
        column.addWidget(self._result)
        self._result.hide()
        self._options = options_of(question, words)
        self._options.keyboard_used.connect(self.on_keyboard_used)
        column.addWidget(self._options)
        self._offer_again(column, shown=False)

    def _show_answer(self, answer: Answer) -> None:
        self._now = Now.ANSWERED
        question, words = self._question, self.words
        column = self._fresh_view()
        key = "right" if answer.right else "not_right"
        self._result.setText(words(f"training.quiz.{key}"))
        self._result.set_colour("good" if answer.right else "ink")
        column.addWidget(self._result)
        self._result.show()
        self._options = options_of(question, words)
        column.addWidget(self._options)
        said = mark_answer(self._options, question, answer.chosen, words)
        self.go_on.setText(words("training.quiz.next" if self._is_more() else "training.go_on"))
        self._offer_again(column, shown=True)
        self.set_tab_order()
        self._result.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._result, f"{self._result.text()} {said}")

    def _show_over(self) -> None:
        self._now = Now.OVER
        self.say_caption(self._around.caption)
        words, again = self.words, to_look_at(self._block, self._progress)
        mastered = is_mastered(self._block, self._progress, self._mastery)
        self.heading.setText(words("training.quiz.done" if mastered else "training.quiz.look_again"))
        self._card.show_over(self._block, self._mastery)
        column = self._fresh_view()
        self._options = None
        column.addWidget(hint(words("training.quiz.done_more" if mastered else "training.quiz.look_again_more")))
        if again:
            column.addWidget(ToTryAgain([self._block.questions[each] for each in again], words))
        self.go_on.setText(words("training.go_on"))
        self.again.setText(words("training.quiz.try_these" if again else "training.quiz.once_more"))
        self._offer_again(column, shown=True)

    def _is_more(self) -> bool:
        return bool(self._waiting) or first_open(self._block, self._progress) is not None

    def _fresh_view(self) -> QVBoxLayout:
        if self._view is not None:
            self._result.setParent(None)
            if theme_of(self).is_large:
                self.again.setParent(None)
            self.body.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
        self._view = QWidget()
        column = QVBoxLayout(self._view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.body.addWidget(self._view)
        self._view.show()
        return column

    def _offer_again(self, column: QVBoxLayout, *, shown: bool) -> None:
        """Offer another try: at the foot, or below the options where large text leaves no room there."""
        if self._now is not Now.OVER:
            self.again.setText(self.words("training.quiz.again"))
        if theme_of(self).is_large:
            at_beginning(column, self.again)
        self.again.setVisible(shown)

    def _focus_new(self) -> None:
        self.set_tab_order()
        self.area.verticalScrollBar().setValue(0)
        self.take_focus()
        announce(self.heading, self.heading.text())

    def _chosen(self) -> tuple[int, ...]:
        if isinstance(self._options, AnsweredTicks):
            return tuple(int(each) for each in self._options.values())
        value = self._options.value() if self._options is not None else ""
        return (int(value),) if value else ()
