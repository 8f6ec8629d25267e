"""What there is to translate, with all that a translator must know, and what is wrong with a translated sentence."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from detectors_app.content.catalogue import MADE_FROM, load_translation
from detectors_app.content.contacts import contact_texts, read_contacts
from detectors_app.content.form_words import form_texts
from detectors_app.content.forms import CONCERN, form_as_written
from detectors_app.content.languages import ENGLISH, plural_forms
from detectors_app.content.paths import resources_dir
from detectors_app.domain.errors import Invalid

NOTES = "for-translators.json"
FORMS, CONTACTS = "form.json", "contacts.json"
"""The files of a translation that hold the words of the forms, and of help and contacts."""

_PLACEHOLDER = re.compile(r"\{[^{}]*\}|\(\*[^)]*\)|\*\*")
_DIGITS = re.compile(r"\d[\d\u00a0 ]*\d\d")
_NUMBER = "{number}"
_ONE, _OTHER = ".one", ".other"
_FORM_FILE = re.compile(r"([a-z_]+)-([1-9][0-9]*)\.json")


class Fault(StrEnum):
    """What can be wrong with a line that comes back from a translator."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    CHANGED = "changed"
    PLACEHOLDERS = "placeholders"
    DIGITS = "digits"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence to translate. `longest` counts letters, 0 for any length; `optional` placeholders may be missing."""

    key: str
    file: str
    english: str
    where: str = ""
    note: str = ""
    longest: int = 0
    is_safety: bool = False
    optional: frozenset[str] = frozenset()

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Give what the translation must hold as it is: ``{name}``, ``{phone:csn_duty}``, ``**``, file patterns."""
        return tuple(dict.fromkeys(_PLACEHOLDER.findall(self.english)))

    def fault(self, text: str) -> Fault | None:
        """Give the first thing that is wrong with a translation of it, None where it is sound."""
        given, wanted = Counter(_PLACEHOLDER.findall(text)), Counter(_PLACEHOLDER.findall(self.english))
        for each in self.optional:
            given.pop(each, None)
            wanted.pop(each, None)
        if given != wanted or any(mark in _PLACEHOLDER.sub("", text) for mark in "{}"):
            return Fault.PLACEHOLDERS
        if set(_DIGITS.findall(_PLACEHOLDER.sub("", text))) - set(_DIGITS.findall(self.english)):
            return Fault.DIGITS
        return Fault.TOO_LONG if self.longest and len(text) > self.longest else None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one language is. `changed`: translated from an English sentence that reads otherwise now."""

    language: str
    total: int
    missing: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    approved_by: str | None = None
    """Who approved its safety wording; None while the service has not."""

    @property
    def translated(self) -> int:
        """Count what is translated."""
        return self.total - len(self.missing)


def entries(language: str, folder: Path | None = None) -> tuple[Entry, ...]:
    """Give everything to translate into a language, in the order of the files. Raises Invalid: no such language.

    What is counted has an entry for each plural form of the language.
    """
    place = folder or resources_dir() / "locale"
    told = json.loads((place / NOTES).read_text(encoding="utf-8"))
    forms = plural_forms(language)
    left_out = tuple(told["left_out"])
    return tuple(_told(each, told) for each in _all(place, forms) if not each.key.startswith(left_out))


def standing(language: str, folder: Path | None = None) -> Standing:
    """Say what a language has and what it lacks. Raises Invalid."""
    place = folder or resources_dir() / "locale"
    wanted = entries(language, place)
    has = load_translation(language, place).sentences
    made_from = read_marks(place / language)
    missing = tuple(each for each in wanted if each.key not in has)
    changed = (each for each in wanted if each.key in has and made_from.get(each.key) != mark(each.english))
    approved_by = json.loads((place / NOTES).read_text(encoding="utf-8"))["approved"].get(language)
    return Standing(language, len(wanted), missing, tuple(changed), approved_by)


def mark(english: str) -> str:
    """Give a short mark of an English sentence, by which a later change of it is noticed: 16 letters of SHA-256."""
    from hashlib import sha256

    return sha256(english.encode()).hexdigest()[:16]


def read_marks(folder: Path) -> dict[str, str]:
    """Give by key the marks of the English that a translation was made from; none where they are not kept."""
    try:
        found = json.loads((folder / MADE_FROM).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Invalid("wording.malformed", where=f"{MADE_FROM}: {error}") from error
    return found if isinstance(found, dict) else {}


def _all(place: Path, forms: tuple[str, ...]) -> Iterator[Entry]:
    for path in sorted((place / ENGLISH).glob("*.json")):
        yield from _counted(path.name, json.loads(path.read_text(encoding="utf-8")), forms)
    for form_id, version in sorted(_newest_forms().items()):
        yield from (Entry(key, FORMS, text) for key, text in form_texts(form_as_written(version, form_id)))
    yield from (Entry(key, CONTACTS, text) for key, text in contact_texts(read_contacts()))


def _counted(name: str, sentences: Mapping[str, str], forms: tuple[str, ...]) -> Iterator[Entry]:
    for key, text in sentences.items():
        begin = key.removesuffix(_ONE) if key.endswith(_ONE) else key.removesuffix(_OTHER)
        if begin == key or begin + _ONE not in sentences or begin + _OTHER not in sentences:
            yield Entry(key, name, text)
        elif key.endswith(_OTHER):
            for form in forms:
                english = sentences[begin + _ONE] if form == "one" else text
                optional = frozenset() if form == "other" else frozenset({_NUMBER})
                yield Entry(f"{begin}.{form}", name, english, optional=optional)


def _newest_forms() -> dict[str, int]:
    found: dict[str, int] = {CONCERN: 0}
    for path in (resources_dir() / "form").glob("*.json"):
        named = _FORM_FILE.fullmatch(path.name)
        if named:
            found[named[1]] = max(found.get(named[1], 0), int(named[2]))
    return found


def _told(each: Entry, told: Mapping[str, Any]) -> Entry:
    longest = _nearest(told["longest"], each.key)
    return Entry(
        each.key,
        each.file,
        each.english,
        where=_nearest(told["where"], each.key) or told["files"].get(each.file) or str(told["elsewhere"]),
        note=_nearest(told["notes"], each.key) or "",
        longest=int(longest or 0),
        is_safety=any(each.key.startswith(begin) for begin in told["safety"]),
        optional=each.optional,
    )


def _nearest(by_beginning: Mapping[str, str], key: str) -> str | None:
    """Give what the longest beginning of the key stands for."""
    fits = [begin for begin in by_beginning if key.startswith(begin)]
    return by_beginning[max(fits, key=len)] if fits else None
