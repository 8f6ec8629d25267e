"""The store and its writer: durable or not started, one failing job harms no other, schema versions."""

from __future__ import annotations

import asyncio
import os
import secrets
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import PoolProxiedConnection

from detectors_app.domain.errors import EnvironmentFault, Invalid, TransientFault
from detectors_app.domain.ids import CONCERNS, EnvelopeId, KeyId
from detectors_app.mailbox.config import FILE_NAME, new_config, read_config, sqlite_url, write_config
from detectors_app.mailbox.engine import check_durable, open_engine
from detectors_app.mailbox.run import check_workers
from detectors_app.mailbox.service import check_database
from detectors_app.mailbox.store import Store, Unit
from detectors_app.mailbox.tables import SCHEMA_VERSION
from detectors_app.mailbox.writer import Writer
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.mail.ports import Arrival
from tests.mailbox.postgres import Postgres
from tests.mailbox.waiting import until

NOW = datetime(2026, 11, 12, tzinfo=UTC)


def arrival() -> Arrival:
    """Make something to store."""
    return Arrival(
        box=CONCERNS,
        id=EnvelopeId(uuid.uuid4()),
        sha256=secrets.token_hex(32),
        envelope=b"x",
        slots=(KeyId("0" * 16),),
        sender=KeyId("1" * 16),
        laptop=False,
        skew_s=0,
    )


def add(what: Arrival) -> Callable[[Unit], bool]:
    return lambda unit: unit.add_envelope(what, Statement(b"", ()), NOW)


@pytest.mark.parametrize("fault", ["raises", "breaks"])
def test_a_job_that_fails_harms_no_other(url: str, fault: str) -> None:
    """Of jobs that share a commit, one that raises, breaks a rule of the database or went away spoils no other."""
    store = Store(url)
    store.open(NOW)
    same = arrival()

    def bad(unit: Unit) -> bool:
        unit.add_envelope(arrival(), Statement(b"", ()), NOW)
        if fault == "raises":
            raise ValueError
        unit._connection.execute(text("INSERT INTO envelopes (position) VALUES (1)"))
        return True

    async def play() -> list[bool | BaseException]:
        published: list[object] = []
        writer = Writer(store, published.extend)
        writer.start()
        gone = asyncio.ensure_future(writer.submit(add(arrival())))
        jobs = [writer.submit(add(same)), writer.submit(bad), writer.submit(add(same)), writer.submit(add(arrival()))]
        waiting = asyncio.gather(*jobs, return_exceptions=True)
        await asyncio.sleep(0)
        gone.cancel()
        outcomes = await waiting
        await writer.stop()
        assert len(published) == 3
        return outcomes

    first, broken, second, third = asyncio.run(play())
    assert (first, second, third) == (True, False, True)
    assert isinstance(broken, ValueError if fault == "raises" else TransientFault)
    assert store.read(lambda unit: len(unit.published_after(0)[1])) == 3
    store.close()


