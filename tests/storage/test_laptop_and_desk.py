"""What only a laptop or only a desk keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import MetaData, inspect

from detectors_app.domain.concern import About
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import CannotOpen, Refused
from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING, EnvelopeId, KeyId, OfficerId
from detectors_app.domain.sequence import Place
from detectors_app.protocol.receipts import SignedAck
from detectors_app.storage import desk_tables, laptop_tables
from detectors_app.storage.desk_store import DeskStore
from detectors_app.storage.engine import transaction
from detectors_app.storage.laptop_store import LaptopStore
from detectors_app.storage.migrations import open_store
from detectors_app.storage.sending_tables import SendingTables
from detectors_app.use_cases.rows import DraftRow, Identity, PersonRow, QuestionRow, TakenIn
from tests.made_up import NOW, Council
from tests.storage.stores import KEY, an_item


def test_identities_person_and_drafts_come_back(tmp_path: Path) -> None:
    """Every member survives; a second put replaces; a draft dropped is gone."""
    certificate = Council().laptop().certificate
    one = Identity(
        CONCERNS, b"s" * 32, b"h" * 32, b"s" * 32, certificate, b"o" * 32, registered=False, label="Laptop 1"
    )
    two = Identity(LEARNING, b"t" * 32, b"i" * 32, b"t" * 32)
    person = PersonRow(b"", b"", "Sam Sample", "caretaker", "Pretend Estate")
    draft = DraftRow(EnvelopeId(uuid4()), b"sealed", NOW, NOW, 2, urgent=True, left_out=(OfficerId("lee"),))
    store = LaptopStore(tmp_path, KEY)
    with store.unit() as unit:
        assert (unit.identity(CONCERNS), unit.person(), unit.drafts()) == (None, None, ())
        assert unit.draft(draft.id) is None
        unit.put_identity(one)
        unit.put_identity(two)
        unit.put_identity(replace(one, one_time_seed=b"", registered=True))
        unit.put_person(person)
        unit.put_person(replace(person, seal_public=b"p", wrapped=b"w"))
        unit.put_draft(draft)
        later = replace(draft, id=EnvelopeId(uuid4()), saved_at=NOW + timedelta(minutes=1))
        unit.put_draft(later)
        unit.put_draft(replace(draft, envelope=b"sealed anew"))
    store.close()
    store = LaptopStore(tmp_path, KEY)
    with store.unit() as unit:
        assert unit.identities() == (replace(one, one_time_seed=b"", registered=True), two)
        assert unit.identity(LEARNING) == two
        assert unit.person() == replace(person, seal_public=b"p", wrapped=b"w")
        assert unit.drafts() == (later, replace(draft, envelope=b"sealed anew"))
        unit.drop_draft(later.id)
        assert unit.draft(draft.id) == replace(draft, envelope=b"sealed anew")
        assert unit.draft(later.id) is None
    store.close()


def _taken(council: Council, **changes: object) -> TakenIn:
    taken = TakenIn(
        CONCERNS, EnvelopeId(uuid4()), "ab" * 32, b"sealed", NOW, council.signed_bundle(), -3, KeyId("0" * 16), None,
        Place(bytes(8), 7), b"{}",
    )  # fmt: skip
    return replace(taken, **changes)  # type: ignore[arg-type]  # a test may change any member


def test_a_desk_takes_the_same_bytes_in_once(tmp_path: Path) -> None:
    """The same again says so; other bytes under one id stand beside; the order is that of arrival."""
    council = Council()
    first = _taken(council)
    beside = replace(first, sha256="cd" * 32, place=None, payload=b"", problem="envelope.body", marks=("unfinished",))
    elsewhere = _taken(council, box=CASEWORK, certificate=council.laptop().certificate)
    store = DeskStore(tmp_path, KEY)
    with store.unit() as unit:
        assert [unit.take_in(each) for each in (first, first, beside, elsewhere)] == [True, False, True, True]
        assert unit.taken_in(CONCERNS) == (replace(first, envelope=b""), replace(beside, envelope=b""))
        assert [each.box for each in unit.taken_in()] == [CONCERNS, CONCERNS, CASEWORK]
        assert unit.envelope(first.box, first.id, first.sha256) == b"sealed"
        with pytest.raises(Refused, match=r"store\.not_here"):
            unit.envelope(first.box, first.id, "ef" * 32)
    store.close()


def test_a_desk_gives_its_rows_from_any_row_on(tmp_path: Path) -> None:
    """Rows come in order after the one named, at most so many; each has its digest; a number without a row has none."""
    council = Council()
    some = [_taken(council, sha256=f"{number:064x}") for number in range(4)]
    store = DeskStore(tmp_path, KEY)
    with store.unit() as unit:
        for each in some:
            unit.take_in(each)
        rows = [replace(each, envelope=b"") for each in some]
        assert unit.taken_in_after(0, 3, [CONCERNS]) == tuple(enumerate(rows[:3], 1))
        assert unit.taken_in_after(3, 3, [CONCERNS, CASEWORK]) == ((4, rows[3]),)
        assert unit.taken_in_after(0, 3, [CASEWORK]) == ()
        assert (unit.taken_in_at(4), unit.taken_in_at(5), unit.taken_in_at(0)) == (some[3].sha256, "", "")
    store.close()


def test_certificates_are_kept_by_laptop(tmp_path: Path) -> None:
    """The latest of each laptop, from rows that stand; and acks are dropped by an index, however many wait."""
    council, store = Council(), DeskStore(tmp_path, KEY)
    first, second, third = (council.laptop(label=f"Van {number}").certificate for number in range(3))
    keys = [KeyId(f"{number:016x}") for number in range(3)]
    with store.unit() as unit:
        for sender, certificate, problem in (
            (keys[0], first, ""), (keys[0], second, ""), (keys[1], third, ""), (keys[2], first, "envelope.body"),
            (keys[2], None, ""),
        ):  # fmt: skip
            unit.take_in(_taken(council, sender=sender, certificate=certificate, problem=problem, id=uuid4()))
        assert unit.certificates() == {keys[0]: second, keys[1]: third}
        deletion = "EXPLAIN QUERY PLAN DELETE FROM acks WHERE statement = x'00' AND desk = x'00'"
        assert "INDEX acks_statement" in str(unit._connection.exec_driver_sql(deletion).all())
    store.close()


def test_a_desk_of_the_first_version_is_brought_on(tmp_path: Path) -> None:
    """What it had taken in is all there, and a copy of what it was lies beside it."""
    engine = open_store(tmp_path / "desk.db", KEY, desk_tables.STEPS[:1], tmp_path / "backups")
    with transaction(engine, tmp_path) as connection:
        connection.exec_driver_sql("INSERT INTO notes VALUES ('last_reached', 'then')")
        for row in (("a", b"{}", ""), ("b", None, ""), ("c", b"{}", "envelope.body")):
            connection.exec_driver_sql(
                "INSERT INTO taken_in (box, id, sha256, envelope, stored_at, stored, skew_s, payload, marks, sender,"
                " certificate, problem) VALUES ('concerns', randomblob(16), '', x'', 0, x'', 0, x'', '[]', ?, ?, ?)",
                row,
            )
    engine.dispose()
    store = DeskStore(tmp_path, KEY)
    with store.unit() as unit:
        assert unit.note("last_reached") == "then"
        assert unit._connection.exec_driver_sql("SELECT * FROM certificates").all() == [("a", b"{}")]
    assert (store.version(), len(list((tmp_path / "backups").glob("desk-v1-*.db")))) == (len(desk_tables.STEPS), 1)
    store.close()


def test_the_outbox_says_which_ids_it_has_and_what_waits(tmp_path: Path) -> None:
    """Asked by hundreds of ids at once, box by box; only what the service has not taken waits."""
    items = [an_item(minutes=number) for number in range(3)]
    items[1] = replace(items[1], state=State.SENT)
    items[2] = replace(items[2], state=State.PARKED)
    store = DeskStore(tmp_path, KEY)
    with store.unit() as unit:
        for each in items:
            unit.add_to_outbox(each)
        ids = [each.id for each in items] + [EnvelopeId(uuid4()) for _ in range(1200)]
        assert unit.outbox_ids(CONCERNS, ids) == {each.id for each in items}
        assert unit.outbox_ids(CASEWORK, ids) == frozenset()
        assert unit.count_waiting() == 2
    store.close()


def test_acks_wait_until_they_are_taken(tmp_path: Path) -> None:
    """In order, once each, and only those named are forgotten."""
    statement = Council().signed_bundle()
    one, two = SignedAck(statement, b"a" * 32), SignedAck(statement, b"b" * 32)
    store = DeskStore(tmp_path, KEY)
    with store.unit() as unit:
        for ack in (one, two, one):
            unit.queue_ack(ack, CONCERNS)
        assert unit.queued_acks() == ((CONCERNS, one), (CONCERNS, two))
        unit.drop_acks((one,))
        assert unit.queued_acks() == ((CONCERNS, two),)
    store.close()


def test_a_desk_without_keys_says_so(tmp_path: Path) -> None:
    """No identity: refused; put, it comes back."""
    identity = Identity(CONCERNS, b"s" * 32, b"h" * 32, b"d" * 32, officer=OfficerId("lee"))
    store = DeskStore(tmp_path, KEY)
    with store.unit() as unit:
        with pytest.raises(Refused, match=r"desk\.no_identity"):
            unit.identity()
        unit.put_identity(identity)
        assert unit.identity() == identity
    assert store.version() == len(desk_tables.STEPS)
    store.close()


@pytest.mark.parametrize(
    "kind, metadata",
    [(LaptopStore, laptop_tables.SENDING), (DeskStore, desk_tables.SENDING)],
    ids=["laptop", "desk"],
)
def test_the_steps_make_the_tables_that_the_code_describes(
    tmp_path: Path, kind: type[LaptopStore | DeskStore], metadata: SendingTables
) -> None:
    """Every table and column of the description is in the store that the migrations make, and no other."""
    store = kind(tmp_path, KEY)
    described: MetaData = metadata.outbox.metadata
    with store._engine.connect() as connection:
        found = {
            name: {column["name"] for column in inspect(connection).get_columns(name)}
            for name in inspect(connection).get_table_names()
        }
    store.close()
    assert found == {name: set(table.c.keys()) for name, table in described.tables.items()}


def test_a_repr_shows_no_secret(tmp_path: Path) -> None:
    """Neither rows nor store show seeds, keys or envelopes."""
    shown = repr(Identity(CONCERNS, b"s" * 32, b"h" * 32, b"d" * 32)) + repr(_taken(Council()))
    store = DeskStore(tmp_path, KEY)
    shown += repr(store) + repr(store._engine)
    store.close()
    assert "sss" not in shown
    assert "sealed'" not in shown
    assert KEY.hex() not in shown


def test_a_question_is_kept_once(tmp_path: Path) -> None:
    """The first of an id stays as it came; they are given the oldest first."""
    ids = [EnvelopeId(uuid4()) for _ in range(3)]
    asked = [
        QuestionRow(each, ids[0], NOW + timedelta(minutes=-number), NOW, OfficerId("lee"), b"a" * 32, b"sealed")
        for number, each in enumerate(ids)
    ]
    store = LaptopStore(tmp_path, KEY)
    with store.unit() as unit:
        assert [unit.put_question(each) for each in asked] == [True, True, True]
        assert not unit.put_question(replace(asked[0], envelope=b"other"))
        assert unit.questions() == tuple(reversed(asked))
        assert (unit.question(ids[0]), unit.question(EnvelopeId(uuid4()))) == (asked[0], None)
    store.close()


def test_what_is_added_says_to_what(tmp_path: Path) -> None:
    """A draft and an outbox item keep which concern and question they are about, and whom they leave out."""
    concern, question = EnvelopeId(uuid4()), EnvelopeId(uuid4())
    about = About(concern, question)
    item = an_item(added_to=concern, question=question, left_out=(OfficerId("lee"),))
    draft = DraftRow(item.id, b"sealed", NOW, NOW, 0, urgent=False, added_to=concern, question=question)
    store = LaptopStore(tmp_path, KEY)
    with store.unit() as unit:
        unit.add_to_outbox(item)
        unit.put_draft(draft)
    with store.unit() as unit:
        assert (unit.outbox_item(CONCERNS, item.id), unit.draft(item.id)) == (item, draft)
        assert item.about == draft.about == about
        assert an_item().about is None
        assert unit.answers() == {question: item.id}
        unit.add_to_outbox(an_item(added_to=concern, question=question))
        unit.add_to_outbox(an_item(added_to=concern))
        assert unit.answers() == {question: item.id}
    store.close()


def test_a_large_desk_is_read_through_once_a_day(tmp_path: Path) -> None:
    """Opening it does not wait for all of it; damage anywhere is met within a day, and at once where it is read."""
    store = DeskStore(tmp_path, KEY, whole_up_to_bytes=1)
    assert store.check_whole_is_due(NOW)
    store.check_whole(NOW)
    assert not store.check_whole_is_due(NOW + timedelta(hours=23))
    assert store.check_whole_is_due(NOW + timedelta(hours=24))
    assert store.check_whole_is_due(NOW - timedelta(hours=1))
    with store.unit() as unit:
        for number in range(40):
            unit.take_in(_taken(Council(), sha256=f"{number:064x}"))
    store.close()
    data = bytearray(store.path.read_bytes())
    data[-2000] ^= 1
    store.path.write_bytes(data)
    again = DeskStore(tmp_path, KEY, whole_up_to_bytes=1)
    with pytest.raises(CannotOpen, match=r"store\.damaged"):
        again.check_whole(NOW)
    again.close()


def test_a_small_desk_is_read_through_at_each_start(tmp_path: Path) -> None:
    """There is nothing to wait for later."""
    store = DeskStore(tmp_path, KEY)
    assert not store.check_whole_is_due(NOW)
    store.close()
