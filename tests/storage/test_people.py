"""People on one laptop as its store keeps them: who is there, who wrote what, and stores of the first version."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Column, LargeBinary, MetaData, Table

from detectors_app.domain.ids import CONCERNS, FIRST_PERSON, EnvelopeId, PersonId
from detectors_app.storage import laptop_tables
from detectors_app.storage.engine import transaction
from detectors_app.storage.laptop_store import LaptopStore
from detectors_app.storage.migrations import open_store
from detectors_app.use_cases.rows import DraftRow, PersonRow
from tests.made_up import NOW
from tests.storage.stores import KEY, an_item

SAM = PersonRow(b"p", b"w", "Sam Sample", "caretaker", "Pretend Estate", made_at=NOW)
LEE = PersonId(2)


def test_people_come_back_as_they_were_put(tmp_path: Path) -> None:
    """Every member survives; a second put replaces; numbers grow; the current one is remembered."""
    alex = PersonRow(b"", b"", "Alex Example", id=LEE, before=FIRST_PERSON, wrong_tries=3, tried_at=NOW)
    store = LaptopStore(tmp_path, KEY)
    with store.unit() as unit:
        assert (unit.people(), unit.person(), unit.current_person(), unit.next_person()) == ((), None, FIRST_PERSON, 1)
        unit.put_person(replace(SAM, wrapped=b"old"))
        unit.put_person(SAM)
        assert (unit.person(), unit.next_person()) == (SAM, LEE)
        unit.put_person(alex)
        unit.put_current_person(LEE)
    store.close()
    store = LaptopStore(tmp_path, KEY)
    with store.unit() as unit:
        assert (unit.people(), unit.person(), unit.current_person()) == ((SAM, alex), alex, LEE)
        assert unit.next_person() == LEE + 1
    store.close()


def test_the_outbox_knows_who_wrote_what(tmp_path: Path) -> None:
    """Each is asked for their own, delivery for everyone's; the same envelope again keeps its writer."""
    first, second, third = (an_item(minutes=number) for number in range(3))
    store = LaptopStore(tmp_path, KEY)
    with store.unit() as unit:
        unit.put_person(SAM)
        unit.put_person(replace(SAM, id=LEE))
        unit.add_to_outbox(first)
        unit.put_current_person(LEE)
        unit.add_to_outbox(second)
        unit.add_to_outbox(third)
        unit.add_to_outbox(first)
        assert [each.id for each in unit.outbox_of({FIRST_PERSON})] == [first.id]
        assert unit.outbox_of({LEE}) == (replace(third, envelope=b""), replace(second, envelope=b""))
        assert len(unit.outbox_of({FIRST_PERSON, LEE})) == len(unit.outbox()) == 3
        assert len(unit.outbox_due(NOW + timedelta(days=1))) == 3
        assert unit.outbox_of(()) == ()
    store.close()


def test_a_laptop_of_the_first_version_is_brought_on(tmp_path: Path) -> None:
    """Its one person becomes the first, who wrote all that is there; a copy of what it was lies beside it."""
    engine = open_store(tmp_path / "laptop.db", KEY, laptop_tables.STEPS[:1], tmp_path / "backups")
    draft, item = DraftRow(EnvelopeId(uuid4()), b"sealed", NOW, NOW, 2, urgent=True), an_item()
    with transaction(engine, tmp_path) as connection:
        connection.exec_driver_sql(
            "INSERT INTO person VALUES (1, ?, ?, 'Sam Sample', 'caretaker', 'Pretend Estate')", (b"p", b"w")
        )
        connection.exec_driver_sql(
            "INSERT INTO drafts VALUES (?, ?, ?, ?, 2, 1, '[]')", (draft.id.bytes, b"sealed", *[_microseconds()] * 2)
        )
        connection.execute(_outbox_as_it_was().insert().values(**_values(item)))
    engine.dispose()
    store = LaptopStore(tmp_path, KEY)
    item = replace(item, left_out=None)  # It was not kept then.
    with store.unit() as unit:
        assert unit.people() == (replace(SAM, made_at=None),)
        assert unit.drafts() == (draft,)
        assert unit.outbox_of({FIRST_PERSON}) == unit.outbox() == (replace(item, envelope=b""),)
        assert unit.current_person() == FIRST_PERSON
        assert unit.outbox_item(CONCERNS, item.id) == item
    assert store.version() == len(laptop_tables.STEPS)
    assert len(list((tmp_path / "backups").glob("laptop-v1-*.db"))) == 1
    store.close()


def test_a_laptop_that_was_never_set_up_is_brought_on(tmp_path: Path) -> None:
    """Nobody stays nobody."""
    open_store(tmp_path / "laptop.db", KEY, laptop_tables.STEPS[:1], tmp_path / "backups").dispose()
    store = LaptopStore(tmp_path, KEY)
    with store.unit() as unit:
        assert (unit.people(), unit.person()) == ((), None)
    store.close()


def test_no_person_shows_a_key_or_a_name() -> None:
    """Neither public key, nor wrap, nor name is in a repr."""
    shown = repr(replace(SAM, seal_public=b"planted key", wrapped=b"planted wrap"))
    assert "planted" not in shown
    assert "Sam" not in shown


def _microseconds() -> int:
    return int(NOW.timestamp() * 1_000_000)


def _outbox_as_it_was() -> Table:
    """Give the first version's outbox: the sealed bytes lay in it, and nothing of what came later."""
    columns = [each for each in laptop_tables.SENDING.outbox.c if each.name not in {"left_out", "added_to", "question"}]
    kept = [Column(each.name, each.type) for each in columns]
    return Table("outbox", MetaData(), *kept, Column("envelope", LargeBinary))


def _values(item: object) -> dict[str, object]:
    names = [each.name for each in _outbox_as_it_was().c]
    return {name: getattr(item, name) for name in names if name != "seq"}
