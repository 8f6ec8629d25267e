"""Who is known, in SQL (use_cases.mail.ports.Directory); decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from detectors_app.domain.ids import BoxName, KeyId
from detectors_app.domain.trust import Removal, Removed
from detectors_app.mailbox.rows import from_statement, from_time, to_statement, to_time
from detectors_app.mailbox.tables import CHANGES, CLAIMS, DEVICES, GRANTS, NONCES, TRUST
from detectors_app.protocol import strict_json
from detectors_app.protocol.bundle import decode_bundle
from detectors_app.protocol.enrolment import Grant
from detectors_app.protocol.keys import SIGN_PUBLIC_BYTES
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.mail.ports import Claimed, Device, GrantRow
from detectors_app.use_cases.rows import HeldBundle

NONCE_LIFE = timedelta(minutes=15)
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class DirectoryRows:
    """The directory inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection whose transaction has begun."""
        self._connection = connection
        self._insert = _INSERTS[connection.dialect.name]
        self._changes: int | None = None

    def changes(self) -> int:
        """Give how often the bundle or the removals have changed."""
        if self._changes is None:
            self._changes = int(self._connection.execute(select(CHANGES.c.number)).scalar_one())
        return self._changes

    def _changed(self) -> None:
        """Tell every worker that what it remembers is out of date."""
        self._connection.execute(update(CHANGES).values(number=CHANGES.c.number + 1))
        self._changes = None

    def trust(self) -> HeldBundle | None:
        """Give the bundle in force."""
        row = self._latest()
        if row is None:
            return None
        statement = to_statement(row.statement)
        return HeldBundle(decode_bundle(statement.bytes), statement)

    def authorities(self) -> tuple[bytes, ...]:
        """Give the pinned authorities' public keys."""
        row = self._latest()
        if row is None:
            return ()
        return tuple(
            row.authorities[at : at + SIGN_PUBLIC_BYTES] for at in range(0, len(row.authorities), SIGN_PUBLIC_BYTES)
        )

    def _latest(self) -> Any:  # noqa: ANN401 - a row of TRUST, or None
        return self._connection.execute(select(TRUST).order_by(TRUST.c.version.desc()).limit(1)).one_or_none()

    def put_trust(self, held: HeldBundle, authorities: Iterable[bytes]) -> None:
        """Take a bundle and its authorities into force; former ones stay as a record."""
        values = {
            "version": held.bundle.version,
            "statement": from_statement(held.statement),
            "authorities": b"".join(authorities),
        }
        self._connection.execute(insert(TRUST), values)
        self._changed()

    def device(self, key: KeyId) -> Device | None:
        """Give one laptop."""
        row = self._connection.execute(select(DEVICES).where(DEVICES.c.key == key)).one_or_none()
        return None if row is None else _device(row)

    def devices(self) -> tuple[Device, ...]:
        """Give all laptops, in the order they were registered."""
        return tuple(_device(row) for row in self._connection.execute(select(DEVICES).order_by(DEVICES.c.number)))

    def add_device(self, device: Device, grant: KeyId) -> None:
        """Register a laptop under a grant that is free."""
        values = {
            "key": device.key,
            "sign": device.sign,
            "seal": device.seal,
            "box": device.box,
            "label": device.label,
            "certificate": from_statement(device.certificate),
            "registered_at": from_time(device.registered_at),
        }
        self._connection.execute(insert(DEVICES), values)
        self._connection.execute(update(GRANTS).where(GRANTS.c.key == grant).values(used_by=device.key))

    def remove_device(self, removed: Removed, statement: Statement) -> None:
        """Mark a laptop as removed."""
        values = {
            "removed_why": removed.why.value,
            "removed_at": from_time(removed.at),
            "removal": from_statement(statement),
        }
        self._connection.execute(update(DEVICES).where(DEVICES.c.key == removed.key).values(values))
        self._changed()

    def grant(self, key: KeyId) -> GrantRow | None:
        """Give one grant."""
        row = self._connection.execute(select(GRANTS).where(GRANTS.c.key == key)).one_or_none()
        return None if row is None else _grant(row)

    def grants(self) -> tuple[GrantRow, ...]:
        """Give all grants seen, in a steady order."""
        return tuple(_grant(row) for row in self._connection.execute(select(GRANTS).order_by(GRANTS.c.key)))

    def add_grant(self, row: GrantRow) -> None:
        """Keep a grant; one already there stays as it is."""
        values = {"key": row.key, "body": strict_json.encode(row.grant)}
        self._connection.execute(self._insert(GRANTS).on_conflict_do_nothing(), values)

    def cancel_grant(self, key: KeyId, at: datetime) -> None:
        """Mark a grant as cancelled."""
        self._connection.execute(update(GRANTS).where(GRANTS.c.key == key).values(cancelled_at=from_time(at)))

    def claims(self) -> tuple[Claimed, ...]:
        """Give who else came with a grant, the first first."""
        rows = self._connection.execute(select(CLAIMS).order_by(CLAIMS.c.at, CLAIMS.c.key))
        return tuple(Claimed(KeyId(row.grant), KeyId(row.key), to_time(row.at), ProblemType(row.type)) for row in rows)

    def add_claim(self, claimed: Claimed) -> None:
        """Keep one such claim; the same again changes nothing."""
        values = {
            "grant": claimed.grant,
            "key": claimed.key,
            "type": claimed.type.value,
            "at": from_time(claimed.at),
        }
        self._connection.execute(self._insert(CLAIMS).on_conflict_do_nothing(), values)

    def remember_nonce(self, nonce: str, key: KeyId, now: datetime) -> bool:
        """Remember a nonce for 15 minutes; False where it is remembered already."""
        self._connection.execute(delete(NONCES).where(NONCES.c.until < from_time(now)))
        values = {"key": key, "nonce": nonce, "until": from_time(now + NONCE_LIFE)}
        adding = self._insert(NONCES).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
        return bool(self._connection.execute(adding, values).rowcount == 1)


def _device(row: Any) -> Device:  # noqa: ANN401 - a row of DEVICES
    key = KeyId(row.key)
    removed = None if row.removed_why is None else Removed(key, Removal(row.removed_why), to_time(row.removed_at))
    return Device(
        key=key,
        sign=row.sign,
        seal=KeyId(row.seal),
        box=BoxName(row.box),
        label=row.label,
        certificate=to_statement(row.certificate),
        registered_at=to_time(row.registered_at),
        removed=removed,
    )


def _grant(row: Any) -> GrantRow:  # noqa: ANN401 - a row of GRANTS
    return GrantRow(
        key=KeyId(row.key),
        grant=strict_json.decode(row.body, Grant, where="grant"),
        used_by=None if row.used_by is None else KeyId(row.used_by),
        cancelled_at=None if row.cancelled_at is None else to_time(row.cancelled_at),
    )
