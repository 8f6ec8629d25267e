"""Who is to be reminded of which course, for the training lead alone; writes to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from detectors_app.domain.completion import EARLY_DAYS
from detectors_app.domain.course import Course, CourseId
from detectors_app.domain.figures import Since, Standing, lapses_on, latest
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
    asked, taking, since = figures.asked(course, day), figures.taking(course), figures.since[course.id]
    roll, people = figures.roll(day), figures.register.people
    for job, standings in figures.standings(course, day).items():
        for each, standing in zip(roll.by_job.get(job, ()), standings, strict=True):
            taken = taking.get(each.staff)
            last = None if taken is None else latest(taken, asked.day)
            lapses = None if last is None else lapses_on(course, last)
            if standing is Standing.COMPLETED:
                # What still counts while a change of substance is new is to be caught up with.
                old = last is not None and last[1] < course.substance_since and job in asked.catch_up
                catch_up = since.substance + timedelta(days=course.due_days)
                by = min((each for each in (lapses, catch_up if old else None) if each is not None), default=None)
                if by is None or by - day > timedelta(days=EARLY_DAYS):
                    continue
                why = Why.REFRESH
            else:
                by = _by(course, since, each.joined) if last is None else _lapsed(course, since, lapses, day)
                why = Why.DUE if standing is Standing.DUE else Why.OVERDUE
            yield Reminder(each.staff, people[each.staff].name, each.team, job, course.id, why, by, (by - day).days)


def _by(course: Course, since: Since, joined: int) -> date:
    """Give the day by which somebody who never took it was to finish it."""
    return max(since.out, date.fromordinal(joined)) + timedelta(days=course.due_days)


def _lapsed(course: Course, since: Since, lapses: date | None, day: date) -> date:
    """Give the day on which a completion stopped counting: it lapsed, or what it was of is no longer enough."""
    if lapses is not None and lapses < day:
        return lapses
    return since.substance + timedelta(days=course.due_days)
