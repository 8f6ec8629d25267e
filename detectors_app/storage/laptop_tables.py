"""The tables of a laptop's store and the statements that lead to each version; runs none."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, Table, Text

from detectors_app.storage.columns import Id, Names, Signed, Utc
from detectors_app.storage.learning_tables import LEARNING_1, LearningTables
from detectors_app.storage.sending_tables import SENDING_1, SENDING_2, SENDING_3, SendingTables

_metadata = MetaData()
SENDING = SendingTables(_metadata)
LEARNING = LearningTables(_metadata)
IDENTITIES = Table(
    "identities",
    _metadata,
    Column("box", Text, primary_key=True),
    Column("sign_seed", LargeBinary),
    Column("seal_seed", LargeBinary),
    Column("request_seed", LargeBinary),
    Column("certificate", Signed),
    Column("one_time_seed", LargeBinary),
    Column("registered", Boolean),
    Column("officer", Text),
    Column("label", Text),
)
PEOPLE = Table(
    "people",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("before", Integer),
    Column("name", Text),
    Column("role", Text),
    Column("team", Text),
    Column("seal_public", LargeBinary),
    Column("wrapped", LargeBinary),
    Column("made_at", Utc),
    Column("wrong_tries", Integer),
    Column("tried_at", Utc),
)
WRITERS = Table(
    "writers",
    _metadata,
    Column("box", Text, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("person", Integer),
)
DRAFTS = Table(
    "drafts",
    _metadata,
    Column("id", Id, primary_key=True),
    Column("envelope", LargeBinary),
    Column("started_at", Utc),
    Column("saved_at", Utc),
    Column("step", Integer),
    Column("urgent", Boolean),
    Column("left_out", Names),
    Column("person", Integer),
    Column("added_to", Id),
    Column("question", Id),
)
QUESTIONS = Table(
    "questions",
    _metadata,
    Column("id", Id, primary_key=True),
    Column("concern", Id),
    Column("asked_at", Utc),
    Column("came_at", Utc),
    Column("officer", Text),
    Column("asker", LargeBinary),
    Column("envelope", LargeBinary),
)

STEPS = (
    (
        *SENDING_1,
        """CREATE TABLE identities (
            box TEXT PRIMARY KEY,
            sign_seed BLOB NOT NULL,
            seal_seed BLOB NOT NULL,
            request_seed BLOB NOT NULL,
            certificate BLOB,
            one_time_seed BLOB NOT NULL,
            registered INTEGER NOT NULL,
            officer TEXT NOT NULL,
            label TEXT NOT NULL)""",
        """CREATE TABLE person (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            seal_public BLOB NOT NULL,
            wrapped BLOB NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            team TEXT NOT NULL)""",
        """CREATE TABLE drafts (
            id BLOB PRIMARY KEY,
            envelope BLOB NOT NULL,
            started_at INTEGER NOT NULL,
            saved_at INTEGER NOT NULL,
            step INTEGER NOT NULL,
            urgent INTEGER NOT NULL,
            left_out TEXT NOT NULL)""",
    ),
    (
        """CREATE TABLE people (
            id INTEGER PRIMARY KEY,
            before INTEGER REFERENCES people (id),
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            team TEXT NOT NULL,
            seal_public BLOB NOT NULL,
            wrapped BLOB NOT NULL,
            made_at INTEGER,
            wrong_tries INTEGER NOT NULL,
            tried_at INTEGER)""",
        "INSERT INTO people SELECT 1, NULL, name, role, team, seal_public, wrapped, NULL, 0, NULL FROM person",
        "DROP TABLE person",
        "ALTER TABLE drafts ADD COLUMN person INTEGER NOT NULL DEFAULT 1",
        # Beside the outbox, which desks have as well: who on this laptop wrote what is in it.
        """CREATE TABLE writers (
            box TEXT NOT NULL,
            id BLOB NOT NULL,
            person INTEGER NOT NULL,
            PRIMARY KEY (box, id)) WITHOUT ROWID""",
        "INSERT INTO writers SELECT DISTINCT box, id, 1 FROM outbox",
    ),
    (
        *SENDING_2,
        "ALTER TABLE drafts ADD COLUMN added_to BLOB",
        "ALTER TABLE drafts ADD COLUMN question BLOB",
        """CREATE TABLE questions (
            id BLOB PRIMARY KEY,
            concern BLOB NOT NULL,
            asked_at INTEGER NOT NULL,
            came_at INTEGER NOT NULL,
            officer TEXT NOT NULL,
            asker BLOB NOT NULL,
            envelope BLOB NOT NULL) WITHOUT ROWID""",
    ),
    SENDING_3,
    (
        # Told without reading the outbox through: which item answers which question.
        "CREATE INDEX outbox_question ON outbox (question) WHERE question IS NOT NULL",
    ),
    LEARNING_1,
)
