"""That somebody completed a course: ids that every laptop agrees on, and the cycle it counts for; stores nothing.

What leaves a laptop about training is a `Completion` and nothing else. One entered by a training lead, for a session
or another route, has the very same shape, so that nobody can be singled out for having asked for another way.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NewType
from uuid import UUID, uuid5

from detectors_app.domain.course import CourseId
from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import spelt

LearnerId = NewType("LearnerId", UUID)
"""UUIDv5 of the staff number: who a learning record is about. Nothing in a concern is made from it."""
CompletionId = NewType("CompletionId", UUID)
"""UUIDv5 of learner, course and cycle (RFC 9562, section 5.5): one on every laptop and desk."""

_LEARNERS = UUID("5b1f6c3e-6f0e-4f57-9b0e-3a5d0f6b7c11")
_COMPLETIONS = UUID("c0f0a2d4-93a7-4c55-8a3a-6b8a9a1f2e07")
"""Namespaces of this project's own, drawn once."""

EARLY_DAYS = 60
"""A refresher may be taken so many days before it is due, and then counts for the next cycle."""
MOST_STAFF_NUMBER = 32
_MONTHS_A_YEAR = 12
_CODE_LETTERS = 8
_STAFF_NUMBER = re.compile(r"[0-9A-Z][0-9A-Z./_-]*")


@dataclass(frozen=True, slots=True)
class Completion:
    """One course completed, by whichever way. `staff` is the staff number (see `staff_number`), `on` the local day."""

    id: CompletionId
    learner: LearnerId
    staff: str = field(repr=False)
    course: CourseId
    version: int
    cycle: int
    on: date


@dataclass(frozen=True, slots=True)
class Completions:
    """What travels in one envelope: one from a laptop, or all those of a session from a lead's desk."""

    completions: tuple[Completion, ...]


def staff_number(typed: str) -> str:
    """Give a staff number in its one spelling: capitals, no blanks, so that two laptops agree.

    Raises Invalid for none, for one too long, and for letters or marks that no staff number has.
    """
    plain = "".join(unicodedata.normalize("NFKC", typed).split()).upper()
    if not plain:
        raise Invalid("staff_number.empty", where="staff_number")
    if len(plain) > MOST_STAFF_NUMBER or not _STAFF_NUMBER.fullmatch(plain):
        raise Invalid("staff_number.malformed", where="staff_number")
    return plain


def learner_of(staff: str) -> LearnerId:
    """Give who a staff number (in its one spelling) is."""
    return LearnerId(uuid5(_LEARNERS, staff))


def completion_id(learner: LearnerId, course: CourseId, cycle: int) -> CompletionId:
    """Give the id that any laptop or desk would give this completion."""
    return CompletionId(uuid5(_COMPLETIONS, f"{learner}|{course}|{cycle}"))


def check_code(completion: CompletionId) -> str:
    """Give the short code that a certificate shows, such as ``7K2M-Q4TR``: the id's first 40 bits."""
    letters = spelt(completion, _CODE_LETTERS)
    half = _CODE_LETTERS // 2
    return f"{letters[:half]}-{letters[half:]}"


def months(day: date) -> int:
    """Count the months of a day since the year 0."""
    return day.year * _MONTHS_A_YEAR + day.month - 1


def later(day: date, count: int) -> date:
    """Give the day so many months later, the month's last where it is shorter."""
    year, month = divmod(months(day) + count, _MONTHS_A_YEAR)
    _, last = monthrange(year, month + 1)
    return date(year, month + 1, min(day.day, last))


def cycle_of(day: date, refresh_months: int) -> int:
    """Give the calendar period a day lies in, so that laptops agree that never met; 0 where there is no refreshing."""
    return months(day) // refresh_months if refresh_months else 0


def cycle_to_take(day: date, refresh_months: int, before: int | None) -> int:
    """Give the cycle that a completion on this day counts for; `before` is the last cycle known to be complete.

    Taken again early, it counts for the next one: a refresher in December is not last January's course once more.
    """
    now = cycle_of(day, refresh_months)
    return now if before is None or not refresh_months else max(now, before + 1)


def complete(staff: str, course: CourseId, version: int, cycle: int, on: date) -> Completion:
    """Make a completion. `staff` is in its one spelling. Raises Invalid as `staff_number`."""
    learner = learner_of(staff_number(staff))
    return Completion(completion_id(learner, course, cycle), learner, staff_number(staff), course, version, cycle, on)


def is_sound(completion: Completion) -> bool:
    """Say whether the ids are those that its words give: a wrong one would count twice, or for somebody else."""
    try:
        made = complete(completion.staff, completion.course, completion.version, completion.cycle, completion.on)
    except Invalid:
        return False
    return made == completion and completion.version >= 1 and completion.cycle >= 0


def merged(completions: Iterable[Completion]) -> dict[CompletionId, Completion]:
    """Fold completions, in whatever order they came, however often: one an id, its latest day and highest version."""
    found: dict[CompletionId, Completion] = {}
    for each in completions:
        held = found.get(each.id, each)
        found[each.id] = replace(each, on=max(held.on, each.on), version=max(held.version, each.version))
    return found
