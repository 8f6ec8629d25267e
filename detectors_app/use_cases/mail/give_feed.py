"""Give a reader the next of what is sealed to them; what is not, leaves no trace."""

from __future__ import annotations

from dataclasses import dataclass

from detectors_app.domain.ids import BoxName
from detectors_app.protocol.problems import ProblemType
from detectors_app.use_cases.mail.ports import At, Caller, Denied, Envelopes, Page, Row

MOST_ITEMS = 100
MOST_BYTES = 8 * 1024 * 1024
"""A page holds no more than the largest envelope does, so that its JSON stays under the client's limit."""


@dataclass(frozen=True, slots=True)
class Given:
    """A page of rows, and whether there are more."""

    rows: tuple[Row, ...]
    more: bool


def give_feed(unit: Envelopes, caller: Caller, box: BoxName, *, after: At | None, limit: int) -> Given:
    """Read the next page after a place (None: from the start). Raises Denied for a place that is not there any more."""
    if after is not None and unit.tag_at(after.position) != after.tag:
        raise Denied(ProblemType.UNKNOWN_CURSOR)
    limit = max(1, min(limit, MOST_ITEMS))
    start = 0 if after is None else after.position
    rows = unit.page(Page(box, caller.seal, start, limit + 1, MOST_BYTES))
    kept = _within(rows[:limit])
    return Given(kept, more=len(kept) < len(rows))


def _within(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Keep as many as fit into one page, at least one."""
    size = 0
    for place, row in enumerate(rows):
        size += len(row.envelope)
        if size > MOST_BYTES and place > 0:
            return rows[:place]
    return rows
