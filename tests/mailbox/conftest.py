"""Both databases, and the running service on each."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from detectors_app.mailbox.config import sqlite_url
from tests.mailbox.postgres import Postgres, running
from tests.mailbox.town import Town

BOTH = [pytest.param("sqlite", id="sqlite"), pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Give a PostgreSQL server for the whole session."""
    with running() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """Give an empty PostgreSQL database."""
    with postgres.database(f"t_{uuid.uuid4().hex}") as url:
        yield url


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give an empty database of each kind in turn."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "service.db")
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
def town(url: str) -> Iterator[Town]:
    """Give a council whose service runs on each database in turn."""
    with Town(url) as made:
        yield made


@pytest.fixture
def small_town(tmp_path: Path) -> Iterator[Town]:
    """Give a council whose service runs on SQLite: for what has nothing to do with the database."""
    with Town(sqlite_url(tmp_path / "service.db")) as made:
        yield made
