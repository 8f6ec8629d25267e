"""The concern form as data: what is asked, when it is shown, what must be answered.

Knows no wording of its own and draws nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from detectors_app.domain.ids import FieldId

Answer = str | tuple[str, ...]
"""One field's answer: text, one option's value, or the values of several ticks."""

Answers = Mapping[FieldId, Answer]
"""Only answered fields are present; a blank answer is an absent one."""


class FieldKind(StrEnum):
    """How a field is answered. WHEN holds an ISO date, or date and ``HH:MM``, as the person knew it."""

    ONE_OF = "one_of"
    TICKS = "ticks"
    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    OFFICERS = "officers"


@dataclass(frozen=True, slots=True)
class Test:
    """True when `field` holds one of `values` (or, with `negate`, when it does not)."""

    field: FieldId
    values: tuple[str, ...]
    negate: bool = False

    __test__ = False  # Keeps pytest from collecting it by its name.

    def holds(self, answers: Answers) -> bool:
        """Say whether the answers so far meet this test."""
        given = answers.get(self.field, ())
        chosen = (given,) if isinstance(given, str) else given
        return any(value in self.values for value in chosen) != self.negate


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. `urgent`, `restricted` and `flag` say what choosing it means for the duty team."""

    value: str
    text: str
    group: str = ""
    alone: bool = False
    """Choosing it clears the others ("None", "I don't know")."""
    urgent: bool = False
    restricted: bool = False
    flag: str = ""
    note: str = ""
    """Shown beside the question as soon as this is chosen, such as a number to call."""


class Like(StrEnum):
    """What a text is, where more can be done with it than keep it: a hint, a word before it when it is read."""

    UPRN = "uprn"
    JOB_NUMBER = "job_number"


@dataclass(frozen=True, slots=True)
class FormField:
    """One answerable field. `max_length` counts characters; `when` is any-of: one test that holds shows it."""

    id: FieldId
    kind: FieldKind
    label: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    max_length: int = 200
    when: tuple[Test, ...] = ()
    flag: str = ""
    """A filled-in field raises this attention flag at the desk, with its own words."""
    columns: int = 1
    """Beside each other in so many columns where there is room; groups stay whole."""
    prefill: str = ""
    """The member of the person's record (`name`, `role`, `team`) that it starts with."""
    start: str = ""
    """The option that it starts with."""
    finds_home: bool = False
    """Its first option is answered by finding a home in the council's list, where there is one."""
    filled_by: str = ""
    """The field of the same question that fills it: with the address found, or with its UPRN, in this order."""
    like: Like | None = None


@dataclass(frozen=True, slots=True)
class Interrupt:
    """What stops the person before they go on: danger. It never traps; every choice continues."""

    when: tuple[Test, ...]
    heading: str
    body: str
    silent: str
    choose: str
    field: FieldId
    after: str


@dataclass(frozen=True, slots=True)
class Question:
    """One idea on the screen: some fields, of which any one of `enough` (of all) suffices where `required`."""

    id: str
    ask: str
    short: str
    fields: tuple[FormField, ...]
    hint: str = ""
    when: tuple[Test, ...] = ()
    required: bool = False
    problem: str = ""
    also_answered_by: tuple[FieldId, ...] = ()
    """Fields of other questions that satisfy this one too (a tick or a sentence is enough)."""
    enough: tuple[FieldId, ...] = ()
    """Where not every field suffices (the kind of place, without the place): those that do."""
    blank: str = ""
    """What leaving it blank means, where the person should know before sending."""
    good_example: str = ""
    bad_example: str = ""
    interrupt: Interrupt | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps; `screens` groups its questions' ids by screen."""

    id: str
    title: str
    questions: tuple[Question, ...]
    screens: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form; `id` and `version` travel with the answers, so that every version stays readable."""

    id: str
    version: int
    title: str
    steps: tuple[Step, ...]

    def questions(self) -> Iterator[Question]:
        """Give every question in order."""
        for step in self.steps:
            yield from step.questions

    def fields(self) -> Iterator[FormField]:
        """Give every field in order."""
        for question in self.questions():
            yield from question.fields


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a form from being sent: the question, the field to go to, and the form's own words for it."""

    question: str
    field: FieldId
    text: str = ""
    key: str = ""
    """A wording key where the form has no words of its own (too long, unknown option)."""


def _applies(tests: tuple[Test, ...], answers: Answers) -> bool:
    return not tests or any(test.holds(answers) for test in tests)


def is_shown(question: Question, answers: Answers) -> bool:
    """Say whether the question is asked, given the answers so far."""
    return _applies(question.when, answers)


def shown_fields(question: Question, answers: Answers) -> tuple[FormField, ...]:
    """Give the question's fields that are asked, given the answers so far."""
    if not is_shown(question, answers):
        return ()
    return tuple(each for each in question.fields if _applies(each.when, answers))


