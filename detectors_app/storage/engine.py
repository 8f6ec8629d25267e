"""An encrypted database file and transactions on it; knows no table and where no key comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]  # it ships no types
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from detectors_app.domain.errors import CannotOpen, DetectorsError, EnvironmentFault, Invalid, TransientFault

KEY_BYTES = 32
WAIT_S = 5.0
"""How long a transaction waits for another's to end."""
_PRAGMAS = (
    "cipher_memory_security = ON",
    "foreign_keys = ON",
    "busy_timeout = 5000",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "synchronous = FULL",
)
_PRIMARY_CODE = 0xFF
"""SQLite's extended result codes keep the primary one in their lowest byte (sqlite.org/rescode.html)."""
_FAULTS: dict[int, tuple[type[DetectorsError], str]] = {
    3: (EnvironmentFault, "store.read_only"),  # SQLITE_PERM
    5: (TransientFault, "store.busy"),  # SQLITE_BUSY
    6: (TransientFault, "store.busy"),  # SQLITE_LOCKED
    8: (EnvironmentFault, "store.read_only"),  # SQLITE_READONLY
    10: (EnvironmentFault, "store.disk_fault"),  # SQLITE_IOERR
    11: (CannotOpen, "store.damaged"),  # SQLITE_CORRUPT
    13: (EnvironmentFault, "store.disk_full"),  # SQLITE_FULL
    14: (EnvironmentFault, "store.cannot_reach"),  # SQLITE_CANTOPEN
    26: (CannotOpen, "store.wrong_key"),  # SQLITE_NOTADB: another key, or a first page that was altered
}


def connect(path: Path, key: bytes, *, journal: str = "WAL") -> Any:  # noqa: ANN401 - the library gives it no type
    """Open the file with its raw key (32 bytes); makes it where it is not there. Raises the errors of `translated`.

    `journal` is one of SQLite's journal modes; WAL keeps two more files beside the store while it is open.
    """
    if len(key) != KEY_BYTES:
        raise Invalid("key.wrong_length", where="store key")
    with translated(path):
        connection = sqlcipher.connect(os.fspath(path), timeout=WAIT_S, isolation_level=None, check_same_thread=False)
        try:
            # Says nothing on stderr; a raw key in this form costs no key derivation.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # Proves the key.
            connection.execute(f"PRAGMA journal_mode = {journal}")
        except sqlcipher.Error:
            connection.close()
            raise
    return connection


def make_engine(path: Path, key: bytes) -> Engine:
    """Give an engine over the file. A `transaction` begins at once as the one writer; `dispose` it to close."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: connect(path, key),
        module=sqlcipher,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=0,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Avoids a reader that cannot become a writer, and puts changes of tables under the transaction.
        only_reads = connection.get_execution_options().get("only_reads", False)
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def transaction(engine: Engine, path: Path) -> Iterator[Connection]:
    """Run one transaction: committed and synced to the disk at the end, or nothing of it stays.

    Raises:
        EnvironmentFault: disk full, folder read-only or gone, disk broken.
        CannotOpen: wrong key, or a damaged file.
        TransientFault: another program kept the store busy for five seconds.
    """
    with translated(path), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """Read what is committed, waiting for no writer: also while this very thread is one. Raises as `transaction`."""
    with translated(path), engine.connect() as connection, connection.execution_options(only_reads=True).begin():
        yield connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the database library's errors into ours, without the statement's parameters.

    What can only be a mistake in our code stays the library's own error.
    """
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        original = (error.orig if isinstance(error, DBAPIError) else None) or error
        fault = _fault(original, path)
        if fault is None:
            raise original from None  # SQLAlchemy's own error around it would carry the parameters.
        raise fault from original


def _fault(error: BaseException, path: Path) -> DetectorsError | None:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code not in _FAULTS:
        return None
    kind, key = _FAULTS[code]
    return kind(key, path=os.fspath(path.parent))


def check_whole(path: Path, key: bytes, *, journal: str = "WAL") -> None:
    """Check every page's authentication code, so that damage is met at the start and not in the middle of work.

    Raises CannotOpen for an empty, cut off or altered file, besides the errors of `translated`.
    """
    if path.stat().st_size == 0:
        raise CannotOpen("store.damaged", path=os.fspath(path.parent))
    with closing(connect(path, key, journal=journal)) as connection, translated(path):
        for _ in range(2):
            # Another program may be moving pages from the log into the file just now: damage stays, that passes.
            wrong = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            if not wrong and pages > 0:
                return
    raise CannotOpen("store.damaged", path=os.fspath(path.parent))
