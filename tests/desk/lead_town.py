"""A town with a training lead's desk: Pat's, signed in over the façade; laptops that complete courses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from detectors_app.desk.casebook import Casebook
from detectors_app.desk.learning_book import LearningBook
from detectors_app.domain.completion import Completion, Completions, complete, cycle_of
from detectors_app.domain.course import Course, CourseId, Job, Module, ModuleId, Taught
from detectors_app.domain.ids import LEARNING, EnvelopeId, OfficerId
from detectors_app.domain.sequence import Place
from detectors_app.domain.trust import Role
from detectors_app.protocol.cards import read_person_card
from detectors_app.protocol.envelope import Letter
from detectors_app.protocol.payload import Kind
from detectors_app.sealing.envelope import seal
from tests.desk.conftest import PASSPHRASE, QUICK, Town
from tests.made_up import Council
from tests.use_cases.casework.world import Laptop, Shelved, World

PAT = "Pat Invented"
DETECTORS = CourseId("early-detectors")
LEVEL_1 = CourseId("neighbourhoods-1")


def course(course_id: str = "early-detectors", *jobs: str, **changes: object) -> Course:
    """Make a course of one module."""
    wanted = tuple(map(Job, jobs or ("repairs", "caretaking")))
    module = Module(ModuleId("recognise"), "Recognise", 8, ())
    made = Course(CourseId(course_id), 1, f"https://learning.example/{course_id}", course_id.title(), wanted, (module,))
    return replace(made, **changes)  # type: ignore[arg-type]  # a test may change any member


LEARN_ALONE = course()
SESSIONS = course("neighbourhoods-1", "neighbourhoods", modules=(), taught=Taught.SESSIONS, refresh_months=36)


class LeadTown(Town):
    """A town whose training lead has a desk of her own."""

    def book(self, *courses: Course, passphrase: str = PASSPHRASE) -> tuple[Casebook, LearningBook]:
        """Sign the lead in and pin the list of people."""
        casebook = self.open(PAT, passphrase)
        casebook.pin(self.trust_file())
        return casebook, LearningBook(casebook, courses or (LEARN_ALONE, SESSIONS))

    def learner(self, label: str = "Laptop 1") -> Laptop:
        """Enrol a laptop with keys for training records."""
        return Laptop(self.world, self.world.council.laptop(LEARNING, label=label))

    def record(self, laptop: Laptop, *completions: Completion, **changes: object) -> EnvelopeId:
        """Let a laptop send completions, one in an envelope unless a test says otherwise."""
        content = Completions(completions)
        payload = laptop.payload(Kind.COMPLETIONS, content, written=None, **changes)
        return self.put(laptop, payload)

    def put(self, laptop: Laptop, payload: bytes, **changes: object) -> EnvelopeId:
        """Seal a payload to the readers of the learning box and put it on the service's shelf."""
        readers = self.world.bundle.readers(LEARNING)
        envelope_id = EnvelopeId(uuid4())
        places = tuple((each.seal, Place(laptop.series, 1)) for each in readers)
        envelope = seal(Letter(LEARNING, envelope_id, payload, places, 8), laptop.keys.sign.sign, _token)
        stored = self.world.service.stored(LEARNING, envelope)
        shelved = Shelved(LEARNING, envelope, stored, laptop.keys.sign.id, laptop.keys.certificate)
        self.world.service.shelf.append(replace(shelved, **changes))  # type: ignore[arg-type]  # as above
        return envelope_id


def completion(staff: str, on: date, course_id: CourseId = DETECTORS, version: int = 1, months: int = 12) -> Completion:
    """Make a completion."""
    return complete(staff, course_id, version, cycle_of(on, months), on)


def make_lead_town(folder: Path) -> LeadTown:
    """Make a town in which Pat Invented leads the training and reads nothing else."""
    council = Council()
    world = World(folder, council)
    made = LeadTown(world, {}, [])
    card = Casebook.create(made.folder(PAT), OfficerId("pat-invented"), PAT, Role.LEAD, PASSPHRASE, cost=QUICK)
    made.cards[PAT] = read_person_card(card)
    council.extra.append(made.cards[PAT])
    world.bundle = council.bundle()
    return made


def _token(count: int) -> bytes:
    import secrets

    return secrets.token_bytes(count)
