"""A laptop's store: keys, person, drafts and the outbox; decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from sqlalchemy import delete, select

from detectors_app.domain.ids import BoxName, EnvelopeId
from detectors_app.storage.engine import transaction
from detectors_app.storage.identities import identity_of, identity_values
from detectors_app.storage.laptop_tables import DRAFTS, IDENTITIES, PERSON, SENDING, STEPS
from detectors_app.storage.migrations import open_store, store_version
from detectors_app.storage.sending import SendingUnit
from detectors_app.use_cases.rows import DraftRow, Identity, PersonRow

FILE = "laptop.db"


class LaptopUnit(SendingUnit):
    """A laptop's store, inside one transaction (use_cases.ports.LaptopUnit)."""

    def identity(self, box: BoxName) -> Identity | None:
        """Give this laptop's keys for a box."""
        row = self._connection.execute(select(IDENTITIES).where(IDENTITIES.c.box == box)).first()
        return None if row is None else identity_of(row)

    def put_identity(self, identity: Identity) -> None:
        """Keep keys for a box, or change them."""
        values = identity_values(identity)
        self._put(IDENTITIES, {"box": values.pop("box")}, values)

    def identities(self) -> tuple[Identity, ...]:
        """Give the keys of every box."""
        rows = self._connection.execute(select(IDENTITIES).order_by(IDENTITIES.c.box))
        return tuple(identity_of(row) for row in rows)

    def person(self) -> PersonRow | None:
        """Give the person's public key and wrapped private key."""
        row = self._connection.execute(select(PERSON)).first()
        return None if row is None else PersonRow(row.seal_public, row.wrapped, row.name, row.role, row.team)

    def put_person(self, person: PersonRow) -> None:
        """Keep it."""
        self._put(PERSON, {"one": 1}, {each.name: getattr(person, each.name) for each in fields(PersonRow)})

    def drafts(self) -> tuple[DraftRow, ...]:
        """Give the drafts, the latest saved first."""
        rows = self._connection.execute(select(DRAFTS).order_by(DRAFTS.c.saved_at.desc(), DRAFTS.c.id))
        return tuple(DraftRow(**row._mapping) for row in rows)  # noqa: SLF001 - SQLAlchemy's documented way

    def draft(self, envelope_id: EnvelopeId) -> DraftRow | None:
        """Give one draft."""
        row = self._connection.execute(select(DRAFTS).where(DRAFTS.c.id == envelope_id)).first()
        return None if row is None else DraftRow(**row._mapping)  # noqa: SLF001 - as above

    def put_draft(self, draft: DraftRow) -> None:
        """Keep a draft, replacing its earlier self."""
        values = {each.name: getattr(draft, each.name) for each in fields(DraftRow)}
        self._put(DRAFTS, {"id": values.pop("id")}, values)

    def drop_draft(self, envelope_id: EnvelopeId) -> None:
        """Forget a draft; its bytes are overwritten in the file."""
        self._connection.execute(delete(DRAFTS).where(DRAFTS.c.id == envelope_id))


class LaptopStore:
    """Opens transactions on a laptop's store; each commits durably at its end or leaves nothing."""

    def __init__(self, folder: Path, key: bytes) -> None:
        """Open (or make) `laptop.db` in the folder with its key (32 bytes).

        Raises CannotOpen (wrong key, damaged), EnvironmentFault (disk full, read-only), Refused (newer version).
        """
        self.path = folder / FILE
        self._engine = open_store(self.path, key, STEPS, folder / "backups")

    @contextmanager
    def unit(self) -> Iterator[LaptopUnit]:
        """Begin a transaction. Raises EnvironmentFault, CannotOpen, TransientFault (busy)."""
        with transaction(self._engine, self.path) as connection:
            yield LaptopUnit(connection, SENDING)

    def version(self) -> int:
        """Give the store's version."""
        return store_version(self._engine, self.path)

    def close(self) -> None:
        """Close every connection; the key goes with them."""
        self._engine.dispose()
