"""Reads a file of answers into a concern and lists what is wrong with it; keeps and sends nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import msgspec

from detectors_app.content.forms import load_form
from detectors_app.domain.concern import Concern
from detectors_app.domain.errors import Invalid
from detectors_app.domain.form import Answer, Form, Problem, problems, without_hidden
from detectors_app.domain.ids import FieldId

LARGEST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What an answers file holds: the form's id and version, and the answers by field."""

    form: str
    version: int
    answers: dict[str, str | tuple[str, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """A concern as the form would send it, or what keeps it from being sent."""

    form: Form
    concern: Concern
    problems: tuple[Problem, ...]


def check_answers(data: bytes) -> Checked:
    """Read and check answers. Raises Invalid where the file is not well formed or its form is not known here.

    The error never quotes what was read.
    """
    file = _decode(data)
    form = load_form(file.form, file.version)
    if form is None:
        raise Invalid("answers.unknown_form", where="form, version")
    answers: dict[FieldId, Answer] = {FieldId(key): value for key, value in file.answers.items()}
    found = problems(form, answers)
    return Checked(form, Concern(form.id, form.version, without_hidden(form, answers)), found)


def _decode(data: bytes) -> AnswersFile:
    if len(data) > LARGEST_BYTES:
        raise Invalid("json.too_large", where="answers")
    try:
        plain = json.loads(data, object_pairs_hook=_no_repeats)
    except json.JSONDecodeError as error:
        raise Invalid("answers.not_json", where=f"{error.lineno}:{error.colno}") from None
    except (ValueError, RecursionError):
        raise Invalid("answers.not_json", where="1:1") from None
    if not isinstance(plain, dict) or set(plain) != {"form", "version", "answers"}:
        raise Invalid("answers.members", where="answers")
    try:
        return msgspec.convert(plain, AnswersFile)
    except msgspec.ValidationError:
        raise Invalid("answers.members", where="answers") from None


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Invalid("answers.same_twice", where="answers")
    return found
