"""Training records on their way from a lead's desk to a real learning record store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from detectors_app.desk.casebook import Casebook
from detectors_app.desk.learning_book import LearningBook
from detectors_app.domain.errors import Invalid
from detectors_app.domain.record_store import RecordStore
from detectors_app.use_cases.learning.send_statements import QueueCounts, Sent
from tests.desk.lead_town import DETECTORS, LeadTown, completion, make_lead_town
from tests.made_up import NOW
from tests.record_store import RunningStore, running

DAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def store() -> Iterator[RunningStore]:
    """Give a real record store."""
    with running() as started:
        yield started


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


def came(town: LeadTown, casebook: Casebook, *staff: str, on: date = DAY) -> None:
    laptop = town.learner()
    for each in staff:
        town.record(laptop, completion(each, on))
    casebook.sync()


def held(store: RunningStore, *staff: str) -> list[str]:
    """Give what the store holds of these people, by the day that each statement names."""
    learners = {str(completion(each, DAY).learner) for each in staff}
    found = store.get()["statements"]
    return [each["timestamp"] for each in found if each["actor"]["account"]["name"] in learners]


def test_a_completion_reaches_the_record_store_once(
    town: LeadTown, desk: tuple[Casebook, LearningBook], store: RunningStore
) -> None:
    """From a laptop's sealed record to the council's own store; a second run has nothing to do."""
    casebook, book = desk
    came(town, casebook, "A00001", "A00002")
    book.set_record_store(store.settings)
    assert book.send_records() == Sent(held=2)
    assert book.send_records() == Sent()
    assert len(held(store, "A00001", "A00002")) == 2
    assert book.records().counts == QueueCounts(0, 2, 0)


def test_two_laptops_and_two_desks_make_one_statement(
    town: LeadTown, tmp_path: Path, desk: tuple[Casebook, LearningBook], store: RunningStore
) -> None:
    """The same course from another laptop on another day is held already: 409 is no trouble and no second record."""
    casebook, book = desk
    came(town, casebook, "B00001")
    book.set_record_store(store.settings)
    assert book.send_records() == Sent(held=1)
    came(town, casebook, "B00001", on=DAY + timedelta(days=1))
    assert book.send_records() == Sent()
    other = make_lead_town(tmp_path / "other")
    their_casebook, their_book = other.book()
    came(other, their_casebook, "B00001", on=DAY + timedelta(days=2))
    their_book.set_record_store(store.settings)
    assert their_book.send_records() == Sent(held=1)
    their_casebook.close()
    other.world.close()
    assert len(held(store, "B00001")) == 1


def test_a_wrong_secret_is_said_and_mended(
    town: LeadTown, desk: tuple[Casebook, LearningBook], store: RunningStore
) -> None:
    """Everything waits, nothing is lost; with the right secret it goes at once."""
    casebook, book = desk
    came(town, casebook, "C00001")
    book.set_record_store(replace(store.settings, secret="guessed"))
    assert book.send_records() == Sent(trouble="record_store.not_let_in")
    assert book.records().trouble == "record_store.not_let_in"
    book.set_record_store(store.settings)
    assert book.send_records() == Sent(held=1)
    assert book.records().trouble == ""


def test_a_round_of_the_desk_sends_them_by_itself(
    town: LeadTown, desk: tuple[Casebook, LearningBook], store: RunningStore
) -> None:
    """Nobody has to think of it."""
    casebook, book = desk
    book.set_record_store(store.settings)
    came(town, casebook, "H00001")
    assert len(held(store, "H00001")) == 1


def test_what_was_taken_back_before_it_went_never_goes(
    town: LeadTown, desk: tuple[Casebook, LearningBook], store: RunningStore
) -> None:
    """A lead's slip stays the lead's."""
    casebook, book = desk
    entry = book.record_session(book.preview_session(DETECTORS, DAY, "D00001, D00002"))
    casebook.sync()
    book.withdraw_session(entry)
    casebook.sync()
    book.set_record_store(store.settings)
    came(town, casebook, "D00002")
    assert (len(held(store, "D00001")), len(held(store, "D00002"))) == (0, 1)


def test_another_record_store_is_told_everything(
    town: LeadTown, desk: tuple[Casebook, LearningBook], store: RunningStore
) -> None:
    """What one store holds says nothing of another; a new secret for the same one sends nothing again."""
    casebook, book = desk
    came(town, casebook, "E00001")
    book.set_record_store(store.settings)
    assert book.send_records() == Sent(held=1)
    book.set_record_store(replace(store.settings))
    assert book.records().counts == QueueCounts(0, 1, 0)
    book.set_record_store(RecordStore("https://other.example/xAPI", "lead", "another", "https://staff.example"))
    assert book.records().counts == QueueCounts(0, 0, 0)
    book.set_record_store(store.settings)
    assert book.send_records() == Sent(held=1)


def test_a_course_that_is_no_longer_known_waits(
    town: LeadTown, desk: tuple[Casebook, LearningBook], store: RunningStore
) -> None:
    """It is neither sent without a name nor forgotten."""
    casebook, book = desk
    came(town, casebook, "F00001")
    book.set_record_store(store.settings)
    book.use_courses(())
    assert book.send_records() == Sent()
    assert book.records().counts == QueueCounts(1, 0, 0)


def test_an_address_that_is_not_safe_changes_nothing(desk: tuple[Casebook, LearningBook], store: RunningStore) -> None:
    """The store that was set before stays."""
    _, book = desk
    book.set_record_store(store.settings)
    with pytest.raises(Invalid, match=r"record_store\.address"):
        book.set_record_store(replace(store.settings, address="http://lrs.example/xAPI"))
    assert book.records().where == store.settings


def test_nothing_is_sent_where_nobody_set_a_store(town: LeadTown, desk: tuple[Casebook, LearningBook]) -> None:
    """Most councils begin without one; taking it away forgets the secret."""
    casebook, book = desk
    came(town, casebook, "G00001")
    assert book.send_records() == Sent()
    book.set_record_store(RecordStore("https://lrs.example", "lead", "made-up", "https://staff.example"))
    book.set_record_store(None)
    assert book.records().where is None


def test_the_secret_lies_nowhere_in_the_clear(
    town: LeadTown, tmp_path: Path, desk: tuple[Casebook, LearningBook]
) -> None:
    """Only the officer's passphrase opens the file that it is in."""
    _, book = desk
    book.set_record_store(RecordStore("https://lrs.example", "lead", "PLANTED-SECRET", "https://staff.example"))
    assert not [each for each in tmp_path.rglob("*") if each.is_file() and b"PLANTED-SECRET" in each.read_bytes()]


def test_the_clock_of_the_town_is_in_the_past_of_what_it_sends() -> None:
    """The day of these tests lies before the town's own, or it would be moved back when it is taken in."""
    assert NOW.date() > DAY + timedelta(days=2)
