"""The tables in which a training lead's desk keeps what it counts by, and what goes to the record store.

What it counts by can be made again: it is folded from `taken_in`, in the transaction that takes an envelope in.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

from detectors_app.storage.columns import Id, Utc


class LeadTables:
    """The tables, in the metadata of the desk's store.

    `completions` has a row a completion and envelope: `seq` is the row of `taken_in` it came in, `day` the proleptic
    ordinal of its day. `entries` are the rows that leads entered. `staff_list` holds the one in force, as JSON of
    domain.staff_list.StaffList. `laptops` says when each last sent a training record. `record_store` is where
    statements go, `queue` those on their way.
    """

    def __init__(self, metadata: MetaData) -> None:
        """Describe them."""
        self.completions = Table(
            "learning_completions",
            metadata,
            Column("seq", Integer, primary_key=True),
            Column("id", Id, primary_key=True),
            Column("staff", Text),
            Column("course", Text),
            Column("version", Integer),
            Column("cycle", Integer),
            Column("day", Integer),
        )
        self.withdrawn = Table(
            "learning_withdrawn", metadata, Column("entry", Id, primary_key=True), Column("seq", Integer)
        )
        self.entries = Table(
            "learning_entries",
            metadata,
            Column("seq", Integer, primary_key=True),
            Column("entry", Id),
            Column("stored_at", Utc),
        )
        self.staff_list = Table(
            "learning_staff_list",
            metadata,
            Column("one", Integer, primary_key=True),
            Column("seq", Integer),
            Column("made_at", Utc),
            Column("body", LargeBinary),
        )
        self.laptops = Table(
            "learning_laptops", metadata, Column("sender", Text, primary_key=True), Column("last_at", Utc)
        )
        self.record_store = Table(
            "record_store",
            metadata,
            Column("one", Integer, primary_key=True),
            Column("address", Text),
            Column("user", Text),
            Column("secret", Text),
            Column("home_page", Text),
        )
        self.queue = Table(
            "statement_queue",
            metadata,
            Column("id", Id, primary_key=True),
            Column("seq", Integer),
            Column("state", Text),
            Column("tries", Integer),
            Column("next_attempt_at", Utc),
            Column("status", Integer),
        )


LEAD_1 = (
    "CREATE INDEX taken_in_box ON taken_in (box, seq)",
    """CREATE TABLE learning_completions (
        seq INTEGER NOT NULL,
        id BLOB NOT NULL,
        staff TEXT NOT NULL,
        course TEXT NOT NULL,
        version INTEGER NOT NULL,
        cycle INTEGER NOT NULL,
        day INTEGER NOT NULL,
        PRIMARY KEY (seq, id)) WITHOUT ROWID""",
    "CREATE INDEX learning_completions_id ON learning_completions (id)",
    "CREATE TABLE learning_entries (seq INTEGER PRIMARY KEY, entry BLOB NOT NULL, stored_at INTEGER NOT NULL)",
    "CREATE TABLE learning_withdrawn (entry BLOB PRIMARY KEY, seq INTEGER NOT NULL)",
    """CREATE TABLE learning_staff_list (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        seq INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        body BLOB NOT NULL)""",
    "CREATE TABLE learning_laptops (sender TEXT PRIMARY KEY, last_at INTEGER NOT NULL)",
    # Rows are long: what did not open is counted without reading those that did.
    "CREATE INDEX taken_in_problem ON taken_in (box, seq) WHERE problem <> ''",
)

LEAD_2 = (
    # The secret lies here as everything does: in a file that opens with the officer's passphrase alone.
    """CREATE TABLE record_store (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        address TEXT NOT NULL,
        user TEXT NOT NULL,
        secret TEXT NOT NULL,
        home_page TEXT NOT NULL)""",
    """CREATE TABLE statement_queue (
        id BLOB PRIMARY KEY,
        seq INTEGER NOT NULL,
        state TEXT NOT NULL DEFAULT 'waiting',
        tries INTEGER NOT NULL DEFAULT 0,
        next_attempt_at INTEGER,
        status INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID""",
    "CREATE INDEX statement_queue_due ON statement_queue (seq) WHERE state <> 'held'",
)
