"""Says figures, of whom they speak, and how old the data is, in words of the catalogue; counts nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from detectors_app.content.moments import in_sentence
from detectors_app.content.wording import Wording
from detectors_app.domain.course import Course, CourseId, Job
from detectors_app.domain.figures import LEAST_SHOWN, By, FigureTable
from detectors_app.use_cases.learning.lead_rows import SILENT_DAYS, Age, Reminder, Why

Title = Callable[[CourseId], str]


def titles_of(courses: tuple[Course, ...]) -> Title:
    """Give how to say a course's title; its id where it is not in force."""
    known = {each.id: each.title for each in courses}
    return lambda course: known.get(course, course)


def say_day(day: date, words: Wording) -> str:
    """Give "1 November 2026"."""
    return words("lead.day", day=day.day, month=words(f"time.month.{day.month}"), year=day.year)


def say_job(job: str, words: Wording) -> str:
    """Give a job's name; one that no course is for as the list has it."""
    return words(f"job.{job}") if f"job.{job}" in words else job


def job_words(words: Wording) -> tuple[tuple[str, Job], ...]:
    """Give the catalogue's words for jobs, by which a staff list may name them."""
    known = words.keys()
    keys = sorted(each for each in known if each.startswith("job."))
    return tuple((words(each), Job(each.partition(".")[2])) for each in keys)


def say_row(key: str, by: By, title: Title, words: Wording) -> str:
    """Say what a row is about."""
    if by is By.COURSE:
        return title(CourseId(key))
    if by is By.MONTH:
        return say_day(date.fromisoformat(key), words)
    return say_job(key, words) if by is By.JOB else key


def say_denominator(table: FigureTable, words: Wording) -> str:
    """Say of how many people a table speaks: those in post on its day, who is counted apart, and by which list."""
    of, total = table.denominator, table.total
    if of is None or total is None:
        return words("lead.few", least=LEAST_SHOWN)
    said = [words("lead.of", completed=total.completed, in_post=of.in_post, day=say_day(of.day, words))]
    if of.on_leave:
        said.append(words.count("lead.on_leave", of.on_leave))
    if of.joined_lately:
        said.append(words.count("lead.joined_lately", of.joined_lately))
    said.append(words("lead.list", day=say_day(of.list_as_of, words)))
    return " ".join(said)


def say_hidden(table: FigureTable, words: Wording) -> str:
    """Say why rows are not shown; nothing where all are."""
    return words("lead.hidden", least=LEAST_SHOWN) if table.hidden else ""


def say_age(age: Age, words: Wording) -> tuple[str, ...]:
    """Say how old the data is and what it lacks, a sentence or two an item."""
    said = [words("lead.age.counted", time=in_sentence(age.counted_at, age.counted_at, words))]
    if age.last_reached is None:
        said.append(words("lead.age.never"))
    else:
        said.append(words("lead.age.reached", time=in_sentence(age.last_reached, age.counted_at, words)))
    if age.list_as_of is None:
        said.append(words("lead.age.no_list"))
    if age.laptops:
        said.append(words.count("lead.age.laptops", age.laptops))
    if age.silent_laptops:
        said.append(words.count("lead.age.silent", age.silent_laptops, days=SILENT_DAYS))
    for key, count in (("not_believed", age.not_believed), ("not_on_list", age.not_on_list), ("waiting", age.waiting)):
        if count:
            said.append(words.count(f"lead.age.{key}", count))
    return tuple(said)


def say_why(reminder: Reminder, words: Wording) -> str:
    """Say why somebody is on the reminder list, and for how long."""
    if reminder.why is Why.OVERDUE:
        return words.count("lead.remind.overdue", -reminder.days)
    return words(f"lead.remind.{reminder.why.value}", day=say_day(reminder.by, words))
