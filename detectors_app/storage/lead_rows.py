"""What a training lead's desk counts by, in SQL (use_cases.learning.lead_ports.LeadUnit); decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, literal, select
from sqlalchemy.dialects.sqlite import insert

from detectors_app.domain.completion import Completion, CompletionId, LearnerId, learner_of
from detectors_app.domain.course import CourseId
from detectors_app.domain.ids import LEARNING, EnvelopeId, KeyId
from detectors_app.storage.desk_tables import LEAD, TAKEN_IN
from detectors_app.use_cases.learning.lead_ports import Came, Folded, KeptList
from detectors_app.use_cases.learning.lead_rows import Entry


class LeadRows:
    """Folded completions, the staff list in force and what was withdrawn; part of a desk's unit."""

    _connection: Connection

    def last_learning(self) -> int:
        """Give the last row of the learning box, opened or not, 0 without one."""
        last = select(func.max(TAKEN_IN.c.seq)).where(TAKEN_IN.c.box == LEARNING)
        return int(self._connection.execute(last).scalar() or 0)

    def learning_after(self, seq: int, limit: int) -> tuple[Came, ...]:
        """Give at most `limit` of the learning box's rows after `seq` that opened and verified."""
        columns = (TAKEN_IN.c[name] for name in ("seq", "id", "stored_at", "sender", "certificate", "payload"))
        which = (TAKEN_IN.c.box == LEARNING, TAKEN_IN.c.seq > seq, TAKEN_IN.c.problem == "")
        rows = self._connection.execute(select(*columns).where(*which).order_by(TAKEN_IN.c.seq).limit(limit))
        return tuple(
            Came(
                row.seq, EnvelopeId(row.id), row.stored_at, KeyId(row.sender), row.certificate is not None, row.payload
            )
            for row in rows
        )

    def count_not_believed(self) -> int:
        """Count what is kept of the learning box and did not open or verify."""
        which = (TAKEN_IN.c.box == LEARNING, TAKEN_IN.c.problem != literal("", literal_execute=True))
        return int(self._connection.execute(select(func.count()).select_from(TAKEN_IN).where(*which)).scalar_one())

    def fold_completions(self, seq: int, completions: Iterable[Completion]) -> None:
        """Keep the completions that came in one row."""
        rows = [
            {"seq": seq, "id": each.id, "staff": each.staff, "course": each.course, "version": each.version,
             "cycle": each.cycle, "day": each.on.toordinal()}
            for each in completions
        ]  # fmt: skip
        if rows:
            self._connection.execute(insert(LEAD.completions).on_conflict_do_nothing(), rows)

    def fold_entry(self, seq: int, entry: EnvelopeId, stored_at: datetime) -> None:
        """Remember that a row is an entry of a lead's."""
        row = insert(LEAD.entries).values(seq=seq, entry=entry, stored_at=stored_at)
        self._connection.execute(row.on_conflict_do_nothing())

    def heard_from(self, laptop: KeyId, at: datetime) -> None:
        """Remember that a laptop sent a training record."""
        row = insert(LEAD.laptops).values(sender=laptop, last_at=at)
        later = {"last_at": func.max(LEAD.laptops.c.last_at, row.excluded.last_at)}
        self._connection.execute(row.on_conflict_do_update(index_elements=["sender"], set_=later))

    def count_laptops(self, silent_since: datetime) -> tuple[int, int]:
        """Count the laptops that sent training records, and those of them that sent none since."""
        counts = select(func.count()).select_from(LEAD.laptops)
        silent = counts.where(LEAD.laptops.c.last_at < silent_since)
        return self._connection.execute(counts).scalar_one(), self._connection.execute(silent).scalar_one()

    def is_withdrawn(self, entry: EnvelopeId) -> bool:
        """Say whether a lead took this entry back."""
        found = self._connection.execute(select(LEAD.withdrawn.c.seq).where(LEAD.withdrawn.c.entry == entry))
        return found.first() is not None

    def withdraw(self, entry: EnvelopeId, seq: int) -> None:
        """Take an entry back, here already or still to come; what a laptop sent cannot be."""
        self._connection.execute(insert(LEAD.withdrawn).values(entry=entry, seq=seq).on_conflict_do_nothing())
        rows = select(LEAD.entries.c.seq).where(LEAD.entries.c.entry == entry)
        self._connection.execute(delete(LEAD.completions).where(LEAD.completions.c.seq.in_(rows)))

    def last_withdrawn(self) -> int:
        """Give the row of the latest withdrawal, 0 without one: what was read before it may be gone."""
        return int(self._connection.execute(select(func.max(LEAD.withdrawn.c.seq))).scalar() or 0)

    def folded_after(self, seq: int) -> tuple[Folded, ...]:
        """Give what was folded from rows after `seq`, in no order."""
        # Past SQLAlchemy's typed rows: a desk reads a hundred thousand of these when it is opened.
        read = "SELECT seq, staff, course, version, day FROM learning_completions WHERE seq > ?"
        rows: Any = self._connection.exec_driver_sql(read, (seq,)).cursor
        return tuple(rows.fetchall())

    def completions_with(self, first: bytes, last: bytes) -> tuple[Completion, ...]:
        """Give completions whose id's bytes lie between two, both included; one completion may come several times."""
        between = LEAD.completions.c.id.between(literal(first), literal(last))
        rows = self._connection.execute(select(LEAD.completions).where(between))
        return tuple(_completion(row) for row in rows)

    def entry_of(self, entry: EnvelopeId) -> tuple[Completion, ...]:
        """Give the completions that stand by one envelope of a lead's."""
        rows = select(LEAD.entries.c.seq).where(LEAD.entries.c.entry == entry)
        found = self._connection.execute(select(LEAD.completions).where(LEAD.completions.c.seq.in_(rows)))
        return tuple(_completion(row) for row in found)

    def entries(self, limit: int) -> tuple[Entry, ...]:
        """Give the entries of leads that stand, the latest first, at most so many."""
        done = LEAD.completions
        columns = (LEAD.entries.c.entry, LEAD.entries.c.stored_at, func.count().label("people"))
        about = (func.min(done.c.course).label("course"), func.max(done.c.day).label("day"))
        joined = select(*columns, *about).join(done, done.c.seq == LEAD.entries.c.seq)
        rows = joined.group_by(LEAD.entries.c.seq).order_by(LEAD.entries.c.seq.desc()).limit(limit)
        return tuple(
            Entry(EnvelopeId(row.entry), CourseId(row.course), date.fromordinal(row.day), row.people, row.stored_at)
            for row in self._connection.execute(rows)
        )

    def kept_list(self) -> KeptList | None:
        """Give the staff list in force."""
        row = self._connection.execute(select(LEAD.staff_list)).first()
        return None if row is None else KeptList(row.seq, row.made_at, row.body)

    def keep_list(self, kept: KeptList) -> None:
        """Put a staff list in force."""
        values = {"seq": kept.seq, "made_at": kept.made_at, "body": kept.body}
        row = insert(LEAD.staff_list).values(one=1, **values)
        self._connection.execute(row.on_conflict_do_update(index_elements=["one"], set_=values))

    def forget_folded(self) -> None:
        """Empty all that was folded, to be folded anew."""
        for table in (LEAD.completions, LEAD.entries, LEAD.withdrawn, LEAD.staff_list, LEAD.laptops):
            self._connection.execute(delete(table))


def _completion(row: Any) -> Completion:  # noqa: ANN401 - SQLAlchemy types a row by its columns' number
    learner: LearnerId = learner_of(row.staff)
    day = date.fromordinal(row.day)
    return Completion(CompletionId(row.id), learner, row.staff, CourseId(row.course), row.version, row.cycle, day)
