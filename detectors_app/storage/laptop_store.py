"""A laptop's store: keys, people, drafts and the outbox; decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from sqlalchemy import Select, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from detectors_app.domain.ids import CONCERNS, FIRST_PERSON, BoxName, EnvelopeId, PersonId
from detectors_app.storage.engine import reading, transaction, translated
from detectors_app.storage.identities import identity_of, identity_values
from detectors_app.storage.laptop_tables import DRAFTS, IDENTITIES, PEOPLE, QUESTIONS, SENDING, STEPS, WRITERS
from detectors_app.storage.laptop_tables import LEARNING as LEARNING_TABLES
from detectors_app.storage.learning_rows import LearningRows
from detectors_app.storage.migrations import open_store, store_version
from detectors_app.storage.sending import SendingUnit
from detectors_app.use_cases.rows import DraftRow, Identity, OutboxItem, PersonRow, QuestionRow

FILE = "laptop.db"
CURRENT_PERSON = "current_person"
"""The note that says who is using the laptop; where it is empty, the person it was set up for."""
_DRAFT_FIELDS = tuple(each.name for each in fields(DraftRow))
_PERSON_FIELDS = tuple(each.name for each in fields(PersonRow))


class LaptopUnit(SendingUnit, LearningRows):
    """A laptop's store, inside one transaction (use_cases.ports.LaptopUnit)."""

    _learning = LEARNING_TABLES

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

    def people(self) -> tuple[PersonRow, ...]:
        """Give everyone who has used this laptop, in the order they came."""
        rows = self._connection.execute(select(PEOPLE).order_by(PEOPLE.c.id))
        return tuple(PersonRow(**row._mapping) for row in rows)  # noqa: SLF001 - SQLAlchemy's documented way

    def person(self) -> PersonRow | None:
        """Give who is using the laptop now, None before it is set up."""
        row = self._connection.execute(select(PEOPLE).where(PEOPLE.c.id == self.current_person())).first()
        return None if row is None else PersonRow(**row._mapping)  # noqa: SLF001 - as above

    def put_person(self, person: PersonRow) -> None:
        """Keep a person, or change one."""
        values = {name: getattr(person, name) for name in _PERSON_FIELDS}
        self._put(PEOPLE, {"id": values.pop("id")}, values)

    def next_person(self) -> PersonId:
        """Give the number that no person has had yet."""
        return PersonId(self._connection.execute(select(func.coalesce(func.max(PEOPLE.c.id), 0))).scalar_one() + 1)

    def current_person(self) -> PersonId:
        """Give who is using the laptop now."""
        kept = self.note(CURRENT_PERSON)
        return PersonId(int(kept)) if kept else FIRST_PERSON

    def put_current_person(self, person: PersonId) -> None:
        """Remember who is using the laptop."""
        self.put_note(CURRENT_PERSON, str(person))

    def add_to_outbox(self, item: OutboxItem) -> None:
        """Queue an envelope, a concern as written by who is using the laptop; the same again changes nothing."""
        super().add_to_outbox(item)
        if item.box != CONCERNS:
            return
        written = {"box": item.box, "id": item.id, "person": self.current_person()}
        self._connection.execute(insert(WRITERS).values(written).on_conflict_do_nothing())

    def outbox_of(
        self, people: Collection[PersonId], *, most: int | None = None, skip: int = 0
    ) -> tuple[OutboxItem, ...]:
        """Give what these people sent or will send, newest first, without their envelopes' bytes."""
        return self._listed(self._of(people).limit(most).offset(skip))

    def pressing_of(self, people: Collection[PersonId]) -> tuple[OutboxItem, ...]:
        """Give what of theirs someone should ring the duty line about, newest first, without the bytes."""
        return self._listed(self._of(people).where(self._needs_phone()))

    def _of(self, people: Collection[PersonId]) -> Select[Any]:
        table = self._t.outbox
        joined = (WRITERS.c.box == table.c.box) & (WRITERS.c.id == table.c.id)
        return select(*self._columns()).join(WRITERS, joined).where(WRITERS.c.person.in_(people))

    def writer(self, box: BoxName, envelope_id: EnvelopeId) -> PersonId | None:
        """Give who wrote what is in the outbox under an id, None where nothing is."""
        which = (WRITERS.c.box == box, WRITERS.c.id == envelope_id)
        found = self._connection.execute(select(WRITERS.c.person).where(*which)).scalar()
        return None if found is None else PersonId(found)

    def drafts(self) -> tuple[DraftRow, ...]:
        """Give everyone's drafts, the latest saved first."""
        rows = self._connection.execute(select(DRAFTS).order_by(DRAFTS.c.saved_at.desc(), DRAFTS.c.id))
        return tuple(DraftRow(**row._mapping) for row in rows)  # noqa: SLF001 - as above

    def draft(self, envelope_id: EnvelopeId) -> DraftRow | None:
        """Give one draft."""
        row = self._connection.execute(select(DRAFTS).where(DRAFTS.c.id == envelope_id)).first()
        return None if row is None else DraftRow(**row._mapping)  # noqa: SLF001 - as above

    def put_draft(self, draft: DraftRow) -> None:
        """Keep a draft, replacing its earlier self."""
        values = {name: getattr(draft, name) for name in _DRAFT_FIELDS}
        self._put(DRAFTS, {"id": values.pop("id")}, values)

    def drop_draft(self, envelope_id: EnvelopeId) -> None:
        """Forget a draft; its bytes are overwritten in the file."""
        self._connection.execute(delete(DRAFTS).where(DRAFTS.c.id == envelope_id))

    def answers(self) -> dict[EnvelopeId, EnvelopeId]:
        """Give what in the outbox answers each question that is answered: the first that does."""
        table = self._t.outbox
        wanted = select(table.c.question, table.c.id).where(table.c.question.is_not(None)).order_by(table.c.seq.desc())
        return {row.question: row.id for row in self._connection.execute(wanted)}

    def put_question(self, question: QuestionRow) -> bool:
        """Keep a question of the duty team's; False where one of its id is here already, which stays."""
        values = {each.name: getattr(question, each.name) for each in fields(QuestionRow)}
        done = self._connection.execute(insert(QUESTIONS).values(values).on_conflict_do_nothing())
        return done.rowcount == 1

    def questions(self) -> tuple[QuestionRow, ...]:
        """Give every question, the oldest first; their words stay sealed."""
        rows = self._connection.execute(select(QUESTIONS).order_by(QUESTIONS.c.asked_at, QUESTIONS.c.id))
        return tuple(QuestionRow(**row._mapping) for row in rows)  # noqa: SLF001 - as above

    def question(self, question_id: EnvelopeId) -> QuestionRow | None:
        """Give one question."""
        row = self._connection.execute(select(QUESTIONS).where(QUESTIONS.c.id == question_id)).first()
        return None if row is None else QuestionRow(**row._mapping)  # noqa: SLF001 - as above


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

    def content_key(self) -> bytes:
        """Give the committed bundle's content key, empty with none; also inside a transaction. Raises as `unit`."""
        with reading(self._engine, self.path) as connection:
            held = LaptopUnit(connection, SENDING).bundle()
        return b"" if held is None else held.bundle.content_key

    def forget_replaced(self) -> None:
        """Bring the log into the file and empty it, so that what was replaced is overwritten on the disk.

        Another connection that reads just now may keep it from happening; the next one to close brings it about.
        """
        with translated(self.path), closing(self._engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def version(self) -> int:
        """Give the store's version."""
        return store_version(self._engine, self.path)

    def close(self) -> None:
        """Close every connection; the key goes with them."""
        self._engine.dispose()
