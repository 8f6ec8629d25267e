"""Prints the worked example of docs/figures.md: `.venv/bin/python docs/make_figures_example.py`; writes no file.

Everything in it is counted by the code that a training lead's desk counts with, from people who do not exist.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from detectors_app.content.courses import bundled_courses
from detectors_app.content.wording import Wording, load_wording
from detectors_app.desk.learning_words import say_denominator, say_hidden, say_row, titles_of
from detectors_app.domain.course import CourseId
from detectors_app.domain.figures import By, Figure, FigureTable
from detectors_app.use_cases.learning.register import Register
from detectors_app.use_cases.learning.tables import Figures, since_of
from tests.made_up_staff import AS_OF, DETECTORS, HOMELESSNESS_1, LEVEL_1, LEVEL_2, s2_example


def figures() -> Figures:
    """Count the made-up people of the example, as a desk that first saw the courses on the day of the list."""
    example, register = s2_example(), Register()
    register.staff = example.staff
    register.people = {each.staff: each for each in example.staff.rows}
    for each in example.completions:
        of_course = register.taking.setdefault(each.course, {})
        taken = (*of_course.get(each.staff, ()), (each.on.toordinal(), each.version))
        of_course[each.staff] = tuple(sorted(taken))
    courses = bundled_courses()
    since = {each.id: since_of(each, register.taking.get(each.id, {}), AS_OF) for each in courses}
    return Figures(courses, register, since)


def table(counted: Figures, course: CourseId, by: By, words: Wording) -> str:
    """Write one table as Markdown."""
    title = titles_of(tuple(counted.courses))
    found = counted.table(course, AS_OF, by)
    head = (words(f"lead.by.{by.value}"), *(words(f"lead.sheet.{each}") for each in _COLUMNS))
    rows = [(say_row(row.key, by, title, words), row.figure) for row in found.rows]
    lines = [f"**{title(course)}.** {say_denominator(found, words)}", "", _line(head), _line(["---"] * len(head))]
    lines += [_line([name, *_numbers(figure, words)]) for name, figure in [*rows, _everyone(found, words)]]
    return "\n".join([*lines, *(["", say_hidden(found, words)] if found.hidden else [])])


_COLUMNS = ("completed", "in_post", "percent", "due", "overdue")


def _everyone(found: FigureTable, words: Wording) -> tuple[str, Figure | None]:
    return words("lead.everyone"), found.total


def _numbers(figure: Figure | None, words: Wording) -> list[str]:
    if figure is None:
        return [words("lead.not_shown")] * len(_COLUMNS)
    return [str(each) for each in (figure.completed, figure.required, figure.percent, figure.due, figure.overdue)]


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def example() -> str:
    """Give the whole example."""
    counted, words = figures(), load_wording()
    wanted = [
        (DETECTORS, By.JOB), (DETECTORS, By.TEAM), (LEVEL_1, By.TEAM),
        (LEVEL_2, By.JOB), (HOMELESSNESS_1, By.JOB),
    ]  # fmt: skip
    return "\n\n".join(table(counted, course, by, words) for course, by in wanted)


if __name__ == "__main__":
    print(example())
