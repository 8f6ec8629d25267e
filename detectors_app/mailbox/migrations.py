"""Brings a database to the newest schema, one numbered step at a time; never goes back, never skips."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, func, insert, inspect, select

from detectors_app.domain.errors import EnvironmentFault
from detectors_app.mailbox.rows import from_time
from detectors_app.mailbox.tables import (
    CHANGES,
    ENROLMENT_FILES,
    METADATA,
    PACK_NEEDS,
    PACK_PIECES,
    PACKS,
    SCHEMA_VERSION,
)

_LATER = (ENROLMENT_FILES, PACKS, PACK_NEEDS, PACK_PIECES)
"""Tables that came after version 1."""


def _first(connection: Connection) -> None:
    """Version 1: every table that it had. A later step must not call this: it writes its own statements."""
    METADATA.create_all(connection, tables=[each for each in METADATA.sorted_tables if each not in _LATER])
    connection.execute(insert(CHANGES).values(one=1, number=0))


def _second(connection: Connection) -> None:
    """Version 2: enrolment files, for set-up by a typed code."""
    ENROLMENT_FILES.create(connection)


def _third(connection: Connection) -> None:
    """Version 3: content packs."""
    for table in (PACKS, PACK_NEEDS, PACK_PIECES):
        table.create(connection)


STEPS: dict[int, Callable[[Connection], None]] = {1: _first, 2: _second, 3: _third}
NEWEST = max(STEPS)


def version_of(connection: Connection) -> int:
    """Give the schema's version, 0 for an empty database."""
    if not inspect(connection).has_table(SCHEMA_VERSION.name):
        return 0
    return int(connection.execute(select(func.max(SCHEMA_VERSION.c.version))).scalar() or 0)


def migrate(connection: Connection, now: datetime) -> None:
    """Apply every step that is missing, inside the transaction given. Raises EnvironmentFault for a newer schema."""
    version = version_of(connection)
    if version > NEWEST:
        raise EnvironmentFault("store.newer", version=version)
    for step in range(version + 1, NEWEST + 1):
        STEPS[step](connection)
        connection.execute(insert(SCHEMA_VERSION).values(version=step, applied_at=from_time(now)))
