"""Who is in post, as the training leads' list says: joiners, leavers and leave; reads no file and counts nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from detectors_app.domain.course import Job


@dataclass(frozen=True, slots=True)
class Leave:
    """Long leave, first and last day; `to` is None while nobody knows."""

    since: date
    to: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether the day lies within it."""
        return self.since <= day and (self.to is None or day <= self.to)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One member of staff. `staff` is the staff number in its one spelling; `left` the last day in post."""

    staff: str = field(repr=False)
    name: str = field(repr=False)
    team: str
    job: Job
    joined: date
    left: date | None = None
    leave: tuple[Leave, ...] = ()

    def is_in_post(self, day: date) -> bool:
        """Say whether they are in post on a day, on leave or not."""
        return self.joined <= day and (self.left is None or day <= self.left)

    def is_on_leave(self, day: date) -> bool:
        """Say whether they are on long leave on a day."""
        return any(each.holds(day) for each in self.leave)


@dataclass(frozen=True, slots=True)
class StaffList:
    """The whole list as it stood on a day. A later list replaces an earlier one; of one day, the one made later."""

    as_of: date
    rows: tuple[StaffRow, ...] = field(repr=False)
