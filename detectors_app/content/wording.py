"""Looks up the sentences of `resources/locale` by key; it holds none, and imports quickly before the first paint."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from detectors_app.content.contacts import Contacts, load_contacts
from detectors_app.content.paths import resources_dir
from detectors_app.domain.errors import DetectorsError, Invalid


class Wording:
    """A catalogue: ``words("home.title")``, ``words("error.store.full", path=...)``.

    Sentences may hold ``{name}``, filled from the facts given, and ``{phone:csn_duty}``, filled from the contacts.
    """

    def __init__(self, sentences: Mapping[str, str], contacts: Contacts) -> None:
        """Keep the sentences by key, and where numbers come from."""
        self._sentences = dict(sentences)
        self.contacts = contacts

    def __call__(self, key: str, **facts: object) -> str:
        """Give the sentence. Raises KeyError for a key, or a fact, that is not there: a bug that the tests find."""
        return self._sentences[key].format(phone=self.contacts, **facts)

    def __contains__(self, key: str) -> bool:
        """Say whether there is a sentence under this key."""
        return key in self._sentences

    def count(self, key: str, number: int, **facts: object) -> str:
        """Give the sentence under `key.one` or `key.many`, whose ``{number}`` is the count."""
        return self(f"{key}.one" if number == 1 else f"{key}.many", number=number, **facts)

    def error(self, error: DetectorsError) -> str:
        """Give the sentence for an expected error; one without its own gets a general one, so none is swallowed."""
        key = f"error.{error.key}"
        if key not in self or not self.can_say(key, error.facts):
            return self("error.other", code=error.key)
        return self(key, **error.facts)

    def can_say(self, key: str, facts: Mapping[str, object]) -> bool:
        """Say whether these facts fill the sentence: where an error is told, one more error would hide it."""
        try:
            self(key, **facts)
        except (KeyError, IndexError):
            return False
        return True

    def keys(self) -> frozenset[str]:
        """Give every key."""
        return frozenset(self._sentences)


def load_wording(language: str = "en", folder: Path | None = None, contacts: Contacts | None = None) -> Wording:
    """Merge every file of a language. Raises Invalid where a file is not flat text by key, or a key stands twice."""
    sentences: dict[str, str] = {}
    for path in sorted((folder or resources_dir() / "locale" / language).glob("*.json")):
        for key, text in _read(path).items():
            if key in sentences or not isinstance(text, str):
                raise Invalid("wording.malformed", where=f"{path.name}: {key}")
            sentences[key] = text
    return Wording(sentences, contacts or load_contacts(language))


def _read(path: Path) -> dict[str, object]:
    try:
        plain: object = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except (OSError, ValueError) as error:
        raise Invalid("wording.malformed", where=f"{path.name}: {error}") from error
    if not isinstance(plain, dict):
        raise Invalid("wording.malformed", where=path.name)
    return plain


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(next(key for key, _ in pairs if [each for each, _ in pairs].count(key) > 1))
    return found
