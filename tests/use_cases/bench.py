"""One made-up laptop with a real store and a fake service that really signs, under a clock the test turns."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from detectors_app.content.forms import current_form
from detectors_app.domain.concern import Concern, Written
from detectors_app.domain.form import Answer, FieldKind, problems
from detectors_app.domain.ids import CONCERNS, QUESTIONS, BoxName, EnvelopeId, FieldId, OfficerId, device_box
from detectors_app.domain.questions import Question, QuestionWords
from detectors_app.domain.receipts import ReadReceipt
from detectors_app.domain.sequence import Place
from detectors_app.protocol.enrolment import encode_enrolment_file
from detectors_app.protocol.envelope import Letter, Opened
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.payload import SCHEMA, Content, Kind, Payload, decode_payload, encode_payload
from detectors_app.sealing.envelope import open_envelope, seal
from detectors_app.sealing.passphrase import Cost
from detectors_app.signing.keys import SigningKey
from detectors_app.staff.laptop import Laptop
from detectors_app.storage.key_place import FilePlace
from detectors_app.use_cases.delivery.courier import Courier
from detectors_app.use_cases.ports import Signer
from detectors_app.use_cases.rows import Identity, OutboxItem
from tests.made_up import NOW, Council, Officer
from tests.made_up_course import courses
from tests.use_cases.fake_service import FakeService, World

PASSPHRASE = "made up words of four"
CHEAP = Cost(64, 1, 1)


def finished(*, urgent: bool = False, left_out: tuple[OfficerId, ...] = ()) -> Concern:
    """Give a concern that may be sent: each missing answer filled with what its field takes."""
    form = current_form()
    answers: dict[FieldId, Answer] = {FieldId("danger"): _danger(urgent=urgent)}
    while missing := problems(form, answers):
        field = next(each for each in form.fields() if each.id == missing[0].field)
        if field.kind is FieldKind.DATE:
            answers[field.id] = "2026-11-11"
        elif field.options:
            plain = next(each for each in field.options if not each.urgent)
            answers[field.id] = (plain.value,) if field.kind is FieldKind.TICKS else plain.value
        else:
            answers[field.id] = "planted words"
    if left_out:
        answers |= _left_out(left_out)
    return Concern(form.id, form.version, answers)


def more(words: str = "planted more") -> Concern:
    """Give the words of an answer or addition."""
    return Concern("addition", 1, {FieldId("more"): words})


def _danger(*, urgent: bool) -> str:
    field = next(each for each in current_form().fields() if each.id == "danger")
    return next(each.value for each in field.options if each.urgent is urgent)


def _left_out(officers: tuple[OfficerId, ...]) -> dict[FieldId, Answer]:
    """Name officers, with whatever must be chosen first for the question to be asked."""
    form = current_form()
    field = next(each for each in form.fields() if each.kind is FieldKind.OFFICERS)
    question = next(each for each in form.questions() if field in each.fields)
    answers: dict[FieldId, Answer] = {field.id: officers}
    for test in (*question.when[:1], *field.when[:1]):
        asked = next(each for each in form.fields() if each.id == test.field)
        answers[test.field] = test.values[:1] if asked.kind is FieldKind.TICKS else test.values[0]
    return answers


class Bench:
    """A council, its service and one laptop in a folder."""

    def __init__(self, folder: Path, council: Council | None = None) -> None:
        """Open the laptop; it is not set up yet."""
        self.council = council or Council()
        self.now: datetime = NOW
        self.world = World(self.council, NOW, self.council.signed_bundle())
        self.chance = 0.5
        self.clients: list[FakeService] = []
        self.skew_s = 0.0
        self.courses = courses()
        self.folder = folder
        self.laptop = self.open()

    def open(self) -> Laptop:
        """Open the folder once more, as another lane would."""
        return Laptop.open(
            self.folder,
            clock=lambda: self.now,
            chance=lambda: self.chance,
            key_place=FilePlace(self.folder),
            service_at=self._service,
            cost=CHEAP,
            courses=lambda: self.courses,
        )

    def _service(self, address: str, signer: Signer) -> FakeService:
        assert address == self.council.address
        client = FakeService(self.world, signer, skew_s=self.skew_s)
        self.clients.append(client)
        return client

    def enrol(self, passphrase: str | None = PASSPHRASE, *boxes: BoxName) -> Bench:
        """Set the laptop up, offline, for concerns alone where no box is named."""
        self.laptop.enrol(encode_enrolment_file(self.council.enrolment_file(*boxes)), passphrase)
        return self

    def pass_time(self, **span: float) -> None:
        """Turn the clock."""
        self.now += timedelta(**span)
        self.world.now = self.now

    def report(
        self, *, urgent: bool = False, left_out: tuple[OfficerId, ...] = (), told_phone: bool = False
    ) -> OutboxItem:
        """Report a concern."""
        concern = finished(urgent=urgent, left_out=left_out)
        return self.laptop.report(self.laptop.new_concern_id(), concern, Written.LOCKED, told_phone=told_phone)

    def item(self, envelope_id: UUID) -> OutboxItem:
        """Give an item as it stands."""
        return next(each for each in self.laptop.outbox() if each.id == envelope_id)

    def identity(self) -> Identity:
        """Give the laptop's keys."""
        with self.laptop.parts.store.unit() as unit:
            identity = unit.identity(CONCERNS)
        assert identity is not None
        return identity

    def courier(self, owner: str = "bench", lease_s: float = 60) -> Courier:
        """Give the laptop as the steps of delivery see it."""
        return Courier(self.laptop.parts, self.laptop._service_for, owner, lease_s)

    def opened(self, item: OutboxItem, by: Officer, box: BoxName = CONCERNS) -> tuple[Opened, Payload]:
        """Open what the service holds of an item, with an officer's key."""
        envelope = self.world.envelopes[(box, item.id, item.sha256)][0]
        opened = open_envelope(envelope, by.seal, box=box)
        return opened, decode_payload(opened.payload)

    def read_by(self, officer: Officer, item: OutboxItem, **changes: object) -> EnvelopeId:
        """Put an officer's *read* receipt into the laptop's box."""
        receipt = ReadReceipt(item.box, item.id, item.sha256, self.now)
        for name, value in changes.items():
            receipt = _replaced(receipt, name, value)
        return self.letter(officer.sign, Kind.READ, receipt)

    def ask(
        self,
        officer: Officer,
        item: OutboxItem,
        words: str = "Which door was it?",
        *,
        question: EnvelopeId | None = None,
        person: bytes | None = None,
        inside: dict[str, object] | None = None,
        outside: dict[str, object] | None = None,
    ) -> EnvelopeId:
        """Put a question about an item into the laptop's box; `inside` and `outside` spoil its two envelopes."""
        asked = question or self.laptop.new_concern_id()
        known = self.laptop.person()
        to = person or (known.seal_public if known else b"")
        plain: dict[str, object] = {
            "box": QUESTIONS, "id": asked, "sender": officer.sign.id, "kind": Kind.QUESTION_WORDS,
            "content": QuestionWords(words), "sign": officer.sign.sign,
        }  # fmt: skip
        given: Any = plain | (inside or {})
        payload = Payload(given["kind"], SCHEMA, self.now, given["sender"], 1, None, b"", None, (), given["content"])
        letter = Letter(given["box"], given["id"], encode_payload(payload), ((to, Place(bytes(8), 0)),), 8)
        sealed = seal(letter, given["sign"], secrets.token_bytes)
        asks = Question(item.box, item.id, item.sha256, self.now, sealed)
        content = replace(asks, **(outside or {}))  # type: ignore[arg-type]  # a test may change any member
        return self.letter(officer.sign, Kind.QUESTION, content, envelope_id=asked)

    def letter(
        self,
        sign: SigningKey,
        kind: Kind,
        content: Content,
        *,
        to: bytes | None = None,
        envelope_id: EnvelopeId | None = None,
    ) -> EnvelopeId:
        """Put any payload into the laptop's box, signed by any key."""
        identity = self.identity()
        keys = self.laptop.parts.keys
        box = device_box(keys.signer(identity.sign_seed).id)
        reader = to or keys.seal_public(identity.seal_seed)
        payload = Payload(kind, SCHEMA, self.now, sign.id, 1, None, b"", None, (), content)
        envelope_id = envelope_id or EnvelopeId(UUID(bytes=secrets.token_bytes(16), version=4))
        letter = Letter(box, envelope_id, encode_payload(payload), ((reader, Place(bytes(8), 1)),), 8)
        self.world.put(box, envelope_id, seal(letter, sign.sign, secrets.token_bytes))
        return envelope_id


def _replaced(receipt: ReadReceipt, name: str, value: object) -> ReadReceipt:
    return replace(receipt, **{name: value})  # type: ignore[arg-type]  # a test may change any member


def key_of(bench: Bench) -> str:
    """Give the id of the laptop's request key."""
    return sign_id(bench.laptop.parts.keys.signer(bench.identity().request_seed).public)
