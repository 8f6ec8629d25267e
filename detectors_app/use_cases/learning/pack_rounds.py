"""When packs are asked for, and by which program at a time: three notes in the store; asks for nothing itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from detectors_app.domain.course import CourseId
from detectors_app.use_cases.learning.pack_ports import PackStore, PackUnit
from detectors_app.use_cases.ports import Chance

ASK_AT = "packs_ask_at"
LEASE = "packs_lease"
REFUSED = "packs_refused."
"""Before a course's id: the pack that this program could not read, and which program that was."""
EVERY = timedelta(days=1)
AFTER_TROUBLE = timedelta(hours=1)
LEASE_TIME = timedelta(minutes=5)
"""Longer than one piece may take (transport.client.Timeouts)."""
LONGEST = timedelta(days=3)
"""No note puts anything off for longer: one that seems to was written under a clock that has been put back."""


def begin(store: PackStore, owner: str, now: datetime) -> bool:
    """Take the lease where packs can be verified and it is time to ask. Raises EnvironmentFault, CannotOpen."""
    with store.unit() as unit:
        held = unit.bundle()
        if held is None or not held.bundle.content_key or not _is_due(unit, now) or _is_leased(unit, owner, now):
            return False
        _put_lease(unit, owner, now)
    return True


def _is_due(unit: PackUnit, now: datetime) -> bool:
    note = unit.note(ASK_AT)
    return not note or not now < datetime.fromisoformat(note) <= now + LONGEST


def _is_leased(unit: PackUnit, owner: str, now: datetime) -> bool:
    holder, _, until = unit.note(LEASE).partition(" ")
    return bool(until) and holder != owner and now < datetime.fromisoformat(until) <= now + LEASE_TIME


def _put_lease(unit: PackUnit, owner: str, now: datetime) -> None:
    unit.put_note(LEASE, f"{owner} {(now + LEASE_TIME).isoformat()}")


def keep(store: PackStore, owner: str, now: datetime) -> None:
    """Renew the lease."""
    with store.unit() as unit:
        _put_lease(unit, owner, now)


def end(store: PackStore, now: datetime, wait: timedelta, chance: Chance) -> None:
    """Give the lease back, and ask again then: a quarter before or after, so that not all laptops ask at once."""
    spread = min(wait * (0.75 + chance() / 2), LONGEST)
    with store.unit() as unit:
        unit.put_note(ASK_AT, (now + spread).isoformat())
        unit.put_note(LEASE, "")


def was_refused(store: PackStore, course: CourseId, sha256: str, program: str) -> bool:
    """Say whether this very program could not read that pack."""
    with store.unit() as unit:
        return unit.note(REFUSED + course) == f"{sha256} {program}"


def refuse(store: PackStore, course: CourseId, sha256: str, program: str) -> None:
    """Remember that this program cannot read that pack, so that it is not fetched each day."""
    with store.unit() as unit:
        unit.put_note(REFUSED + course, f"{sha256} {program}")
