"""What a laptop keeps of training, inside one transaction; decides nothing and reads nothing of a concern."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, and_, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from detectors_app.domain.course import CourseId, Job, ModuleId
from detectors_app.domain.ids import KeyId, PersonId
from detectors_app.domain.progress import ModuleProgress
from detectors_app.domain.sequence import Place
from detectors_app.protocol import strict_json
from detectors_app.storage.learning_tables import LearningTables
from detectors_app.use_cases.learning.rows import Kept, Learner, QuickCard, QuickKey, Taking


class LearningRows:
    """The learning side of a laptop's unit (use_cases.learning.ports.LearningUnit), over its connection."""

    _connection: Connection
    _learning: LearningTables

    def next_learning_place(self, reader: KeyId) -> Place:
        """Count one more learning record sealed to this reader."""
        counters = self._learning.counters
        count = insert(counters).values(reader=reader, n=1)
        count = count.on_conflict_do_update(index_elements=["reader"], set_={"n": counters.c.n + 1})
        n = self._connection.execute(count.returning(counters.c.n)).scalar_one()
        series: bytes = self._connection.execute(select(self._learning.series.c.value)).scalar_one()
        return Place(series, n)

    def learner(self, person: PersonId) -> Learner | None:
        """Give a person as a trainee, None where they never were one."""
        table = self._learning.learners
        row = self._connection.execute(select(table).where(table.c.person == person)).first()
        return None if row is None else Learner(person, Job(row.job), row.staff, row.since, row.quick)

    def put_learner(self, learner: Learner) -> None:
        """Keep a trainee, or change one."""
        values = {"job": learner.job, "staff": learner.staff, "since": learner.since, "quick": learner.quick}
        row = insert(self._learning.learners).values(person=learner.person, **values)
        self._connection.execute(row.on_conflict_do_update(index_elements=["person"], set_=values))

    def progress(self, person: PersonId, course: CourseId, taking: Taking) -> dict[ModuleId, ModuleProgress]:
        """Give how far a person is in each module that they began, at one taking of a course."""
        table = self._learning.progress
        which = and_(
            table.c.person == person,
            table.c.course == course,
            table.c.after == taking.after,
            table.c.of_version == taking.of_version,
        )
        rows = self._connection.execute(select(table.c.module, table.c.progress).where(which))
        return {ModuleId(module): _progress(blob) for module, blob in rows}

    def put_progress(self, person: PersonId, taking: Taking, progress: ModuleProgress) -> None:
        """Keep how far a person is in a module."""
        values = {"progress": strict_json.encode(progress)}
        which = {
            "person": person,
            "course": progress.course,
            "after": taking.after,
            "of_version": taking.of_version,
            "module": progress.module,
        }
        row = insert(self._learning.progress).values(**which, **values)
        self._connection.execute(row.on_conflict_do_update(index_elements=list(which), set_=values))

    def kept(self, person: PersonId) -> tuple[Kept, ...]:
        """Give what a person completed, in the order of courses, cycles and versions."""
        table = self._learning.kept
        order = (table.c.course, table.c.cycle, table.c.version, table.c.staff)
        rows = self._connection.execute(select(table).where(table.c.person == person).order_by(*order))
        return tuple(_kept(row) for row in rows)

    def keep(self, person: PersonId, kept: Kept) -> None:
        """Keep that a person completed a course, or say of it that it was sent; with its staff number at last."""
        table = self._learning.kept
        if kept.staff:
            self.take_back((person,), kept)
        row = insert(table).values(
            person=person,
            course=kept.course,
            cycle=kept.cycle,
            version=kept.version,
            staff=kept.staff,
            day=kept.on,
            after=kept.taking.after,
            of_version=kept.taking.of_version,
            envelope=kept.envelope,
        )
        sent = {"envelope": func.coalesce(row.excluded.envelope, table.c.envelope)}
        unique = ["person", "course", "cycle", "version", "staff"]
        self._connection.execute(row.on_conflict_do_update(index_elements=unique, set_=sent))

    def take_back(self, people: tuple[PersonId, ...], kept: Kept) -> None:
        """Forget that it was complete, where no staff number was known yet; all progress stays."""
        table = self._learning.kept
        which = and_(
            table.c.person.in_(people),
            table.c.course == kept.course,
            table.c.cycle == kept.cycle,
            table.c.version == kept.version,
            table.c.staff == "",
        )
        self._connection.execute(delete(table).where(which))

    def quick_cards(self, person: PersonId) -> tuple[QuickCard, ...]:
        """Give a person's questions to be asked again, those due first."""
        table = self._learning.cards
        order = (table.c.due, table.c.course, table.c.module, table.c.question)
        rows = self._connection.execute(select(table).where(table.c.person == person).order_by(*order))
        return tuple(_card(row) for row in rows)

    def put_quick_card(self, person: PersonId, card: QuickCard) -> None:
        """Keep when a question is to be asked again."""
        values = {
            "due": card.due,
            "stability": card.stability,
            "difficulty": card.difficulty,
            "asked_at": card.asked_at,
        }
        which = {"person": person, **card.key._asdict()}
        row = insert(self._learning.cards).values(**which, **values)
        self._connection.execute(row.on_conflict_do_update(index_elements=list(which), set_=values))


def _progress(blob: bytes) -> ModuleProgress:
    return strict_json.decode(blob, ModuleProgress, where="module_progress")


def _kept(row: Any) -> Kept:  # noqa: ANN401 - SQLAlchemy types a row by its columns' number
    taking = Taking(row.after, row.of_version)
    return Kept(CourseId(row.course), row.version, row.cycle, row.day, taking, row.staff, row.envelope)


def _card(row: Any) -> QuickCard:  # noqa: ANN401 - as above
    key = QuickKey(CourseId(row.course), ModuleId(row.module), row.question)
    return QuickCard(key, row.due, row.stability, row.difficulty, row.asked_at)
