"""Looks up the sentences of `resources/locale` by key; it holds none, and imports quickly before the first paint."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from detectors_app.content.catalogue import Translation, load_translation, read_sentences
from detectors_app.content.languages import ENGLISH, is_right_to_left, plural_of
from detectors_app.content.paths import resources_dir
from detectors_app.domain.errors import DetectorsError, Invalid

if TYPE_CHECKING:
    from detectors_app.content.contacts import Contacts

_NO_TRANSLATION = Translation()
_ISOLATE, _END = "\u2068", "\u2069"
"""First strong isolate, and its end (Unicode's UAX 9): what is filled in cannot turn the sentence around it."""


class Wording:
    """A catalogue: ``words("home.title")``, ``words("error.store.full", path=...)``.

    Sentences may hold ``{name}``, filled from the facts given, and ``{phone:csn_duty}``, filled from the contacts.
    What a translation lacks is said in English.
    """

    def __init__(
        self, sentences: Mapping[str, str], contacts: Contacts | None = None, translation: Translation = _NO_TRANSLATION
    ) -> None:
        """Keep the English sentences by key, where numbers come from, and what is said in another language.

        Without contacts, those of the language are read when a number is first said: not before the first paint.
        """
        self._contacts = contacts
        self.language = translation.language
        self.is_right_to_left = is_right_to_left(translation.language)
        self._english = dict(sentences)
        self._own = dict(translation.sentences)
        self._sentences = {key: translation(key, text) for key, text in self._english.items()}

    @property
    def contacts(self) -> Contacts:
        """Give where numbers come from; a translation's that is damaged counts as none. Raises Invalid."""
        if self._contacts is None:
            from detectors_app.content.contacts import load_contacts

            try:
                self._contacts = load_contacts(self.language)
            except Invalid:
                self._contacts = load_contacts(ENGLISH)
        return self._contacts

    def __call__(self, key: str, /, **facts: object) -> str:
        """Give the sentence. Raises KeyError for a key, or a fact, that is not there: a bug that the tests find."""
        return self._fill(self._sentences[key], facts)

    def __contains__(self, key: str) -> bool:
        """Say whether there is a sentence under this key."""
        return key in self._sentences

    def count(self, key: str, number: int, /, **facts: object) -> str:
        """Give the sentence for a count, its ``{number}``, under `key` and the plural form, as in ``key.one``.

        English has `one` and `other`, as CLDR calls them; a translation has the forms of its language, or `other`.
        """
        facts["number"] = number
        for form in (plural_of(self.language)(number), "other"):
            if f"{key}.{form}" in self._own:
                return self._fill(self._own[f"{key}.{form}"], facts)
        return self(f"{key}.{plural_of(ENGLISH)(number)}", **facts)

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
        """Give every key of the English catalogue."""
        return frozenset(self._english)

    def _fill(self, text: str, facts: Mapping[str, object]) -> str:
        if self.is_right_to_left:
            facts = {key: f"{_ISOLATE}{fact}{_END}" if isinstance(fact, str) else fact for key, fact in facts.items()}
        return text.format(phone=self.contacts, **facts) if "{phone:" in text else text.format(**facts)


def load_wording(language: str = ENGLISH, folder: Path | None = None, contacts: Contacts | None = None) -> Wording:
    """Read the English sentences and what the language has of them.

    Raises Invalid where a file is not flat text by key, or a key stands twice, or there can be no such language.
    """
    place = folder or resources_dir() / "locale"
    english = read_sentences(place / ENGLISH)
    return Wording(english, contacts, load_translation(language, place))


def chosen_wording(language: str) -> Wording:
    """Give the words of the language that a person chose, empty for English.

    Where its files are damaged or there can be no such language it is English: no choice is worth not starting for.
    """
    try:
        return load_wording(language or ENGLISH)
    except Invalid:
        return load_wording()
