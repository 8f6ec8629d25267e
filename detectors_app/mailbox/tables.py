"""The service's tables, in SQL that SQLite and PostgreSQL share; holds no rule."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

_KEY = String(16)
_ID = String(32)
_SHA256 = String(64)
_POSITION = BigInteger().with_variant(Integer, "sqlite")  # SQLite's row id must be an INTEGER
_TIME = BigInteger
"""Times are microseconds since 1970, UTC."""

ENVELOPES = Table(
    "envelopes",
    METADATA,
    Column("position", _POSITION, primary_key=True, autoincrement=False),
    Column("tag", LargeBinary, nullable=False),
    Column("box", Text, nullable=False),
    Column("id", _ID, nullable=False),
    Column("sha256", _SHA256, nullable=False),
    Column("stored_at", _TIME, nullable=False),
    Column("sender", _KEY, nullable=False),
    Column("skew_s", Integer, nullable=False),
    Column("slots", Text, nullable=False),  # key ids with a space between: LIKE finds one, and two can never make one
    Column("size", Integer, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    Column("deletion", LargeBinary),
    Column("body", LargeBinary),  # last, so that looking through a box does not read the bodies
    UniqueConstraint("box", "id", "sha256"),
    Index("envelopes_in_box", "box", "position"),
)

USED = Table(
    "used",
    METADATA,
    Column("sender", _KEY, nullable=False),
    Column("day", String(10), nullable=False),
    Column("envelopes", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    PrimaryKeyConstraint("sender", "day"),
)

ACKS = Table(
    "acks",
    METADATA,
    Column("box", Text, nullable=False),
    Column("id", _ID, nullable=False),
    Column("sha256", _SHA256, nullable=False),
    Column("desk", _KEY, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("due_at", _TIME),
    Column("signed", LargeBinary, nullable=False),
    PrimaryKeyConstraint("box", "id", "sha256", "desk", "kind"),
)

TRUST = Table(
    "trust",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("statement", LargeBinary, nullable=False),
    Column("authorities", LargeBinary, nullable=False),  # 32 bytes each
)

DEVICES = Table(
    "devices",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("key", _KEY, nullable=False, unique=True),
    Column("sign", LargeBinary, nullable=False),
    Column("seal", _KEY, nullable=False),
    Column("box", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("registered_at", _TIME, nullable=False),
    Column("removed_why", String(8)),
    Column("removed_at", _TIME),
    Column("removal", LargeBinary),
)

GRANTS = Table(
    "grants",
    METADATA,
    Column("key", _KEY, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("used_by", _KEY),
    Column("cancelled_at", _TIME),
)

ENROLMENT_FILES = Table(
    "enrolment_files",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("grants", Text, nullable=False),  # key ids with a space between, as in `slots`
    Column("officer", Text, nullable=False),
    Column("last_day", String(10), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("enrolment_files_of", "officer"),
)

PACKS = Table(
    "packs",
    METADATA,
    Column("course", Text, nullable=False),
    Column("in_force", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sha256", _SHA256, nullable=False),
    Column("statement", LargeBinary, nullable=False),
    PrimaryKeyConstraint("course", "in_force"),
    Index("packs_by_digest", "sha256"),
)

PACK_NEEDS = Table(
    "pack_needs",
    METADATA,
    Column("course", Text, nullable=False),
    Column("in_force", Integer, nullable=False),
    Column("sha256", _SHA256, nullable=False),
    Column("size", Integer, nullable=False),
    PrimaryKeyConstraint("course", "in_force", "sha256"),
    Index("pack_needs_by_piece", "sha256"),
)

PACK_PIECES = Table(
    "pack_pieces",
    METADATA,
    Column("sha256", _SHA256, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

CLAIMS = Table(
    "claims",
    METADATA,
    Column("grant", _KEY, nullable=False),
    Column("key", _KEY, nullable=False),
    Column("type", Text, nullable=False),
    Column("at", _TIME, nullable=False),
    PrimaryKeyConstraint("grant", "key", "type"),
)

NONCES = Table(
    "nonces",
    METADATA,
    Column("key", _KEY, nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("until", _TIME, nullable=False),
    PrimaryKeyConstraint("key", "nonce"),
    Index("nonces_until", "until"),
)

CHANGES = Table(
    "changes",
    METADATA,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
)
"""One row: how often the bundle or the removals have changed, so that no worker goes by what it remembers of them."""

SCHEMA_VERSION = Table(
    "schema_version",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("applied_at", _TIME, nullable=False),
)
