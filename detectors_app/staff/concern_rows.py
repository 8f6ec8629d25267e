"""Says how each sent concern stands, in the three words and no others; never what was in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from detectors_app.content.moments import in_sentence, in_words
from detectors_app.content.wording import Wording
from detectors_app.domain.concern import About
from detectors_app.domain.delivery import State, needs_phone
from detectors_app.domain.ids import EnvelopeId, reference

if TYPE_CHECKING:
    from detectors_app.use_cases.questions import Asked
    from detectors_app.use_cases.rows import OutboxItem

MOST_ADDED = 3
"""So many of the latest additions stand in a concern's line."""


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One line of *My concerns*, ready to show. `state` names the status word: queued, sent, read or parked.

    `about` is what opening the line leads to, `wanted` says it: to answer what waits longest, else to add something.
    """

    reference: str
    made: str
    state: str
    status: str
    detail: str
    about: About
    to_do: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question that waits, ready to show; never its words."""

    about: About
    title: str
    detail: str
    to_do: str


def state_name(item: OutboxItem) -> str:
    """Give the catalogue's name for where an item is."""
    names = {State.PARKED: "parked", State.SENT: "sent", State.READ: "read", State.DONE: "read"}
    return names.get(item.state, "queued")


def concern_row(
    item: OutboxItem, now: datetime, words: Wording, more: Sequence[OutboxItem] = (), waiting: Sequence[Asked] = ()
) -> ConcernRow:
    """Give one concern's line, with `more` that was added to it and the questions `waiting` for an answer."""
    state = state_name(item)
    must_phone = needs_phone(item.state, urgent=item.urgent) and not item.phoned
    phone = words("concerns.phone") if must_phone else ""
    made = in_words(item.made_at, now, words)
    told = [_detail(item, now, words), *(_added(each, now, words) for each in more[:MOST_ADDED])]
    if waiting:
        told.append(words("asked.row"))
    return ConcernRow(
        reference(item.id),
        made,
        state,
        words(f"delivery.{state}"),
        "\n".join(filter(None, told)),
        About(item.id, waiting[0].id if waiting else None),
        phone,
        words("asked.answer" if waiting else "asked.add"),
    )


def concern_rows(
    items: Sequence[OutboxItem], now: datetime, words: Wording, asked: Sequence[Asked] = ()
) -> tuple[ConcernRow, ...]:
    """Give every concern's line, in the order given; what was added to one stands in its line."""
    more = defaultdict[EnvelopeId, list["OutboxItem"]](list)
    waiting = defaultdict[EnvelopeId, list["Asked"]](list)
    for item in items:
        if item.added_to is not None:
            more[item.added_to].append(item)
    for each in asked:
        if each.waits:
            waiting[each.concern].append(each)
    own = (each for each in items if each.added_to is None)
    return tuple(concern_row(each, now, words, more[each.id], waiting[each.id]) for each in own)


def question_rows(asked: Sequence[Asked], now: datetime, words: Wording) -> tuple[QuestionRow, ...]:
    """Give every question that waits, the oldest first."""
    return tuple(
        QuestionRow(
            About(each.concern, each.id),
            words("asked.row"),
            words("asked.row_more", reference=reference(each.concern), when=in_sentence(each.asked_at, now, words)),
            words("asked.go_on" if each.draft else "asked.answer"),
        )
        for each in asked
        if each.waits
    )


def _added(item: OutboxItem, now: datetime, words: Wording) -> str:
    state = state_name(item)
    at = {"read": item.read_at, "sent": item.sent_at}.get(state)
    kind = "asked.row_answered" if item.question else "asked.row_added"
    return words(kind, status=words(f"delivery.{state}"), when=in_words(at or item.made_at, now, words))


def _detail(item: OutboxItem, now: datetime, words: Wording) -> str:
    state = state_name(item)
    if state == "queued":
        return words("concerns.detail.unknown" if item.tries else "concerns.detail.queued")
    at = item.read_at if state == "read" else item.sent_at
    return words(f"concerns.detail.{state}", when=in_words(at, now, words) if at else "").lstrip(". ")
