"""Lines of a spreadsheet saved as text: what they are encoded in, and their cells; knows no column."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sized
from dataclasses import dataclass
from itertools import chain

LONGEST_LINE_BYTES = 16_384
BOM = b"\xef\xbb\xbf"
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(slots=True)
class Decoder:
    """Decodes line after line. `windows_1252` counts those that were not UTF-8 and were read as that older coding."""

    windows_1252: int = 0

    def text(self, raw: bytes) -> str | None:
        """Decode one line: UTF-8, else Windows-1252, as Excel saves; None where it is neither."""
        if b"\0" in raw:
            return None
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            return None
        self.windows_1252 += 1
        return text


def cells_of(text: str, delimiter: str) -> list[str] | None:
    """Part a line; None where a quotation mark in it is never closed."""
    try:
        rows = list(csv.reader([text.rstrip("\r\n")], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return list(chain.from_iterable(rows))


def delimiter_of(heading: str, columns_of: Callable[[list[str]], Sized]) -> str:
    """Give what parts the columns: the mark by which the most of them are known, a comma before others."""
    return max(_DELIMITERS, key=lambda each: len(columns_of(cells_of(heading, each) or [])))


def is_cut_off(cells: list[str] | None, heading: int, raw: bytes) -> bool:
    """Say whether a line ends in the middle: within quotation marks, or the last one with columns missing."""
    return cells is None or (len(cells) < heading and not raw.endswith((b"\n", b"\r")))


def to_heading(cells: list[str], heading: int) -> list[str] | None:
    """Give as many cells as the heading has, None where more are filled in.

    Excel leaves empty columns at the end of a line out, now and then.
    """
    if any(each.strip() for each in cells[heading:]):
        return None
    return [*cells[:heading], *[""] * (heading - len(cells))]
