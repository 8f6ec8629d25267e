"""The page on which a concern is written, one screen at a time; shows what it is told and emits what is pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from detectors_app.content.moments import clock
from detectors_app.domain.form import Problem
from detectors_app.domain.ids import FieldId
from detectors_app.staff.autosave import SaveState, Saving
from detectors_app.staff.field_parts import FieldParts
from detectors_app.staff.question_view import QuestionView, is_wide
from detectors_app.staff.record_presenter import Shown
from detectors_app.staff.saved_line import SavedLine
from detectors_app.staff.side import need_help
from detectors_app.staff.tab_order import end_with, follow, stops_in
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.problem_list import ProblemList
from detectors_app.widgets.steps import StepList
from detectors_app.widgets.text import hint


class RecordPage(Page):
    """Back, caption, the screen's questions, the steps at the side, *Continue* and *Finish later* at the foot."""

    answered = Signal(str, object)
    danger_answered = Signal(str, str)
    continue_pressed = Signal()
    back_pressed = Signal()
    finish_later_pressed = Signal()

    def __init__(self, titles: Sequence[str], parts: FieldParts) -> None:
        super().__init__("record", foot=True)
        self._words, self._parts = parts.words, parts
        words = parts.words
        self._questions: list[QuestionView] = []
        self.back = LinkButton(words("nav.back"), "record.back", icon_name="chevron-left")
        self._caption = hint("")
        self._failed = Banner(BannerKind.URGENT, "", name="record.not_saved")
        self._failed.hide()
        self._problems = ProblemList(words("problem.title"))
        self._screen = QVBoxLayout()
        self._screen.setSpacing(8)
        for widget in (self.back, self._problems, self._failed, self._caption):
            self.main.addWidget(widget)
        self._caption.setContentsMargins(0, 4, 0, 0)
        self.main.setSpacing(4)
        around = self._columns.contentsMargins()
        self._columns.setContentsMargins(around.left(), 18, around.right(), 8)
        self.main.addLayout(self._screen)
        self._steps = StepList(titles, 0)
        self._help = need_help(words)
        self.side.addSpacing(40)
        self.side.addWidget(self._steps)
        self.side.addWidget(self._help)
        self.finish()
        self.go_on = PrimaryButton(words("nav.continue"), "record.continue")
        self.later = SecondaryButton(words("nav.finish_later"), "record.finish_later")
        self.saved = SavedLine()
        self.foot.row.addWidget(self.go_on)
        self.foot.row.addWidget(self.later)
        self.foot.row.addStretch(1)
        self.foot.row.addWidget(self.saved)
        self.back.clicked.connect(self.back_pressed)
        self.go_on.clicked.connect(self.continue_pressed)
        self.later.clicked.connect(self.finish_later_pressed)
        self._problems.problem_chosen.connect(self.on_problem_chosen)

    @Slot(object)
    def on_screen_changed(self, shown: Shown) -> None:
        """Show another screen, from its top, with the focus on its first answer."""
        self._clear()
        step = shown.form.steps[shown.screen.step]
        self.back.setText(self._words("nav.home" if shown.first else "nav.back"))
        self._caption.setText(
            self._words(
                "record.caption", title=shown.form.title, step=shown.screen.step + 1, steps=len(shown.form.steps)
            )
        )
        for place, question in enumerate(shown.screen.questions):
            view = QuestionView(question, self._parts, first=place == 0)
            view.fill(shown.remembered)
            view.answered.connect(self.answered)
            view.danger_answered.connect(self.danger_answered)
            self._questions.append(view)
            self._screen.addWidget(view)
            end_with(view, (self.go_on, self.later))
        self._show_side(step.title, shown)
        self._problems.show_problems([])
        self.on_answers_changed(shown)
        self.area.verticalScrollBar().setValue(0)
        self._focus(shown)
        announce(self, shown.screen.questions[0].ask)

    @Slot(object)
    def on_answers_changed(self, shown: Shown) -> None:
        """Show what is asked now on the same screen."""
        for view in self._questions:
            view.show_asked(shown.answers)
        self.go_on.setVisible(not shown.stopped)
        if not shown.problems:
            self._problems.show_problems([])

    @Slot(object)
    def on_problems_found(self, shown: Shown) -> None:
        """List the problems, with the same words at their fields."""
        told = [(str(each.field), self._say(each, shown)) for each in shown.problems]
        for view in self._questions:
            for field_id in view.fields:
                view.show_problem(field_id, next((text for its, text in told if its == field_id), None))
        self._problems.show_problems(told)
        follow(self._problems, stops_in(self._problems))
        self.area.ensureWidgetVisible(self._problems)

    @Slot()
    def on_return(self) -> None:
        """Go on, where *Continue* is offered."""
        if self.go_on.isVisible():
            self.continue_pressed.emit()

    @Slot(object)
    def on_saving_changed(self, saving: Saving) -> None:
        """Say how far saving got; *saved* only when the store has said so."""
        failed = saving.state is SaveState.FAILED and saving.error is not None
        self._failed.setVisible(failed)
        if saving.state is SaveState.SAVED and saving.at is not None:
            self.saved.say_saved(self._words("record.saved", time=clock(saving.at)))
        elif failed and saving.error is not None:
            self.saved.say(self._words("record.notsaved"))
            self._failed.say(self._words("record.notsaved"), self._words.error(saving.error))
        else:
            self.saved.say(self._words("record.saving") if saving.state is SaveState.UNSAVED else "")

    @Slot(str)
    def on_problem_chosen(self, field_id: str) -> None:
        """Go to the field."""
        for view in self._questions:
            if FieldId(field_id) in view.fields:
                view.fields[FieldId(field_id)].first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus(self, shown: Shown) -> None:
        """Put the focus on the first answer, or on what has stopped the person."""
        if shown.stopped:
            for view in self._questions:
                view.focus_danger()
            return
        first = next((found for view in self._questions if (found := view.first()) is not None), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def question_views(self) -> tuple[QuestionView, ...]:
        """Give the questions shown."""
        return tuple(self._questions)

    def _say(self, problem: Problem, shown: Shown) -> str:
        if problem.text:
            return problem.text
        fields = (each for question in shown.screen.questions for each in question.fields)
        longest = next((each.max_length for each in fields if each.id == problem.field), 0)
        return self._words(problem.key, max_length=longest)

    def _show_side(self, title: str, shown: Shown) -> None:
        wide = any(is_wide(question) for question in shown.screen.questions)
        self.widen(wide=wide)
        self._steps.setVisible(not wide)
        self._help.setVisible(not wide)
        self._steps.show_step(shown.screen.step)
        self._steps.setAccessibleName(self._words("record.step_now", title=title))

    def _clear(self) -> None:
        for view in self._questions:
            self._screen.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._questions = []
