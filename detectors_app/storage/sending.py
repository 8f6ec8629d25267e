"""The rows that every sender has, inside one transaction; the laptop's and the desk's units build on it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from detectors_app.domain.delivery import State
from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId, OfficerId
from detectors_app.domain.retry import PARKED_RETRY
from detectors_app.domain.sequence import Place
from detectors_app.protocol.bundle import decode_bundle
from detectors_app.storage.sending_tables import SendingTables
from detectors_app.use_cases.rows import DeliveryChange, HeldBundle, OutboxItem

BATCH = 50
"""So many due envelopes are read at once; the caller comes back for more."""
IDS_AT_ONCE = 500
"""So many ids are asked for in one statement."""
LONGEST_WAIT = PARKED_RETRY + timedelta(hours=1)
"""Nothing is ever put off longer. A later time was written by a clock that has been put back since."""
LONGEST_LEASE = timedelta(hours=1)
_CHANGES = tuple(
    each.name for each in fields(DeliveryChange) if each.name not in {"box", "id", "drop_envelope", "wait_no_more"}
)


class SendingUnit:
    """Bundle, outbox, counters, cursors, notes and lease, over one connection in a transaction."""

    def __init__(self, connection: Connection, tables: SendingTables) -> None:
        """Keep the connection; the unit ends with its transaction."""
        self._connection = connection
        self._t = tables

    def bundle(self) -> HeldBundle | None:
        """Give the trust bundle in force."""
        statement = self._connection.execute(select(self._t.bundle.c.statement)).scalar()
        return None if statement is None else HeldBundle(decode_bundle(statement.bytes), statement)

    def put_bundle(self, held: HeldBundle) -> None:
        """Replace it."""
        self._put(self._t.bundle, {"one": 1}, {"statement": held.statement})

    def authorities(self) -> tuple[bytes, ...]:
        """Give the pinned authorities' public keys."""
        table = self._t.authorities
        return tuple(self._connection.execute(select(table.c.public).order_by(table.c.place)).scalars())

    def put_authorities(self, authorities: tuple[bytes, ...]) -> None:
        """Pin the next authorities."""
        self._connection.execute(delete(self._t.authorities))
        rows = [{"place": place, "public": public} for place, public in enumerate(authorities)]
        self._connection.execute(self._t.authorities.insert(), rows)

    def next_place(self, reader: KeyId) -> Place:
        """Count one more envelope sealed to this reader."""
        counters = self._t.counters
        count = insert(counters).values(reader=reader, n=1)
        count = count.on_conflict_do_update(index_elements=["reader"], set_={"n": counters.c.n + 1})
        n = self._connection.execute(count.returning(counters.c.n)).scalar_one()
        series: bytes = self._connection.execute(select(self._t.series.c.value)).scalar_one()
        return Place(series, n)

    def add_to_outbox(self, item: OutboxItem) -> None:
        """Queue an envelope; the same (box, id, sha256) again changes nothing."""
        values = {each.name: getattr(item, each.name) for each in fields(OutboxItem) if each.name != "envelope"}
        added = insert(self._t.outbox).values(values).on_conflict_do_nothing().returning(self._t.outbox.c.seq)
        seq = self._connection.execute(added).scalar()
        if seq is not None and item.envelope:
            self._connection.execute(insert(self._t.sealed).values(seq=seq, envelope=item.envelope))

    def outbox_due(self, now: datetime, *, box: BoxName | None = None) -> tuple[OutboxItem, ...]:
        """Give at most 50 that may go now: urgent first, then small, then old.

        That is: queued or parked, or read and to be sent again, with the next attempt reached.
        """
        table = self._t.outbox
        order = (table.c.urgent.desc(), table.c.size, table.c.made_at, table.c.seq)
        which = (self._waits(box), self._reached(now))
        due = self._with_sealed().where(*which).order_by(*order).limit(BATCH)
        return tuple(_item(row) for row in self._connection.execute(due))

    def outbox_item(self, box: BoxName, envelope_id: EnvelopeId) -> OutboxItem | None:
        """Give one item."""
        row = self._connection.execute(self._with_sealed().where(*self._is(box, envelope_id))).first()
        return None if row is None else _item(row)

    def outbox(self, *, box: BoxName | None = None) -> tuple[OutboxItem, ...]:
        """Give all items, newest first, without their envelopes' bytes."""
        return self._listed(select(*self._columns()).where(*self._for(box)))

    def outbox_ids(self, box: BoxName, ids: Collection[EnvelopeId]) -> frozenset[EnvelopeId]:
        """Give those of the ids that are in the outbox for a box, sent or not."""
        table, found, wanted = self._t.outbox, set[EnvelopeId](), list(ids)
        for start in range(0, len(wanted), IDS_AT_ONCE):
            some = table.c.id.in_(wanted[start : start + IDS_AT_ONCE])
            found.update(self._connection.execute(select(table.c.id).where(table.c.box == box, some)).scalars())
        return frozenset(found)

    def count_outbox(self, *, box: BoxName | None = None) -> dict[State, int]:
        """Count the items in each state that any is in."""
        state = self._t.outbox.c.state
        rows = self._connection.execute(select(state, func.count()).where(*self._for(box)).group_by(state))
        return {State(each): count for each, count in rows}

    def urgent_waiting(self) -> tuple[EnvelopeId, ...]:
        """Give the ids of the urgent items that the service has not taken yet, newest first."""
        box = self._t.outbox
        unsent = box.c.state.in_([State.QUEUED.value, State.PARKED.value])
        urgent = box.c.urgent.is_(True)
        found = self._connection.execute(select(box.c.id).where(unsent, urgent).order_by(box.c.seq.desc()))
        return tuple(found.scalars())

    def count_waiting(self) -> int:
        """Count what the service has not taken yet: queued or parked."""
        counted = self.count_outbox()
        return counted.get(State.QUEUED, 0) + counted.get(State.PARKED, 0)

    def change_outbox(self, change: DeliveryChange) -> None:
        """Write what an event changed of one item."""
        values: dict[str, Any] = {name: getattr(change, name) for name in _CHANGES if getattr(change, name) is not None}
        if change.wait_no_more:
            values["next_attempt_at"] = None
        which = self._is(change.box, change.id)
        self._connection.execute(update(self._t.outbox).where(*which).values(values))
        if change.drop_envelope:
            rows = select(self._t.outbox.c.seq).where(*which)
            self._connection.execute(delete(self._t.sealed).where(self._t.sealed.c.seq.in_(rows)))

    def next_attempt_at(self, *, box: BoxName | None = None) -> datetime | None:
        """Give when the earliest waiting item may go; None with nothing waiting."""
        at, made = self._t.outbox.c.next_attempt_at, self._t.outbox.c.made_at
        waiting = (State.QUEUED, State.PARKED)
        # One at a time, each the first entry of an index: a single question would read every waiting row.
        first = [
            *(self._earliest(at, state, at.is_not(None), *self._for(box)) for state in (*waiting, State.READ)),
            *(self._earliest(made, state, at.is_(None), *self._for(box)) for state in waiting),
        ]
        return min((each for each in first if each is not None), default=None)

    def wake_outbox(self, at: datetime, *, box: BoxName | None = None) -> None:
        """Let everything queued go no later than `at`."""
        table = self._t.outbox
        later = and_(table.c.state == State.QUEUED.value, table.c.next_attempt_at > at)
        self._connection.execute(update(table).where(later, *self._for(box)).values(next_attempt_at=at))

    def take_lease(self, owner: str, now: datetime, until: datetime) -> bool:
        """Take or renew the delivery lease; False where another owner's has not run out."""
        held = self._connection.execute(select(self._t.lease)).first()
        if held is not None and held.owner != owner and now < held.until <= now + LONGEST_LEASE:
            return False
        self._put(self._t.lease, {"one": 1}, {"owner": owner, "until": until})
        return True

    def drop_lease(self, owner: str) -> None:
        """Give the lease back."""
        self._connection.execute(delete(self._t.lease).where(self._t.lease.c.owner == owner))

    def cursor(self, box: BoxName) -> str:
        """Give where to go on reading a box, empty at the start."""
        table = self._t.cursors
        return self._connection.execute(select(table.c.cursor).where(table.c.box == box)).scalar() or ""

    def put_cursor(self, box: BoxName, cursor: str) -> None:
        """Keep where to go on."""
        self._put(self._t.cursors, {"box": box}, {"cursor": cursor})

    def note(self, name: str) -> str:
        """Give a small remembered value, empty if none."""
        table = self._t.notes
        return self._connection.execute(select(table.c.value).where(table.c.name == name)).scalar() or ""

    def put_note(self, name: str, value: str) -> None:
        """Remember a small value; never content."""
        self._put(self._t.notes, {"name": name}, {"value": value})

    def _columns(self) -> tuple[ColumnElement[Any], ...]:
        """Give an item's columns, with nothing in its envelope's place."""
        return (*self._t.outbox.c, literal(b"").label("envelope"))

    def _with_sealed(self) -> Select[Any]:
        """Give items with their sealed bytes, empty where they were dropped."""
        box, sealed = self._t.outbox, self._t.sealed
        envelope = func.coalesce(sealed.c.envelope, literal(b"")).label("envelope")
        return select(*box.c, envelope).select_from(box.outerjoin(sealed, sealed.c.seq == box.c.seq))

    def _needs_phone(self) -> ColumnElement[bool]:
        """Choose what a person should ring about (domain.delivery.needs_phone)."""
        box = self._t.outbox
        queued = and_(box.c.state == State.QUEUED.value, box.c.urgent.is_(True))
        return or_(queued, box.c.state == State.PARKED.value)

    def _listed(self, chosen: Select[Any]) -> tuple[OutboxItem, ...]:
        rows = self._connection.execute(chosen.order_by(self._t.outbox.c.seq.desc()))
        return tuple(_item(row) for row in rows)

    def _earliest(self, moment: Any, state: State, *which: ColumnElement[bool]) -> datetime | None:  # noqa: ANN401 - a column
        its_state = self._t.outbox.c.state == state.value
        found: datetime | None = self._connection.execute(
            select(moment).where(its_state, *which).order_by(moment).limit(1)
        ).scalar()
        return found

    def _for(self, box: BoxName | None) -> tuple[ColumnElement[bool], ...]:
        """Choose one box, or all of them."""
        return () if box is None else (self._t.outbox.c.box == box,)

    def _waits(self, box: BoxName | None) -> ColumnElement[bool]:
        """Choose what is to be sent. The box stands in both halves, so that an index finds each."""
        table = self._t.outbox
        first = table.c.state.in_([State.QUEUED.value, State.PARKED.value])
        again = and_(table.c.state == State.READ.value, table.c.next_attempt_at.is_not(None))
        return or_(and_(first, *self._for(box)), and_(again, *self._for(box)))

    def _reached(self, now: datetime) -> ColumnElement[bool]:
        at = self._t.outbox.c.next_attempt_at
        return or_(at.is_(None), at <= now, at > now + LONGEST_WAIT)

    def _is(self, box: BoxName, envelope_id: EnvelopeId) -> tuple[ColumnElement[bool], ...]:
        return self._t.outbox.c.box == box, self._t.outbox.c.id == envelope_id

    def _put(self, table: Any, key: dict[str, object], values: dict[str, object]) -> None:  # noqa: ANN401 - Table
        """Insert a row or replace its values."""
        row = insert(table).values({**key, **values})
        self._connection.execute(row.on_conflict_do_update(index_elements=list(key), set_=values))


def _item(row: Any) -> OutboxItem:  # noqa: ANN401 - SQLAlchemy types a row by its columns' number
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented way to a row's names
    del values["seq"]
    values["state"] = State(values["state"])
    values["read_by"] = None if values["read_by"] is None else OfficerId(values["read_by"])
    return OutboxItem(**values)
