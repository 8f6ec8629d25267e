"""Reads how long a film is out of an MP4 file's own table; plays nothing and needs no player."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

_HEADER = 8
_LARGE = 16
_MOST_BOXES = 4096


def film_length_ms(path: Path) -> int | None:
    """Give the length in milliseconds; None where it is not an MP4 file, or its table cannot be read.

    ISO/IEC 14496-12: a file is boxes; `moov` holds `mvhd`, which holds a time scale and a duration in its units.
    """
    try:
        with path.open("rb") as file:
            end = file.seek(0, os.SEEK_END)
            moov = _find(file, 0, end, b"moov")
            mvhd = _find(file, *moov, b"mvhd") if moov else None
            return _duration_ms(file, *mvhd) if mvhd else None
    except (OSError, struct.error):
        return None


def _find(file: BinaryIO, begun: int, end: int, kind: bytes) -> tuple[int, int] | None:
    """Give where a box's own bytes begin and end, within those of another."""
    at = begun
    for _ in range(_MOST_BOXES):
        if at + _HEADER > end:
            return None
        file.seek(at)
        size, name = struct.unpack(">I4s", file.read(_HEADER))
        header = _HEADER
        if size == 1:
            header = _LARGE
            (size,) = struct.unpack(">Q", file.read(_HEADER))
        size = end - at if size == 0 else size
        if size < header:
            return None
        if name == kind:
            return at + header, min(at + size, end)
        at += size
    return None


def _duration_ms(file: BinaryIO, begun: int, end: int) -> int | None:
    file.seek(begun)
    data = file.read(min(end - begun, 32))
    if data[:1] == b"\x01":
        scale, duration = struct.unpack_from(">IQ", data, 20)
    else:
        scale, duration = struct.unpack_from(">II", data, 12)
    return round(duration * 1000 / scale) if scale else None
