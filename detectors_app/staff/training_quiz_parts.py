"""The parts of a quiz's page: options with their reasons, the card beside them, the questions to look at again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Ask, Question, Quiz
from detectors_app.staff.training_quiz_walk import needed
from detectors_app.widgets.answered_row import AnsweredGroup, AnsweredTicks
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.option_row import Choice
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words, body

_BAR_PX = 12


def options_of(question: Question, words: Wording) -> AnsweredGroup | AnsweredTicks:
    """Make the options: one to choose, or any."""
    choices = [Choice(str(place), words.contacts.fill(each.text)) for place, each in enumerate(question.options)]
    keys, label = words("field.key", digit="{digit}"), words.contacts.fill(question.ask)
    if question.kind is Ask.MULTIPLE:
        return AnsweredTicks("training.quiz", choices, label=label, key_words=keys)
    return AnsweredGroup("training.quiz", choices, label=label, key_words=keys)


def mark_answer(
    options: AnsweredGroup | AnsweredTicks, question: Question, chosen: Sequence[int], words: Wording
) -> str:
    """Show at every option what it is and why; give what to say aloud of the best."""
    aloud: list[str] = []
    if isinstance(options, AnsweredTicks):
        options.set_values(tuple(str(each) for each in chosen))
    else:
        options.set_value(str(chosen[0]) if chosen else "")
    right_key = "training.quiz.one_of_best" if question.kind is Ask.MULTIPLE else "training.quiz.best"
    for place, option in enumerate(question.options):
        row, mark = options.row(place), words(right_key if option.right else "training.quiz.not_this")
        why = words.contacts.fill(option.why)
        below = f"{words('training.quiz.you_chose')} {why}" if place in chosen else why
        row.say_mark(*(("check-circle", mark, "good") if option.right else ("cross-circle", mark, "safety")))
        row.say_below(below)
        said = f"{row.label.text()}. {mark}. {below}"
        row.finish(best=option.right, said=said)
        if option.right:
            aloud.append(f"{mark}: {row.label.text()}. {why}")
    return " ".join(aloud)


def story_of(question: Question, words: Wording) -> Panel:
    """Make the box with the short story before a question."""
    panel = Panel("sunken", None)
    column = QVBoxLayout(panel)
    column.setContentsMargins(20, 14, 20, 14)
    column.addWidget(body(words.contacts.fill(question.story)))
    return panel


class HowYouDo(HelpCard):
    """Where in the quiz one is, how many are asked for, and that nobody sees the answers."""

    def __init__(self, words: Wording) -> None:
        super().__init__(name="training.quiz.card", surface=True)
        self._words = words
        self.add_heading(words("training.quiz.card"))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(_BAR_PX)
        self._where = Words("")
        self.column.addWidget(self._progress)
        self.column.addWidget(self._where)
        self.add_line(words("training.quiz.private"), soft=True)

    def show_question(self, number: int, quiz: Quiz, mastery: int) -> None:
        """Show which question it is, counted from 1."""
        count = len(quiz.questions)
        self._show(number, count)
        where = self._words("training.quiz.where", number=number, count=count, needed=needed(quiz, mastery))
        self._where.setText(where)

    def show_over(self, quiz: Quiz, mastery: int) -> None:
        """Show that all were asked."""
        count = len(quiz.questions)
        self._show(count, count)
        self._where.setText(self._words("training.quiz.all_asked", count=count, needed=needed(quiz, mastery)))

    def _show(self, number: int, count: int) -> None:
        self._progress.setRange(0, count)
        self._progress.setValue(number)


class ToTryAgain(Panel):
    """The questions that are worth another look, each by its own words."""

    def __init__(self, questions: Sequence[Question], words: Wording) -> None:
        super().__init__("surface", "line")
        self.setObjectName("training.quiz.to_try")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        for each in questions:
            column.addWidget(body(words.contacts.fill(each.ask)))
