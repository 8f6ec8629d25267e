"""Reads what someone wrote, from a file or standard input; keeps and judges nothing."""

from __future__ import annotations

import sys
from pathlib import Path

from detectors_app.cli.exit_codes import Usage
from detectors_app.cli.files import read_file
from detectors_app.content.typed import clean
from detectors_app.domain.errors import Invalid

LARGEST_BYTES = 256 * 1024


def read_bytes(name: str, flag: str, *, most_bytes: int) -> bytes:
    """Give the bytes of a file, or of standard input for `-`. Raises Usage at a terminal, Invalid where empty."""
    if name != "-":
        return read_file(Path(name), most_bytes=most_bytes)
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage(flag)
    data = sys.stdin.buffer.read(most_bytes + 1)
    if not data.strip():
        raise Invalid("file.empty", where="-")
    return data


def read_words(name: str) -> str:
    """Give the text of a file, or of standard input for `-`. Raises Invalid, which quotes nothing of it."""
    data = read_bytes(name, "--words", most_bytes=LARGEST_BYTES)
    if len(data) > LARGEST_BYTES:
        raise Invalid("file.too_large", where=name, most_kib=LARGEST_BYTES // 1024)
    try:
        return clean(data.decode("utf-8-sig")).strip()
    except UnicodeDecodeError:
        raise Invalid("file.not_text", where=name) from None
