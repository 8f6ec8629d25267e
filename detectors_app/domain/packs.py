"""What a content pack is: one version of a course as a list of files in pieces; reads no file, verifies no signature.

A pack is signed whole, by its list. Each file is cut into pieces of one size, the last one shorter, and each piece is
known by its SHA-256: so fetching goes on where it stopped, and what did not change is not fetched again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from detectors_app.domain.course import Change, CourseId
from detectors_app.domain.errors import Invalid
from detectors_app.domain.trust import BundleVerdict, compare_bundles

PIECE_BYTES = 1024 * 1024
"""Over a line of 10 KiB/s a piece still comes within the two minutes that one answer may take."""
MOST_BYTES = 512 * 1024 * 1024
MOST_FILES = 1000
MOST_PATH = 120
"""Characters. A data folder on Windows leaves about so many of the 260 that older programs can open."""
MOST_DEPTH = 4
MOST_VERSION = 999_999
COURSE_FILE = "course.yaml"

_COURSE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_PART = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
"""ASCII, no blank, no leading dot, no dot at the end, which Windows would drop."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows gives to devices, with any ending (Microsoft, *Naming Files, Paths, and Namespaces*)."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
ENDINGS = frozenset(
    {".yaml", ".md", ".txt", ".vtt", ".srt", ".svg", ".png", ".jpg"}
    | {".mp4", ".m4v", ".webm", ".mkv", ".ogv", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac"}
)
"""What a course is made of. Nothing that a computer could run, whoever signed it."""


class Piece(NamedTuple):
    """A piece of a file: its digest (hex), where it begins in the file and how long it is, in bytes."""

    sha256: str
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One file: its path below the course's folder, `/` between; its size in bytes; its pieces' digests in order."""

    path: str
    size: int
    pieces: tuple[str, ...]

    def cut(self) -> Iterator[Piece]:
        """Give the pieces with their places."""
        for number, sha256 in enumerate(self.pieces):
            offset = number * PIECE_BYTES
            yield Piece(sha256, offset, min(PIECE_BYTES, self.size - offset))


@dataclass(frozen=True, slots=True)
class Pack:
    """One version of a course. `change` says what differs from the version before: the wording alone, or the substance.

    It is what authors and leads see beforehand; what a laptop goes by stands in the course itself.
    """

    course: CourseId
    version: int
    change: Change
    made_at: datetime
    files: tuple[PackedFile, ...]

    @property
    def size(self) -> int:
        """Give the bytes of all files together."""
        return sum(each.size for each in self.files)

    def pieces(self) -> dict[str, int]:
        """Give every piece's size by its digest, each once, in the order of the files."""
        return {piece.sha256: piece.size for file in self.files for piece in file.cut()}


def pieces_needed(size: int) -> int:
    """Say into how many pieces a file of so many bytes is cut."""
    return -(-size // PIECE_BYTES)


def check_pack(pack: Pack) -> None:
    """Refuse a pack that no honest builder makes, or that would write where it must not. Raises Invalid."""
    if not is_course_id(pack.course) or not 1 <= pack.version <= MOST_VERSION:
        raise Invalid("pack.malformed", where="course, version")
    if len(pack.files) > MOST_FILES or pack.size > MOST_BYTES:
        raise Invalid("pack.too_large", where="files", most_mib=MOST_BYTES // PIECE_BYTES, most_files=MOST_FILES)
    paths = [each.path for each in pack.files]
    for path in paths:
        check_path(path)
    _check_apart(paths)
    if COURSE_FILE not in paths:
        raise Invalid("pack.no_course", where=COURSE_FILE)
    _check_pieces(pack)


def is_course_id(name: str) -> bool:
    """Say whether a course may be called so: it is also the name of a folder."""
    return bool(_COURSE.fullmatch(name)) and not _DEVICE.fullmatch(name)


def check_path(path: str) -> None:
    """Refuse a path that could lead out of its folder or that some system cannot keep. Raises Invalid."""
    parts = path.split("/")
    sound = all(_PART.fullmatch(each) and not _DEVICE.fullmatch(each) for each in parts)
    if not sound or len(path) > MOST_PATH or len(parts) > MOST_DEPTH:
        raise Invalid("pack.path", where=path if path.isascii() and path.isprintable() else "files")
    if PurePosixPath(path).suffix.lower() not in ENDINGS:
        raise Invalid("pack.kind_of_file", where=path)


def _check_apart(paths: list[str]) -> None:
    """Hold every path to a place of its own, also where capitals and small letters are one."""
    if paths != sorted(paths):
        raise Invalid("pack.malformed", where="files")
    plain = [each.lower() for each in paths]
    folders = {str(above) for each in plain for above in PurePosixPath(each).parents}
    if len(set(plain)) != len(plain) or folders.intersection(plain):
        raise Invalid("pack.same_twice", where="files")


def _check_pieces(pack: Pack) -> None:
    sizes: dict[str, int] = {}
    for file in pack.files:
        if file.size < 0 or len(file.pieces) != pieces_needed(file.size):
            raise Invalid("pack.pieces", where=file.path)
        for piece in file.cut():
            if not _SHA256.fullmatch(piece.sha256) or sizes.setdefault(piece.sha256, piece.size) != piece.size:
                raise Invalid("pack.pieces", where=file.path)


def compare_packs(
    held: tuple[int, bytes] | None, offered: tuple[int, bytes], came_with_program: int = 0
) -> BundleVerdict:
    """Compare (version, signed bytes) of one course's packs: only a higher version is taken, as with bundles.

    `came_with_program` is the version that the program itself brings, 0 where it brings none.
    """
    verdict = compare_bundles(held, offered)
    if verdict is BundleVerdict.TAKE and offered[0] <= came_with_program:
        return BundleVerdict.OLDER
    return verdict
