"""Writes figures and reminder lists for spreadsheets, and as text to copy; counts nothing and sends nothing.

Cells that a spreadsheet would run as a formula are quoted. The data's age stands in every file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import groupby

from detectors_app.content.wording import Wording
from detectors_app.desk.learning_words import (
    Title,
    say_age,
    say_day,
    say_denominator,
    say_hidden,
    say_job,
    say_row,
    say_why,
)
from detectors_app.domain.figures import Figure, FigureTable
from detectors_app.use_cases.learning.lead_rows import Age, Reminder

_SIGNS = "=+-@\t\r"
"""A cell that begins with one of these may run as a formula (OWASP, *CSV injection*)."""
_COLUMNS = ("completed", "in_post", "percent", "due", "overdue")

Row = Sequence[str | int]


def figures_csv(tables: Iterable[FigureTable], age: Age, title: Title, words: Wording) -> bytes:
    """Write tables one below the other, each with of whom it speaks; first how old the data is."""
    rows: list[Row] = [(words("lead.sheet.figures"),), *((said,) for said in say_age(age, words))]
    for table in tables:
        rows += [(), *_table(table, title, words)]
    return _sheet(rows)


def reminders_csv(reminders: Iterable[Reminder], age: Age, title: Title, words: Wording) -> bytes:
    """Write the reminder list. It holds names: it is for the training lead alone, and says so."""
    heading = [words(f"lead.sheet.{each}") for each in ("staff", "name", "team", "job", "course", "why", "by")]
    lines = [
        (each.staff, each.name, each.team, say_job(each.job, words), title(each.course), say_why(each, words),
         each.by.isoformat())
        for each in reminders
    ]  # fmt: skip
    rows: list[Row] = [
        (words("lead.sheet.reminders"),),
        *((said,) for said in say_age(age, words)),
        (),
        heading,
        *lines,
    ]
    return _sheet(rows)


def reminder_text(reminders: Iterable[Reminder], title: Title, words: Wording) -> str:
    """Write the reminder list as text to copy, a team after the other. Reminders come by team."""
    parts = []
    for team, some in groupby(reminders, key=lambda each: each.team):
        lines = [
            words("lead.remind.line", name=each.name, course=title(each.course), why=say_why(each, words))
            for each in some
        ]
        parts.append("\n".join([team, *lines]))
    return "\n\n".join(parts)


def _table(table: FigureTable, title: Title, words: Wording) -> list[Row]:
    about = words("lead.all_courses") if table.course is None else title(table.course)
    rows: list[Row] = [(about, say_day(table.day, words)), (say_denominator(table, words),)]
    rows.append((words(f"lead.by.{table.by.value}"), *(words(f"lead.sheet.{each}") for each in _COLUMNS)))
    rows += [_line(say_row(each.key, table.by, title, words), each.figure, words) for each in table.rows]
    rows.append(_line(words("lead.everyone"), table.total, words))
    if table.hidden:
        rows.append((say_hidden(table, words),))
    return rows


def _line(name: str, figure: Figure | None, words: Wording) -> Row:
    if figure is None:
        return (name, *[words("lead.not_shown")] * len(_COLUMNS))
    return (name, figure.completed, figure.required, figure.percent, figure.due, figure.overdue)


def _sheet(rows: Iterable[Row]) -> bytes:
    """Give a file's bytes, with the mark without which Excel takes UTF-8 for something else."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_safe(each) if isinstance(each, str) else each for each in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula, blanks before the sign or not."""
    return f"'{text}" if text.lstrip()[:1] in _SIGNS and text.strip() else text
