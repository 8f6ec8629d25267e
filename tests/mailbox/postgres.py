"""A real PostgreSQL on loopback, started by the tests and stopped after them, with durability on."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from detectors_app.mailbox.in_thread import free_port
from tools import postgres as programs

START_S = 60
_PEOPLE = ("postgres", "nobody")


class MissingError(AssertionError):
    """The tests need PostgreSQL's server programs; they are never left out silently."""


def _someone_else() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: give whom to run it as instead."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    user = next(name for name in _PEOPLE if name in {each.pw_name for each in pwd.getpwall()})
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


class Postgres:
    """One running server."""

    def __init__(self, port: int) -> None:
        """Remember where it listens."""
        self.port = port

    def url(self, database: str) -> str:
        """Give SQLAlchemy's URL of a database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def connect(self) -> psycopg.Connection[Any]:
        """Open a connection to administer it."""
        return psycopg.connect(f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres", autocommit=True)

    @contextmanager
    def database(self, name: str) -> Iterator[str]:
        """Make a database, give its URL, drop it."""
        with self.connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
            try:
                yield self.url(name)
            finally:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@contextmanager
def running() -> Iterator[Postgres]:
    """Start a server in a folder of its own; stop it and remove the folder at the end."""
    found = programs.find()
    if found is None:
        raise MissingError(programs.VARIABLE)
    who = _someone_else()
    folder = Path(tempfile.mkdtemp(prefix="detectors-pg-"))
    try:
        if who:
            shutil.chown(folder, who["user"], who["group"])
        with _server(found, folder, who) as port:
            yield Postgres(port)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(found: Path, folder: Path, who: dict[str, Any]) -> Iterator[int]:
    cluster = folder / "cluster"
    making = [str(found / "initdb"), "-D", str(cluster), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(making, check=True, capture_output=True, cwd=folder, timeout=START_S, **who)
    port = free_port()
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "port": str(port),
        "shared_buffers": "32MB",
        "max_connections": "60",
    }
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(found / "postgres"), "-D", str(cluster), *words], stdout=log, stderr=log, cwd=folder, **who
        )
    try:
        _wait_until_it_answers(port, server)
        yield port
    finally:
        server.terminate()  # "smart" would wait for connections; the databases are dropped by force before
        try:
            server.wait(START_S)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(START_S)


def _wait_until_it_answers(port: int, server: subprocess.Popen[bytes]) -> None:
    """Try to connect until it answers; each try itself waits for the server."""
    from tests.mailbox.waiting import until

    def answers() -> bool:
        assert server.poll() is None, "PostgreSQL ended at once"
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=postgres dbname=postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    until(answers, START_S)
