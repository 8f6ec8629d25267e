"""A training lead's desk: takes in, counts, imports, enters sessions, reminds; on real stores and real seals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from detectors_app.desk.casebook import Casebook
from detectors_app.desk.learning_book import LearningBook
from detectors_app.domain.completion import check_code
from detectors_app.domain.errors import Invalid, Refused
from detectors_app.domain.figures import By, Figure
from detectors_app.domain.ids import CONCERNS, LEARNING, OfficerId
from detectors_app.domain.trust import Role
from detectors_app.protocol.cards import read_person_card
from tests.desk.conftest import DANGER, PASSPHRASE, QUICK
from tests.desk.lead_town import DETECTORS, LEARN_ALONE, LEVEL_1, LeadTown, completion, make_lead_town

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


@pytest.mark.parametrize("order", [(0, 1, 0, 1), (1, 0, 1, 0), (1, 1, 0, 0)])
def test_two_laptops_of_one_person_count_once(
    town: LeadTown, desk: tuple[Casebook, LearningBook], order: tuple[int, ...]
) -> None:
    """The same course completed on both while offline, sent in either order, twice: one person is up to date."""
    casebook, book = desk
    take_list(book, staff_csv(12))
    laptops = (town.learner("One"), town.learner("Two"))
    for which in order:
        town.record(laptops[which], completion("X00001", TODAY - timedelta(days=which)))
        casebook.sync()
        total = book.figures(DETECTORS, TODAY, By.TEAM).total
        assert total is not None
        assert total.completed == 1
    assert book.age().laptops == 2


def test_what_is_not_believed_is_told_and_not_counted(town: LeadTown, desk: tuple[Casebook, LearningBook]) -> None:
    """A record that does not agree with itself is kept and said to be there; the person's laptop is not heard from."""
    casebook, book = desk
    take_list(book, staff_csv(12))
    town.record(town.learner(), replace(completion("X00001", TODAY), staff="X00002"))
    casebook.sync()
    total = book.figures(DETECTORS, TODAY, By.TEAM).total
    assert total is not None
    assert (total.completed, book.age().not_believed, book.age().laptops) == (0, 1, 0)


def test_a_laptop_that_sent_nothing_for_a_month_is_counted(town: LeadTown, desk: tuple[Casebook, LearningBook]) -> None:
    """Of those that ever sent a record; the very thirtieth day is not yet over."""
    casebook, book = desk
    town.record(town.learner("One"), completion("X00001", TODAY))
    casebook.sync()
    town.world.clock.move(days=30)
    assert book.age().silent_laptops == 0
    town.world.clock.move(seconds=1)
    town.record(town.learner("Two"), completion("X00002", TODAY))
    casebook.sync()
    assert (book.age().laptops, book.age().silent_laptops) == (2, 1)


def test_a_leads_desk_has_no_inbox(town: LeadTown, desk: tuple[Casebook, LearningBook]) -> None:
    """With records in its store, its list of cases is empty and its status counts none."""
    casebook, _ = desk
    town.record(town.learner(), completion("X00001", TODAY))
    casebook.sync()
    assert casebook.inbox().rows == ()
    assert (casebook.status().unread, casebook.status().unopened) == (0, 0)


def test_a_manager_named_for_all_has_both(town: LeadTown) -> None:
    """Concerns and records lie in one store and stay apart: the inbox has the concern, the figure the record."""
    card = read_person_card(
        Casebook.create(
            town.folder("Max Both"), OfficerId("max-both"), "Max Both", Role.MANAGER, PASSPHRASE, cost=QUICK
        )
    )
    town.cards["Max Both"] = card
    town.world.council.extra.append(card)
    made = town.world.council.bundle(2)
    learning = replace(made.box(LEARNING), readers=(*made.box(LEARNING).readers, card.officer))
    boxes = tuple(learning if each.box == LEARNING else each for each in made.boxes)
    town.world.bundle = replace(made, boxes=boxes)
    casebook = town.open("Max Both")
    casebook.pin(town.trust_file())
    book = LearningBook(casebook, (LEARN_ALONE,))
    take_list(book, staff_csv(12))
    town.record(town.learner(), completion("X00001", TODAY))
    town.send(town.laptop(), DANGER)
    casebook.sync()
    assert casebook.listening_box == CONCERNS
    total = book.overview(TODAY).total
    assert total is not None
    assert (total.completed, len(casebook.inbox().rows), casebook.inbox().unopened) == (1, 1, ())
    casebook.close()


def test_an_older_list_does_not_take_a_later_ones_place(desk: tuple[Casebook, LearningBook]) -> None:
    """Nor can one be from a day to come; courses and lists may be asked for before there is one."""
    _, book = desk
    assert book.staff_list() is None
    assert [each.id for each in book.courses()] == [DETECTORS, LEVEL_1]
    take_list(book, staff_csv(12))
    older = book.preview_staff(staff_csv(12), TODAY - timedelta(days=1))
    with pytest.raises(Refused, match=r"learning\.staff\.older"):
        book.accept_staff(older)
    with pytest.raises(Invalid, match=r"learning\.staff\.day_to_come"):
        book.preview_staff(staff_csv(12), TODAY + timedelta(days=1))
    book.use_courses((LEARN_ALONE,))
    assert [row.key for row in book.overview(TODAY).rows] == [DETECTORS]
