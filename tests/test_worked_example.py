"""The published figures, from made-up people: counted by the desk's own code, and shown in docs/figures.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from detectors_app.domain.course import CourseId
from detectors_app.domain.figures import By
from docs.make_figures_example import example, figures
from tests.made_up_staff import AS_OF, DETECTORS, HOMELESSNESS_1, LEVEL_1, LEVEL_2, SMALL_TEAM, TRAINED

PAGE = Path(__file__).resolve().parent.parent / "docs" / "figures.md"
FIGURES = figures()


@pytest.mark.parametrize(
    "course, completed, required, percent",
    [(DETECTORS, TRAINED, 320, 80), (LEVEL_1, 230, 250, 92), (LEVEL_2, 185, 250, 74), (HOMELESSNESS_1, 33, 44, 75)],
)
def test_the_reports_figures_are_counted(course: CourseId, completed: int, required: int, percent: int) -> None:
    """More than 250 detectors trained, Level 1 at 92 and Level 2 at 74 in a hundred; leave and leavers apart."""
    table = FIGURES.table(course, AS_OF, By.JOB)
    assert table.total is not None
    assert table.denominator is not None
    assert (table.total.completed, table.total.required, table.total.percent) == (completed, required, percent)
    assert table.denominator.on_leave > 0
    assert table.denominator.joined_lately % 6 == 0


def test_the_small_team_is_not_shown() -> None:
    """Nor is the one beside it from which its number would follow."""
    rows = {row.key: row.figure for row in FIGURES.table(DETECTORS, AS_OF, By.TEAM).rows}
    assert rows[SMALL_TEAM] is None
    assert sum(figure is None for figure in rows.values()) == 2


def test_the_page_shows_what_the_command_prints() -> None:
    """The example in the document is the output of its command, letter by letter."""
    shown = PAGE.read_text(encoding="utf-8").partition("<!-- example -->\n")[2].partition("\n<!-- end -->")[0]
    assert shown == example()
