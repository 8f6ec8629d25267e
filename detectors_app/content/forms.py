"""Reads the forms of `resources/form` into the domain's `Form`; every version ever sent stays there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from detectors_app.content.catalogue import Translation, load_translation
from detectors_app.content.contacts import Contacts, load_contacts
from detectors_app.content.form_words import with_words
from detectors_app.content.languages import ENGLISH
from detectors_app.content.paths import resources_dir
from detectors_app.domain.concern import ADDITION
from detectors_app.domain.errors import Invalid
from detectors_app.domain.form import Form
from detectors_app.domain.ids import FieldId

CONCERN = "concern"
_NO_TRANSLATION = Translation()
_NAME = re.compile(r"([a-z_]+)-([1-9][0-9]*)\.json")


@cache
def load_form(form_id: str, version: int, language: str = ENGLISH) -> Form | None:
    """Give one version with its numbers filled in; None where this program does not know it. Raises Invalid.

    In another language it has the words that there are; ids, values and rules never change with the language.
    """
    path = _folder() / f"{form_id}-{version}.json"
    known = _NAME.fullmatch(path.name) is not None and path.is_file()
    return read_form(path, load_contacts(language), load_translation(language)) if known else None


def current_form(language: str = ENGLISH) -> Form:
    """Give the newest version of the concern form. Raises Invalid where there is none."""
    return _newest(CONCERN, language)


def addition_form(language: str = ENGLISH) -> Form:
    """Give the newest version of the form that answers and additions are written in. Raises Invalid."""
    return _newest(ADDITION, language)


def _newest(form_id: str, language: str) -> Form:
    known = versions(form_id)
    form = load_form(form_id, max(known), language) if known else None
    if form is None:
        raise Invalid("form.missing", where=form_id)
    return form


def versions(form_id: str = CONCERN) -> tuple[int, ...]:
    """Give every version of a form that there is."""
    names = [_NAME.fullmatch(path.name) for path in _folder().glob("*.json")]
    return tuple(sorted(int(name[2]) for name in names if name and name[1] == form_id))


def form_as_written(version: int, form_id: str = CONCERN) -> Form:
    """Give one version of a form with `{phone:key}` where its numbers go, for those who translate it."""
    return _decoded(_folder() / f"{form_id}-{version}.json")


def read_form(path: Path, contacts: Contacts, translation: Translation = _NO_TRANSLATION) -> Form:
    """Read one file strictly. Raises Invalid, whose `where` names the file and the place in it."""
    form = _decoded(path)

    def say(key: str, english: str) -> str:
        return contacts.fill(translation(key, english))

    return with_words(form, say)


def _decoded(path: Path) -> Form:
    try:
        data = path.read_bytes()
        plain: Any = msgspec.json.decode(data)
        form = msgspec.json.decode(data, type=Form)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise Invalid("form.malformed", where=f"{path.name}: {error}") from error
    for place in (*_unknown(plain, msgspec.to_builtins(form)), *_faults(form, path)):
        raise Invalid("form.malformed", where=f"{path.name}: {place}")
    return form


def _folder() -> Path:
    return resources_dir() / "form"


def _unknown(given: object, understood: object, place: str = "$") -> list[str]:
    """Name the members that were given and not understood: a slip of the pen must not pass silently."""
    if isinstance(given, dict) and isinstance(understood, dict):
        found = [f"{place}.{key}" for key in given if key not in understood]
        known = [key for key in given if key in understood]
        return found + [each for key in known for each in _unknown(given[key], understood[key], f"{place}.{key}")]
    if isinstance(given, list) and isinstance(understood, list | tuple):
        pairs = enumerate(zip(given, understood, strict=True))
        return [each for index, (one, two) in pairs for each in _unknown(one, two, f"{place}[{index}]")]
    return []


def _faults(form: Form, path: Path) -> list[str]:
    """Name what decodes well and still cannot be right."""
    found = [] if path.name == f"{form.id}-{form.version}.json" else ["id, version"]
    questions = [each.id for each in form.questions()]
    fields = [each.id for each in form.fields()]
    found += [f"twice: {each}" for each in dict.fromkeys(questions) if questions.count(each) > 1]
    found += [f"twice: {each}" for each in dict.fromkeys(fields) if fields.count(each) > 1]
    for step in form.steps:
        if [each for screen in step.screens for each in screen] != [each.id for each in step.questions]:
            found.append(f"screens: {step.id}")
    return found + _loose_ends(form)


def _loose_ends(form: Form) -> list[str]:
    options = {each.id: {option.value for option in each.options} for each in form.fields()}
    tests = [test for question in form.questions() for test in question.when]
    tests += [test for each in form.fields() for test in each.when]
    tests += [test for each in form.questions() if each.interrupt for test in each.interrupt.when]
    found = [f"when: {test.field}" for test in tests if not set(test.values) <= options.get(test.field, set())]
    named = [each for question in form.questions() for each in (*question.enough, *question.also_answered_by)]
    named += [each.interrupt.field for each in form.questions() if each.interrupt]
    named += [FieldId(each.filled_by) for each in form.fields() if each.filled_by]
    return found + [f"no field: {each}" for each in named if each not in options]
