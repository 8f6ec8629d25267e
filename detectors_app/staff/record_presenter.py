"""Leads a person through the form: which screen, what is missing, when to save; knows no widget and no question."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from detectors_app.domain.concern import Concern, Draft
from detectors_app.domain.form import (
    Answer,
    Answers,
    FieldKind,
    Form,
    Problem,
    is_shown,
    problems,
    question_problems,
    without_hidden,
)
from detectors_app.domain.ids import EnvelopeId, FieldId
from detectors_app.staff import walk
from detectors_app.staff.autosave import Autosave, Save


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows. `remembered` has also what is hidden now; `stopped`: danger waits for a choice.

    `optional`: nothing on the screen must be answered. `checking`: the person came from all answers, to go back there.
    """

    form: Form
    screen: walk.Screen
    answers: Answers = field(repr=False)
    remembered: Answers = field(repr=False)
    first: bool = False
    stopped: bool = False
    problems: tuple[Problem, ...] = ()
    optional: bool = False
    checking: bool = False


class RecordPresenter(QObject):
    """One concern being written."""

    screen_changed = Signal(object)
    """Another screen is to be shown: Shown."""
    answers_changed = Signal(object)
    """The same screen, and what is asked or still missing on it may have changed: Shown."""
    problems_found = Signal(object)
    """The same screen, with its problems: Shown."""
    check_reached = Signal()
    left = Signal()
    """The person may go Home; the store has the draft."""

    def __init__(self, form: Form, draft_id: EnvelopeId, save: Save, parent: QObject | None = None) -> None:
        """Begin with nothing answered on the first screen."""
        super().__init__(parent)
        self.form = form
        self.draft_id = draft_id
        self.autosave = Autosave(save, self)
        self.autosave.settled.connect(self._on_settled)
        self._choices = frozenset(each.id for each in form.fields() if each.options or each.kind is FieldKind.OFFICERS)
        self._answers: dict[FieldId, Answer] = {}
        self._at = 0
        self._leaving = False
        self._checked: frozenset[str] | None = None
        """The questions that were asked when all answers were shown, while one of them is changed from there."""

    @property
    def answers(self) -> dict[FieldId, Answer]:
        """Give the answers as they would be sent: nothing blank, nothing that is no longer asked."""
        return without_hidden(self.form, self._answers)

    @property
    def concern(self) -> Concern:
        """Give the concern as it would be sent."""
        return Concern(self.form.id, self.form.version, self.answers)

    def begin(self, answers: Answers) -> None:
        """Show the first screen with what is known of the person; nothing is saved before the person answers."""
        self._answers = dict(answers)
        self._go(walk.screens(self.form)[0])

    def resume(self, draft: Draft, saved_at: datetime) -> None:
        """Show a draft where it was left; past the last screen the answers are checked."""
        self._answers = dict(draft.concern.answers)
        self._at = draft.step
        self.autosave.resume(saved_at)
        screen = walk.resume_at(self.form, self.answers, draft.step)
        if screen is None:
            self._reach_check()
        else:
            self._go(screen)

    def on_answered(self, field_id: FieldId, answer: Answer) -> None:
        """Take an answer as it is given or typed."""
        if self._answers.get(field_id, ()) == answer:
            return
        self._answers[field_id] = answer
        self.autosave.change(self._draft())
        if field_id in self._choices:  # a choice is whole when it is made; only typing is waited for
            self.autosave.save_now()
        self.answers_changed.emit(self.shown(self._missing()))

    def on_danger_answered(self, field_id: FieldId, answer: str) -> None:
        """Take the choice that danger asked for; it goes on by itself unless there is something to read first."""
        self.on_answered(field_id, answer)
        fields = (each for each in self.form.fields() if each.id == field_id)
        chosen = (option for each in fields for option in each.options if option.value == answer)
        if not any(option.note for option in chosen):
            self.on_continued()

    def on_continued(self) -> None:
        """Go on, unless this screen lacks something it needs."""
        shown = self.shown()
        if shown.stopped:
            return
        found = self._missing()
        if found:
            self.problems_found.emit(self.shown(found))
            return
        following = self._following(shown.answers)
        if following is None:
            self._reach_check()
        else:
            self._go(following)

    def on_went_back(self) -> None:
        """Go to the screen before, or Home from the first; to all answers where the person came from there."""
        if self._checked is not None:
            self._reach_check()
            return
        previous = walk.before(self.form, self.answers, self._at)
        if previous is None:
            self.on_finished_later()
        else:
            self._go(previous)

    def on_finished_later(self) -> None:
        """Leave once the store has everything; where it says no, stay with what is on the screen."""
        self._leaving = True
        self.autosave.save_now()
        if self.autosave.is_settled:
            self._on_settled()

    def on_change_asked(self, question_id: str) -> None:
        """Go from the answers' check to one question, and back there after it."""
        self._change()
        self._go(walk.screen_with(self.form, question_id))

    def may_send(self) -> bool:
        """Say whether nothing is missing; if something is, go to the first screen that lacks it and say so."""
        found = problems(self.form, self.answers)
        asked = [each for each in found if each.question]
        if asked:
            self._change()
            self._go(walk.screen_with(self.form, asked[0].question))
            here = {each.id for each in self.shown().screen.questions}
            self.problems_found.emit(self.shown(tuple(each for each in asked if each.question in here)))
        return not found

    def shown(self, found: tuple[Problem, ...] = ()) -> Shown:
        """Give what the page shows now."""
        answers = self.answers
        screen = walk.screens(self.form)[self._at]
        return Shown(
            form=self.form,
            screen=screen,
            answers=answers,
            remembered=dict(self._answers),
            first=walk.before(self.form, answers, self._at) is None and self._checked is None,
            stopped=walk.waits_for_danger(screen, answers),
            problems=found,
            optional=walk.is_optional(self.form, screen),
            checking=self._checked is not None,
        )

    def bring(self, answers: Answers) -> None:
        """Take answers that were given elsewhere, as if they had been typed here; show the same screen with them."""
        self._answers |= answers
        self.autosave.change(self._draft())
        self.autosave.save_now()
        self.screen_changed.emit(self.shown())

    def _change(self) -> None:
        self._checked = frozenset(each.id for each in self.form.questions() if is_shown(each, self.answers))

    def _following(self, answers: Answers) -> walk.Screen | None:
        """Give the next screen; while changing, only one that the change has brought up. None: check the answers."""
        if self._checked is None:
            return walk.after(self.form, answers, self._at)
        self._checked |= {each.id for each in walk.screens(self.form)[self._at].questions}
        asked = (each.id for each in self.form.questions() if is_shown(each, answers))
        new = next((each for each in asked if each not in self._checked), None)
        return None if new is None else walk.screen_with(self.form, new)

    def _missing(self) -> tuple[Problem, ...]:
        screen, answers = walk.screens(self.form)[self._at], self.answers
        return tuple(each for one in screen.questions for each in question_problems(one, answers))

    def _on_settled(self) -> None:
        leaving, self._leaving = self._leaving, False
        if leaving and self.autosave.is_settled:
            self.left.emit()

    def _reach_check(self) -> None:
        self._checked = None
        self._move(len(walk.screens(self.form)))
        self.check_reached.emit()

    def _go(self, screen: walk.Screen) -> None:
        self._move(screen.index)
        self.screen_changed.emit(self.shown())

    def _move(self, index: int) -> None:
        """Remember the place; with anything written, a change of screen is saved at once."""
        moved, self._at = self._at != index, index
        if moved and self.autosave.has_begun:
            self.autosave.change(self._draft())
            self.autosave.save_now()

    def _draft(self) -> Draft:
        return Draft(self.concern, self._at)
