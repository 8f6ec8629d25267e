"""A content pack's bytes: its list, the file it travels in, and what the service says of packs; verifies no signature.

A pack file is ``EDE1PACK``, four bytes of length (big-endian), the statement's JSON, then every file's bytes in the
order of the list, with nothing between and nothing after.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from detectors_app.domain.course import CourseId
from detectors_app.domain.errors import Invalid
from detectors_app.domain.packs import Pack, check_pack
from detectors_app.protocol import strict_json
from detectors_app.protocol.statement import Statement, decode_statement, encode_statement

MOST_LIST_BYTES = 512 * 1024
MOST_STATEMENT_BYTES = 1024 * 1024
"""A list in base 64 with its signature; no more than a piece, so that nothing fetched is larger."""
FILE_MAGIC = b"EDE1PACK"
LENGTH_BYTES = 4
HEAD_BYTES = len(FILE_MAGIC) + LENGTH_BYTES


@dataclass(frozen=True, slots=True)
class PackHeld:
    """One course's pack in force at the service: `sha256` is the digest of its statement's JSON."""

    course: CourseId
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PacksHeld:
    """The newest pack of each course. Nothing here is believed: it only says what to fetch."""

    packs: tuple[PackHeld, ...]


@dataclass(frozen=True, slots=True)
class PackTaken:
    """The answer to an offered pack: `missing` are the pieces still to be handed in; with none it is in force."""

    version: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PieceKept:
    """The answer to a piece handed in."""

    sha256: str


def encode_pack(pack: Pack) -> bytes:
    """Write a pack's list for signing. Raises Invalid."""
    check_pack(pack)
    data = strict_json.encode(pack)
    if len(data) > MOST_LIST_BYTES:
        raise Invalid("json.too_large", where="pack")
    return data


def decode_pack(data: bytes) -> Pack:
    """Read a pack's list, after its signature was verified. Raises Invalid."""
    if len(data) > MOST_LIST_BYTES:
        raise Invalid("json.too_large", where="pack")
    pack = strict_json.decode(data, Pack, where="pack")
    check_pack(pack)
    return pack


def statement_sha256(statement: Statement) -> str:
    """Give the digest (hex) under which the service gives out a pack's statement."""
    return hashlib.sha256(encode_statement(statement)).hexdigest()


def encode_head(statement: Statement) -> bytes:
    """Write the beginning of a pack file."""
    data = encode_statement(statement)
    return FILE_MAGIC + len(data).to_bytes(LENGTH_BYTES, "big") + data


def statement_length(head: bytes) -> int:
    """Read from a pack file's first 12 bytes how long its statement is. Raises Invalid."""
    length = int.from_bytes(head[len(FILE_MAGIC) :], "big")
    if len(head) != HEAD_BYTES or not head.startswith(FILE_MAGIC) or not 0 < length <= MOST_STATEMENT_BYTES:
        raise Invalid("pack.not_one", where="pack file")
    return length


def decode_pack_statement(data: bytes) -> Statement:
    """Read a pack's statement. Verifies nothing. Raises Invalid."""
    if len(data) > MOST_STATEMENT_BYTES:
        raise Invalid("json.too_large", where="pack")
    return decode_statement(data, where="pack")
