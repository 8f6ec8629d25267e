"""For what the program asks a person to come, while no window is open; a list that is short on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from detectors_app.domain.delivery import State

if TYPE_CHECKING:
    from detectors_app.staff.laptop import Laptop
    from detectors_app.use_cases.rows import OutboxItem

STUCK_AFTER = timedelta(minutes=15)
"""An urgent concern that did not go for so long *could not be sent*: the person may have to phone."""


class Need(StrEnum):
    """Why; what is shown never says which."""

    QUESTION = "question"
    URGENT = "urgent"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stands:
    """What a program without a window knows: whether there is anything to deliver, and for what a person is needed."""

    set_up: bool
    needs: frozenset[Need] = frozenset()


def stands(laptop: Laptop) -> Stands:
    """Read how things stand (a job for the store's lane)."""
    from detectors_app.protocol.problems import ProblemType

    delivery, now = laptop.status(), laptop.parts.now()
    found = set()
    if stuck(laptop.pressing(), now):
        found.add(Need.URGENT)
    if any(each.waits for each in laptop.questions()):
        found.add(Need.QUESTION)
    if delivery.paused == ProblemType.REMOVED:
        found.add(Need.REMOVED)
    return Stands(delivery.enrolled, needs=frozenset(found))


def stuck(outbox: Sequence[OutboxItem], now: datetime) -> bool:
    """Say whether an urgent concern could not be sent: refused, or on its way for too long; not once they phoned."""
    return any(
        each.urgent
        and not each.phoned
        and (each.state is State.PARKED or (each.state is State.QUEUED and now - each.made_at >= STUCK_AFTER))
        for each in outbox
    )
