"""The translator's file: a spreadsheet (CSV) with a line a sentence, there and back; decides nothing about words.

CSV and not XLIFF: translation agencies take a spreadsheet as it is, and every tool of theirs reads it. Columns:
key, english, the language's own code (for the translation), where, note, keep, longest, status.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from detectors_app.content.translation import Entry, Fault, mark
from detectors_app.domain.errors import Invalid

_KEY, _ENGLISH = "key", "english"
_AFTER = ("where", "note", "keep", "longest", "status")
_SIGNS = "=+-@\t"
"""A cell that begins with one of these may run as a formula in a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One line that was not taken: its place in the file, its key, and why."""

    line: int
    key: str
    fault: Fault


@dataclass(slots=True)
class Sheet:
    """What came back: sound translations by key, and the lines that were not taken."""

    language: str
    taken: dict[str, str] = field(default_factory=dict, repr=False)
    wrong: list[Wrong] = field(default_factory=list)


def write_sheet(language: str, wanted: Sequence[Entry], has: Mapping[str, str], states: Mapping[str, str]) -> bytes:
    """Give the file's bytes, with what is translated already; `states` holds a line's status by its key.

    It begins with a byte order mark, without which Excel takes UTF-8 for something else.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((_KEY, _ENGLISH, language, *_AFTER))
    for each in wanted:
        keep, longest = " ".join(each.placeholders), str(each.longest or "")
        row = (
            each.key,
            each.english,
            has.get(each.key, ""),
            each.where,
            each.note,
            keep,
            longest,
            states.get(each.key, ""),
        )
        writer.writerow([f"'{cell}" if cell[:1] and cell[0] in _SIGNS else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def language_of(data: bytes) -> str:
    """Give the language that a file is for, as its heading says. Raises Invalid: no such file."""
    return _heading(_rows(data))[2]


def read_sheet(data: bytes, wanted: Sequence[Entry]) -> Sheet:
    """Take what came back; a line left blank is no fault, it stays in English. Raises Invalid: no such file."""
    rows = _rows(data)
    language = _heading(rows)[2]
    known = {each.key: each for each in wanted}
    sheet, seen = Sheet(language), set[str]()
    for line, row in enumerate(rows[1:], 2):
        key, english, text = (_plain(cell) for cell in (*row, "", "", "")[:3])
        if not key or not text.strip():
            continue
        fault = _fault(known.get(key), english, text) if key not in seen else Fault.TWICE
        seen.add(key)
        if fault is None:
            sheet.taken[key] = text.strip()
        else:
            sheet.wrong.append(Wrong(line, key, fault))
    return sheet


def files_of(sheet: Sheet, wanted: Sequence[Entry], made_from: str) -> Iterator[tuple[str, bytes]]:
    """Give the files of the translation, by name: its sentences, and under `made_from` the marks of the English."""
    taken = [each for each in wanted if each.key in sheet.taken]
    for name in sorted({each.file for each in taken}):
        yield name, _json({each.key: sheet.taken[each.key] for each in taken if each.file == name})
    yield made_from, _json({each.key: mark(each.english) for each in taken})


def _json(texts: dict[str, str]) -> bytes:
    return (json.dumps(dict(sorted(texts.items())), ensure_ascii=False, indent=2) + "\n").encode()


def _fault(entry: Entry | None, english: str, text: str) -> Fault | None:
    if entry is None:
        return Fault.UNKNOWN
    return Fault.CHANGED if english != entry.english else entry.fault(text.strip())


def _rows(data: bytes) -> list[list[str]]:
    """Read the lines, whichever of the marks that spreadsheets use stands between the cells."""
    try:
        text = data.decode("utf-8-sig")
        first = text.splitlines()[0]
        between = max(",;\t", key=first.count)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True))
    except (UnicodeDecodeError, IndexError, csv.Error) as error:
        raise Invalid("words.not_a_sheet", where=type(error).__name__) from error


def _heading(rows: list[list[str]]) -> list[str]:
    heading = [cell.strip() for cell in rows[0]]
    if heading[:2] != [_KEY, _ENGLISH] or len(heading) < 3 or not heading[2]:  # noqa: PLR2004 - the translation's column
        raise Invalid("words.not_a_sheet", where=",".join(heading[:3]))
    return heading


def _plain(cell: str) -> str:
    """Give a cell without the mark that kept it from being a formula, with the line ends that we write."""
    cell = cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in _SIGNS else cell
    return cell.replace("\r\n", "\n")
