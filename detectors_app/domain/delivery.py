"""Where a report is on its way, and what moves it; sends nothing and stores nothing.

QUEUED ──STORED──▶ SENT ──READ──▶ READ ──KEPT──▶ DONE
  ▲ │ └────────────READ──────────▲ │└ NOT_HELD: sent again, still READ
  │ └REFUSED▶ PARKED ──RETRY──▶ QUEUED
  └──NOT_HELD── SENT
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from detectors_app.domain.policy import LEAST_KEEP_DAYS


class State(StrEnum):
    """Where the sealed report is, as far as signed statements show."""

    QUEUED = "queued"
    SENT = "sent"
    PARKED = "parked"
    READ = "read"
    DONE = "done"


class Event(StrEnum):
    """What happened. STORED and REFUSED carry the service's signature, READ an officer's; NO_ANSWER carries none."""

    STORED = "stored"
    REFUSED = "refused"
    READ = "read"
    NOT_HELD = "not_held"
    NO_ANSWER = "no_answer"
    RETRY = "retry"
    KEPT = "kept"


_MOVES: dict[tuple[State, Event], State] = {
    (State.QUEUED, Event.STORED): State.SENT,
    (State.QUEUED, Event.REFUSED): State.PARKED,
    (State.QUEUED, Event.READ): State.READ,
    (State.PARKED, Event.STORED): State.SENT,
    (State.PARKED, Event.READ): State.READ,
    (State.PARKED, Event.RETRY): State.QUEUED,
    (State.SENT, Event.READ): State.READ,
    (State.SENT, Event.NOT_HELD): State.QUEUED,
    (State.READ, Event.KEPT): State.DONE,
}


def next_state(state: State, event: Event) -> State:
    """Give the state after the event; what an event cannot move stays where it is."""
    return _MOVES.get((state, event), state)


class Word(StrEnum):
    """The only words about delivery that people see (the catalogue holds their sentences)."""

    SAVED = "saved"
    SENT = "sent"
    READ = "read"


def word(state: State) -> Word:
    """Give the word for a state: *Saved* for queued and parked, *Sent*, *Read* for read and done."""
    if state in {State.READ, State.DONE}:
        return Word.READ
    return Word.SENT if state is State.SENT else Word.SAVED


LEAST_HOLDING_DESKS = 2


@dataclass(frozen=True, slots=True)
class Keeping:
    """What decides whether a read report's sealed copy may go."""

    read_at: datetime | None
    holding_desks: int
    keep_days: int


def may_drop(keeping: Keeping, now: datetime) -> bool:
    """Say whether a person has read it, two desks hold it and the policy's days (never under 90) are over."""
    if keeping.read_at is None or keeping.holding_desks < LEAST_HOLDING_DESKS:
        return False
    return now - keeping.read_at >= timedelta(days=max(keeping.keep_days, LEAST_KEEP_DAYS))


def needs_phone(state: State, *, urgent: bool, readers_left: bool = True) -> bool:
    """Say whether the person must be shown the duty line: urgent and not sent, held back, or no reader left."""
    waiting = state not in {State.READ, State.DONE}
    return state is State.PARKED or (urgent and state is State.QUEUED) or (waiting and not readers_left)
