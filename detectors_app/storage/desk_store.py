"""A desk's store: everything taken in, acks on their way, and the officer's keys; decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Select, delete, literal, select
from sqlalchemy.dialects.sqlite import insert

from detectors_app.domain.errors import Refused
from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId
from detectors_app.domain.sequence import Place
from detectors_app.protocol.receipts import SignedAck
from detectors_app.protocol.statement import Statement
from detectors_app.storage.desk_tables import ACKS, CERTIFICATES, IDENTITY, SENDING, STEPS, TAKEN_IN
from detectors_app.storage.engine import check_whole, reading, transaction
from detectors_app.storage.identities import identity_of, identity_values
from detectors_app.storage.lead_rows import LeadRows
from detectors_app.storage.migrations import open_store, store_version
from detectors_app.storage.sending import SendingUnit
from detectors_app.storage.statement_rows import StatementRows
from detectors_app.use_cases.rows import Identity, TakenIn

FILE = "desk.db"
WHOLE_AT_ONCE_BYTES = 32 * 1024 * 1024
"""Up to so much is read through when a desk is opened: about a third of a second."""
CHECK_EVERY = timedelta(days=1)
CHECKED = "store_checked"
"""Note: when a larger store was last read through, RFC 3339."""
_NOTHING = literal("", literal_execute=True)
"""Written out in the statement, so that SQLite sees which index fits."""


class DeskUnit(SendingUnit, LeadRows, StatementRows):
    """A desk's store, inside one transaction (use_cases.ports.DeskUnit)."""

    def identity(self) -> Identity:
        """Give the officer's keys. Raises Refused where none were ever put here."""
        row = self._connection.execute(select(IDENTITY)).first()
        if row is None:
            raise Refused("desk.no_identity")
        return identity_of(row)

    def put_identity(self, identity: Identity) -> None:
        """Keep the officer's keys."""
        self._put(IDENTITY, {"one": 1}, identity_values(identity))

    def take_in(self, taken: TakenIn) -> bool:
        """Keep an envelope with what it opened to; False where the same bytes are there already."""
        values = {each.name: getattr(taken, each.name) for each in fields(TakenIn) if each.name != "place"}
        place = taken.place
        values |= {"series": None if place is None else place.series, "n": None if place is None else place.n}
        done = self._connection.execute(insert(TAKEN_IN).values(values).on_conflict_do_nothing())
        if done.rowcount == 1 and taken.certificate is not None and not taken.problem:
            self._put(CERTIFICATES, {"sender": taken.sender}, {"certificate": taken.certificate})
        return done.rowcount == 1

    def taken_in(self, box: BoxName | None = None) -> tuple[TakenIn, ...]:
        """Give everything kept of a box (of all), in the order it came, without the envelopes' bytes."""
        wanted = _all_but_envelopes()
        if box is not None:
            wanted = wanted.where(TAKEN_IN.c.box == box)
        return tuple(_taken(row) for row in self._connection.execute(wanted))

    def taken_in_after(self, seq: int, limit: int, boxes: Collection[BoxName]) -> tuple[tuple[int, TakenIn], ...]:
        """Give at most `limit` of what was kept of the boxes after the row `seq`, each with its row, no envelopes."""
        wanted = _all_but_envelopes().where(TAKEN_IN.c.seq > seq, TAKEN_IN.c.box.in_(boxes)).limit(limit)
        return tuple((row.seq, _taken(row)) for row in self._connection.execute(wanted))

    def kept(self, box: BoxName) -> tuple[tuple[EnvelopeId, str], ...]:
        """Give id and SHA-256 of everything of a box that opened and verified, in the order it came."""
        # SQLite reads a long row only as far as the last column asked for, so problems come from their own index.
        problems = select(TAKEN_IN.c.seq).where(TAKEN_IN.c.box == box, TAKEN_IN.c.problem != _NOTHING)
        which = (TAKEN_IN.c.box == box, TAKEN_IN.c.seq.not_in(problems))
        rows = self._connection.execute(select(TAKEN_IN.c.id, TAKEN_IN.c.sha256).where(*which).order_by(TAKEN_IN.c.seq))
        return tuple((EnvelopeId(row.id), row.sha256) for row in rows)

    def unknown_senders(self, box: BoxName, problem: str) -> tuple[TakenIn, ...]:
        """Give what is kept of a box with this problem, with the envelopes."""
        which = (TAKEN_IN.c.box == box, TAKEN_IN.c.problem != _NOTHING, TAKEN_IN.c.problem == problem)
        return tuple(_taken(row) for row in self._connection.execute(select(TAKEN_IN).where(*which)))

    def take_in_anew(self, taken: TakenIn) -> None:
        """Keep an envelope by a better judgement than before, in a row of its own at the end."""
        which = (TAKEN_IN.c.box == taken.box, TAKEN_IN.c.id == taken.id, TAKEN_IN.c.sha256 == taken.sha256)
        self._connection.execute(delete(TAKEN_IN).where(*which))
        self.take_in(taken)

    def taken_in_at(self, seq: int) -> str:
        """Give the SHA-256 of what is kept in the row `seq`, empty where nothing is."""
        return self._connection.execute(select(TAKEN_IN.c.sha256).where(TAKEN_IN.c.seq == seq)).scalar() or ""

    def certificates(self) -> dict[KeyId, Statement]:
        """Give the certificate of every laptop that showed one, the latest kept."""
        rows = self._connection.execute(select(CERTIFICATES))
        return {KeyId(row.sender): row.certificate for row in rows}

    def certificate(self, sender: KeyId) -> Statement | None:
        """Give the certificate that a laptop showed, None where it showed none."""
        found = select(CERTIFICATES.c.certificate).where(CERTIFICATES.c.sender == sender)
        certificate: Statement | None = self._connection.execute(found).scalar()
        return certificate

    def envelope(self, box: BoxName, envelope_id: EnvelopeId, sha256: str) -> bytes:
        """Give the bytes of one kept envelope. Raises Refused where it is not here."""
        which = (TAKEN_IN.c.box == box, TAKEN_IN.c.id == envelope_id, TAKEN_IN.c.sha256 == sha256)
        found: bytes | None = self._connection.execute(select(TAKEN_IN.c.envelope).where(*which)).scalar()
        if found is None:
            raise Refused("store.not_here")
        return found

    def queue_ack(self, ack: SignedAck, box: BoxName) -> None:
        """Keep an ack until the service has taken it."""
        row = insert(ACKS).values(box=box, statement=ack.statement, desk=ack.desk)
        self._connection.execute(row.on_conflict_do_nothing())

    def queued_acks(self) -> tuple[tuple[BoxName, SignedAck], ...]:
        """Give the acks not yet taken, oldest first."""
        rows = self._connection.execute(select(ACKS).order_by(ACKS.c.seq))
        return tuple((BoxName(row.box), SignedAck(row.statement, row.desk)) for row in rows)

    def drop_acks(self, acks: tuple[SignedAck, ...]) -> None:
        """Forget acks that the service has taken."""
        for ack in acks:
            which = (ACKS.c.statement == ack.statement, ACKS.c.desk == ack.desk)
            self._connection.execute(delete(ACKS).where(*which))


