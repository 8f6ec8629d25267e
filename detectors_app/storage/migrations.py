"""Bringing a store to this program's version, one numbered step a transaction, with a copy before each."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from detectors_app.domain.errors import EnvironmentFault, Refused
from detectors_app.storage.durable_file import clear_away, make_folder, publish
from detectors_app.storage.engine import check_whole, connect, make_engine, transaction, translated

Steps = Sequence[Sequence[str]]
"""Step n (from 1) holds the statements that lead from version n-1 to n. What was released is never changed."""


def open_store(path: Path, key: bytes, steps: Steps, backups: Path, *, whole_up_to_bytes: int | None = None) -> Engine:
    """Give an engine over a whole store of the newest version; a new store is made aside and named when finished.

    One larger than `whole_up_to_bytes` is not read through here: whoever opens it does so later (`check_whole`). Each
    page that is read is checked in any case.

    Raises:
        Refused: the store was written by a newer version of the program.
        CannotOpen: wrong key, or a damaged file; it is left as it is.
        EnvironmentFault: disk full, folder read-only.
    """
    if not path.exists():
        _make(path, key, steps)
    if whole_up_to_bytes is None or path.stat().st_size <= whole_up_to_bytes:
        check_whole(path, key)
    engine = make_engine(path, key)
    try:
        migrate(engine, path, key, steps, backups)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _make(path: Path, key: bytes, steps: Steps) -> None:
    """Make a new store beside its place and give it its name once it is whole."""
    make_folder(path.parent)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        engine = make_engine(draft, key)
        try:
            for version in range(1, len(steps) + 1):
                _step(engine, draft, steps, version)
        finally:
            engine.dispose()
        with closing(connect(draft, key)) as connection, translated(draft):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        publish(draft, path)
    except FileExistsError:
        pass  # Another start of the program was quicker; its store is as good.
    except OSError as error:
        raise EnvironmentFault("store.cannot_write", path=os.fspath(path.parent)) from error
    finally:
        clear_away(draft, draft.with_name(draft.name + "-wal"), draft.with_name(draft.name + "-shm"))


def migrate(engine: Engine, path: Path, key: bytes, steps: Steps, backups: Path) -> None:
    """Take the steps that are missing. Raises Refused for a store of a newer version."""
    version = store_version(engine, path)
    if version > len(steps):
        raise Refused("store.newer", version=version)
    for number in range(version + 1, len(steps) + 1):
        back_up(path, key, backups, version=number - 1)
        _step(engine, path, steps, number)


def store_version(engine: Engine, path: Path) -> int:
    """Give the version the store says it has."""
    with transaction(engine, path) as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _step(engine: Engine, path: Path, steps: Steps, number: int) -> None:
    with transaction(engine, path) as connection:
        if int(connection.exec_driver_sql("PRAGMA user_version").scalar_one()) >= number:
            return  # Another start of the program took this step meanwhile.
        for statement in steps[number - 1]:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def back_up(path: Path, key: bytes, backups: Path, *, version: int) -> Path:
    """Copy the store, encrypted under the same key, and give the copy's path. Raises EnvironmentFault."""
    made_at = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = backups / f"{path.stem}-v{version}-{made_at}-{secrets.token_hex(2)}.db"
    draft = copy.with_suffix(".new")
    make_folder(backups)
    try:
        with closing(connect(path, key)) as source, closing(connect(draft, key)) as target, translated(draft):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # Leaves one file, with nothing beside it.
        publish(draft, copy)
    except OSError as error:
        raise EnvironmentFault("store.cannot_write", path=os.fspath(backups)) from error
    finally:
        clear_away(draft)
    return copy
