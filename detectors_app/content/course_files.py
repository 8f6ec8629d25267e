"""Reads the text of a course's files, with bounds, and only from inside its folder; understands none of it."""

from __future__ import annotations

import re
from pathlib import Path

from detectors_app.content.course_findings import Source

KIB = 1024
MOST_KIB = 256
"""More than the longest module; a file that is larger is not one."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LONGEST_PATH = 200
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def read_text(folder: Path, name: str, source: Source, *, most_kib: int = MOST_KIB) -> str | None:
    """Give a file's text with plain line ends, or note what is wrong and give None.

    A mark at its beginning (BOM) is left out, as Windows' editor writes one.
    """
    try:
        if not is_inside(folder, name) or not (folder / name).is_file():
            raise FileNotFoundError
        with (folder / name).open("rb") as file:
            data = file.read(most_kib * KIB + 1)
    except (OSError, ValueError):
        source.wrong(1, "no_file", name=name)
        return None
    if len(data) > most_kib * KIB:
        source.wrong(1, "too_large", most_kib=most_kib)
        return None
    return decoded(data, source)


def decoded(data: bytes, source: Source) -> str | None:
    """Give the text that these bytes are, or note what is wrong and give None."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        source.wrong(1 + data[: error.start].count(b"\n"), "not_text")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    sign = _CONTROL.search(text)
    if sign is None:
        return text
    source.wrong(1 + text[: sign.start()].count("\n"), "control", sign=f"U+{ord(sign[0]):04X}")
    return None


def is_inside(folder: Path, name: str) -> bool:
    """Say whether a name is a plain relative path that stays in the folder, whatever links lie there.

    Slashes alone part it, on every system, and no part begins with a dot.
    """
    if len(name) > _LONGEST_PATH or not all(_PART.fullmatch(each) for each in name.split("/")):
        return False
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False
