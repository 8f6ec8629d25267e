"""A lead's desk on a real store, without keys: rows of the learning box as they are once judged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from detectors_app.domain.completion import Completion, complete, cycle_of
from detectors_app.domain.course import Course, CourseId, Job, Module, ModuleId
from detectors_app.domain.ids import LEARNING, EnvelopeId, KeyId
from detectors_app.domain.staff_list import StaffRow
from detectors_app.protocol.payload import SCHEMA, Kind, Payload, encode_payload
from detectors_app.protocol.statement import Statement
from detectors_app.storage.desk_store import DeskStore
from detectors_app.use_cases.learning.register import Register, fold_learning
from detectors_app.use_cases.rows import TakenIn

DAY = date(2026, 11, 1)
LONG_AGO = date(2020, 1, 6)
AT = datetime(2026, 11, 12, 9, 41, tzinfo=UTC)
LAPTOP, LEAD = KeyId("1" * 16), KeyId("2" * 16)
COURSE = Course(
    CourseId("one"), 1, "https://learning.example/one", "One", (Job("repairs"), Job("cleaning")),
    (Module(ModuleId("m"), "M", 8, ()),),
)  # fmt: skip
_KINDS = {"Completions": Kind.COMPLETIONS, "StaffList": Kind.STAFF_LIST, "Withdrawn": Kind.WITHDRAWN}


def done(staff: str, on: date = DAY, course: CourseId = COURSE.id, version: int = 1) -> Completion:
    return complete(staff, course, version, cycle_of(on, 12), on)


def person(staff: str, team: str = "East", job: str = "repairs", joined: date = LONG_AGO) -> StaffRow:
    return StaffRow(staff, f"Sam {staff}", team, Job(job), joined)


class LeadStore:
    """A store, and the register read from it."""

    def __init__(self, folder: Path) -> None:
        self.store = DeskStore(folder, b"k" * 32)
        self.register = Register()

    def came(
        self, content: object, *, sender: KeyId = LAPTOP, at: datetime = AT, made_at: datetime = AT, fold: bool = True
    ) -> EnvelopeId:
        """Take a row in as judged; from a laptop unless a lead sent it."""
        payload = Payload(_KINDS[type(content).__name__], SCHEMA, made_at, sender, 1, None, b"", None, (), content)
        envelope = EnvelopeId(uuid4())
        certificate = Statement(b"shown", ()) if sender == LAPTOP else None
        with self.store.unit() as unit:
            unit.take_in(
                TakenIn(
                    LEARNING, envelope, uuid4().hex * 2, b"sealed", at, Statement(b"", ()), 0, sender, certificate,
                    None, encode_payload(payload),
                )
            )  # fmt: skip
            if fold:
                fold_learning(unit)
        return envelope

    def look(self) -> bool:
        """Let the register read what is new."""
        with self.store.unit() as unit:
            return self.register.look(unit)

    def ask(self, name: str, *arguments: Any) -> Any:  # noqa: ANN401 - whatever the unit gives
        """Ask the unit one thing."""
        with self.store.unit() as unit:
            return getattr(unit, name)(*arguments)

    def days(self, course: CourseId = COURSE.id) -> dict[str, list[tuple[date, int]]]:
        """Give who completed a course, when and by which version."""
        self.look()
        taking = self.register.taking.get(course, {})
        return {staff: [(date.fromordinal(on), version) for on, version in some] for staff, some in taking.items()}


def names(rows: Iterable[StaffRow]) -> list[str]:
    return [each.staff for each in rows]
