"""How many of those who must take a course have completed it on a day, and what may be shown of it; reads no store.

    in post on the day ─┬─ on long leave: apart, in no other number
                        └─ required ─┬─ completed: by then, and still valid
                                     ├─ due: not completed, and there is time left
                                     └─ overdue: not completed, and the day has passed

`required` is always `completed + due + overdue`. Leavers are in no number. Whoever joined lately is due until their
own day, never overdue before it. docs/figures.md says all this with an example.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from detectors_app.domain.completion import later
from detectors_app.domain.course import Course, CourseId, Job
from detectors_app.domain.staff_list import StaffRow

LEAST_SHOWN = 10
"""A group of fewer people is not shown: a number about so few is a number about somebody."""
_WHOLE = 100


class By(StrEnum):
    """What a table's rows are."""

    COURSE = "course"
    TEAM = "team"
    JOB = "job"
    MONTH = "month"


class Standing(StrEnum):
    """How one person stands in one course on a day."""

    NOT_ASKED = "not_asked"
    """Not in post, or a course that is not for their job."""
    ON_LEAVE = "on_leave"
    COMPLETED = "completed"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Figure:
    """How those stand of whom it is asked: `required` is the sum of the three others."""

    completed: int = 0
    due: int = 0
    overdue: int = 0

    @property
    def required(self) -> int:
        """Give of how many it is asked."""
        return self.completed + self.due + self.overdue

    @property
    def percent(self) -> int:
        """Give completed in a hundred, to the nearest; 100 only where all have, 0 only where none or nobody has."""
        if not self.required:
            return 0
        nearest = (2 * _WHOLE * self.completed + self.required) // (2 * self.required)
        if 0 < self.completed < self.required:
            return min(max(nearest, 1), _WHOLE - 1)
        return nearest


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row. `key` is the course's id, the team, the job or the month's last day counted (ISO).

    `figure` is None where it is not shown: fewer than LEAST_SHOWN people, or they could be worked out with it.
    """

    key: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Denominator:
    """Of whom a figure speaks, as facts; the words are in the catalogue.

    `in_post` are those in post on `day` of whom it is asked, without the `on_leave`. `joined_lately` are among them.
    `list_as_of` is the day of the staff list that was counted by.
    """

    day: date
    in_post: int
    on_leave: int
    joined_lately: int
    list_as_of: date


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One table. `course` None: all courses that are asked of a person, and completed only when all are.

    `total` is None where it is too small to be shown; then `denominator` is None too.
    """

    by: By
    course: CourseId | None
    day: date
    rows: tuple[FigureRow, ...]
    total: Figure | None
    denominator: Denominator | None

    @property
    def hidden(self) -> int:
        """Count the rows that are not shown."""
        return sum(each.figure is None for each in self.rows)