class DeskStore:
    """Opens transactions on a desk's store; each commits durably at its end or leaves nothing."""

    def __init__(self, folder: Path, key: bytes, *, whole_up_to_bytes: int = WHOLE_AT_ONCE_BYTES) -> None:
        """Open (or make) `desk.db` in the folder with its key (32 bytes); a larger one is read through later.

        Raises CannotOpen (wrong key, damaged), EnvironmentFault (disk full, read-only), Refused (newer version).
        """
        self.path, self._key, self._whole_up_to_bytes = folder / FILE, key, whole_up_to_bytes
        self._engine = open_store(self.path, key, STEPS, folder / "backups", whole_up_to_bytes=whole_up_to_bytes)

    @contextmanager
    def unit(self) -> Iterator[DeskUnit]:
        """Begin a transaction. Raises EnvironmentFault, CannotOpen, TransientFault (busy)."""
        with transaction(self._engine, self.path) as connection:
            yield DeskUnit(connection, SENDING)

    def content_key(self) -> bytes:
        """Give the committed bundle's content key, empty with none; also inside a transaction. Raises as `unit`."""
        with reading(self._engine, self.path) as connection:
            held = DeskUnit(connection, SENDING).bundle()
        return b"" if held is None else held.bundle.content_key

    def check_whole_is_due(self, now: datetime) -> bool:
        """Say whether the store is too large to be read through at each start, and was not for a day."""
        if self.path.stat().st_size <= self._whole_up_to_bytes:
            return False
        with self.unit() as unit:
            last = unit.note(CHECKED)
        return not last or not timedelta(0) <= now - datetime.fromisoformat(last) < CHECK_EVERY

    def check_whole(self, now: datetime) -> None:
        """Read the store through, some seconds a gigabyte. Raises CannotOpen where a page was altered."""
        check_whole(self.path, self._key)
        with self.unit() as unit:
            unit.put_note(CHECKED, now.isoformat())

    def version(self) -> int:
        """Give the store's version."""
        return store_version(self._engine, self.path)

    def close(self) -> None:
        """Close every connection; the key goes with them."""
        self._engine.dispose()


def _all_but_envelopes() -> Select[Any]:
    columns = [each for each in TAKEN_IN.c if each.name != "envelope"]
    return select(*columns, literal(b"").label("envelope")).order_by(TAKEN_IN.c.seq)


def _taken(row: Any) -> TakenIn:  # noqa: ANN401 - SQLAlchemy types a row by its columns' number
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented way to a row's names
    series, n = values.pop("series"), values.pop("n")
    del values["seq"]
    return TakenIn(**values, place=None if series is None else Place(series, n))
