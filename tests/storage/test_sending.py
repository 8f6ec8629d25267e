"""What laptops and desks both keep about sending: one contract, run on both real stores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from detectors_app.domain.delivery import State
from detectors_app.domain.ids import CONCERNS, FIRST_PERSON, EnvelopeId, KeyId, OfficerId
from detectors_app.storage.desk_store import DeskStore
from detectors_app.storage.laptop_store import LaptopStore
from detectors_app.storage.sending import SendingUnit
from detectors_app.use_cases.rows import DeliveryChange, HeldBundle
from tests.made_up import NOW, Council
from tests.storage.stores import KEY, an_item

Store = LaptopStore | DeskStore


@pytest.fixture(params=[LaptopStore, DeskStore])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give each kind of store."""
    made: Store = request.param(tmp_path, KEY)
    yield made
    made.close()


def test_an_item_comes_back_as_it_was_put(store: Store) -> None:
    """Every member survives, the times in UTC to the microsecond; the same put twice is one."""
    item = an_item(
        urgent=True,
        state=State.READ,
        tries=3,
        next_attempt_at=NOW + timedelta(microseconds=7),
        sent_at=NOW,
        read_at=NOW,
        read_by=OfficerId("lee"),
        receipt=b"r",
        read_receipt=b"rr",
        refused_type="t",
        holding_desks=2,
        phoned=True,
    )
    with store.unit() as unit:
        unit.add_to_outbox(item)
        unit.add_to_outbox(item)
    with store.unit() as unit:
        assert unit.outbox_item(item.box, item.id) == item
        assert unit.outbox() == (replace(item, envelope=b""),)
        assert unit.outbox_item(item.box, EnvelopeId(an_item().id)) is None


def test_due_is_urgent_then_small_then_old(store: Store) -> None:
    """And only what waits: queued, parked, or read and to be sent again, once its time has come."""
    old, new = an_item(minutes=0), an_item(minutes=1)
    big, urgent = an_item(size=65_536, minutes=-9), an_item(urgent=True, size=65_536, minutes=5)
    parked = an_item(state=State.PARKED, minutes=2)
    again = an_item(state=State.READ, next_attempt_at=NOW, minutes=3)
    later = an_item(next_attempt_at=NOW + timedelta(hours=1))
    stranded = an_item(next_attempt_at=NOW + timedelta(days=900), minutes=4)
    rest = [an_item(state=state) for state in (State.SENT, State.READ, State.DONE)]
    with store.unit() as unit:
        for item in (big, new, later, old, urgent, parked, again, stranded, *rest):
            unit.add_to_outbox(item)
        due = [each.id for each in unit.outbox_due(NOW + timedelta(minutes=10))]
        assert due == [each.id for each in (urgent, old, new, parked, again, stranded, big)]
        assert len(unit.outbox()) == 11


def test_a_change_touches_what_it_names(store: Store) -> None:
    """None leaves a member alone; the envelope and the waiting go only when asked."""
    item, other = an_item(), an_item()
    with store.unit() as unit:
        unit.add_to_outbox(item)
        unit.add_to_outbox(other)
        unit.change_outbox(DeliveryChange(item.box, item.id, State.SENT, tries=2, next_attempt_at=NOW, sent_at=NOW))
        assert unit.outbox_item(item.box, item.id) == replace(
            item, state=State.SENT, tries=2, next_attempt_at=NOW, sent_at=NOW
        )
        unit.change_outbox(DeliveryChange(item.box, item.id, State.DONE, drop_envelope=True, wait_no_more=True))
        changed = unit.outbox_item(item.box, item.id)
        assert changed is not None
        assert (changed.state, changed.envelope, changed.next_attempt_at) == (State.DONE, b"", None)
        assert unit.outbox_item(other.box, other.id) == other


def test_next_attempt_and_waking(store: Store) -> None:
    """The earliest of what waits; waking brings the queued forward and never back, and leaves the parked."""
    with store.unit() as unit:
        assert unit.next_attempt_at() is None
        late, soon = (an_item(next_attempt_at=NOW + timedelta(hours=hours)) for hours in (5, 1))
        parked = an_item(state=State.PARKED, next_attempt_at=NOW + timedelta(hours=9))
        for item in (late, soon, parked):
            unit.add_to_outbox(item)
        assert unit.next_attempt_at() == NOW + timedelta(hours=1)
        unit.wake_outbox(NOW + timedelta(hours=2))
        times = {each.id: each.next_attempt_at for each in unit.outbox()}
    assert times == {
        late.id: NOW + timedelta(hours=2),
        soon.id: NOW + timedelta(hours=1),
        parked.id: NOW + timedelta(hours=9),
    }