def test_after_a_failed_commit_nothing_is_acknowledged_and_the_next_one_works(
    url: str, expect_logs: Callable[..., None]
) -> None:
    """When the commit fails, every job is told so, nothing of it is there, and its connection is not used again."""
    expect_logs("commit failed")
    store = Store(url)
    store.open(NOW)
    failing = [True]
    used: list[object] = []

    def fail(connection: object) -> None:
        used.append(connection.connection.dbapi_connection)  # type: ignore[attr-defined]
        if failing:
            raise OperationalError("COMMIT", {}, OSError())

    event.listen(store.writers, "commit", fail)

    async def play() -> list[object]:
        writer = Writer(store, lambda _: None)
        writer.start()
        lost = await asyncio.gather(*(writer.submit(add(arrival())) for _ in range(3)), return_exceptions=True)
        failing.clear()
        kept = await writer.submit(add(arrival()))
        await writer.stop()
        return [*lost, kept]

    *lost, kept = asyncio.run(play())
    assert all(isinstance(each, TransientFault) for each in lost)
    assert kept is True
    assert used[-1] is not used[0]
    assert store.read(lambda unit: len(unit.published_after(0)[1])) == 1
    store.close()


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_full_disk_acknowledges_nobody_falsely_and_all_can_try_again(
    tmp_path: Path, expect_logs: Callable[..., None], after: int
) -> None:
    """SQLite undoes all of a transaction when the disk is full: none that shared it is acknowledged, all may repeat."""
    expect_logs("commit failed")
    store = Store(sqlite_url(tmp_path / "service.db"))
    store.open(NOW)
    store.writers.dispose()
    room = [60]
    event.listen(store.writers, "connect", lambda made, _: made.execute(f"PRAGMA max_page_count={room[0]}"))
    letters = [arrival() for _ in range(5)]
    letters[after] = replace(letters[after], envelope=secrets.token_bytes(400_000))
    published: list[object] = []

    def wrong(_: Unit) -> bool:
        raise ValueError

    async def play() -> list[object]:
        writer = Writer(store, published.extend)
        writer.start()
        jobs = [*map(add, letters), wrong]  # one that fails by itself, as well as the one that finds no room
        lost = await asyncio.gather(*map(writer.submit, jobs), return_exceptions=True)
        assert len(published) == lost.count(True) == await writer.submit(lambda unit: unit.last_position())
        room[0] = 10_000
        assert isinstance(lost[after], TransientFault)
        await writer.stop()
        store.writers.dispose()
        again = Writer(store, published.extend)
        again.start()
        kept = await asyncio.gather(*(again.submit(add(each)) for each in letters))
        await again.stop()
        assert [each is True for each in lost[:-1]] == [not each for each in kept]
        return list(lost)

    lost = asyncio.run(play())
    assert isinstance(lost[-1], (TransientFault, ValueError))
    assert store.read(lambda unit: len(unit.published_after(0)[1])) == len(letters) == len(published)
    store.close()


@pytest.mark.parametrize("really", [True, False], ids=["it was kept", "it was lost"])
def test_a_commit_in_doubt_acknowledges_nobody_and_tells_nobody(
    url: str,
    expect_logs: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    really: bool,  # noqa: FBT001 - a table's column
) -> None:
    """A commit whose sync failed may be there or not: nobody hears that it is, and the same again ends well."""
    expect_logs("commit failed")
    store = Store(url)
    store.open(NOW)
    dialect, doubtful, used = store.writers.dialect, [True], []
    commit = dialect.do_commit

    def fail(connection: PoolProxiedConnection) -> None:
        used.append(connection.dbapi_connection)
        if really or not doubtful:
            commit(connection)
        if doubtful:
            raise dialect.loaded_dbapi.OperationalError

    monkeypatch.setattr(dialect, "do_commit", fail)
    letters = [arrival() for _ in range(3)]
    published: list[object] = []

    async def play() -> tuple[list[object], list[object]]:
        writer = Writer(store, published.extend)
        writer.start()
        lost = await asyncio.gather(*(writer.submit(add(each)) for each in letters), return_exceptions=True)
        assert published == []
        doubtful.clear()
        kept = await asyncio.gather(*(writer.submit(add(each)) for each in letters))
        await writer.stop()
        return list(lost), list(kept)

    lost, kept = asyncio.run(play())
    assert all(isinstance(each, TransientFault) for each in lost)
    assert kept == [not really] * 3
    assert used[-1] is not used[0]
    assert store.read(lambda unit: len(unit.published_after(0)[1])) == 3
    store.close()


def test_the_schema_is_made_once_and_a_newer_one_is_left_alone(url: str) -> None:
    """Opening twice changes nothing; a database of a newer program is refused untouched."""
    store = Store(url)
    store.open(NOW)
    store.open(NOW)
    with store.writers.begin() as connection:
        connection.execute(insert(SCHEMA_VERSION).values(version=99, applied_at=0))
    with pytest.raises(EnvironmentFault) as caught:
        store.open(NOW)
    assert (caught.value.key, caught.value.facts["version"]) == ("store.newer", 99)
    store.close()


