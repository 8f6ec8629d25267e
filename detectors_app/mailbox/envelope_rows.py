"""Envelopes, acks and deletions in SQL (use_cases.mail.ports.Envelopes); decides nothing."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, func, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId
from detectors_app.domain.receipts import Ack
from detectors_app.mailbox.rows import from_id, from_statement, from_time, to_id, to_statement
from detectors_app.mailbox.tables import ACKS, DEVICES, ENVELOPES, USED
from detectors_app.mailbox.written import Written
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.receipts import SignedAck
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.mail.ports import Arrival, Held, Page, Row, Used

TAG_BYTES = 16
_AT_ONCE = 200
"""Pairs in one IN list; SQLite's parameters are limited."""
_MOST_NEWS = 1000
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_ADD = {
    name: Written(
        insert(ENVELOPES).on_conflict_do_nothing(index_elements=["box", "id", "sha256"]), name, ENVELOPES.c.keys()
    )
    for name, insert in _INSERTS.items()
}
_ADD_ACK = {name: insert(ACKS).on_conflict_do_nothing() for name, insert in _INSERTS.items()}
_COUNT = {
    name: Written(
        (adding := insert(USED))
        .on_conflict_do_update(
            index_elements=["sender", "day"],
            set_={
                "envelopes": USED.c.envelopes + adding.excluded.envelopes,
                "bytes": USED.c.bytes + adding.excluded.bytes,
            },
        )
        .returning(USED.c.envelopes, USED.c.bytes),
        name,
        USED.c.keys(),
    )
    for name, insert in _INSERTS.items()
}
_LAST = select(func.max(ENVELOPES.c.position))
_E = ENVELOPES.c
_HELD_COLUMNS = (_E.position, _E.id, _E.sha256, _E.receipt, _E.sender, _E.slots, _E.size, _E.deletion)
_FIND = select(*_HELD_COLUMNS).where(
    _E.box == bindparam("box"), _E.id == bindparam("id"), _E.sha256 == bindparam("sha256")
)
_TAG = select(_E.tag).where(_E.position == bindparam("position"))
_PLACES = (
    select(_E.position, _E.size)
    .where(
        _E.box == bindparam("box"),
        _E.position > bindparam("after"),
        _E.slots.like(bindparam("seal")),
        _E.body.is_not(None),
    )
    .order_by(_E.position)
    .limit(bindparam("most"))
)
_ROWS = (
    select(_E.position, _E.tag, _E.receipt, _E.sender, _E.skew_s, DEVICES.c.certificate, _E.body)
    .select_from(ENVELOPES.outerjoin(DEVICES, DEVICES.c.key == _E.sender))
    .where(_E.position.in_(bindparam("positions", expanding=True)))
    .order_by(_E.position)
)
_NEWS = (
    select(_E.position, _E.box, _E.slots)
    .where(_E.position > bindparam("after"))
    .order_by(_E.position)
    .limit(_MOST_NEWS)
)
_READ_ACK = msgspec.json.Decoder(SignedAck)

Asked = tuple[EnvelopeId, str]
Published = list[tuple[BoxName, tuple[KeyId, ...]]]
"""What was published: the box, and the HPKE key ids that it is sealed to."""


