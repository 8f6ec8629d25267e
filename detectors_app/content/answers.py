"""Says answers in the form's own words, for checking and for reading; hides and judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from detectors_app.content.moments import day_in_words
from detectors_app.content.wording import Wording
from detectors_app.domain.form import (
    Answer,
    Answers,
    FieldKind,
    Form,
    FormField,
    Like,
    Question,
    is_shown,
    shown_fields,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One question and what was answered; `text` is empty where nothing was."""

    question: Question
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SaidStep:
    """One step of the form, counted from 1, and its questions that are asked."""

    number: int
    title: str
    said: tuple[Said, ...] = field(repr=False)


def say_answers(
    form: Form, answers: Answers, words: Wording, today: date, officers: Mapping[str, str] | None = None
) -> tuple[SaidStep, ...]:
    """Give every question asked with its answer, by step; a blank one with what leaving it blank means.

    `officers` names those on the list by their ids, for the question who should not see it.
    """
    return tuple(
        SaidStep(
            number,
            step.title,
            tuple(
                Said(each, say_question(each, answers, words, today, officers) or each.blank)
                for each in step.questions
                if is_shown(each, answers)
            ),
        )
        for number, step in enumerate(form.steps, 1)
    )


def say_question(
    question: Question, answers: Answers, words: Wording, today: date, officers: Mapping[str, str] | None = None
) -> str:
    """Give all of a question's answers, one sentence a field."""
    shown = shown_fields(question, answers)
    kinds = [each for each in shown if each.id not in question.enough and _only_leads(each, question)]
    parts = [say_field(each, answers.get(each.id, ()), words, today, officers) for each in shown if each not in kinds]
    filled = [each for each in parts if each]
    return "\n".join(filled) if any("\n" in each for each in filled) else _sentences(filled, question)


def _only_leads(each: FormField, question: Question) -> bool:
    """Say whether the field only chose which of the others to ask (the kind of place)."""
    return bool(question.enough) and each.kind is FieldKind.ONE_OF


def _sentences(parts: list[str], question: Question) -> str:
    if question.enough:
        return ", ".join(parts)
    return " ".join(each if len(parts) == 1 or each[-1] in ".!?”\"'" else f"{each}." for each in parts)


def say_field(
    each: FormField, answer: Answer, words: Wording, today: date, officers: Mapping[str, str] | None = None
) -> str:
    """Give one field's answer in words; an option this form does not know is shown as it came."""
    if each.kind is FieldKind.DATE and isinstance(answer, str) and answer:
        return _moment(answer, words, today)
    if each.like is Like.UPRN and isinstance(answer, str) and answer:
        return words("answers.uprn", number=answer)
    texts = {option.value: option.text for option in each.options}
    if each.kind is FieldKind.OFFICERS:
        texts |= officers or {}
    given = (answer,) if isinstance(answer, str) else answer
    return ". ".join(texts.get(value, value) for value in given)


def _moment(answer: str, words: Wording, today: date) -> str:
    try:
        day = day_in_words(date.fromisoformat(answer[:10]), today, words)
    except ValueError:
        return answer
    return words("answers.about", day=day, time=answer[11:]) if answer[10:] else day


def blank_count(form: Form, answers: Answers) -> int:
    """Count the questions asked and left blank."""
    shown = [each for each in form.questions() if is_shown(each, answers)]
    return sum(not any(answers.get(each.id) for each in shown_fields(question, answers)) for question in shown)
