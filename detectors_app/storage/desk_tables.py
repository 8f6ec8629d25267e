"""The tables of a desk's store and the statements that lead to each version; runs none."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, Table, Text

from detectors_app.storage.columns import Id, Names, Signed, Utc
from detectors_app.storage.lead_tables import LEAD_1, LEAD_2, LeadTables
from detectors_app.storage.sending_tables import SENDING_1, SENDING_2, SENDING_3, SendingTables

_metadata = MetaData()
SENDING = SendingTables(_metadata)
LEAD = LeadTables(_metadata)
IDENTITY = Table(
    "identity",
    _metadata,
    Column("one", Integer, primary_key=True),
    Column("box", Text),
    Column("sign_seed", LargeBinary),
    Column("seal_seed", LargeBinary),
    Column("request_seed", LargeBinary),
    Column("certificate", Signed),
    Column("one_time_seed", LargeBinary),
    Column("registered", Boolean),
    Column("officer", Text),
    Column("label", Text),
)
TAKEN_IN = Table(
    "taken_in",
    _metadata,
    Column("seq", Integer, primary_key=True),
    Column("box", Text),
    Column("id", Id),
    Column("sha256", Text),
    Column("envelope", LargeBinary),
    Column("stored_at", Utc),
    Column("stored", Signed),
    Column("skew_s", Integer),
    Column("sender", Text),
    Column("certificate", Signed),
    Column("series", LargeBinary),
    Column("n", Integer),
    Column("payload", LargeBinary),
    Column("problem", Text),
    Column("marks", Names),
)
CERTIFICATES = Table("certificates", _metadata, Column("sender", Text, primary_key=True), Column("certificate", Signed))
ACKS = Table(
    "acks",
    _metadata,
    Column("seq", Integer, primary_key=True),
    Column("box", Text),
    Column("statement", Signed),
    Column("desk", LargeBinary),
)

STEPS = (
    (
        *SENDING_1,
        """CREATE TABLE identity (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            box TEXT NOT NULL,
            sign_seed BLOB NOT NULL,
            seal_seed BLOB NOT NULL,
            request_seed BLOB NOT NULL,
            certificate BLOB,
            one_time_seed BLOB NOT NULL,
            registered INTEGER NOT NULL,
            officer TEXT NOT NULL,
            label TEXT NOT NULL)""",
        """CREATE TABLE taken_in (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            box TEXT NOT NULL,
            id BLOB NOT NULL,
            sha256 TEXT NOT NULL,
            envelope BLOB NOT NULL,
            stored_at INTEGER NOT NULL,
            stored BLOB NOT NULL,
            skew_s INTEGER NOT NULL,
            sender TEXT NOT NULL,
            certificate BLOB,
            series BLOB,
            n INTEGER,
            payload BLOB NOT NULL,
            problem TEXT NOT NULL,
            marks TEXT NOT NULL,
            UNIQUE (box, id, sha256))""",
        """CREATE TABLE acks (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            box TEXT NOT NULL,
            statement BLOB NOT NULL,
            desk BLOB NOT NULL,
            UNIQUE (box, statement, desk))""",
    ),
    (
        # Thousands of concerns come from a few laptops: their certificates are found without reading the concerns.
        "CREATE TABLE certificates (sender TEXT PRIMARY KEY, certificate BLOB NOT NULL)",
        """INSERT OR REPLACE INTO certificates SELECT sender, certificate FROM taken_in
            WHERE certificate IS NOT NULL AND problem = '' ORDER BY seq""",
        "CREATE INDEX acks_statement ON acks (statement)",
    ),
    SENDING_2,
    SENDING_3,
    LEAD_1,
    LEAD_2,
)
