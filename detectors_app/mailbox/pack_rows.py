"""Content packs and their pieces, in SQL (use_cases.mail.ports.Packs); decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from detectors_app.domain.course import CourseId
from detectors_app.mailbox.rows import to_statement
from detectors_app.mailbox.tables import PACK_NEEDS, PACK_PIECES, PACKS
from detectors_app.protocol.statement import encode_statement
from detectors_app.use_cases.mail.ports import KeptPack

_COMING, _IN_FORCE = 0, 1
_NEEDED = exists().where(PACK_NEEDS.c.sha256 == PACK_PIECES.c.sha256)
_HERE = exists().where(PACK_PIECES.c.sha256 == PACK_NEEDS.c.sha256)
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class PackRows:
    """The packs inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection whose transaction has begun."""
        self._connection = connection

    def packs(self, *, in_force: bool) -> tuple[KeptPack, ...]:
        """Give all packs in force, or all that are coming, by course."""
        chosen = select(PACKS).where(PACKS.c.in_force == int(in_force)).order_by(PACKS.c.course)
        return tuple(_kept(row) for row in self._connection.execute(chosen))

    def pack(self, course: CourseId, *, in_force: bool) -> KeptPack | None:
        """Give a course's pack in force, or the one that is coming."""
        chosen = select(PACKS).where(PACKS.c.course == course, PACKS.c.in_force == int(in_force))
        row = self._connection.execute(chosen).one_or_none()
        return None if row is None else _kept(row)

    def put_coming(self, kept: KeptPack, pieces: Mapping[str, int]) -> None:
        """Keep a pack that is coming, and which pieces it needs, in place of the one before."""
        self._drop(kept.course, _COMING)
        values = {
            "course": kept.course,
            "in_force": _COMING,
            "version": kept.version,
            "sha256": kept.sha256,
            "statement": encode_statement(kept.statement),
        }
        self._connection.execute(insert(PACKS), values)
        needs = [
            {"course": kept.course, "in_force": _COMING, "sha256": sha256, "size": size}
            for sha256, size in pieces.items()
        ]
        if needs:
            self._connection.execute(insert(PACK_NEEDS), needs)

    def put_in_force(self, course: CourseId) -> None:
        """Let the pack that is coming take the place of the one in force."""
        self._drop(course, _IN_FORCE)
        for table in (PACKS, PACK_NEEDS):
            self._connection.execute(update(table).where(table.c.course == course).values(in_force=_IN_FORCE))

    def missing_pieces(self, course: CourseId) -> tuple[str, ...]:
        """Give the pieces that the coming pack needs and that are not here."""
        needs = PACK_NEEDS.c
        chosen = select(needs.sha256).where(needs.course == course, needs.in_force == _COMING, ~_HERE)
        return tuple(self._connection.execute(chosen.order_by(needs.sha256)).scalars())

    def piece_size(self, sha256: str) -> int | None:
        """Give the size of a piece that some pack needs, None where none does."""
        chosen = select(PACK_NEEDS.c.size).where(PACK_NEEDS.c.sha256 == sha256).limit(1)
        size: int | None = self._connection.execute(chosen).scalar()
        return size

    def add_piece(self, sha256: str, body: bytes) -> bool:
        """Keep a piece; False where it is here already."""
        row = _INSERT[self._connection.dialect.name](PACK_PIECES).values(sha256=sha256, body=body)
        return self._connection.execute(row.on_conflict_do_nothing()).rowcount == 1

    def pack_bytes(self, sha256: str) -> bytes | None:
        """Give a piece, or the JSON of the statement of a pack in force."""
        piece = select(PACK_PIECES.c.body).where(PACK_PIECES.c.sha256 == sha256)
        statement = select(PACKS.c.statement).where(PACKS.c.sha256 == sha256, PACKS.c.in_force == _IN_FORCE)
        found = self._connection.execute(piece).scalar()
        if found is None:
            found = self._connection.execute(statement.limit(1)).scalar()
        return None if found is None else bytes(found)

    def drop_loose_pieces(self, most: int) -> int:
        """Forget at most so many pieces that no pack needs; give how many."""
        loose = self._connection.execute(select(PACK_PIECES.c.sha256).where(~_NEEDED).limit(most)).scalars().all()
        if loose:
            self._connection.execute(delete(PACK_PIECES).where(PACK_PIECES.c.sha256.in_(loose)))
        return len(loose)

    def _drop(self, course: CourseId, in_force: int) -> None:
        for table in (PACKS, PACK_NEEDS):
            self._connection.execute(delete(table).where(table.c.course == course, table.c.in_force == in_force))


def _kept(row: Any) -> KeptPack:  # noqa: ANN401 - SQLAlchemy types a row by its columns' number
    statement = to_statement(row.statement)
    return KeptPack(CourseId(row.course), row.version, row.sha256, statement, in_force=bool(row.in_force))
