"""How a desk stands, in numbers, times and names of officers alone; reads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detectors_app.domain.ids import OfficerId
from detectors_app.domain.trust import Role


@dataclass(frozen=True, slots=True)
class Status:
    """How this desk stands. `seen_bundle` is the newest list of people that a sender named; times are UTC."""

    officer: OfficerId
    name: str
    role: Role | None
    bundle: int
    seen_bundle: int
    fresh_until: datetime | None
    bundle_problem: str
    last_reached: datetime | None
    unread: int
    urgent_unread: int
    unopened: int
    missing: int
    waiting: int
    """Envelopes and acks of ours that the service has not taken yet."""
