"""A training lead's desk: takes in, counts, imports, enters sessions, reminds; on real stores and real seals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from detectors_app.desk.casebook import Casebook
from detectors_app.desk.learning_book import LearningBook
from detectors_app.domain.completion import check_code
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.figures import By, Figure
from detectors_app.domain.ids import LEARNING
from tests.desk.lead_town import DETECTORS, LEVEL_1, LeadTown, completion, make_lead_town

TODAY = date(2026, 11, 12)
"""The day of the made-up council's clock."""


@pytest.fixture
def town(tmp_path: Path) -> Iterator[LeadTown]:
    made = make_lead_town(tmp_path)
    yield made
    made.world.close()


@pytest.fixture
def desk(town: LeadTown) -> Iterator[tuple[Casebook, LearningBook]]:
    casebook, book = town.book()
    yield casebook, book
    casebook.close()


def staff_csv(count: int, *, job: str = "repairs", team: str = "Repairs east", begin: int = 1) -> bytes:
    lines = [f"X{number:05},Sam Sample {number},{team},{job},2020-01-06,,," for number in range(begin, begin + count)]
    return "\n".join(["staff_number,name,team,job,joined,left,leave_from,leave_to", *lines, ""]).encode()


def take_list(book: LearningBook, data: bytes, as_of: date = TODAY) -> None:
    book.accept_staff(book.preview_staff(data, as_of))


def test_a_completion_is_taken_in_and_counted(town: LeadTown, desk: tuple[Casebook, LearningBook]) -> None:
    """The whole way: a list, a laptop's record, a round, the figure with its denominator; nothing asked of concerns."""
    casebook, book = desk
    assert book.is_reader()
    assert casebook.listening_box == LEARNING
    with pytest.raises(Invalid, match=r"learning\.no_staff_list"):
        book.overview(TODAY)
    take_list(book, staff_csv(12))
    laptop = town.learner()
    for number in (1, 2):
        town.record(laptop, completion(f"X{number:05}", TODAY - timedelta(days=100)))
    casebook.sync()
    table = book.figures(DETECTORS, TODAY, By.TEAM)
    assert table.total == Figure(2, 0, 10)
    assert [(row.key, row.figure) for row in table.rows] == [("Repairs east", Figure(2, 0, 10))]
    assert table.denominator is not None
    assert (table.denominator.in_post, table.denominator.on_leave, table.denominator.list_as_of) == (12, 0, TODAY)
    age = book.age()
    assert (age.laptops, age.silent_laptops, age.not_believed, age.not_on_list) == (1, 0, 0, 0)
    assert age.last_reached == town.world.clock()
    assert {each.box for each in town.world.service.shelf} == {LEARNING}


def test_a_session_counts_like_any_other_and_can_be_taken_back(
    town: LeadTown, desk: tuple[Casebook, LearningBook]
) -> None:
    """Entered by the lead it counts at once; withdrawn it does not; the same people's other records stay."""
    casebook, book = desk
    take_list(book, staff_csv(20, job="neighbourhoods", team="Neighbourhoods 1"))
    preview = book.preview_session(LEVEL_1, TODAY, "staff number\nx00001, X00002\nX00003\nX00003\nX99999")
    assert [each.staff for each in preview.people] == ["X00001", "X00002", "X00003"]
    assert (preview.unknown, preview.malformed, preview.already) == (("X99999",), (), ())
    entry = book.record_session(preview)
    total = book.figures(LEVEL_1, TODAY, By.TEAM).total
    assert total is not None
    assert (total.completed, book.age().not_on_list) == (3, 1)
    assert book.preview_session(LEVEL_1, TODAY, "X00001").already == ("X00001",)
    book.withdraw_session(entry)
    again = book.figures(LEVEL_1, TODAY, By.TEAM).total
    assert again is not None
    assert again.completed == 0
    with pytest.raises(Invalid, match=r"learning\.session\.no_such_entry"):
        book.withdraw_session(entry)
    casebook.sync()
    assert book.age().waiting == 0


def test_a_code_is_checked(town: LeadTown, desk: tuple[Casebook, LearningBook]) -> None:
    """A certificate's code, however it is typed, names the completion; another names none; nonsense is refused."""
    casebook, book = desk
    take_list(book, staff_csv(12))
    done = completion("X00003", TODAY)
    town.record(town.learner(), done)
    casebook.sync()
    code = check_code(done.id)
    found = book.check(code.lower().replace("-", " "))
    assert found is not None
    assert (found.completion, found.name, found.team) == (done, "Sam Sample 3", "Repairs east")
    assert book.check("0000-0000") is None
    with pytest.raises(Invalid, match=r"learning\.code"):
        book.check("no code")


def test_who_is_to_be_reminded(town: LeadTown, desk: tuple[Casebook, LearningBook]) -> None:
    """Those overdue with how long, those with a refresher soon, nobody else."""
    casebook, book = desk
    take_list(book, staff_csv(3))
    laptop = town.learner()
    town.record(laptop, completion("X00001", TODAY - timedelta(days=340)))
    town.record(laptop, completion("X00002", TODAY - timedelta(days=3)))
    casebook.sync()
    found = book.reminders(TODAY)
    assert [(each.staff, each.why.value) for each in found] == [("X00003", "overdue"), ("X00001", "refresh")]
    assert found[0].days < 0 < found[1].days
    assert book.reminders(TODAY, DETECTORS, "Another team") == ()


def test_a_list_that_is_much_smaller_must_be_meant(desk: tuple[Casebook, LearningBook]) -> None:
    """Half a list is refused until the lead says that it is right; those gone from it are kept as leavers."""
    _, book = desk
    take_list(book, staff_csv(30))
    preview = book.preview_staff(staff_csv(10), TODAY)
    assert (preview.much_smaller, preview.vanished, preview.changes.left) == (True, 20, 20)
    with pytest.raises(Refused, match=r"learning\.staff\.much_smaller"):
        book.accept_staff(preview)
    book.accept_staff(preview, smaller=True)
    staff = book.staff_list()
    assert staff is not None
    assert sum(row.is_in_post(TODAY) for row in staff.rows) == 10
    assert sum(row.is_in_post(TODAY - timedelta(days=1)) for row in staff.rows) == 30
