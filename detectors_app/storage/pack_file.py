"""Reads a course's folder in pieces, and writes and reads the one file that a content pack travels in."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from detectors_app.domain.errors import EnvironmentFault, Invalid
from detectors_app.domain.packs import PIECE_BYTES, Pack, PackedFile
from detectors_app.protocol.pack import HEAD_BYTES, decode_pack_statement, encode_head, statement_length
from detectors_app.protocol.statement import Statement
from detectors_app.storage.durable_file import clear_away, publish

NOT_OF_THE_COURSE = frozenset({"thumbs.db", "desktop.ini"})
"""What Windows puts into folders by itself; names that begin with a dot are left out too."""
_MOST_ENTRIES = 5000


class CourseOnDisk:
    """A course's folder (use_cases.learning.pack_ports.CourseFolder)."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; reads nothing yet."""
        self._folder = folder

    def paths(self) -> tuple[str, ...]:
        """Give every file's path, sorted. Raises Invalid for a link or what is no plain file, EnvironmentFault."""
        try:
            return tuple(sorted(_paths(self._folder, "")))
        except OSError as error:
            raise EnvironmentFault("file.unreadable", path=str(self._folder)) from error

    def pieces(self, path: str) -> Iterator[bytes]:
        """Give a file's bytes in pieces. Raises EnvironmentFault."""
        try:
            with (self._folder / path).open("rb") as file:
                while piece := file.read(PIECE_BYTES):
                    yield piece
        except OSError as error:
            raise EnvironmentFault("file.unreadable", path=str(self._folder / path)) from error


def _paths(folder: Path, below: str) -> Iterator[str]:
    with os.scandir(folder / below) as entries:
        for number, entry in enumerate(entries):
            path = f"{below}/{entry.name}" if below else entry.name
            if number >= _MOST_ENTRIES:
                raise Invalid("pack.too_large", where=below or ".")
            if entry.name.startswith(".") or entry.name.lower() in NOT_OF_THE_COURSE:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _paths(folder, path)
            elif entry.is_file(follow_symlinks=False):
                yield path
            else:
                raise Invalid("pack.kind_of_file", where=path)


def write_pack_file(path: Path, statement: Statement, pack: Pack, files: CourseOnDisk) -> None:
    """Write a pack's file, whole or not at all; nothing is overwritten.

    Raises Invalid where a file is no longer what the list says, or the path is taken; EnvironmentFault.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as out:
            out.write(encode_head(statement))
            for file in pack.files:
                _copy(file, files.pieces(file.path), out)
            out.flush()
            os.fsync(out.fileno())
        publish(beside, path)
    except FileExistsError as error:
        raise Invalid("file.exists", where=str(path)) from error
    except OSError as error:
        raise EnvironmentFault("file.not_writable", path=str(path)) from error
    finally:
        clear_away(beside)


def _copy(file: PackedFile, pieces: Iterator[bytes], out: BinaryIO) -> None:
    """Write a file's pieces, as many as the list has and each as it says. Raises Invalid."""
    for piece, wanted in zip_longest(pieces, file.pieces, fillvalue=None):
        if piece is None or hashlib.sha256(piece).hexdigest() != wanted:
            raise Invalid("pack.changed", where=file.path)
        out.write(piece)


@dataclass(frozen=True, slots=True)
class PackFile:
    """A pack's file, opened: its statement, not yet verified, and where the files' bytes begin."""

    path: Path
    statement: Statement
    begin: int

    @classmethod
    def open(cls, path: Path) -> PackFile:
        """Read the statement. Raises Invalid where it is no pack's file, EnvironmentFault."""
        try:
            with path.open("rb") as file:
                length = statement_length(file.read(HEAD_BYTES))
                return cls(path, decode_pack_statement(file.read(length)), HEAD_BYTES + length)
        except FileNotFoundError as error:
            raise Invalid("file.missing", where=str(path)) from error
        except OSError as error:
            raise EnvironmentFault("file.unreadable", path=str(path)) from error

    def check(self, pack: Pack) -> None:
        """Refuse a file that is cut off, altered or has more behind it. Raises Invalid, EnvironmentFault."""
        if self._size() != self.begin + pack.size:
            raise Invalid("pack.cut_off", where=str(self.path))
        for sha256 in pack.pieces():
            self.piece(pack, sha256)

    def piece(self, pack: Pack, sha256: str) -> bytes:
        """Give a piece, compared with its digest. Raises Invalid where it is not that, EnvironmentFault."""
        offset = self.begin
        for file in pack.files:
            for piece in file.cut():
                if piece.sha256 == sha256:
                    return self._read(offset + piece.offset, piece.size, sha256)
            offset += file.size
        raise Invalid("pack.pieces", where=str(self.path))

    def _read(self, offset: int, size: int, sha256: str) -> bytes:
        try:
            with self.path.open("rb") as file:
                file.seek(offset)
                body = file.read(size)
        except OSError as error:
            raise EnvironmentFault("file.unreadable", path=str(self.path)) from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise Invalid("pack.cut_off", where=str(self.path))
        return body

    def _size(self) -> int:
        try:
            return self.path.stat().st_size
        except OSError as error:
            raise EnvironmentFault("file.unreadable", path=str(self.path)) from error
