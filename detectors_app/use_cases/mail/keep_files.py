"""Keep sealed enrolment files for those who were told a code, until the grant in one is used; opens none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.trust import Bundle
from detectors_app.protocol.enrolment import Grant
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import FileKept, FileToKeep, SealedFile
from detectors_app.protocol.set_up_code import FileId
from detectors_app.use_cases.mail.ports import Caller, Denied, Directory, Files, GrantRow, KeptFile, MailNotary

MOST_SEALED_BYTES = 1024 * 1024
"""A list of two hundred people with their keys is a third of this."""
MOST_GRANTS = 8
MOST_FILES = 200
"""For one manager at a time."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A file whose grants were verified."""

    kept: KeptFile
    grants: tuple[GrantRow, ...]


def look_over_file(
    file_id: FileId, put: FileToKeep, caller: Caller, *, bundle: Bundle, notary: MailNotary, now: datetime
) -> Offered:
    """Verify the grants: the caller's own, still good. What is sealed is not looked at. Raises Denied."""
    if caller.officer is None:
        raise Denied(ProblemType.FORBIDDEN)
    if len(put.sealed) > MOST_SEALED_BYTES or len(put.grants) > MOST_GRANTS:
        raise Denied(ProblemType.TOO_LARGE)
    try:
        grants = tuple(notary.open_grant(each, bundle) for each in put.grants)
        rows = tuple(GrantRow(sign_id(each.one_time), each) for each in grants)
    except (CannotOpen, Invalid):
        raise Denied(ProblemType.MALFORMED) from None
    _check(grants, caller, now)
    last_day = min(each.last_day for each in grants)
    return Offered(KeptFile(file_id, tuple(each.key for each in rows), caller.officer, last_day, put.sealed), rows)


def _check(grants: tuple[Grant, ...], caller: Caller, now: datetime) -> None:
    if not grants:
        raise Denied(ProblemType.MALFORMED)
    if any(each.manager != caller.officer for each in grants):
        raise Denied(ProblemType.FORBIDDEN)
    if any(each.last_day < now.date() for each in grants):
        raise Denied(ProblemType.GRANT_EXPIRED)


def keep_file(unit: Directory, offered: Offered, now: datetime) -> FileKept:
    """Keep a file and make its grants known. The same again changes nothing; another under its id is refused.

    Raises Denied.
    """
    unit.drop_files_before(now.date())
    kept = offered.kept
    held = unit.file(kept.id)
    if held is not None and held != kept:
        raise Denied(ProblemType.FORBIDDEN)
    for row in offered.grants:
        unit.add_grant(row)
        _check_free(unit.grant(row.key) or row)
    if held is None:
        if unit.count_files(kept.officer) >= MOST_FILES:
            raise Denied(ProblemType.QUOTA)
        unit.add_file(kept)
    return FileKept(kept.last_day)


def _check_free(row: GrantRow) -> None:
    if row.used_by is not None:
        raise Denied(ProblemType.GRANT_USED)
    if row.cancelled_at is not None:
        raise Denied(ProblemType.GRANT_CANCELLED)


def give_file(unit: Files, file_id: FileId, now: datetime) -> SealedFile:
    """Give a file to whoever knows its id. One that was never there and one that is spent look the same.

    Raises Denied.
    """
    kept = unit.file(file_id)
    if kept is None or kept.last_day < now.date():
        raise Denied(ProblemType.NOT_FOUND)
    return SealedFile(kept.sealed)
