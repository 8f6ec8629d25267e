"""The service's store: one database, read by many, written in one transaction at a time; holds no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Self, TypeVar

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from detectors_app.mailbox.directory_rows import DirectoryRows
from detectors_app.mailbox.engine import check_durable, open_engine, translated
from detectors_app.mailbox.envelope_rows import EnvelopeRows, Published
from detectors_app.mailbox.file_rows import FileRows
from detectors_app.mailbox.migrations import migrate
from detectors_app.mailbox.pack_rows import PackRows
from detectors_app.mailbox.tables import CHANGES, ENVELOPES

T = TypeVar("T")

READERS = 8
_AROUND = select(select(CHANGES.c.number).scalar_subquery(), select(func.max(ENVELOPES.c.position)).scalar_subquery())


class Unit(EnvelopeRows, DirectoryRows, FileRows, PackRows):
    """Everything inside one transaction (use_cases.mail.ports.MailUnit)."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection whose transaction has begun."""
        EnvelopeRows.__init__(self, connection)
        DirectoryRows.__init__(self, connection)
        FileRows.__init__(self, connection)
        PackRows.__init__(self, connection)

    def look_around(self) -> Self:
        """Read in one go what nearly every job to write asks for: the number of changes and the last position."""
        self._changes, last = self._connection.execute(_AROUND).one()
        self._last = last or 0
        return self


class Store:
    """The database. Safe for many threads."""

    def __init__(self, url: str) -> None:
        """Name the database; nothing is opened yet. Raises Invalid for another kind than SQLite and PostgreSQL."""
        self._readers = open_engine(url, writes=False, connections=READERS)
        self.writers = open_engine(url, writes=True, connections=1)

    @property
    def shared(self) -> bool:
        """Say whether other processes may write to it too."""
        return self._readers.dialect.name != "sqlite"

    def open(self, now: datetime) -> None:
        """Check that it is durable and bring its schema up to date. Raises EnvironmentFault."""
        try:
            with self.writers.begin() as connection:
                check_durable(connection)
                migrate(connection, now)
            with self._readers.begin() as connection:
                check_durable(connection)
        except SQLAlchemyError as error:
            raise translated(error) from error

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """Begin a transaction to read in. Raises EnvironmentFault."""
        try:
            with self._readers.begin() as connection:
                yield Unit(connection)
        except SQLAlchemyError as error:
            raise translated(error) from error

    def read(self, job: Callable[[Unit], T]) -> T:
        """Run a job in a transaction to read in. Raises EnvironmentFault."""
        with self.reading() as unit:
            return job(unit)

    def write(self, job: Callable[[Unit], T]) -> T:
        """Run one job in a transaction of its own (the running service uses its Writer). Raises EnvironmentFault."""
        try:
            with self.writers.begin() as connection:
                return job(Unit(connection))
        except SQLAlchemyError as error:
            raise translated(error) from error

    def last_position(self) -> int:
        """Give the last position there is. Raises EnvironmentFault."""
        return self.read(lambda unit: unit.last_position())

    def published_after(self, position: int) -> tuple[int, Published]:
        """Give the last position, and what was published after the given one. Raises EnvironmentFault."""
        return self.read(lambda unit: unit.published_after(position))

    def close(self) -> None:
        """Close all connections."""
        self._readers.dispose()
        self.writers.dispose()
