"""Take in a property list: read its lines, tell what is wrong with which, put the good ones in the old list's place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from detectors_app.domain.errors import CannotOpen, Invalid, Refused
from detectors_app.domain.home_rows import LEFT_OUT, Column, Fault, Line, columns_of, line_of, missing_from
from detectors_app.domain.homes import Home
from detectors_app.use_cases.csv_lines import (
    BOM,
    LONGEST_LINE_BYTES,
    Decoder,
    cells_of,
    delimiter_of,
    is_cut_off,
    to_heading,
)
from detectors_app.use_cases.homes.ports import AboutHomes, HomeList

MOST_HOMES = 300_000
"""So many homes at most: three times what the search is measured with."""
LINES_NAMED = 50
"""So many lines of each fault are named."""


@dataclass(slots=True)
class Faulty:
    """How many lines have a fault, and which, counted from 1: the first LINES_NAMED."""

    count: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, line: int) -> None:
        """Count one more."""
        self.count += 1
        if len(self.lines) < LINES_NAMED:
            self.lines.append(line)


@dataclass(slots=True)
class ImportReport:
    """What came of a file. `about` is the list now in use; None where no line was good, and the old list stays.

    `windows_1252` counts lines that were not UTF-8 and were read as that older coding.
    """

    lines: int = 0
    windows_1252: int = 0
    faults: dict[Fault, Faulty] = field(default_factory=dict)
    about: AboutHomes | None = None

    def add(self, fault: Fault, line: int) -> None:
        """Note a fault of a line."""
        self.faults.setdefault(fault, Faulty()).add(line)

    @property
    def left_out(self) -> int:
        """Count the lines that were not taken in."""
        return sum(faulty.count for fault, faulty in self.faults.items() if fault in LEFT_OUT)


def import_homes(
    homes: HomeList, lines: Iterable[bytes], now: Callable[[], datetime], *, smaller: bool = False
) -> ImportReport:
    """Read lines, each with its line end, and replace the list by the homes in them.

    With `smaller` the new list may have less than half of the old one's homes, as no cut-off file should.

    Raises:
        Invalid: nothing in it, no text, no heading with the columns needed, more than MOST_HOMES homes.
        Refused: the new list is much smaller than the old one.
        EnvironmentFault: the new list could not be kept; the old one stays.
    """
    report = ImportReport()
    reader = _Reader(iter(lines), report)
    found: dict[str, Home] = {}
    made_up = False
    for number, line in reader.lines():
        if line.home is not None and line.home.uprn in found:
            report.add(Fault.UPRN_TWICE, number)
            continue
        if line.fault is not None:
            report.add(line.fault, number)
        if line.home is not None:
            found[line.home.uprn] = line.home
            made_up = made_up or line.made_up
        if len(found) > MOST_HOMES:
            raise Invalid("homes.too_many", most=MOST_HOMES)
    if found:
        if not smaller and len(found) * 2 < (had := _real_homes(homes)):
            raise Refused("homes.much_smaller", had=had, found=len(found))
        report.about = homes.replace(found.values(), made_up=made_up, imported_at=now())
    return report


def _real_homes(homes: HomeList) -> int:
    """Count the homes in the list in use; none where they are made up, or where it cannot be read any more."""
    try:
        about = homes.about()
    except CannotOpen:
        return 0
    return 0 if about is None or about.made_up else about.count


class _Reader:
    """Turns bytes into lines of a list, one by one: a slip in one line, such as a stray quotation mark, stays there."""

    def __init__(self, lines: Iterator[bytes], report: ImportReport) -> None:
        self._lines, self._report, self._decoder = lines, report, Decoder()

    def lines(self) -> Iterator[tuple[int, Line]]:
        """Give each line that is not empty with its number, the heading being the first."""
        numbered = enumerate(self._lines, 1)
        delimiter, heading, columns = self._heading(numbered)
        for number, raw in numbered:
            if not raw.strip():
                continue
            self._report.lines += 1
            yield number, self._line(raw, delimiter, heading, columns)

    def _heading(self, numbered: Iterator[tuple[int, bytes]]) -> tuple[str, int, dict[Column, int]]:
        """Read the heading, the first line with anything in it; give what parts its columns, their count and places."""
        first = next((raw for _, raw in numbered if raw.removeprefix(BOM).strip()), None)
        if first is None:
            raise Invalid("homes.empty")
        text = None if len(first) > LONGEST_LINE_BYTES else self._text(first.removeprefix(BOM))
        if text is None:
            raise Invalid("homes.not_text")
        delimiter = delimiter_of(text, columns_of)
        cells = cells_of(text, delimiter) or []
        columns = columns_of(cells)
        if missing := missing_from(columns):
            raise Invalid("homes.columns", missing=", ".join(missing))
        return delimiter, len(cells), columns

    def _line(self, raw: bytes, delimiter: str, heading: int, columns: dict[Column, int]) -> Line:
        if len(raw) > LONGEST_LINE_BYTES:
            return Line(None, Fault.TOO_LONG)
        text = self._text(raw)
        if text is None:
            return Line(None, Fault.NOT_TEXT)
        cells = cells_of(text, delimiter)
        if cells is None or is_cut_off(cells, heading, raw):
            return Line(None, Fault.CUT_OFF)
        whole = to_heading(cells, heading)
        return Line(None, Fault.TOO_MANY_COLUMNS) if whole is None else line_of(whole, columns)

    def _text(self, raw: bytes) -> str | None:
        text = self._decoder.text(raw)
        self._report.windows_1252 = self._decoder.windows_1252
        return text