class EnvelopeRows:
    """Envelopes inside one transaction. `published` lists what was added, for those who wait for it."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection whose transaction has begun."""
        self._connection = connection
        self._dialect = connection.dialect.name
        self._last: int | None = None
        self.published: Published = []

    def add_envelope(self, arrival: Arrival, receipt: Statement, stored_at: datetime) -> bool:
        """Insert with conflict handling; give its place in the order. False where the same is there already."""
        position = self._next_position()
        values = {
            "position": position,
            "tag": secrets.token_bytes(TAG_BYTES),
            "box": arrival.box,
            "id": from_id(arrival.id),
            "sha256": arrival.sha256,
            "stored_at": from_time(stored_at),
            "sender": arrival.sender,
            "skew_s": arrival.skew_s,
            "slots": " ".join(arrival.slots),
            "size": len(arrival.envelope),
            "receipt": from_statement(receipt),
            "deletion": None,
            "body": arrival.envelope,
        }
        if _ADD[self._dialect].run(self._connection, values).rowcount != 1:
            return False
        self._last = position
        self.published.append((arrival.box, arrival.slots))
        return True

    def _next_position(self) -> int:
        """Count on from the last one. The write lock, held to the end of the commit, makes this the order seen."""
        if self._last is None:
            self._last = self.last_position()
        return self._last + 1

    def last_position(self) -> int:
        """Give the last position there is, 0 with none."""
        return int(self._connection.execute(_LAST).scalar() or 0)

    def published_after(self, position: int) -> tuple[int, Published]:
        """Give the last position, and the boxes and keys of what was published after the given one."""
        rows = self._connection.execute(_NEWS, {"after": position}).all()
        found = [(BoxName(row.box), tuple(KeyId(each) for each in row.slots.split())) for row in rows]
        return (rows[-1].position if rows else position), found

    def find(self, box: BoxName, envelope_id: EnvelopeId, sha256: str) -> Held | None:
        """Give one envelope without its bytes."""
        asked = {"box": box, "id": from_id(envelope_id), "sha256": sha256}
        row = self._connection.execute(_FIND, asked).one_or_none()
        return None if row is None else _held(row)

    def find_all(self, box: BoxName, ids: Collection[Asked]) -> dict[Asked, Held]:
        """Give those held among the asked-for."""
        found: dict[Asked, Held] = {}
        for some in _portions(ids):
            query = select(*_HELD_COLUMNS).where(_E.box == box, tuple_(_E.id, _E.sha256).in_(some))
            for row in self._connection.execute(query):
                found[to_id(row.id), row.sha256] = _held(row)
        return found

    def name_sender(self, row: int, sender: KeyId) -> None:
        """Put the laptop that wrote it in place of the desk that put it back."""
        self._connection.execute(update(ENVELOPES).where(_E.position == row).values(sender=sender))

    def count(self, sender: KeyId, day: date, size: int) -> Used:
        """Count one more envelope of so many bytes; give what that laptop has handed in that day, this one included."""
        values = {"sender": sender, "day": day.isoformat(), "envelopes": 1, "bytes": size}
        row = _COUNT[self._dialect].run(self._connection, values).one()
        return Used(row.envelopes, row.bytes)

    def page(self, page: Page) -> tuple[Row, ...]:
        """Give the next envelopes of a box; one over the limit, where there is one, tells that there are more."""
        asked = {"box": page.box, "after": page.after, "seal": f"%{page.seal}%", "most": page.limit}
        positions: list[int] = []
        size = 0
        for place in self._connection.execute(_PLACES, asked):
            positions.append(place.position)
            size += place.size
            if size > page.most_bytes and len(positions) > 1:
                break
        if not positions:
            return ()
        return tuple(_row(row) for row in self._connection.execute(_ROWS, {"positions": positions}))

    def tag_at(self, position: int) -> bytes | None:
        """Give the tag of a position, None where nothing is there."""
        return self._connection.execute(_TAG, {"position": position}).scalar()

    def delete_body(self, row: int, deletion: Statement) -> None:
        """Drop the bytes, keep the statement that says why."""
        values = {"body": None, "deletion": from_statement(deletion)}
        self._connection.execute(update(ENVELOPES).where(_E.position == row).values(values))

    def add_ack(self, ack: Ack, signed: SignedAck) -> None:
        """Keep an ack; one of each kind from each desk for each envelope, the first."""
        values = {
            "box": ack.box,
            "id": from_id(ack.id),
            "sha256": ack.sha256,
            "desk": sign_id(signed.desk),
            "kind": ack.kind.value,
            "due_at": None if ack.due is None else from_time(ack.due),
            "signed": msgspec.json.encode(signed),
        }
        self._connection.execute(_ADD_ACK[self._dialect], values)

    def acks(self, box: BoxName, ids: Collection[Asked]) -> dict[Asked, list[SignedAck]]:
        """Give the acks of the asked-for, in a steady order."""
        found: dict[Asked, list[SignedAck]] = {}
        for some in _portions(ids):
            query = select(ACKS.c.id, ACKS.c.sha256, ACKS.c.signed).where(
                ACKS.c.box == box, tuple_(ACKS.c.id, ACKS.c.sha256).in_(some)
            )
            for row in self._connection.execute(query.order_by(ACKS.c.desk, ACKS.c.kind)):
                found.setdefault((to_id(row.id), row.sha256), []).append(_READ_ACK.decode(row.signed))
        return found


def _portions(ids: Collection[Asked]) -> list[list[tuple[str, str]]]:
    flat = [(from_id(each), sha256) for each, sha256 in ids]
    return [flat[start : start + _AT_ONCE] for start in range(0, len(flat), _AT_ONCE)]


def _held(row: Any) -> Held:  # noqa: ANN401 - a row of the columns above
    return Held(
        row=row.position,
        receipt=to_statement(row.receipt),
        sender=KeyId(row.sender),
        slots=tuple(KeyId(each) for each in row.slots.split()),
        size=row.size,
        deletion=None if row.deletion is None else to_statement(row.deletion),
    )


def _row(row: Any) -> Row:  # noqa: ANN401 - a row of the columns above
    return Row(
        position=row.position,
        tag=row.tag,
        receipt=to_statement(row.receipt),
        sender=KeyId(row.sender),
        skew_s=row.skew_s,
        certificate=None if row.certificate is None else to_statement(row.certificate),
        envelope=row.body,
    )
