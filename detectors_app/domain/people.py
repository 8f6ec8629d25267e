"""Who of the people on a laptop is whose earlier self: a forgotten passphrase begins a new one; keeps nobody.

first ◀── before ── second ◀── before ── third        each with a key of its own; only the last is in use
"""

from __future__ import annotations

from collections.abc import Mapping

from detectors_app.domain.ids import FIRST_PERSON, PersonId

Befores = Mapping[PersonId, PersonId | None]
"""Of each person on the laptop, who they were until the passphrase was forgotten."""


def selves(person: PersonId, befores: Befores) -> tuple[PersonId, ...]:
    """Give a person and all that they were before, the present self first."""
    found = [person]
    while (before := befores.get(found[-1])) is not None and before not in found:
        found.append(before)
    return tuple(found)


def is_someone_else(person: PersonId, befores: Befores) -> bool:
    """Say whether this is another person than the one the laptop was set up for."""
    return selves(person, befores)[-1] != FIRST_PERSON


def is_earlier_self(person: PersonId, befores: Befores) -> bool:
    """Say whether someone began anew after this one."""
    return person in befores.values()
