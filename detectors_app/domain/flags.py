"""Attention flags: what a duty officer should look at first, each with the person's own words; never a score."""

from __future__ import annotations

from dataclasses import dataclass, field

from detectors_app.domain.form import Answers, FieldKind, Form, FormField, Question, shown_fields


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag's name (a wording key) and the words or options that raised it."""

    name: str
    words: str = field(repr=False)


def raise_flags(form: Form | None, answers: Answers) -> tuple[Flag, ...]:
    """Give the flags in the form's order, each with what raised it: what was written first, then what was chosen.

    A bare "Yes" is said with its question, and not at all where something was written under the same flag.
    """
    if form is None:
        return (Flag("unknown_form", ""),)
    raised: dict[str, _Raised] = {}
    for question in form.questions():
        for each in shown_fields(question, answers):
            _look_at(question, each, answers, raised)
    return tuple(Flag(name, "; ".join(found.words())) for name, found in raised.items())


@dataclass(slots=True)
class _Raised:
    """What raised one flag, by kind: written, chosen from a list, or a bare yes with its question."""

    written: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)

    def words(self) -> list[str]:
        """Give the words in the order they are read."""
        return self.written + self.chosen + ([] if self.written or self.chosen else self.bare)


def _look_at(question: Question, each: FormField, answers: Answers, raised: dict[str, _Raised]) -> None:
    given = _values(each, answers)
    for option in (option for option in each.options if option.value in given):
        if option.flag:
            found = raised.setdefault(option.flag, _Raised())
            if each.kind is FieldKind.ONE_OF and question.id != option.flag:
                found.bare.append(f"{question.short}: {option.text}")
            else:
                found.chosen.append(option.text)
        if each.flag:
            raised.setdefault(each.flag, _Raised()).chosen.append(option.text)
    if each.flag and not each.options and given:
        raised.setdefault(each.flag, _Raised()).written.extend(given)


def _values(each: FormField, answers: Answers) -> list[str]:
    given = answers.get(each.id, ())
    return [value for value in ((given,) if isinstance(given, str) else given) if value.strip()]
