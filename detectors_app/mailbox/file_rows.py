"""Sealed enrolment files, in SQL (use_cases.mail.ports.Files); decides nothing."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, delete, func, insert, select

from detectors_app.domain.ids import KeyId, OfficerId
from detectors_app.mailbox.tables import ENROLMENT_FILES
from detectors_app.protocol.set_up_code import FileId
from detectors_app.use_cases.mail.ports import KeptFile

_F = ENROLMENT_FILES.c


class FileRows:
    """The files inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection whose transaction has begun."""
        self._connection = connection

    def file(self, file_id: FileId) -> KeptFile | None:
        """Give one file."""
        row = self._connection.execute(select(ENROLMENT_FILES).where(_F.id == file_id)).one_or_none()
        if row is None:
            return None
        return KeptFile(
            id=FileId(row.id),
            grants=tuple(KeyId(each) for each in row.grants.split()),
            officer=OfficerId(row.officer),
            last_day=date.fromisoformat(row.last_day),
            sealed=row.sealed,
        )

    def add_file(self, kept: KeptFile) -> None:
        """Keep a file."""
        values = {
            "id": kept.id,
            "grants": " ".join(kept.grants),
            "officer": kept.officer,
            "last_day": kept.last_day.isoformat(),
            "sealed": kept.sealed,
        }
        self._connection.execute(insert(ENROLMENT_FILES), values)

    def count_files(self, officer: OfficerId) -> int:
        """Count what is kept for one manager."""
        counting = select(func.count()).select_from(ENROLMENT_FILES).where(_F.officer == officer)
        return int(self._connection.execute(counting).scalar_one())

    def drop_files_of(self, grant: KeyId) -> None:
        """Forget every file with this grant in it."""
        self._connection.execute(delete(ENROLMENT_FILES).where(_F.grants.contains(grant, autoescape=True)))

    def drop_files_before(self, day: date) -> None:
        """Forget every file whose last day is over."""
        self._connection.execute(delete(ENROLMENT_FILES).where(_F.last_day < day.isoformat()))
