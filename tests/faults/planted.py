"""Looks for planted words in files, in every coat they might wear; knows nothing of what should be there."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_ZLIB_STARTS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_GZIP_START = b"\x1f\x8b\x08"
_MOST_INFLATED_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Hit:
    """Where a planted word was found, and in which coat."""

    path: str
    coat: str
    word: str


def coats(word: str) -> Iterator[tuple[str, bytes]]:
    """Give each way the word may stand in a file: (name, bytes)."""
    for encoding in ("utf-8", "utf-16-le"):
        raw = word.encode(encoding)
        yield encoding, raw
        yield f"{encoding} hex", raw.hex().encode()
        yield f"{encoding} HEX", raw.hex().upper().encode()
        for shift in range(3):
            yield f"{encoding} base64+{shift}", _inner_base64(raw, shift)
            yield f"{encoding} base64url+{shift}", _inner_base64(raw, shift).replace(b"+", b"-").replace(b"/", b"_")


def _inner_base64(raw: bytes, shift: int) -> bytes:
    """Give the base64 characters that depend on `raw` alone when it starts `shift` bytes into a group of three."""
    whole = base64.b64encode(bytes(shift) + raw)
    first = {0: 0, 1: 2, 2: 3}[shift]
    spare = (shift + len(raw)) % 3
    last = {0: 0, 1: 3, 2: 2}[spare]
    return whole[first : len(whole) - last]


def find_in_bytes(data: bytes, words: Iterable[str], path: str) -> Iterator[Hit]:
    """Give the hits in data, and in every zlib or gzip stream that starts anywhere in it."""
    words = list(words)
    wanted = [(word, coat, pattern) for word in words for coat, pattern in coats(word)]
    for layer, layer_bytes in (("", data), *((" in zlib", inner) for inner in _inflated(data))):
        for word, coat, pattern in wanted:
            if pattern in layer_bytes:
                yield Hit(path, coat + layer, word)


def _inflated(data: bytes) -> Iterator[bytes]:
    for start, bits in (*((each, zlib.MAX_WBITS) for each in _ZLIB_STARTS), (_GZIP_START, zlib.MAX_WBITS | 16)):
        at = data.find(start)
        while at >= 0:
            try:
                inner = zlib.decompressobj(bits).decompress(data[at:], _MOST_INFLATED_BYTES)
            except zlib.error:
                inner = b""
            if inner:
                yield inner
            at = data.find(start, at + 1)


def search(folders: Iterable[Path], words: Iterable[str]) -> list[Hit]:
    """Search every file below the folders, names of files and folders included."""
    words = list(words)
    hits: list[Hit] = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            hits += [Hit(str(path), "name", word) for word in words if word in path.name]
            if path.is_file() and not path.is_symlink():
                hits += find_in_bytes(path.read_bytes(), words, str(path))
    return hits
