"""Who is to be reminded of which course, for the training lead alone; writes to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from detectors_app.domain.completion import EARLY_DAYS
from detectors_app.domain.course import Course, CourseId, Job
from detectors_app.domain.figures import Asked, Present, Since, Standing, Taken, lapses_on, latest
from detectors_app.use_cases.learning.lead_rows import Reminder, Why
from detectors_app.use_cases.learning.tables import Figures


def reminders(figures: Figures, day: date, course: CourseId | None, team: str | None) -> tuple[Reminder, ...]:
    """Give who has not completed what is asked of them, or must take it again soon; nobody who is on long leave.

    By team, then the longest overdue first. Raises Invalid without a staff list, or for a course that is not in force.
    """
    courses = figures.courses if course is None else [figures.find(course)]
    found = [each for one in courses for each in _of_course(figures, one, day) if team is None or each.team == team]
    return tuple(sorted(found, key=lambda each: (each.team, each.by, each.name, each.staff, each.course)))


def _of_course(figures: Figures, course: Course, day: date) -> Iterator[Reminder]:
    due = _Due(figures.asked(course, day), figures.since[course.id], day)
    roll, people, taking = figures.roll(day), figures.register.people, figures.taking(course)
    for job, standings in figures.standings(course, day).items():
        for each, standing in zip(roll.by_job.get(job, ()), standings, strict=True):
            found = due.by(job, each, taking.get(each.staff, ()), standing)
            if found is not None:
                why, by = found
                name = people[each.staff].name
                yield Reminder(each.staff, name, each.team, job, course.id, why, by, (by - day).days)


@dataclass(frozen=True, slots=True)
class _Due:
    """By which day somebody is, or was, to complete one course."""

    asked: Asked
    since: Since
    day: date

    def by(self, job: Job, each: Present, taken: tuple[Taken, ...], standing: Standing) -> tuple[Why, date] | None:
        """Give why they are reminded and the day, None where nothing is to be done for long."""
        last = latest(taken, self.asked.day) if taken else None
        if standing is Standing.COMPLETED and last is not None:
            soon = self._again(job, last)
            return None if soon is None else (Why.REFRESH, soon)
        if last is None:
            why = Why.DUE if standing is Standing.DUE else Why.OVERDUE
            return why, max(self.since.out, date.fromordinal(each.joined)) + self._time_left
        lapsed = lapses_on(self.asked.course, last)
        return Why.OVERDUE, lapsed if lapsed is not None and lapsed < self.day else self._catch_up_by

    def _again(self, job: Job, last: Taken) -> date | None:
        """Give the day by which what still counts is to be taken again, or caught up with, where that is soon."""
        is_old = last[1] < self.asked.course.substance_since and job in self.asked.catch_up
        days = [lapses_on(self.asked.course, last), self._catch_up_by if is_old else None]
        by = min((each for each in days if each is not None), default=None)
        return None if by is None or by - self.day > timedelta(days=EARLY_DAYS) else by

    @property
    def _time_left(self) -> timedelta:
        return timedelta(days=self.asked.course.due_days)

    @property
    def _catch_up_by(self) -> date:
        return self.since.substance + self._time_left