def interrupts(question: Question, answers: Answers) -> bool:
    """Say whether the question's interrupt (danger) is to be shown."""
    return question.interrupt is not None and _applies(question.interrupt.when, answers)


def starting_answers(form: Form, person: Mapping[str, str]) -> dict[FieldId, Answer]:
    """Give what a new concern starts with; `person` holds the reporter's `name`, `role` and `team`, where known."""
    first = {each.id: each.start or person.get(each.prefill, "") for each in form.fields()}
    return {key: value for key, value in first.items() if value}


def without_hidden(form: Form, answers: Answers) -> dict[FieldId, Answer]:
    """Drop blank answers, and answers to what is no longer asked, until nothing more falls away.

    In the form's order, one by one: an answer that a dropped one would have hidden stays.
    """
    known = {each.id for each in form.fields()}
    kept = {key: value for key, value in answers.items() if key in known and _is_filled(value)}
    before = -1
    while before != len(kept):
        before = len(kept)
        for question in form.questions():
            for each in question.fields:
                if each.id in kept and each not in shown_fields(question, kept):
                    del kept[each.id]
    return kept


def problems(form: Form, answers: Answers) -> tuple[Problem, ...]:
    """List, in the form's order, all that keeps these answers from being sent; empty means they may go."""
    found: list[Problem] = []
    known = {each.id for each in form.fields()}
    found += [Problem("", key, key="form.unknown_field") for key in answers if key not in known]
    for question in form.questions():
        found += question_problems(question, answers)
    return tuple(found)


def question_problems(question: Question, answers: Answers) -> list[Problem]:
    """List what is wrong with one question's answers."""
    fields = shown_fields(question, answers)
    if not fields:
        return []
    enough = [each.id for each in fields if each.id in question.enough] or [each.id for each in fields]
    answering = (*enough, *question.also_answered_by)
    if question.required and not any(_is_filled(answers.get(each, ())) for each in answering):
        return [Problem(question.id, enough[0], text=question.problem)]
    wrong = ((each.id, _field_fault(each, answers.get(each.id, ()))) for each in fields)
    return [Problem(question.id, field_id, key=fault) for field_id, fault in wrong if fault]


def _field_fault(each: FormField, answer: Answer) -> str:
    """Give the wording key of the first thing wrong with a field's answer, empty where nothing is."""
    if not _is_filled(answer):
        return ""
    wants_list = each.kind in _LISTS
    if wants_list == isinstance(answer, str):
        return "form.want_list" if wants_list else "form.want_text"
    values = (answer,) if isinstance(answer, str) else answer
    return next((key for key, is_wrong in _FAULTS if is_wrong(each, values)), "")


_LISTS = frozenset({FieldKind.TICKS, FieldKind.OFFICERS})


def _unknown_option(each: FormField, values: tuple[str, ...]) -> bool:
    return bool(each.options) and not {option.value for option in each.options}.issuperset(values)


def _same_twice(_: FormField, values: tuple[str, ...]) -> bool:
    return len(set(values)) != len(values)


def _bad_date(each: FormField, values: tuple[str, ...]) -> bool:
    return each.kind is FieldKind.DATE and not is_moment(values[0])


def _too_long(each: FormField, values: tuple[str, ...]) -> bool:
    return any(len(value) > each.max_length for value in values)


_FAULTS: tuple[tuple[str, Callable[[FormField, tuple[str, ...]], bool]], ...] = (
    ("form.unknown_option", _unknown_option),
    ("form.same_twice", _same_twice),
    ("form.bad_date", _bad_date),
    ("form.too_long", _too_long),
)


def _is_filled(answer: Answer) -> bool:
    return bool(answer.strip()) if isinstance(answer, str) else bool(answer)


def is_moment(text: str) -> bool:
    """Say whether text is an ISO day, alone or followed by a space and ``HH:MM``."""
    from datetime import datetime

    for shape in ("%Y-%m-%d", "%Y-%m-%d %H:%M"):
        try:
            return datetime.strptime(text, shape).strftime(shape) == text  # noqa: DTZ007 - a day as the person knew it
        except ValueError:
            continue
    return False


def chosen_options(form: Form, answers: Answers) -> Iterator[tuple[Question, FormField, Option]]:
    """Give every option that was chosen and is still asked, in the form's order."""
    for question in form.questions():
        for each in shown_fields(question, answers):
            given = answers.get(each.id, ())
            values = (given,) if isinstance(given, str) else given
            for option in each.options:
                if option.value in values:
                    yield question, each, option


def answered(form: Form, answers: Answers) -> int:
    """Count the questions asked and answered."""
    return sum(
        any(_is_filled(answers.get(each.id, ())) for each in shown_fields(question, answers))
        for question in form.questions()
    )
