"""The tables of a laptop's training, beside those of concerns in one file, and the statements that make them.

One file, so that a completion and its sealed record are one transaction; no table of one side names a row of the other.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, MetaData, Table, Text

from detectors_app.storage.columns import Day, Id, Utc


class LearningTables:
    """Tables for trainees, their progress, completions and quick questions, and the places of learning records."""

    def __init__(self, metadata: MetaData) -> None:
        """Describe them; `LEARNING_1` makes them."""
        self.series = Table(
            "learning_series", metadata, Column("one", Integer, primary_key=True), Column("value", LargeBinary)
        )
        self.counters = Table(
            "learning_counters", metadata, Column("reader", Text, primary_key=True), Column("n", Integer)
        )
        self.learners = Table(
            "learners",
            metadata,
            Column("person", Integer, primary_key=True),
            Column("job", Text),
            Column("staff", Text),
            Column("since", Day),
            Column("quick", Boolean),
        )
        self.progress = Table(
            "module_progress",
            metadata,
            Column("person", Integer, primary_key=True),
            Column("course", Text, primary_key=True),
            Column("after", Integer, primary_key=True),
            Column("of_version", Integer, primary_key=True),
            Column("module", Text, primary_key=True),
            Column("progress", LargeBinary),
        )
        self.kept = Table(
            "completions",
            metadata,
            Column("person", Integer, primary_key=True),
            Column("course", Text, primary_key=True),
            Column("cycle", Integer, primary_key=True),
            Column("version", Integer, primary_key=True),
            Column("staff", Text, primary_key=True),
            Column("day", Day),
            Column("after", Integer),
            Column("of_version", Integer),
            Column("envelope", Id),
        )
        self.cards = Table(
            "quick_cards",
            metadata,
            Column("person", Integer, primary_key=True),
            Column("course", Text, primary_key=True),
            Column("module", Text, primary_key=True),
            Column("question", Text, primary_key=True),
            Column("due", Utc),
            Column("stability", Float),
            Column("difficulty", Float),
            Column("asked_at", Utc),
        )


LEARNING_1 = (
    # A series of its own: no number or letter that learning's readers see is one that the concerns' readers see.
    "CREATE TABLE learning_series (one INTEGER PRIMARY KEY CHECK (one = 1), value BLOB NOT NULL)",
    "INSERT INTO learning_series VALUES (1, randomblob(8))",
    "CREATE TABLE learning_counters (reader TEXT PRIMARY KEY, n INTEGER NOT NULL)",
    """CREATE TABLE learners (
        person INTEGER PRIMARY KEY,
        job TEXT NOT NULL,
        staff TEXT NOT NULL,
        since TEXT,
        quick INTEGER NOT NULL)""",
    """CREATE TABLE module_progress (
        person INTEGER NOT NULL,
        course TEXT NOT NULL,
        after INTEGER NOT NULL,
        of_version INTEGER NOT NULL,
        module TEXT NOT NULL,
        progress BLOB NOT NULL,
        PRIMARY KEY (person, course, after, of_version, module)) WITHOUT ROWID""",
    """CREATE TABLE completions (
        person INTEGER NOT NULL,
        course TEXT NOT NULL,
        cycle INTEGER NOT NULL,
        version INTEGER NOT NULL,
        staff TEXT NOT NULL,
        day TEXT NOT NULL,
        after INTEGER NOT NULL,
        of_version INTEGER NOT NULL,
        envelope BLOB,
        PRIMARY KEY (person, course, cycle, version, staff)) WITHOUT ROWID""",
    """CREATE TABLE quick_cards (
        person INTEGER NOT NULL,
        course TEXT NOT NULL,
        module TEXT NOT NULL,
        question TEXT NOT NULL,
        due INTEGER NOT NULL,
        stability REAL NOT NULL,
        difficulty REAL NOT NULL,
        asked_at INTEGER NOT NULL,
        PRIMARY KEY (person, course, module, question)) WITHOUT ROWID""",
    # Each line of the outbox is counted and delivered without reading the other.
    "CREATE INDEX outbox_line ON outbox (box, state, next_attempt_at, made_at)",
)
