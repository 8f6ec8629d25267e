"""What becomes of a statement on its way to the council's learning record store; sends nothing.

WAITING ──taken, or held already (409)──▶ HELD
   │ └no answer, 429, 5xx: stays, next attempt later     401, 403: the whole queue waits
   └the store says it is wrong (another 4xx)──▶ PARKED ──once a day──▶ tried again

Nothing is ever dropped: what is parked is shown, with the number that the store gave.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from detectors_app.domain.errors import Refused
from detectors_app.domain.retry import PARKED_RETRY, Chance, next_attempt


class QueueState(StrEnum):
    """Where a statement is."""

    WAITING = "waiting"
    HELD = "held"
    PARKED = "parked"


class Answer(StrEnum):
    """What the record store said of one statement, or of several sent together."""

    TAKEN = "taken"
    CONFLICT = "conflict"
    """409: it holds one of this id. Of one statement alone that means *held already*, never *try again*."""
    REFUSED = "refused"
    """It says that something is wrong with what was sent."""


@dataclass(frozen=True, slots=True)
class Replied:
    """An answer, and the HTTP status that it came with."""

    answer: Answer
    status: int


class NotLetIn(Refused):
    """401 or 403: it is not about a statement, so everything waits until somebody mends the settings."""


@dataclass(frozen=True, slots=True)
class Queued:
    """How one statement stands. `status` is the last HTTP status that parked it, 0 for none."""

    state: QueueState = QueueState.WAITING
    tries: int = 0
    next_attempt_at: datetime | None = None
    status: int = 0


@dataclass(frozen=True, slots=True)
class RecordStore:
    """Where to send, and as whom. `home_page` names whose account names the learners' ids are."""

    address: str
    user: str
    secret: str = field(repr=False)
    home_page: str


def after_answer(queued: Queued, replied: Replied, now: datetime) -> Queued:
    """Give how one statement stands after an answer to it alone."""
    if replied.answer is Answer.REFUSED:
        at = now + PARKED_RETRY
        return replace(
            queued, state=QueueState.PARKED, tries=queued.tries + 1, next_attempt_at=at, status=replied.status
        )
    return Queued(QueueState.HELD, tries=queued.tries)


def after_silence(queued: Queued, now: datetime, chance: Chance, retry_after_s: int | None) -> Queued:
    """Give how one stands when no answer came: nothing is known, so it goes again later."""
    at = next_attempt(now, queued.tries + 1, chance, retry_after_s)
    return replace(queued, tries=queued.tries + 1, next_attempt_at=at)
