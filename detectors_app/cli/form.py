"""`detectors form`: the concern form as a JSON Schema, and an empty set of answers; stores and judges nothing."""

from __future__ import annotations

import argparse

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.output import Output
from detectors_app.content.forms import current_form
from detectors_app.domain.form import FieldKind, Form, FormField, Question, Test

SCHEMA = "https://json-schema.org/draft/2020-12/schema"
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?$"
"""An ISO day, alone or with a time: domain/form.py decides; this is for editors that check as one types."""
_LISTS = frozenset({FieldKind.TICKS, FieldKind.OFFICERS})


def form(_: argparse.Namespace, out: Output) -> Exit:
    """Print the schema of the answers and a blank to fill in."""
    current = current_form()
    if out.as_json:
        out.result(schema=schema_of(current), blank=blank_of(current))
    else:
        out.answer({"schema": schema_of(current), "blank": blank_of(current)})
    return Exit.OK


def schema_of(form: Form) -> dict[str, object]:
    """Describe the answers file of a form, as JSON Schema with the form's questions beside it (`x-questions`)."""
    fields = {str(each.id): _field(each) for each in form.fields()}
    properties = {
        "form": {"const": form.id},
        "version": {"const": form.version},
        "answers": {"type": "object", "additionalProperties": False, "properties": fields},
    }
    return {
        "$schema": SCHEMA,
        "title": form.title,
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
        "x-questions": [_question(each) for each in form.questions()],
    }


def blank_of(form: Form) -> dict[str, object]:
    """Give an answers file with nothing filled in; a blank answer counts as none."""
    blank: dict[str, object] = {str(each.id): [] if each.kind in _LISTS else "" for each in form.fields()}
    return {"form": form.id, "version": form.version, "answers": blank}


def _field(each: FormField) -> dict[str, object]:
    said: dict[str, object] = {"title": each.label, "description": each.hint, "x-shown-when": _tests(each.when)}
    one: dict[str, object] = {"type": "string"}
    if each.options:
        one["enum"] = [option.value for option in each.options]
        said["x-options"] = {option.value: option.text for option in each.options}
    elif each.kind is FieldKind.DATE:
        one["pattern"] = DAY
    elif each.kind is not FieldKind.OFFICERS:
        one["maxLength"] = each.max_length
    shape: dict[str, object] = {"type": "array", "items": one, "uniqueItems": True} if each.kind in _LISTS else one
    if each.kind not in _LISTS:
        shape = {"anyOf": [{"const": ""}, one]}
    return {key: value for key, value in said.items() if value} | shape


def _question(each: Question) -> dict[str, object]:
    enough = each.enough or tuple(part.id for part in each.fields)
    return {
        "id": each.id,
        "ask": each.ask,
        "required": each.required,
        "any-of": [*enough, *each.also_answered_by],
        "fields": [part.id for part in each.fields],
        "shown-when": _tests(each.when),
    }


def _tests(tests: tuple[Test, ...]) -> list[dict[str, object]]:
    return [{"field": test.field, "not" if test.negate else "is": list(test.values)} for test in tests]
