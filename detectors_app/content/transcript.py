"""Reads the words of a film, which tell all that is said, heard and seen; plays and shows nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from detectors_app.domain.errors import Invalid

_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Transcript:
    """The title, empty where none is given, and the paragraphs in order; words between ** are bold."""

    title: str
    paragraphs: tuple[str, ...]


def load_transcript(path: Path) -> Transcript:
    """Read the small Markdown of a transcript: ``# Title``, then paragraphs with an empty line between them.

    Raises Invalid, naming the file, where it is not there, is no text, or says nothing.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES + 1).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid("course.no_transcript", where=path.name) from error
    blocks = [" ".join(each.split()) for each in text.replace("\r\n", "\n").split("\n\n")]
    title = next((each[2:] for each in blocks if each.startswith("# ")), "")
    paragraphs = tuple(each for each in blocks if each and not each.startswith("# "))
    if not paragraphs or len(text) > _MOST_BYTES:
        raise Invalid("course.no_transcript", where=path.name)
    return Transcript(title, paragraphs)
