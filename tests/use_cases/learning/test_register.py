"""The lead's register: what is folded, in whatever order it came, how often, and after whatever was lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from detectors_app.domain.completion import Completions
from detectors_app.domain.ids import KeyId
from detectors_app.domain.staff_list import StaffList
from detectors_app.protocol.payload import Withdrawn
from detectors_app.use_cases.learning.register import FOLDED, fold_learning
from tests.use_cases.learning.lead_store import AT, DAY, LEAD, LeadStore, done, person


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[LeadStore]:
    made = LeadStore(tmp_path)
    yield made
    made.store.close()


def test_two_laptops_of_one_person_count_once(lead: LeadStore) -> None:
    """The same completion twice is one person trained; a later one is kept beside it, for its own day."""
    for on in (DAY, DAY - timedelta(days=3), DAY):
        lead.came(Completions((done("X1", on),)))
    assert lead.days() == {"X1": [(date(2026, 10, 29), 1), (DAY, 1), (DAY, 1)]}
    assert not lead.look()
    lead.came(Completions((done("X2", DAY - timedelta(days=800)),)))
    assert lead.look()
    assert lead.days()["X2"] == [(DAY - timedelta(days=800), 1)]


def test_nothing_is_completed_later_than_it_came(lead: LeadStore) -> None:
    """A laptop's clock that is years ahead counts as the day after it came at the latest."""
    lead.came(Completions((done("X1", date(2031, 1, 1)),)))
    assert lead.days() == {"X1": [(AT.date() + timedelta(days=1), 1)]}


def test_the_latest_list_is_in_force(lead: LeadStore) -> None:
    """By its day, and of one day by when it was made; an older one that comes later changes nothing."""
    assert not lead.look()
    first = StaffList(DAY, (person("X1"),))
    lead.came(first, sender=LEAD)
    lead.came(StaffList(DAY - timedelta(days=1), ()), sender=LEAD, made_at=AT + timedelta(days=1))
    lead.came(StaffList(DAY, ()), sender=LEAD, made_at=AT - timedelta(hours=1))
    assert lead.look()
    assert (lead.register.staff, set(lead.register.people)) == (first, {"X1"})
    later = StaffList(DAY, (person("X1", "West"),))
    lead.came(later, sender=LEAD, made_at=AT + timedelta(hours=1))
    assert lead.look()
    assert lead.register.staff == later


def test_an_entry_is_taken_back(lead: LeadStore) -> None:
    """What it entered is gone, what laptops sent of the same people stays; a second look finds nothing new."""
    lead.came(Completions((done("X1"),)))
    entry = lead.came(Completions((done("X1", DAY - timedelta(days=1)), done("X2"))), sender=LEAD)
    assert set(lead.days()) == {"X1", "X2"}
    lead.came(Withdrawn(entry), sender=LEAD)
    assert lead.look()
    assert lead.days() == {"X1": [(DAY, 1)]}
    assert not lead.look()
    assert lead.ask("entry_of", entry) == lead.ask("entries", 5) == ()


def test_what_is_taken_back_may_come_later(lead: LeadStore) -> None:
    """Envelopes come in any order: one that is taken back before it comes is never counted."""
    lead.came(Completions((done("X0"),)))
    entry = lead.came(Completions((done("X1"),)), sender=LEAD, fold=False)
    with lead.store.unit() as unit:
        unit.withdraw(entry, 99)
        fold_learning(unit)
    assert set(lead.days()) == {"X0"}


def test_what_a_laptop_sent_is_not_taken_back(lead: LeadStore) -> None:
    """Whatever a lead names: a laptop's record stays."""
    sent = lead.came(Completions((done("X1"),)))
    lead.came(Withdrawn(sent), sender=LEAD)
    assert set(lead.days()) == {"X1"}
    again = lead.came(Completions((done("X2"),)), fold=False)
    with lead.store.unit() as unit:
        unit.withdraw(again, 99)
        fold_learning(unit)
    assert set(lead.days()) == {"X1", "X2"}


def test_what_was_folded_can_be_folded_anew(lead: LeadStore) -> None:
    """If it is missing, or was folded another way, the same comes of it again; folding twice changes nothing."""
    for number in range(3):
        lead.came(Completions((done(f"X{number}"),)))
    lead.came(StaffList(DAY, (person("X1"),)), sender=LEAD)
    before, staff = lead.days(), lead.register.staff
    with lead.store.unit() as unit:
        fold_learning(unit)
        assert unit.count_laptops(AT) == (1, 0)
        unit.put_note(FOLDED, "0:1")
        fold_learning(unit)
    again = LeadStore(lead.store.path.parent)
    assert (again.days(), again.register.staff) == (before, staff)
    assert again.ask("count_laptops", AT + timedelta(seconds=1)) == (1, 1)
    again.store.close()


def test_more_rows_than_are_read_at_once(lead: LeadStore) -> None:
    """They are folded in parts, each row once."""
    for number in range(520):
        lead.came(Completions((done(f"X{number}"),)), fold=False)
    with lead.store.unit() as unit:
        fold_learning(unit)
    assert len(lead.days()) == 520


def test_who_is_on_no_list_is_counted_apart(lead: LeadStore) -> None:
    """A mistyped staff number is in no figure, and the lead is told how many there are."""
    assert lead.register.not_on_list() == 0
    lead.came(Completions((done("X1"),)))
    lead.came(Completions((done("TYPO"),)), sender=KeyId("3" * 16))
    lead.came(StaffList(DAY, (person("X1"), person("X2"))), sender=LEAD)
    lead.look()
    assert lead.register.not_on_list() == 1
