"""The words of a form by keys made of its ids, and the same form with other words; knows no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from detectors_app.domain.form import Form, FormField, Interrupt, Option, Question, Step

Say = Callable[[str, str], str]
"""Gives, for a key and its English text, the text to show."""


def form_texts(form: Form) -> Iterator[tuple[str, str]]:
    """Give every text that a person reads, under its key: what a translation overlays."""
    found: list[tuple[str, str]] = []

    def note(key: str, text: str) -> str:
        found.append((key, text))
        return text

    with_words(form, note)
    yield from found


def with_words(form: Form, say: Say) -> Form:
    """Give the form with the words that `say` has for its keys, such as ``form.concern-1.danger.ask``.

    Blank texts are not asked for. Ids, values, rules and order stay as they are.
    """
    place = f"form.{form.id}-{form.version}"
    steps = tuple(_step(each, place, say) for each in form.steps)
    return replace(form, title=say(f"{place}.title", form.title), steps=steps)


def _step(step: Step, place: str, say: Say) -> Step:
    questions = tuple(_question(each, place, say) for each in step.questions)
    return replace(step, title=say(f"{place}.step.{step.id}", step.title), questions=questions)


def _question(question: Question, place: str, say: Say) -> Question:
    key = f"{place}.{question.id}"

    def of(member: str, text: str) -> str:
        return say(f"{key}.{member}", text) if text else text

    interrupt = question.interrupt
    return replace(
        question,
        ask=of("ask", question.ask),
        short=of("short", question.short),
        hint=of("hint", question.hint),
        problem=of("problem", question.problem),
        blank=of("blank", question.blank),
        good_example=of("good_example", question.good_example),
        bad_example=of("bad_example", question.bad_example),
        interrupt=None if interrupt is None else _interrupt(interrupt, f"{key}.stop", say),
        fields=tuple(_field(each, f"{place}.field.{each.id}", say) for each in question.fields),
    )


def _interrupt(interrupt: Interrupt, key: str, say: Say) -> Interrupt:
    return replace(
        interrupt,
        heading=say(f"{key}.heading", interrupt.heading),
        body=say(f"{key}.body", interrupt.body),
        silent=say(f"{key}.silent", interrupt.silent),
        choose=say(f"{key}.choose", interrupt.choose),
        after=say(f"{key}.after", interrupt.after),
    )


def _field(each: FormField, key: str, say: Say) -> FormField:
    label = say(f"{key}.label", each.label) if each.label else ""
    hint = say(f"{key}.hint", each.hint) if each.hint else ""
    groups = {option.group: place for place, option in reversed(list(enumerate(each.options, 1))) if option.group}
    said = {group: say(f"{key}.group.{place}", group) for group, place in groups.items()}
    options = tuple(_option(option, f"{key}.option.{option.value}", said, say) for option in each.options)
    return replace(each, label=label, hint=hint, options=options)


def _option(option: Option, key: str, groups: dict[str, str], say: Say) -> Option:
    note = say(f"{key}.note", option.note) if option.note else ""
    return replace(option, text=say(key, option.text), group=groups.get(option.group, ""), note=note)
