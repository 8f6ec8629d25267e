"""Reads the captions of a film (WebVTT), strictly and in order; plays and shows nothing."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from detectors_app.content.contacts import Contacts
from detectors_app.content.course_files import read_text
from detectors_app.content.course_findings import Gathered, Source

_MOST_KIB = 1024
_HEADER = "WEBVTT"
_NOT_SHOWN = ("NOTE", "STYLE", "REGION")
_VOICE = "<v"
_NO_CONTACTS = Contacts((), None, 0)


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from one millisecond to another. `speaker` is empty where nobody is named."""

    from_ms: int
    to_ms: int
    speaker: str
    text: str


def load_captions(path: Path) -> tuple[Cue, ...]:
    """Give the cues of a file in order. Raises Invalid; its `where` names file and line, ``en.vtt:12``."""
    gathered = Gathered(_NO_CONTACTS)
    cues = read_captions(path.parent, path.name, Source(gathered, path.name))
    gathered.raise_first()
    return tuple(cue for _, cue in cues)


def read_captions(folder: Path, name: str, source: Source) -> tuple[tuple[int, Cue], ...]:
    """Give the cues that can be understood, each with its line, noting what is wrong."""
    text = read_text(folder, name, source, most_kib=_MOST_KIB)
    if text is None:
        return ()
    blocks = list(_blocks(text))
    if not blocks or blocks[0][0] != 1 or blocks[0][1][0].split()[0] != _HEADER:
        source.wrong(1, "captions_header")
        return ()
    found = tuple(each for line, lines in blocks[1:] for each in _cue(line, lines, source))
    for (_, before), (line, after) in pairwise(found):
        if after.from_ms < before.from_ms:
            source.wrong(line, "captions_order")
    if not found and not source.gathered.findings:
        source.wrong(1, "captions_none")
    return found


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give what stands between empty lines, with the number of its first line."""
    lines = enumerate(text.split("\n"), 1)
    for is_text, group in groupby(lines, key=lambda each: bool(each[1].strip())):
        if is_text:
            numbered = list(group)
            yield numbered[0][0], [each for _, each in numbered]


def _cue(line: int, lines: list[str], source: Source) -> Iterator[tuple[int, Cue]]:
    """Give the one cue of a block, none where it is a remark. Each is read by itself, so that a fault has its line."""
    from webvtt import WebVTT
    from webvtt.errors import MalformedCaptionError, MalformedFileError
    from webvtt.models import Timestamp

    if lines[0].split()[0] in _NOT_SHOWN:
        return
    try:
        captions = WebVTT.from_string("\n".join([_HEADER, "", *lines]), strict=True).captions
        caption = captions[0] if len(captions) == 1 else None
        times = (
            [Timestamp.from_string(each).in_milliseconds() for each in (caption.start, caption.end)] if caption else []
        )
    except (MalformedCaptionError, MalformedFileError, ValueError):
        caption = None
    if caption is None:
        source.wrong(line, "captions_cue")
        return
    text = html.unescape(caption.text).strip()
    if times[1] <= times[0]:
        source.wrong(line, "captions_span")
    if not text:
        source.wrong(line, "captions_empty")
    if caption.raw_text.count(_VOICE) > 1:
        source.wrong(line, "captions_voices")
    yield line, Cue(times[0], times[1], " ".join(html.unescape(caption.voice or "").split()), text)
