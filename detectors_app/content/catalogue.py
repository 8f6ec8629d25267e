"""Reads the flat sentences of a language's folder, and gives its own for an English one; fills in nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from detectors_app.content.languages import ENGLISH, PSEUDO
from detectors_app.content.paths import resources_dir
from detectors_app.domain.errors import Invalid

MADE_FROM = "made-from.json"
"""Beside a translation: by key, a mark of the English sentence it was made from; no sentence itself."""


class Translation(NamedTuple):
    """What one language says, by the key of the English sentence. English itself says what it is given."""

    language: str = ENGLISH
    sentences: Mapping[str, str] = MappingProxyType({})

    def __call__(self, key: str, english: str) -> str:
        """Give the sentence in this language, or the English one where it is not translated."""
        if self.language in PSEUDO:
            from detectors_app.content.pseudo import disguise

            return disguise(english, self.language)
        return self.sentences.get(key, english)


def read_sentences(folder: Path) -> dict[str, str]:
    """Merge every file of a folder. Raises Invalid where a file is not flat text by key, or a key stands twice."""
    sentences: dict[str, str] = {}
    for path in sorted(folder.glob("*.json")):
        if path.name == MADE_FROM:
            continue
        for key, text in _read(path).items():
            if key in sentences or not isinstance(text, str):
                raise Invalid("wording.malformed", where=f"{path.name}: {key}")
            sentences[key] = text
    return sentences


def load_translation(language: str, folder: Path | None = None) -> Translation:
    """Read what a language has; a language without files has nothing, and is said in English. Raises Invalid.

    `folder` holds a folder a language; the program's own unless another is named.
    """
    if language == ENGLISH or language in PSEUDO:
        return Translation(language)
    if not language.replace("-", "").isalnum():
        raise Invalid("language.unknown", where=language)
    return Translation(language, read_sentences((folder or resources_dir() / "locale") / language))


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
