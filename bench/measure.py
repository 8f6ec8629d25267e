"""Alternating pairs, medians, spreads and the one table; measures nothing by itself."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

LEAST_PAIRS = 25


@dataclass(frozen=True)
class Row:
    """One line of the table. `value` and `spread` are words with their unit; `target` is empty where none was set."""

    name: str
    value: str
    spread: str
    target: str = ""
    met: bool | None = None
    note: str = ""


def alternate(
    ours: Callable[[], float], baseline: Callable[[], float], pairs: int = LEAST_PAIRS
) -> list[tuple[float, float]]:
    """Measure ours and the baseline in turn, so that what else the machine does falls on both alike."""
    ours(), baseline()  # the first of each warms the caches of the disk and is thrown away
    return [(ours(), baseline()) for _ in range(pairs)]


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Give the lower quartile, the median and the upper quartile."""
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def percentile(values: Sequence[float], percent: int) -> float:
    """Give a percentile, such as the 99th."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def ratio_row(
    name: str, pairs: Sequence[tuple[float, float]], *, target: str = "", met: Callable[[float], bool] | None = None,
    note: str = "",
) -> Row:  # fmt: skip
    """Give the median of the pairs' ratios (ours to baseline) with its quartiles."""
    low, middle, high = quartiles([ours / base for ours, base in pairs])
    return Row(
        name,
        f"{middle:.2f} x",
        f"{low:.2f} to {high:.2f}, {len(pairs)} pairs",
        target,
        None if met is None else met(middle),
        note,
    )


def time_row(
    name: str,
    values_ms: Sequence[float],
    *,
    target: str = "",
    met: Callable[[float], bool] | None = None,
    note: str = "",
) -> Row:
    """Give the median of times in milliseconds with quartiles and the 99th percentile."""
    low, middle, high = quartiles(values_ms)
    spread = f"{low:.1f} to {high:.1f}, p99 {percentile(values_ms, 99):.1f}, {len(values_ms)} runs"
    return Row(name, f"{middle:.1f} ms", spread, target, None if met is None else met(middle), note)


def print_table(rows: Sequence[Row]) -> None:
    """Print the one table; a missed target says so."""
    head = ("what", "median", "spread", "target", "met")
    verdict = {True: "yes", False: "NO", None: ""}
    lines = [head, *((row.name, row.value, row.spread, row.target, verdict[row.met]) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    for row in rows:
        if row.note:
            print(f"  {row.name}: {row.note}")
