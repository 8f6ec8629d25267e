"""Opens the database named by a URL and refuses one that may lose what it said it had; knows no table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, InvalidRequestError, SQLAlchemyError

from detectors_app.domain.errors import EnvironmentFault, Invalid

BUSY_MS = 30_000
"""How long one connection waits for another's write on SQLite."""
LOG_PAGES = 4000
"""SQLite's log is brought into the database every 16 MiB, so that a page of an index is written there once for many."""
_LOCK = 0x45444531
"""PostgreSQL's advisory lock of the one who writes: 'EDE1'."""
_FULL = 2  # PRAGMA synchronous: FULL; 3 is EXTRA
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}


def open_engine(url: str, *, writes: bool, connections: int) -> Engine:
    """Open a pool of connections, to write or to read in. Raises Invalid for a URL of another kind of database."""
    parsed = _parse(url)
    # Parameters hold envelopes and keys: no error text may quote them.
    engine = create_engine(parsed, hide_parameters=True, pool_size=connections, max_overflow=0, **_options(parsed))
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_to_write if writes else _begin)
        event.listen(engine, "commit", check_begun)
    elif writes:
        event.listen(engine, "begin", _take_lock)
    return engine


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
        driver = _DRIVERS[parsed.get_backend_name()]
    except (ArgumentError, KeyError):
        raise Invalid("service.database_url", where="database_url") from None
    if parsed.get_backend_name() == "sqlite" and not parsed.database:
        raise Invalid("service.database_url", where="database_url")  # one in memory keeps nothing
    return parsed.set(drivername=driver)


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        from sqlalchemy.pool import QueuePool

        return {"poolclass": QueuePool, "connect_args": {"check_same_thread": False, "cached_statements": 256}}
    return {"pool_pre_ping": True, "isolation_level": "READ COMMITTED"}


def _set_up_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's connection
    connection.isolation_level = None  # we begin transactions ourselves
    for pragma in (
        f"busy_timeout={BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        f"wal_autocheckpoint={LOG_PAGES}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_to_write(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def check_begun(connection: Connection) -> None:
    """Make sure that what began is still open. Raises InvalidRequestError where it is not.

    SQLite undoes a whole transaction, savepoints and all, when the disk is full or fails; its driver would then commit
    nothing and say nothing.
    """
    if connection.dialect.name == "sqlite" and not _driver(connection).in_transaction:
        raise InvalidRequestError("gone")


def _driver(connection: Connection) -> Any:  # noqa: ANN401 - the driver's connection
    return connection.connection.driver_connection


def _take_lock(connection: Connection) -> None:
    """Hold all other writers off until this commit is visible, so that positions appear in their order."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def check_durable(connection: Connection) -> None:
    """Refuse a database that could lose a commit in a power cut. Raises EnvironmentFault naming the setting."""
    if connection.dialect.name == "sqlite":
        _check_sqlite(connection)
    else:
        _check_postgresql(connection)


def _check_sqlite(connection: Connection) -> None:
    if int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one()) < _FULL:
        raise EnvironmentFault("service.not_durable", setting="synchronous")
    if connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() != "wal":
        raise EnvironmentFault("service.not_durable", setting="journal_mode")


def _check_postgresql(connection: Connection) -> None:
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        value = connection.execute(text("SELECT current_setting(:setting)"), {"setting": setting}).scalar_one()
        if value == "off":
            raise EnvironmentFault("service.not_durable", setting=setting)


def translated(error: SQLAlchemyError) -> EnvironmentFault:
    """Give the fault that a database error means, quoting nothing of it."""
    return EnvironmentFault("service.database", type=type(error).__name__)
