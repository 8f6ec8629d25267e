"""What learning needs from outside, as protocols: no more of the laptop's store than training may see."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from detectors_app.domain.course import Course, CourseId, ModuleId
from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId, PersonId
from detectors_app.domain.progress import ModuleProgress
from detectors_app.domain.sequence import Place
from detectors_app.use_cases.learning.rows import Kept, Learner, QuickCard, QuickKey, Taking
from detectors_app.use_cases.ports import Clock, Seal, Signer, TokenBytes
from detectors_app.use_cases.rows import HeldBundle, Identity, OutboxItem, PersonRow

Courses = Callable[[], tuple[Course, ...]]
"""Gives the courses in force, in the order they are shown."""


class LearningUnit(Protocol):
    """What training reads and writes of a laptop's store, inside one transaction."""

    def bundle(self) -> HeldBundle | None:
        """Give the trust bundle in force."""

    def identity(self, box: BoxName) -> Identity | None:
        """Give this laptop's keys for a box."""

    def people(self) -> tuple[PersonRow, ...]:
        """Give everyone who has used this laptop, in the order they came."""

    def current_person(self) -> PersonId:
        """Give who is using the laptop now."""

    def note(self, name: str) -> str:
        """Give a small remembered value, empty if none."""

    def put_note(self, name: str, value: str) -> None:
        """Remember a small value."""

    def add_to_outbox(self, item: OutboxItem) -> None:
        """Queue an envelope; the same (box, id, sha256) again changes nothing."""

    def outbox_item(self, box: BoxName, envelope_id: EnvelopeId) -> OutboxItem | None:
        """Give one item."""

    def next_learning_place(self, reader: KeyId) -> Place:
        """Count one more learning record sealed to this reader; series and counts are not those of concerns."""

    def learner(self, person: PersonId) -> Learner | None:
        """Give a person as a trainee, None where they never were one."""

    def put_learner(self, learner: Learner) -> None:
        """Keep a trainee, or change one."""

    def progress(self, person: PersonId, course: CourseId, taking: Taking) -> dict[ModuleId, ModuleProgress]:
        """Give how far a person is in each module that they began, at one taking of a course."""

    def put_progress(self, person: PersonId, taking: Taking, progress: ModuleProgress) -> None:
        """Keep how far a person is in a module."""

    def kept(self, person: PersonId) -> tuple[Kept, ...]:
        """Give what a person completed, in the order of courses, cycles and versions."""

    def keep(self, person: PersonId, kept: Kept) -> None:
        """Keep that a person completed a course, or say of it that it was sent.

        There is one of a course, cycle, version and staff number; with a staff number it takes the place of the one
        that waited for it.
        """

    def take_back(self, people: tuple[PersonId, ...], kept: Kept) -> None:
        """Forget that it was complete, where no staff number was known yet; all progress stays."""

    def quick_cards(self, person: PersonId) -> tuple[QuickCard, ...]:
        """Give a person's questions to be asked again, those due first."""

    def put_quick_card(self, person: PersonId, card: QuickCard) -> None:
        """Keep when a question is to be asked again."""


class LearningStore(Protocol):
    """Opens transactions on a laptop's store; each commits durably at its end or leaves nothing."""

    def unit(self) -> AbstractContextManager[LearningUnit]:
        """Begin a transaction. Raises EnvironmentFault (disk full, read-only), CannotOpen (wrong key, damaged)."""


class LearningKeys(Protocol):
    """Turns a kept seed into a working key."""

    def signer(self, seed: bytes) -> Signer:
        """Give the Ed25519 key of a seed."""


class Spacing(Protocol):
    """When a question is asked again (staff.spacing fits)."""

    def first(self, key: QuickKey, now: datetime) -> QuickCard:
        """Give the card of a question that was just met in its module."""

    def after(self, card: QuickCard, now: datetime, *, right: bool) -> QuickCard:
        """Give the card after an answer."""


@dataclass(frozen=True, slots=True)
class LearningParts:
    """One laptop's training. Nothing of a concern is within its reach."""

    store: LearningStore
    keys: LearningKeys
    seal: Seal
    courses: Courses
    spacing: Spacing
    now: Clock
    token_bytes: TokenBytes
