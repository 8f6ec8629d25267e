"""Attention flags: what a duty officer should look at first, each with the person's own words; never a score."""

from __future__ import annotations

from dataclasses import dataclass, field

from detectors_app.domain.form import Answers, Form, FormField, shown_fields


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag's name (a wording key) and the words or options that raised it."""

    name: str
    words: str = field(repr=False)


def raise_flags(form: Form | None, answers: Answers) -> tuple[Flag, ...]:
    """Give the flags in the form's order; the words of several answers under one name are joined."""
    if form is None:
        return (Flag("unknown_form", ""),)
    raised: dict[str, list[str]] = {}
    for question in form.questions():
        for each in shown_fields(question, answers):
            chosen = [option for option in each.options if option.value in _values(each, answers)]
            for option in chosen:
                if option.flag:
                    raised.setdefault(option.flag, []).append(option.text)
            words = [option.text for option in chosen] if each.options else _values(each, answers)
            if each.flag and words:
                raised.setdefault(each.flag, []).extend(words)
    return tuple(Flag(name, "; ".join(words)) for name, words in raised.items())


def _values(each: FormField, answers: Answers) -> list[str]:
    given = answers.get(each.id, ())
    return [value for value in ((given,) if isinstance(given, str) else given) if value.strip()]