@pytest.mark.parametrize(
    "pragma,setting",
    [
        ("synchronous=NORMAL", "synchronous"),
        ("synchronous=OFF", "synchronous"),
        ("journal_mode=DELETE", "journal_mode"),
    ],
)
def test_a_sqlite_that_may_lose_a_commit_is_refused(tmp_path: Path, pragma: str, setting: str) -> None:
    """Without synchronous FULL and the write-ahead log the service does not start."""
    engine = open_engine(sqlite_url(tmp_path / "x.db"), writes=False, connections=1)
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))
    with engine.connect() as connection, pytest.raises(EnvironmentFault) as caught:
        check_durable(connection)
    assert caught.value.facts["setting"] == setting
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("setting", ["synchronous_commit", "full_page_writes", "fsync"])
def test_a_postgresql_that_may_lose_a_commit_is_refused(postgres: Postgres, postgres_url: str, setting: str) -> None:
    """With synchronous_commit, full_page_writes or fsync off the service does not start."""
    config = new_config("http://127.0.0.1", postgres_url, secrets.token_bytes)
    check_database(config, NOW)

    def turn(value: str) -> None:
        with postgres.connect() as connection:
            connection.execute(f"ALTER SYSTEM SET {setting} = {value}".encode())
            connection.execute("SELECT pg_reload_conf()")
        _wait_for(postgres, setting, value)

    try:
        turn("off")
        with pytest.raises(EnvironmentFault) as caught:
            check_database(config, NOW)
        assert caught.value.facts["setting"] == setting
    finally:
        turn("on")
    check_database(config, NOW)


def _wait_for(postgres: Postgres, setting: str, value: str) -> None:
    def holds() -> bool:
        with postgres.connect() as connection:
            row = connection.execute("SELECT current_setting(%s)", [setting]).fetchone()
            return row is not None and row[0] == value

    until(holds)


@pytest.mark.parametrize("bad", ["mysql://x/y", "nonsense", "", "sqlite://", "sqlite:///"])
def test_other_databases_are_refused(bad: str) -> None:
    """Only a SQLite file or PostgreSQL is taken; one in memory keeps nothing."""
    with pytest.raises(Invalid):
        Store(bad)


def test_a_database_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    """A folder or server that is missing is an environment fault whose words quote nothing."""
    with pytest.raises(EnvironmentFault) as caught:
        Store(sqlite_url(tmp_path / "no" / "service.db")).open(NOW)
    assert caught.value.key == "service.database"


class TestConfig:
    def test_settings_come_back_as_written_for_the_owner_alone(self, tmp_path: Path) -> None:
        """The file is whole and private, and shows no key in its repr."""
        config = new_config("https://notes.example/", sqlite_url(tmp_path / "service.db"), secrets.token_bytes)
        path = tmp_path / FILE_NAME
        write_config(config, path)
        assert read_config(path) == config
        assert config.public_address == "https://notes.example"
        assert config.signing_seed.hex() not in repr(config)
        assert [each.name for each in tmp_path.iterdir()] == [FILE_NAME]
        if os.name == "posix":
            assert path.stat().st_mode & 0o777 == 0o600
            path.chmod(0o644)
            with pytest.raises(Invalid):
                read_config(path)

    def test_missing_and_malformed_settings_are_said_so(self, tmp_path: Path) -> None:
        """No file, rubbish, and an address with a path each have their words."""
        with pytest.raises(EnvironmentFault):
            read_config(tmp_path / FILE_NAME)
        with pytest.raises(EnvironmentFault):
            write_config(new_config("https://x", "", secrets.token_bytes), tmp_path / "no" / FILE_NAME)
        (tmp_path / FILE_NAME).write_bytes(b"{}")
        (tmp_path / FILE_NAME).chmod(0o600)
        with pytest.raises(Invalid):
            read_config(tmp_path / FILE_NAME)
        for address in ("notes.example", "ftp://x", "https://", "https://x/y"):
            with pytest.raises(Invalid):
                new_config(address, "", secrets.token_bytes)

    def test_sqlite_takes_one_worker(self, tmp_path: Path) -> None:
        """Several workers need PostgreSQL."""
        config = new_config("https://x", sqlite_url(tmp_path / "x.db"), secrets.token_bytes)
        check_workers(config, 1)
        for number in (0, 2):
            with pytest.raises(Invalid):
                check_workers(config, number)


def test_psycopg_is_the_driver(postgres: Postgres) -> None:
    """The plain URL of a PostgreSQL database is opened with psycopg 3."""
    assert open_engine(postgres.url("x"), writes=False, connections=1).dialect.driver == psycopg.__name__
