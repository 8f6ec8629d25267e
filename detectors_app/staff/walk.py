"""Which screen of the form comes next and which was before, given the answers; draws and stores nothing."""

from __future__ import annotations

from dataclasses import dataclass

from detectors_app.domain.form import Answers, Form, Question, interrupts, is_shown


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: its place among all screens of the form (what a draft remembers), its step from 0, its questions."""

    index: int
    step: int
    questions: tuple[Question, ...]


def screens(form: Form) -> tuple[Screen, ...]:
    """Give every screen of the form, shown or not."""
    by_id = {each.id: each for each in form.questions()}
    grouped = [(step, ids) for step, each in enumerate(form.steps) for ids in each.screens]
    return tuple(Screen(at, step, tuple(by_id[each] for each in ids)) for at, (step, ids) in enumerate(grouped))


def is_asked(screen: Screen, answers: Answers) -> bool:
    """Say whether anything on the screen is asked."""
    return any(is_shown(each, answers) for each in screen.questions)


def is_optional(form: Form, screen: Screen) -> bool:
    """Say whether nothing on the screen must be answered, nor may answer a question that must."""
    needed = {each for question in form.questions() if question.required for each in question.also_answered_by}
    fields = {each.id for question in screen.questions for each in question.fields}
    return not any(question.required for question in screen.questions) and not fields & needed


def after(form: Form, answers: Answers, index: int) -> Screen | None:
    """Give the next screen with something to ask; None where the answers are to be checked."""
    return next((each for each in screens(form)[index + 1 :] if is_asked(each, answers)), None)


def before(form: Form, answers: Answers, index: int) -> Screen | None:
    """Give the screen before; None before the first. `index` may be one past the last: the answers' check."""
    return next((each for each in reversed(screens(form)[:index]) if is_asked(each, answers)), None)


def screen_with(form: Form, question_id: str) -> Screen:
    """Give the screen that a question is on."""
    return next(each for each in screens(form) if question_id in {question.id for question in each.questions})


def resume_at(form: Form, answers: Answers, index: int) -> Screen | None:
    """Give the screen to open a draft at: the one it was left on or, where that is no longer asked, the next."""
    return after(form, answers, max(index, 0) - 1)


def waits_for_danger(screen: Screen, answers: Answers) -> bool:
    """Say whether the screen has stopped the person and no choice was made yet, so that *Continue* is not offered."""
    stopped = (each.interrupt for each in screen.questions if interrupts(each, answers))
    return any(each is not None and each.field not in answers for each in stopped)
