"""A council, an honest service in memory and a signed-up desk for the façade and the windows."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from detectors_app.desk.casebook import Casebook
from detectors_app.domain.errors import TransientFault
from detectors_app.domain.form import Answer
from detectors_app.domain.ids import BoxName, EnvelopeId, FieldId, OfficerId
from detectors_app.domain.trust import Reader, Role
from detectors_app.protocol.cards import read_person_card
from detectors_app.protocol.enrolment import MAGIC, EnrolmentFile, encode_enrolment_file
from detectors_app.protocol.keys import seal_id, sign_id
from detectors_app.protocol.receipts import Feed
from detectors_app.sealing.passphrase import Cost
from tests.made_up import Council, officer
from tests.use_cases.casework.world import FakeService, Laptop, World

PASSPHRASE = "four made up words"
QUICK = Cost(memory_kib=64, passes=1, lanes=1)
"""Tests guess nothing: a cost far below what real desks pay."""


@dataclass
class WaitingService(FakeService):
    """An honest service whose long polls really wait; `close` cuts them, as the client's does."""

    def __post_init__(self) -> None:
        self.news = threading.Condition()
        self.cut = False
        self.boxes: set[BoxName] = set()
        """What was asked for."""

    def feed(self, box: BoxName, *, after: str, limit: int, wait_s: int) -> Feed:
        with self.news:
            self.boxes.add(box)
            page = super().feed(box, after=after, limit=limit, wait_s=wait_s)
            if not page.items and wait_s and not self.cut:
                self.news.wait(wait_s)
                page = super().feed(box, after=after, limit=limit, wait_s=wait_s)
            if self.cut and wait_s:
                raise TransientFault("service.not_there")
            return page

    def close(self) -> None:
        with self.news:
            self.cut = True
            self.news.notify_all()


@dataclass
class Town:
    """A world whose officers have desks made by the façade."""

    world: World
    cards: dict[str, Reader]
    services: list[WaitingService]

    def folder(self, name: str) -> Path:
        """Give a desk's folder."""
        return self.world.folder / name

    def connect(self, name: str) -> Callable[..., WaitingService]:
        """Give a desk's way to the service."""
        reader = self.cards[name]

        def make(*_: object) -> WaitingService:
            shared = self.world.service
            fake = WaitingService(
                shared.council,
                shared.clock,
                shared.shelf,
                shared.acks,
                reader=seal_id(reader.seal),
                putter=sign_id(reader.desks[0]),
            )
            fake.news = self.services[0].news if self.services else fake.news
            self.services.append(fake)
            return fake

        return make

    def open(self, name: str, passphrase: str = PASSPHRASE) -> Casebook:
        """Sign an officer in."""
        connect = self.connect(name)
        return Casebook.sign_in(self.folder(name), passphrase, connect=connect, now=self.world.clock)  # type: ignore[arg-type]  # as in the world

    def trust_file(self) -> bytes:
        """Give the trust file."""
        council, statement = self.world.council, self.world.council.signed_bundle(self.world.bundle)
        authorities = tuple(key.public for key in council.authorities)
        return encode_enrolment_file(EnrolmentFile(MAGIC, authorities, council.address, statement, (), "", "", ""))

    def laptop(self, label: str = "Van 7") -> Laptop:
        """Enrol a laptop."""
        return self.world.laptop(label)

    def send(self, laptop: Laptop, answers: dict[str, Answer], **changes: object) -> EnvelopeId:
        """Write, seal and put a concern on the real form; wake whoever waits."""
        given = {FieldId(key): value for key, value in answers.items()}
        envelope = laptop.concern(answers=given, **changes)  # type: ignore[arg-type]  # a test may spoil any member
        sent = laptop.send(envelope)
        self.tell()
        return sent

    def tell(self) -> None:
        """Wake the waiting polls."""
        if self.services:
            with self.services[0].news:
                self.services[0].news.notify_all()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Give a town with two desks, Jo's (manager) and Lee's, both pinned."""
    council = Council()
    world = World(tmp_path, council)
    made = Town(world, {}, [])
    for name, role in (("Jo Example", Role.MANAGER), ("Lee Pretend", Role.OFFICER)):
        officer_id = OfficerId(name.lower().replace(" ", "-"))
        made.cards[name] = read_person_card(
            Casebook.create(made.folder(name), officer_id, name, role, PASSPHRASE, cost=QUICK)
        )
    # Jo's private key lies in the desk now, so another made-up manager signs the laptops' grants.
    council.extra.append(made.cards["Jo Example"])
    council.jo = officer("Gil Invented", Role.MANAGER)
    council.lee = replace(council.lee, reader=made.cards["Lee Pretend"])
    world.bundle = council.bundle()
    yield made
    world.close()


DANGER: dict[str, Answer] = json.loads(
    """{
    "danger": "unsure", "danger.done": "passed", "place.kind": "address", "place.home": "Flat 12",
    "place.street": "Example House", "place.estate": "Pretend Estate", "happened": "I heard a man shout.",
    "words": "He came back.", "words.who": "the woman at the door", "consent": "unsafe",
    "staff_risk.words": "He filmed me", "you.name": "Sam Sample", "you.phone": "07700 900123"}"""
)
