"""Compares a course's files with a pack's list, and finds pieces in files that lie elsewhere; writes nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from detectors_app.domain.packs import PIECE_BYTES, Pack


class Stamp(NamedTuple):
    """What changes whenever a file is written to or replaced."""

    path: str
    size: int
    modified_ns: int
    changed_ns: int
    inode: int


class Found(NamedTuple):
    """Where a piece lies in another course's file."""

    path: Path
    offset: int


def stamps_of(folder: Path, below: str = "") -> Iterator[Stamp]:
    """Give every entry that is no folder; a link is one and is not followed. Raises OSError."""
    with os.scandir(folder / below) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            path = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from stamps_of(folder, path)
            else:
                # Not the entry's own: on Windows that lacks the inode, and may be old.
                now = Path(entry.path).lstat()
                plain = entry.is_file(follow_symlinks=False)
                yield Stamp(path, now.st_size if plain else -1, now.st_mtime_ns, now.st_ctime_ns, now.st_ino)


def is_as_listed(folder: Path, pack: Pack, stamps: tuple[Stamp, ...]) -> bool:
    """Compare first names and sizes, then all bytes, a piece in memory at a time. Raises OSError."""
    if {(each.path, each.size) for each in stamps} != {(each.path, each.size) for each in pack.files}:
        return False
    return all(_digests(folder / each.path) == each.pieces for each in pack.files)


def _digests(path: Path) -> tuple[str, ...]:
    with path.open("rb") as file:
        return tuple(hashlib.sha256(piece).hexdigest() for piece in iter(lambda: file.read(PIECE_BYTES), b""))


def find_beside(pack: Pack, beside: tuple[Path, ...], wanted: frozenset[str]) -> dict[str, Found]:
    """Look for pieces in files of the same name and size; what cannot be read holds none."""
    found: dict[str, Found] = {}
    for folder in beside:
        for file in pack.files:
            if not wanted.difference(found).isdisjoint(file.pieces):
                found |= {
                    sha256: Found(folder / file.path, number * PIECE_BYTES)
                    for number, sha256 in enumerate(_digests_of(folder / file.path, file.size))
                    if sha256 in wanted
                }
    return found


def _digests_of(path: Path, size: int) -> tuple[str, ...]:
    try:
        return _digests(path) if path.stat().st_size == size else ()
    except OSError:
        return ()


def read_at(place: Found, size: int) -> bytes:
    """Give so many bytes from there, fewer where the file ends. Raises OSError."""
    with place.path.open("rb") as file:
        file.seek(place.offset)
        return file.read(size)
