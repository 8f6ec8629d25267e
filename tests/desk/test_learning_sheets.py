"""What a training lead may write to a file or copy: figures with of whom they speak, reminders, nothing that runs."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

from detectors_app.content.wording import load_wording
from detectors_app.desk.learning_sheets import figures_csv, reminder_text, reminders_csv
from detectors_app.desk.learning_words import job_words, say_age, say_denominator, say_hidden, titles_of
from detectors_app.domain.course import CourseId, Job
from detectors_app.domain.figures import By, Denominator, Figure, FigureRow, FigureTable
from detectors_app.use_cases.learning.lead_rows import Age, Reminder, Why
from tests.desk.lead_town import LEARN_ALONE

WORDS = load_wording()
DAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 12, 9, 41, tzinfo=UTC)
AGE = Age(NOW, None, None, 1, 3, 1, 38, 12)
TITLE = titles_of((LEARN_ALONE,))
TABLE = FigureTable(
    By.TEAM,
    CourseId("early-detectors"),
    DAY,
    (FigureRow("=cmd()", Figure(20, 1, 9)), FigureRow("Repairs west", None)),
    Figure(410, 6, 30),
    Denominator(DAY, 446, 9, 6, DAY),
)
FEW = FigureTable(By.JOB, None, DAY, (), None, None)


def rows_of(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_denominator_is_said_in_words() -> None:
    """Of how many, on which day, who stands apart, by which list."""
    assert say_denominator(TABLE, WORDS) == (
        "410 of 446 in post on 1 November 2026 are up to date. 9 on long leave are counted apart. "
        "6 of them joined not long ago and still have time. By the staff list of 1 November 2026."
    )
    assert say_denominator(FEW, WORDS) == "There are fewer than 10 people here, so no number is shown."
    assert say_hidden(TABLE, WORDS)
    assert not say_hidden(FEW, WORDS)


def test_the_age_says_what_is_lacking() -> None:
    """When it was counted, that the service was never reached, and each thing that is not counted."""
    said = " ".join(say_age(AGE, WORDS))
    assert "never reached" in said
    assert "12 of them have sent none for 30 days." in said
    assert "3 records did not open" in said
    assert "1 person with a record is not on the staff list." in said
    full = say_age(Age(NOW, NOW, DAY, 0, 0, 0, 0, 0), WORDS)
    assert len(full) == 2


def test_figures_go_out_with_their_denominator() -> None:
    """Every table says of whom it speaks; hidden rows hold no number; a team that looks like a formula is quoted."""
    rows = rows_of(figures_csv([TABLE, FEW], AGE, TITLE, WORDS))
    assert [row for row in rows if row[:1] == ["'=cmd()"]] == [["'=cmd()", "20", "30", "67", "1", "9"]]
    assert ["Repairs west", *["Not shown"] * 5] in rows
    assert any(row[:1] == [say_denominator(TABLE, WORDS)] for row in rows)
    assert ["Everyone", "410", "446", "92", "6", "30"] in rows
    assert any("never reached" in "".join(row) for row in rows)


def test_reminders_go_out_by_team() -> None:
    """The list names who, what and how late; as text it is parted by team."""
    one = Reminder("X1", "+Sam", "Repairs", Job("repairs"), CourseId("early-detectors"), Why.OVERDUE, DAY, -11)
    two = Reminder("X2", "Alex", "School", Job("poet"), CourseId("gone"), Why.DUE, DAY, 3)
    rows = rows_of(reminders_csv([one, two], AGE, TITLE, WORDS))
    assert rows[-2:] == [
        ["X1", "'+Sam", "Repairs", "Repairs", "Early-Detectors", "11 days late", "2026-11-01"],
        ["X2", "Alex", "School", "poet", "gone", "to finish by 1 November 2026", "2026-11-01"],
    ]
    assert reminder_text([one, two], TITLE, WORDS) == (
        "Repairs\n+Sam: Early-Detectors, 11 days late\n\nSchool\nAlex: gone, to finish by 1 November 2026"
    )


def test_jobs_are_named_as_the_catalogue_names_them() -> None:
    """A staff list may say a job in the words that the program shows."""
    assert ("Property management", Job("property-management")) in job_words(WORDS)
