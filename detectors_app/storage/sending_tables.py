"""The tables that laptops and desks both have, and the statements that first made them; runs none."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, Table, Text

from detectors_app.storage.columns import Id, Names, Signed, Utc


class SendingTables:
    """Tables for bundle, outbox, counters, cursors, notes, lease and pinned authorities, on one metadata.

    The sealed bytes lie apart from the rows about them, so that what is shown of ten thousand reads none of them.
    """

    def __init__(self, metadata: MetaData) -> None:
        """Describe them; `SENDING_1` makes them."""
        self.bundle = Table("bundle", metadata, Column("one", Integer, primary_key=True), Column("statement", Signed))
        self.authorities = Table(
            "authorities", metadata, Column("place", Integer, primary_key=True), Column("public", LargeBinary)
        )
        self.series = Table("series", metadata, Column("one", Integer, primary_key=True), Column("value", LargeBinary))
        self.counters = Table("counters", metadata, Column("reader", Text, primary_key=True), Column("n", Integer))
        self.cursors = Table("cursors", metadata, Column("box", Text, primary_key=True), Column("cursor", Text))
        self.notes = Table("notes", metadata, Column("name", Text, primary_key=True), Column("value", Text))
        self.lease = Table(
            "lease", metadata, Column("one", Integer, primary_key=True), Column("owner", Text), Column("until", Utc)
        )
        self.outbox = Table(
            "outbox",
            metadata,
            Column("seq", Integer, primary_key=True),
            Column("box", Text),
            Column("id", Id),
            Column("sha256", Text),
            Column("size", Integer),
            Column("slots", Names),
            Column("made_at", Utc),
            Column("urgent", Boolean),
            Column("state", Text),
            Column("tries", Integer),
            Column("next_attempt_at", Utc),
            Column("sent_at", Utc),
            Column("read_at", Utc),
            Column("read_by", Text),
            Column("receipt", LargeBinary),
            Column("read_receipt", LargeBinary),
            Column("refused_type", Text),
            Column("holding_desks", Integer),
            Column("phoned", Boolean),
            Column("left_out", Names),
            Column("added_to", Id),
            Column("question", Id),
        )
        self.sealed = Table(
            "sealed", metadata, Column("seq", Integer, primary_key=True), Column("envelope", LargeBinary)
        )


SENDING_1 = (
    "CREATE TABLE bundle (one INTEGER PRIMARY KEY CHECK (one = 1), statement BLOB NOT NULL)",
    "CREATE TABLE authorities (place INTEGER PRIMARY KEY, public BLOB NOT NULL)",
    "CREATE TABLE series (one INTEGER PRIMARY KEY CHECK (one = 1), value BLOB NOT NULL)",
    # Eight bytes from the operating system, once a store: a store made anew never repeats a number of its old self.
    "INSERT INTO series VALUES (1, randomblob(8))",
    "CREATE TABLE counters (reader TEXT PRIMARY KEY, n INTEGER NOT NULL)",
    "CREATE TABLE cursors (box TEXT PRIMARY KEY, cursor TEXT NOT NULL)",
    "CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE lease (one INTEGER PRIMARY KEY CHECK (one = 1), owner TEXT NOT NULL, until INTEGER NOT NULL)",
    """CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        box TEXT NOT NULL,
        id BLOB NOT NULL,
        sha256 TEXT NOT NULL,
        envelope BLOB NOT NULL,
        size INTEGER NOT NULL,
        slots TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        urgent INTEGER NOT NULL,
        state TEXT NOT NULL,
        tries INTEGER NOT NULL,
        next_attempt_at INTEGER,
        sent_at INTEGER,
        read_at INTEGER,
        read_by TEXT,
        receipt BLOB NOT NULL,
        read_receipt BLOB NOT NULL,
        refused_type TEXT NOT NULL,
        holding_desks INTEGER NOT NULL,
        phoned INTEGER NOT NULL,
        UNIQUE (box, id, sha256))""",
    "CREATE INDEX outbox_due ON outbox (state, next_attempt_at)",
)

SENDING_2 = (
    # NULL for what was sent before: who was left out of it is known from its slots alone.
    "ALTER TABLE outbox ADD COLUMN left_out TEXT",
    "ALTER TABLE outbox ADD COLUMN added_to BLOB",
    "ALTER TABLE outbox ADD COLUMN question BLOB",
)

SENDING_3 = (
    "CREATE TABLE sealed (seq INTEGER PRIMARY KEY REFERENCES outbox (seq), envelope BLOB NOT NULL)",
    "INSERT INTO sealed SELECT seq, envelope FROM outbox WHERE length(envelope) > 0",
    "ALTER TABLE outbox DROP COLUMN envelope",
    # What is urgent, and what goes next, is found without reading the thousands beside it.
    "DROP INDEX outbox_due",
    "CREATE INDEX outbox_due ON outbox (state, next_attempt_at, made_at)",
    "CREATE INDEX outbox_urgent ON outbox (urgent, state)",
)
