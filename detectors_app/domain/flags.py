"""Attention flags: what a duty officer should look at first, each with the person's own words; never a score."""

from __future__ import annotations

from dataclasses import dataclass, field

from detectors_app.domain.form import Answers, Form, chosen_options, shown_fields


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
    for _, _, option in chosen_options(form, answers):
        if option.flag:
            raised.setdefault(option.flag, []).append(option.text)
    for question in form.questions():
        for each in shown_fields(question, answers):
            answer = answers.get(each.id)
            if each.flag and isinstance(answer, str):
                raised.setdefault(each.flag, []).insert(0, answer)
    return tuple(Flag(name, "; ".join(words)) for name, words in raised.items())
