"""The rows of the figures' table: columns, orders and what each says; counts nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_figures_words import Line
from detectors_app.domain.figures import By, Figure
from detectors_app.widgets.row_model import Cell, TableRow

COLUMNS = (("name", 0), ("percent", 260), ("completed", 108), ("due", 130), ("overdue", 84), ("required", 96))
"""Wording keys of the headings, and widths in pixels; nought takes what is left."""
GIVEN = "given"
ORDERS = (GIVEN, "least", "most", "overdue", "due", "required")
_ORDER_OF_COLUMN = (GIVEN, "least", "most", "due", "overdue", "required")
_WHOLE = 100

_BY: dict[str, Callable[[Figure], float]] = {
    "least": lambda figure: figure.completed / max(figure.required, 1),
    "most": lambda figure: -figure.completed / max(figure.required, 1),
    "overdue": lambda figure: -figure.overdue,
    "due": lambda figure: -figure.due,
    "required": lambda figure: -figure.required,
}


def order_of(column: int) -> str:
    """Give the order that a press on a column's heading asks for."""
    return _ORDER_OF_COLUMN[column]


def ordered(lines: Iterable[Line], order: str) -> list[Line]:
    """Give the lines in an order; those that are not shown come last, so that their place tells nothing."""
    rank = _BY.get(order)
    if rank is None:
        return list(lines)
    given = list(lines)
    shown = [(each, each.figure) for each in given if each.figure is not None]
    return [
        *(line for line, _ in sorted(shown, key=lambda pair: rank(pair[1]))),
        *(each for each in given if each.figure is None),
    ]


def rows_of(lines: Sequence[Line], words: Wording, *, stacked: bool) -> list[TableRow]:
    """Give the table's rows; `stacked` ones say everything in one sentence below the name."""
    return [TableRow(each.key, _cells(each, words, stacked=stacked)) for each in lines]


def order_choices(by: By, words: Wording) -> list[tuple[str, str]]:
    """Give the orders with their words."""
    return [
        (each, words(f"lead.order.{each}.{by.value}" if each == GIVEN else f"lead.order.{each}")) for each in ORDERS
    ]


def _cells(line: Line, words: Wording, *, stacked: bool) -> tuple[Cell, ...]:
    figure = line.figure
    if figure is None:
        return (Cell(line.name), Cell(words("lead.not_shown"), role="ink_soft"), *[Cell("")] * 4)
    share = Cell(
        words("lead.percent", percent=figure.percent), share=figure.completed / max(figure.required, 1), bold=True
    )
    numbers = (figure.completed, figure.due, figure.overdue, figure.required)
    if stacked:
        said = words("lead.row", completed=figure.completed, required=figure.required, due=figure.due,
                     overdue=figure.overdue)  # fmt: skip
        return (Cell(line.name, said, bold=True), share, *[Cell("")] * len(numbers))
    return (Cell(line.name), share, *(Cell(f"{each:,}", at_end=True) for each in numbers))
