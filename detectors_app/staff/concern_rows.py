"""Says how each sent concern stands, in the three words and no others; never what was in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from detectors_app.content.moments import in_words
from detectors_app.content.wording import Wording
from detectors_app.domain.delivery import State, needs_phone
from detectors_app.domain.ids import reference

if TYPE_CHECKING:
    from detectors_app.use_cases.rows import OutboxItem


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One line of *My concerns*, ready to show. `state` names the status word: queued, sent, read or parked."""

    reference: str
    made: str
    state: str
    status: str
    detail: str
    to_do: str = ""


def state_name(item: OutboxItem) -> str:
    """Give the catalogue's name for where an item is."""
    names = {State.PARKED: "parked", State.SENT: "sent", State.READ: "read", State.DONE: "read"}
    return names.get(item.state, "queued")


def concern_row(item: OutboxItem, now: datetime, words: Wording) -> ConcernRow:
    """Give one item's line."""
    state = state_name(item)
    must_phone = needs_phone(item.state, urgent=item.urgent) and not item.phoned
    phone = words("concerns.phone") if must_phone else ""
    made = in_words(item.made_at, now, words)
    return ConcernRow(reference(item.id), made, state, words(f"delivery.{state}"), _detail(item, now, words), phone)


def concern_rows(items: Sequence[OutboxItem], now: datetime, words: Wording) -> tuple[ConcernRow, ...]:
    """Give every item's line, in the order given."""
    return tuple(concern_row(each, now, words) for each in items)


def _detail(item: OutboxItem, now: datetime, words: Wording) -> str:
    state = state_name(item)
    if state == "queued":
        return words("concerns.detail.unknown" if item.tries else "concerns.detail.queued")
    at = item.read_at if state == "read" else item.sent_at
    return words(f"concerns.detail.{state}", when=in_words(at, now, words) if at else "").lstrip(". ")