def test_places_count_by_reader_and_survive(store: Store, tmp_path: Path) -> None:
    """1, 2, 3 for each reader alone, under one series a store; another store has another series."""
    with store.unit() as unit:
        places = [unit.next_place(KeyId(reader)) for reader in ("a", "b", "a")]
    with store.unit() as unit:
        places.append(unit.next_place(KeyId("a")))
    assert [each.n for each in places] == [1, 1, 2, 3]
    other = LaptopStore(tmp_path / "other", KEY)
    with other.unit() as unit:
        assert unit.next_place(KeyId("a")).series != places[0].series
    other.close()
    assert len({each.series for each in places}) == 1


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    """Not a row, not a count."""
    with store.unit() as unit:
        before = unit.next_place(KeyId("a")).n
    with pytest.raises(KeyError), store.unit() as unit:
        _put_and_fail(unit)
    with store.unit() as unit:
        assert (unit.outbox(), unit.next_place(KeyId("a")).n) == ((), before + 1)


def _put_and_fail(unit: SendingUnit) -> None:
    unit.add_to_outbox(an_item())
    unit.next_place(KeyId("a"))
    raise KeyError


def test_the_lease_is_one_owners_until_it_runs_out(store: Store) -> None:
    """Renewed by its owner, refused to others, free when over, given back, or written by a clock far ahead."""
    minute = timedelta(minutes=1)
    with store.unit() as unit:
        assert unit.take_lease("a", NOW, NOW + minute)
        assert unit.take_lease("a", NOW, NOW + 2 * minute)
        assert not unit.take_lease("b", NOW + minute, NOW + 9 * minute)
        assert unit.take_lease("b", NOW + 2 * minute, NOW + 3 * minute)
        unit.drop_lease("a")
        assert not unit.take_lease("a", NOW + 2 * minute, NOW + 9 * minute)
        unit.drop_lease("b")
        assert unit.take_lease("a", NOW, NOW + timedelta(days=400))
        assert unit.take_lease("b", NOW, NOW + minute)


def test_small_things_are_remembered(store: Store) -> None:
    """Notes, cursors, bundle and authorities: empty first, replaced after."""
    council = Council()
    held = HeldBundle(council.bundle(), council.signed_bundle())
    with store.unit() as unit:
        assert (unit.note("x"), unit.cursor(CONCERNS), unit.bundle(), unit.authorities()) == ("", "", None, ())
        for value in ("1", "2"):
            unit.put_note("x", value)
            unit.put_cursor(CONCERNS, value)
        unit.put_bundle(held)
        unit.put_authorities((b"a" * 32, b"b" * 32))
        unit.put_authorities((b"c" * 32, b"a" * 32))
    with store.unit() as unit:
        assert (unit.note("x"), unit.cursor(CONCERNS)) == ("2", "2")
        assert (unit.bundle(), unit.authorities()) == (held, (b"c" * 32, b"a" * 32))


def test_the_outbox_is_counted_by_state(tmp_path: Path) -> None:
    """What is queued, parked, sent and read; and the urgent ones that still wait, newest first."""
    store = LaptopStore(tmp_path, KEY)
    states = [State.QUEUED, State.QUEUED, State.PARKED, State.SENT, State.READ]
    items = [replace(an_item(), state=state, urgent=at in {0, 2, 3}) for at, state in enumerate(states)]
    with store.unit() as unit:
        for each in items:
            unit.add_to_outbox(each)
    with store.unit() as unit:
        assert unit.count_outbox() == {State.QUEUED: 2, State.PARKED: 1, State.SENT: 1, State.READ: 1}
        assert unit.urgent_waiting() == (items[2].id, items[0].id)
        assert [each.id for each in unit.pressing_of({FIRST_PERSON})] == [items[2].id, items[0].id]
        assert [each.id for each in unit.outbox_of({FIRST_PERSON}, most=2, skip=1)] == [items[3].id, items[2].id]
    store.close()
