"""The page on which a concern is written, one screen at a time; shows what it is told and emits what is pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.content.moments import clock
from detectors_app.domain.form import Problem
from detectors_app.domain.ids import FieldId
from detectors_app.staff.autosave import SaveState, Saving
from detectors_app.staff.carry_over import CarryOver
from detectors_app.staff.danger_view import DangerView
from detectors_app.staff.field_parts import FieldParts
from detectors_app.staff.question_view import QuestionView, is_wide
from detectors_app.staff.record_presenter import Shown
from detectors_app.staff.saved_line import SavedLine
from detectors_app.staff.side import RecordSide
from detectors_app.staff.tab_order import end_with, follow, stops_in
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.problem_list import ProblemList
from detectors_app.widgets.text import hint


class RecordPage(Page):
    """Back, caption, the screen's questions, the steps at the side, *Continue* and *Finish later* at the foot.

    Where two columns find no room, the steps and the help are a page of their own, behind a link at the top.
    """

    answered = Signal(str, object)
    danger_answered = Signal(str, str)
    continue_pressed = Signal()
    back_pressed = Signal()
    finish_later_pressed = Signal()
    steps_pressed = Signal()
    carry_over_pressed = Signal()

    def __init__(self, titles: Sequence[str], parts: FieldParts) -> None:
        super().__init__("record", foot=True)
        self._words, self._parts = parts.words, parts
        words = parts.words
        self._questions: list[QuestionView] = []
        self._index = -1
        self._keyboard_used = False
        self._carry_over: CarryOver | None = None
        self.way_out = words("nav.home")
        """What the way back from the first screen is called."""
        self.back = LinkButton(words("nav.back"), "record.back", icon_name="chevron-left")
        self._step = hint("")
        self._steps_link = LinkButton(words("record.steps_help"), "record.steps_help")
        self._caption = hint("")
        self._failed = Banner(BannerKind.URGENT, "", name="record.not_saved")
        self._failed.hide()
        self._problems = ProblemList(words("problem.title"))
        self._screen = QVBoxLayout()
        self._screen.setSpacing(12)
        self.main.addLayout(self._top_line())
        for widget in (self._problems, self._failed, self._caption):
            self.main.addWidget(widget)
        self.main.setSpacing(4)
        around = self._columns.contentsMargins()
        self._columns.setContentsMargins(around.left(), 4, around.right(), 8)
        self.main.addLayout(self._screen)
        self._beside = RecordSide(titles, words)
        self.side.addSpacing(52)
        self.side.addWidget(self._beside)
        self.finish()
        self.go_on = PrimaryButton(words("nav.continue"), "record.continue")
        later = words("practice.stop" if parts.practice else "nav.finish_later")
        self.later = SecondaryButton(later, "record.finish_later")
        self.saved = SavedLine()
        self.foot.row.addWidget(self.go_on)
        self.foot.row.addWidget(self.later)
        self.foot.row.addStretch(1)
        self.foot.row.addWidget(self.saved)
        self._wide_question = False
        self._fold()
        self.back.clicked.connect(self.back_pressed)
        self._steps_link.clicked.connect(self.steps_pressed)
        self.go_on.clicked.connect(self.continue_pressed)
        self.later.clicked.connect(self.finish_later_pressed)
        self._problems.problem_chosen.connect(self.on_problem_chosen)

    @Slot(object)
    def on_screen_changed(self, shown: Shown) -> None:
        """Show another screen, from its top, with the focus on its first answer."""
        self._clear(shown.screen.index)
        self._say_where(shown)
        for place, question in enumerate(shown.screen.questions):
            view = QuestionView(question, self._parts, first=place == 0)
            view.fill(shown.remembered)
            view.answered.connect(self.answered)
            view.danger_answered.connect(self.danger_answered)
            view.keyboard_used.connect(self.on_keyboard_used)
            self._questions.append(view)
            self._screen.addWidget(view)
            end_with(view, (self.go_on, self.later))
            if self._keyboard_used:
                view.show_digits()
        self._wide_question = any(is_wide(question) for question in shown.screen.questions)
        self._fold()
        self._problems.show_problems([])
        self.on_answers_changed(shown)
        self.area.verticalScrollBar().setValue(0)
        self._focus(shown)
        announce(self, self._parts.marked(shown.screen.questions[0].ask))

    @Slot(object)
    def on_answers_changed(self, shown: Shown) -> None:
        """Show what is asked now on the same screen."""
        for view in self._questions:
            view.show_asked(shown.answers)
        self.go_on.setVisible(not shown.stopped)
        if shown.stopped:
            QTimer.singleShot(0, self, self.on_stopped)
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
    def on_stopped(self) -> None:
        """Bring what has stopped the person into sight, from its top, now that it has its place."""
        inside = self.area.widget()
        stop = self.findChild(DangerView)
        if inside is not None and stop is not None and stop.isVisible():
            top, height = stop.mapTo(inside, stop.rect().topLeft()).y(), self.area.viewport().height()
            bar = self.area.verticalScrollBar()
            if top + stop.height() > bar.value() + height:
                bar.setValue(min(top - 8, max(top + stop.height() - height, 0)))

    @Slot()
    def on_return(self) -> None:
        """Go on, where *Continue* is offered."""
        if self.go_on.isVisible():
            self.continue_pressed.emit()

    def on_digit(self, focus: QWidget, digit: int) -> bool:
        """Choose an option of the field that has the focus; False where there is none of that digit."""
        return any(view.press(focus, digit) for view in self._questions)

    def on_next_question(self, focus: QWidget, *, back: bool) -> bool:
        """Put the focus on the next question of the screen, or the one before; round and round."""
        asked = [each for each in self._questions if each.first() is not None]
        if asked:
            at = next((place for place, each in enumerate(asked) if each.isAncestorOf(focus)), 0 if back else -1)
            first = asked[(at + (-1 if back else 1)) % len(asked)].first()
            if first is not None:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @Slot()
    def on_keyboard_used(self) -> None:
        """Show the digits that choose, on this screen and on those that follow."""
        if not self._keyboard_used:
            self._keyboard_used = True
            for view in self._questions:
                view.show_digits()

    @Slot(object)
    def on_saving_changed(self, saving: Saving) -> None:
        """Say how far saving got; *saved* only when the store has said so."""
        words = self._words
        failed = saving.state is SaveState.FAILED and saving.error is not None
        self._failed.setVisible(failed)
        if self._parts.practice:
            self.saved.say(words("practice.not_kept"))
        elif saving.state is SaveState.SAVED and saving.at is not None:
            time = clock(saving.at)
            self.saved.say_saved(words("record.saved_short" if self.is_narrow else "record.saved", time=time))
        elif failed and saving.error is not None:
            self.saved.say(words("record.notsaved"))
            self._failed.say(words("record.notsaved"), words.error(saving.error))
        else:
            self.saved.say(words("record.saving") if saving.state is SaveState.UNSAVED else "")

    @Slot(str)
    def on_problem_chosen(self, field_id: str) -> None:
        """Go to the field."""
        for view in self._questions:
            if FieldId(field_id) in view.fields:
                view.fields[FieldId(field_id)].first().setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_carry_over(self) -> None:
        """Offer to bring over what was written in practice, until another screen is shown."""
        self._carry_over = CarryOver(self._words)
        self._carry_over.wanted.connect(self.carry_over_pressed)
        self.main.insertWidget(1, self._carry_over)
        follow(self.back, (self._steps_link, *stops_in(self._carry_over)))

    def forget_carry_over(self) -> None:
        """Take the offer away."""
        offer, self._carry_over = self._carry_over, None
        if offer is not None:
            offer.hide()
            offer.deleteLater()

    def say_carried_over(self) -> None:
        """Say that it is here now."""
        if self._carry_over is not None:
            self._carry_over.say_done()

    def take_focus_from_steps(self) -> None:
        """Take the focus back from *Steps and help*."""
        first = next((each.first() for each in self._questions), None)
        back_to = first if first is not None and self._steps_link.isHidden() else self._steps_link
        back_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side behind its link where it finds no room."""
        super().resizeEvent(event)
        self._fold()

    def question_views(self) -> tuple[QuestionView, ...]:
        """Give the questions shown."""
        return tuple(self._questions)

    def _top_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(28)
        line.addWidget(self.back)
        line.addWidget(self._step)
        line.addStretch(1)
        line.addWidget(self._steps_link)
        self._step.setWordWrap(False)
        return line

    def _fold(self) -> None:
        """Show the side where there is room and no question needs it."""
        narrow = self.is_narrow
        self.widen(wide=narrow or self._wide_question)
        self._beside.setVisible(not narrow and not self._wide_question)
        self._caption.setVisible(not narrow)
        self._step.setVisible(narrow)
        self._steps_link.setVisible(narrow)

    def _focus(self, shown: Shown) -> None:
        """Put the focus on the first answer, or on what has stopped the person."""
        if shown.stopped:
            for view in self._questions:
                view.focus_danger()
            return
        first = next((found for view in self._questions if (found := view.first()) is not None), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, problem: Problem, shown: Shown) -> str:
        if problem.text:
            return problem.text
        fields = (each for question in shown.screen.questions for each in question.fields)
        longest = next((each.max_length for each in fields if each.id == problem.field), 0)
        return self._words(problem.key, max_length=longest)

    def _say_where(self, shown: Shown) -> None:
        """Say which step this is, and whether the whole screen may be left blank."""
        words, steps = self._words, len(shown.form.steps)
        back = words("record.to_check" if shown.checking else "nav.back")
        self.back.setText(self.way_out if shown.first else back)
        at = {"title": shown.form.title, "step": shown.screen.step + 1, "steps": steps}
        whole = words("record.caption", **at) if steps > 1 else shown.form.title
        if shown.optional:
            whole = words("record.may_be_blank", caption=whole)
        self._caption.setText(self._parts.marked(whole))
        self._step.setText(words("record.step", **at) if steps > 1 else "")
        self._beside.show_step(shown.screen.step)

    def _clear(self, index: int) -> None:
        if index != self._index:
            self.forget_carry_over()
        self._index = index
        for view in self._questions:
            self._screen.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._questions = []
