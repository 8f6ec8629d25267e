"""A statement written out once for one kind of database, for what every delivery runs; knows no table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, CursorResult
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.sql.expression import ClauseElement

_DIALECTS: dict[str, Any] = {"sqlite": sqlite.dialect, "postgresql": psycopg.dialect}
_ROW_COUNT = {"preserve_rowcount": True}


class Written:
    """A statement whose text never changes: SQLAlchemy need not look it up, nor its values, each time it is run.

    Its values must already be as the driver takes them: numbers, text, bytes or None.
    """

    def __init__(self, statement: ClauseElement, kind: str, columns: Collection[str]) -> None:
        """Write it out for a kind of database (sqlite or postgresql), with a parameter for each column named."""
        made: Any = statement.compile(dialect=_DIALECTS[kind](), column_keys=list(columns))
        self._text = str(made)
        self._order: tuple[str, ...] | None = tuple(made.positiontup) if made.positional else None

    def run(self, connection: Connection, values: Mapping[str, object]) -> CursorResult[Any]:
        """Run it with its values by name. Raises SQLAlchemyError, as any statement does."""
        given: Any = values if self._order is None else tuple([values[name] for name in self._order])
        return connection.exec_driver_sql(self._text, given, _ROW_COUNT)
