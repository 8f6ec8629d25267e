"""How our values lie in columns: times, ids, statements, tuples; knows no table."""

# ruff: noqa: ARG002 - SQLAlchemy hands every column type its dialect; ours need none

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from detectors_app.protocol.statement import Statement, decode_statement, encode_statement

_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Utc(TypeDecorator[datetime]):
    """An aware UTC time as whole microseconds since 1970, so that it sorts and compares as a number."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Give microseconds."""
        return None if value is None else (value - _BEGIN) // _MICROSECOND

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - the base's
        """Give the time."""
        return None if value is None else _BEGIN + value * _MICROSECOND


class Day(TypeDecorator[date]):
    """A day of the calendar, as ISO 8601 writes it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Give the text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:  # noqa: ANN401 - the base's
        """Give the day."""
        return None if value is None else date.fromisoformat(value)


class Id(TypeDecorator[UUID]):
    """An envelope's id as its 16 bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> bytes | None:
        """Give the bytes."""
        return None if value is None else value.bytes

    def process_result_value(self, value: Any | None, dialect: Dialect) -> UUID | None:  # noqa: ANN401 - the base's
        """Give the id."""
        return None if value is None else UUID(bytes=value)


class Names(TypeDecorator[tuple[str, ...]]):
    """A tuple of short names (key ids, officer ids, marks) as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Give JSON."""
        return None if value is None else json.dumps(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ANN401 - the base's
        """Give the tuple."""
        return None if value is None else tuple(json.loads(value))


class Signed(TypeDecorator[Statement]):
    """A statement as its JSON."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Statement | None, dialect: Dialect) -> bytes | None:
        """Give JSON."""
        return None if value is None else encode_statement(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Statement | None:  # noqa: ANN401 - the base's
        """Give the statement."""
        return None if value is None else decode_statement(value)
