"""Made-up content packs: a course as files in memory, its list, its statement."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from detectors_app.domain.course import Change, Course, CourseId
from detectors_app.domain.packs import PIECE_BYTES, Pack, PackedFile
from detectors_app.protocol.pack import encode_pack
from detectors_app.protocol.statement import Label, Statement
from detectors_app.signing.keys import SigningKey
from detectors_app.signing.statements import sign_statement
from tests.made_up import NOW

COURSE = CourseId("made-up")
YAML = """\
id: {course}
version: {version}
iri: https://learning.example/courses/{course}
title: {{en: "A made-up course"}}
summary: {{en: "Made up for tests."}}
audience: {{required: [repairs]}}
taught: laptop
change: {change}
substance_since: {substance_since}
modules: [first]
"""
MODULE = """\
---
id: first
title: {{en: "First"}}
minutes: 5
move_on: CompletedAndPassed
mastery: 0.8
outcomes: ["Read a page."]
notes: []
easy_read: first.easy.md
---
# First

## {title} {{#page}}

{words}

::: support
:::
"""

EASY = """\
# First

## A page
![A page](pictures/page.svg)

This is a page. It has few words.
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>\n'

Files = dict[str, bytes]


def course_files(
    version: int,
    *,
    course: str = COURSE,
    change: Change = Change.WORDING,
    words: str = "Some words to read.",
    title: str = "A page",
    more: Mapping[str, bytes] | None = None,
) -> Files:
    """Give a small course's files, as an author would write them."""
    since = version if change is Change.SUBSTANCE else 1
    yaml = YAML.format(course=course, version=version, change=change.value, substance_since=since)
    module = MODULE.format(words=words, title=title)
    files = {"course.yaml": yaml, "first.md": module, "first.easy.md": EASY, "pictures/page.svg": PICTURE}
    return {path: text.encode() for path, text in files.items()} | dict(more or {})


def film(size: int = 2 * PIECE_BYTES + 1000) -> bytes:
    """Give what is as large as a film, and different each time."""
    return secrets.token_bytes(size)


def cut(data: bytes) -> list[bytes]:
    """Cut a file as packs are cut."""
    return [data[start : start + PIECE_BYTES] for start in range(0, len(data), PIECE_BYTES)]


def digest(data: bytes) -> str:
    """Give the SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def pack_of(
    files: Files, version: int, *, course: str = COURSE, change: Change = Change.WORDING, made_at: datetime = NOW
) -> Pack:
    """Give the list of these files."""
    packed = tuple(
        PackedFile(path, len(data), tuple(digest(each) for each in cut(data))) for path, data in sorted(files.items())
    )
    return Pack(CourseId(course), version, change, made_at, packed)


def pieces_of(files: Files) -> dict[str, bytes]:
    """Give every piece by its digest."""
    return {digest(piece): piece for data in files.values() for piece in cut(data)}


def signed(pack: Pack, key: SigningKey) -> Statement:
    """Give a pack's statement."""
    return sign_statement(Label.PACK, encode_pack(pack), key)


def write_course(folder: Path, files: Files) -> Path:
    """Write a course's files into a folder."""
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


class FilesInMemory:
    """A course's files (use_cases.learning.pack_ports.CourseFolder)."""

    def __init__(self, files: Files) -> None:
        """Keep them."""
        self._files = files

    def paths(self) -> tuple[str, ...]:
        """Give their paths."""
        return tuple(sorted(self._files))

    def pieces(self, path: str) -> Iterator[bytes]:
        """Give one's pieces."""
        yield from cut(self._files[path])


def a_course(version: int = 1, *, course: str = COURSE) -> Course:
    """Give a course's value, without its modules."""
    return Course(CourseId(course), version, "https://learning.example/x", "A made-up course", (), ())
