"""Trying a passphrase: each try is counted durably before it is answered, and wrong ones wait longer; wipes nothing.

begin_try ── waits still ──▶ Refused, not counted, nothing derived
    │ counted and committed
    ▼
unwrap ── wrong ──▶ CannotOpen: the count stays, killed or not
    │ right
    ▼
count forgotten
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta

from detectors_app.domain.errors import Refused
from detectors_app.domain.waits import still_to_wait
from detectors_app.use_cases.laptop import LaptopParts
from detectors_app.use_cases.ports import LaptopUnit
from detectors_app.use_cases.rows import PersonRow

WAIT = "person.wait"
"""The wording key of a try that came too early; its fact `seconds` says how long."""


def wait_left(parts: LaptopParts) -> timedelta:
    """Give how long the next try of who is using the laptop must wait; none where one may be made now."""
    with parts.store.unit() as unit:
        person = unit.person()
        return timedelta() if person is None else _left(unit, person, parts.now())


def try_passphrase(parts: LaptopParts, passphrase: str) -> tuple[PersonRow, bytes]:
    """Give who is using the laptop, and the seed of their key.

    Raises CannotOpen for a wrong passphrase; Refused with none set, and while the wait lasts.
    """
    person = _begin_try(parts)
    seed = parts.keys.unwrap(person.wrapped, passphrase)
    with parts.store.unit() as unit:
        now = next(each for each in unit.people() if each.id == person.id)  # Its wrap may have changed meanwhile.
        unit.put_person(replace(now, wrong_tries=0, tried_at=None))
    return person, seed


def _begin_try(parts: LaptopParts) -> PersonRow:
    """Count a try, durably, before anything can be learned from it."""
    now = parts.now()
    with parts.store.unit() as unit:
        person = unit.person()
        if person is None or not person.seal_public:
            raise Refused("person.no_passphrase")
        left = _left(unit, person, now)
        if not left:
            person = replace(person, wrong_tries=person.wrong_tries + 1, tried_at=now)
            unit.put_person(person)
    if left:
        raise Refused(WAIT, seconds=math.ceil(left.total_seconds()))
    return person


def _left(unit: LaptopUnit, person: PersonRow, now: datetime) -> timedelta:
    """Give what is left; where the clock was turned back, the wait begins anew now, and that is kept."""
    if person.tried_at is not None and now < person.tried_at:
        unit.put_person(replace(person, tried_at=now))
    return still_to_wait(person.wrong_tries, person.tried_at, now)
