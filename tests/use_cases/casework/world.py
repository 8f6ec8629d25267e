"""A small world for the desk's tests: an honest service in memory, laptops that write, desks on real stores."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from detectors_app.domain.concern import About, Addition, AdditionDraft, Concern, Draft, Written
from detectors_app.domain.errors import Refused, TransientFault
from detectors_app.domain.form import Answer, FieldKind, Form, FormField, Option, Question, Step
from detectors_app.domain.ids import CONCERNS, DRAFTS, BoxName, EnvelopeId, FieldId, KeyId, OfficerId
from detectors_app.domain.receipts import Stored
from detectors_app.domain.sequence import Place
from detectors_app.domain.trust import Bundle, Reader, choose_readers
from detectors_app.protocol import strict_json
from detectors_app.protocol.envelope import Letter, Opened, decode_header, digest
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.pack import PacksHeld
from detectors_app.protocol.payload import SCHEMA, Kind, Payload, SentAsItIs, encode_payload
from detectors_app.protocol.receipts import (
    Feed,
    FeedItem,
    FileKept,
    FileToKeep,
    HeldAnswer,
    HeldQuestion,
    HeldReply,
    SignedAck,
)
from detectors_app.protocol.set_up_code import FileId
from detectors_app.protocol.statement import Label, Statement
from detectors_app.sealing.envelope import open_envelope, seal
from detectors_app.sealing.keys import SealKey
from detectors_app.signing import chain
from detectors_app.signing.statements import sign_statement
from detectors_app.storage.desk_store import DeskStore
from detectors_app.use_cases.casework.desk import Desk
from detectors_app.use_cases.ports import Signer
from detectors_app.use_cases.rows import HeldBundle, Identity, UnknownCursor
from tests.made_up import NOW, Council, LaptopKeys, Officer

NOBODY = KeyId("")
DANGER = FieldId("danger")
WORDS = FieldId("words")
LINK = FieldId("link")

YES_NO = (Option("yes", "Yes", urgent=True), Option("no", "No"))

FORM = Form(
    "concern",
    1,
    "A made-up form",
    (
        Step(
            "one",
            "One",
            (
                Question(
                    "danger",
                    "Danger?",
                    "Danger",
                    (
                        FormField(
                            DANGER, FieldKind.ONE_OF, options=(Option("yes", "Yes", urgent=True), Option("no", "No"))
                        ),
                    ),
                ),
                Question("words", "Words?", "Words", (FormField(WORDS, FieldKind.LONG_TEXT),)),
                Question(
                    "link",
                    "Link?",
                    "Link",
                    (FormField(LINK, FieldKind.TICKS, options=(Option("here", "Here", restricted=True),)),),
                ),
            ),
            (("danger", "words", "link"),),
        ),
    ),
)


MORE = Form(
    "addition",
    1,
    "Something more",
    (
        Step(
            "one",
            "One",
            (Question("words", "More?", "More", (FormField(WORDS, FieldKind.LONG_TEXT),)),),
            (("words",),),
        ),
    ),
)


def forms(form_id: str, version: int) -> Form | None:
    """Give one of the two forms there are."""
    return next((each for each in (FORM, MORE) if (form_id, version) == (each.id, each.version)), None)


class Clock:
    """A clock that a test moves."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Move on."""
        self.at += timedelta(**by)


@dataclass
class Shelved:
    """One envelope at the service."""

    box: BoxName
    envelope: bytes
    stored: Statement
    sender: KeyId
    certificate: Statement | None
    skew_s: int = 0


@dataclass
class FakeService:
    """An honest service in memory; a test may spoil what it gives, or let it fail or forget."""

    council: Council
    clock: Clock
    shelf: list[Shelved] = field(default_factory=list)
    acks: list[tuple[BoxName, SignedAck]] = field(default_factory=list)
    trust: Statement | None = None
    offered: list[Statement] = field(default_factory=list)
    down: bool = False
    forgets_cursors: bool = False
    page: int = 50
    reader: KeyId = NOBODY
    putter: KeyId = NOBODY
    waits: list[int] = field(default_factory=list)
    files: dict[FileId, FileToKeep] = field(default_factory=dict)

    def as_seen_by(self, officer: Officer) -> FakeService:
        """Give the same service as one officer's desk sees it."""
        return replace(self, reader=officer.seal.id, putter=officer.desk.id)

    def stored(self, box: BoxName, envelope: bytes, *, key: Signer | None = None, **changes: object) -> Statement:
        """Make the receipt."""
        body: dict[str, object] = {
            "box": box,
            "id": decode_header(envelope).id,
            "sha256": digest(envelope),
            "stored_at": self.clock(),
        }
        receipt = Stored(**(body | changes))  # type: ignore[arg-type]  # a test may spoil any member
        return sign_statement(Label.STORED, strict_json.encode(receipt), key or self.council.service)

    def put_envelope(self, box: BoxName, envelope_id: EnvelopeId, envelope: bytes) -> Statement:
        """Keep it once."""
        self._fail_when_down()
        for each in self.shelf:
            if (each.box, each.envelope) == (box, envelope):
                return each.stored
        self.shelf.append(Shelved(box, envelope, self.stored(box, envelope), self.putter, None))
        return self.shelf[-1].stored

    def feed(self, box: BoxName, *, after: str, limit: int, wait_s: int) -> Feed:
        """Give what is sealed to the asker."""
        self._fail_when_down()
        self.waits.append(wait_s)
        if after and self.forgets_cursors:
            self.forgets_cursors = False
            raise UnknownCursor
        begin = int(after or 0)
        items = []
        position = begin
        for position, each in enumerate(self.shelf[begin:], begin + 1):
            if each.box == box and self._is_for_asker(each.envelope):
                items.append(
                    FeedItem(str(position), each.stored, each.sender, each.skew_s, each.certificate, each.envelope)
                )
            if len(items) == min(limit, self.page):
                break
        more = any(each.box == box and self._is_for_asker(each.envelope) for each in self.shelf[position:])
        return Feed(tuple(items), str(position), more)

    def _is_for_asker(self, envelope: bytes) -> bool:
        try:
            return self.reader in {slot.key for slot in decode_header(envelope).slots}
        except Exception:  # noqa: BLE001 - a hostile service hands out anything
            return True

    def held(self, box: BoxName, envelopes: tuple[HeldQuestion, ...]) -> HeldReply:
        """Say what is on the shelf."""
        self._fail_when_down()
        found = {
            (decode_header(each.envelope).id, digest(each.envelope)): each for each in self.shelf if each.box == box
        }
        answers = []
        for asked in envelopes:
            each = found.get((asked.id, asked.sha256))
            answers.append(HeldAnswer(asked.id, asked.sha256, each.stored if each else None, (), None))
        return HeldReply(tuple(answers))

    def put_acks(self, box: BoxName, acks: tuple[SignedAck, ...]) -> None:
        """Keep acks."""
        self._fail_when_down()
        self.acks += [(box, ack) for ack in acks]

    def get_trust(self, held_version: int) -> Statement | None:
        """Give what a test put there."""
        self._fail_when_down()
        return self.trust

    def put_trust(self, bundle: Statement) -> None:
        """Keep what was offered."""
        self.offered.append(bundle)

    def enrol(self, certificate: Statement, one_time: Signer | None) -> object:
        """Take no laptop: no desk asks for it."""
        raise NotImplementedError

    def keep_file(self, file_id: FileId, file: FileToKeep) -> FileKept:
        """Keep a file as the service does: the first under an id stays."""
        self._fail_when_down()
        grants = [chain.open_grant(each, self.council.bundle()) for each in file.grants]
        if self.files.setdefault(file_id, file) != file:
            raise Refused("service.refused")
        return FileKept(min(each.last_day for each in grants))

    def packs(self) -> PacksHeld:
        """List no content pack: what a desk does with them is shown elsewhere."""
        self._fail_when_down()
        return PacksHeld(())

    def correct_clock(self, service_now: datetime) -> None:
        """Take no correction: no casework verb makes one."""
        raise NotImplementedError

    def _fail_when_down(self) -> None:
        if self.down:
            raise TransientFault("service.unreachable")


@dataclass
class Laptop:
    """A laptop that writes concerns; it counts what it seals to each reader."""

    world: World
    keys: LaptopKeys
    series: bytes = field(default_factory=lambda: secrets.token_bytes(8))
    counts: Counter[KeyId] = field(default_factory=Counter)

    def readers(self, left_out: tuple[OfficerId, ...] = ()) -> tuple[Reader, ...]:
        """Give whom a concern is sealed to."""
        return choose_readers(self.world.bundle, CONCERNS, frozenset(left_out)).readers

    def seal(
        self,
        payload: bytes,
        envelope_id: EnvelopeId,
        left_out: tuple[OfficerId, ...] = (),
        *,
        box: BoxName = CONCERNS,
        place: Place | None = None,
    ) -> bytes:
        """Seal a payload to the readers, counting."""
        places = []
        for reader in self.readers(left_out):
            key = seal_id(reader.seal)
            if place is None and box == CONCERNS:
                self.counts[key] += 1
            n = self.counts[key] if box == CONCERNS else 0
            places.append((reader.seal, place or Place(self.series, n)))
        letter = Letter(box, envelope_id, payload, tuple(places), 8)
        return seal(letter, self.keys.sign.sign, secrets.token_bytes)

    def payload(self, kind: Kind, content: object, **changes: object) -> bytes:
        """Write a payload."""
        plain: dict[str, object] = {
            "kind": kind,
            "schema": SCHEMA,
            "made_at": self.world.clock(),
            "sender": self.keys.sign.id,
            "bundle": self.world.bundle.version,
            "written": Written.LOCKED,
            "reply_to": b"",
            "supersedes": None,
            "left_out": (),
            "content": content,
        }
        return encode_payload(Payload(**(plain | changes)))  # type: ignore[arg-type]  # a test may spoil any member

    def concern(
        self,
        words: str = "made-up words",
        *,
        urgent: bool = False,
        envelope_id: EnvelopeId | None = None,
        left_out: tuple[OfficerId, ...] = (),
        place: Place | None = None,
        answers: dict[FieldId, Answer] | None = None,
        version: int = 1,
        **changes: object,
    ) -> bytes:
        """Write and seal a concern."""
        given: dict[FieldId, Answer] = {DANGER: "yes" if urgent else "no", WORDS: words}
        content = Concern("concern", version, given if answers is None else answers)
        payload = self.payload(Kind.CONCERN, content, left_out=left_out, **changes)
        return self.seal(payload, envelope_id or new_id(), left_out, place=place)

    def draft(self, words: str = "begun", *, inner: bytes | None = None, **changes: object) -> bytes:
        """Seal a draft and send it as it is."""
        envelope_id = new_id()
        content = Draft(Concern("concern", 1, {WORDS: words}), 2)
        sealed = inner or self.seal(self.payload(Kind.DRAFT, content, **changes), envelope_id, box=DRAFTS)
        return self.seal(self.payload(Kind.DRAFT, SentAsItIs(sealed)), envelope_id)

    def addition(
        self,
        to: EnvelopeId,
        words: str = "more words",
        *,
        question: EnvelopeId | None = None,
        left_out: tuple[OfficerId, ...] = (),
        envelope_id: EnvelopeId | None = None,
        field_id: FieldId = WORDS,
        **changes: object,
    ) -> bytes:
        """Write and seal an addition to a concern."""
        content = Addition(About(to, question), Concern("addition", 1, {field_id: words}))
        payload = self.payload(Kind.ADDITION, content, left_out=left_out, **changes)
        return self.seal(payload, envelope_id or new_id(), left_out)

    def addition_draft(self, to: EnvelopeId, words: str = "begun") -> bytes:
        """Seal the draft of an addition and send it as it is."""
        envelope_id = new_id()
        content = AdditionDraft(Addition(About(to), Concern("addition", 1, {WORDS: words})), 0)
        sealed = self.seal(self.payload(Kind.DRAFT, content), envelope_id, box=DRAFTS)
        return self.seal(self.payload(Kind.DRAFT, SentAsItIs(sealed)), envelope_id)

    def send(self, envelope: bytes, **changes: object) -> EnvelopeId:
        """Put it on the service's shelf."""
        made = Shelved(
            CONCERNS,
            envelope,
            self.world.service.stored(CONCERNS, envelope),
            self.keys.sign.id,
            self.keys.certificate,
        )
        self.world.service.shelf.append(replace(made, **changes))  # type: ignore[arg-type]  # as above
        return decode_header(envelope).id


def new_id() -> EnvelopeId:
    """Make an id."""
    return EnvelopeId(uuid4())


class World:
    """Council, service, laptops and desks together."""

    def __init__(self, folder: Path, council: Council | None = None) -> None:
        self.folder = folder
        self.council = council or Council()
        self.clock = Clock()
        self.bundle = self.council.bundle()
        self.service = FakeService(self.council, self.clock)
        self.stores: list[DeskStore] = []

    def laptop(self, label: str = "Laptop 1") -> Laptop:
        """Enrol a laptop."""
        return Laptop(self, self.council.laptop(label=label))

    def desk(self, officer: Officer, name: str = "", *, bundle: Bundle | None = None, pinned: bool = True) -> Desk:
        """Give an officer a desk with a real store."""
        store = DeskStore(self.folder / (name or officer.reader.officer), secrets.token_bytes(32))
        self.stores.append(store)
        with store.unit() as unit:
            seeds = (officer.sign.seed, officer.seal.seed, officer.desk.seed)
            unit.put_identity(Identity(CONCERNS, *seeds, officer=officer.reader.officer))
            if pinned:
                value = bundle or self.bundle
                unit.put_bundle(HeldBundle(value, self.council.signed_bundle(value)))
                unit.put_authorities(value.authorities)
        return Desk(
            officer=officer.reader.officer,
            store=store,
            service=self.service.as_seen_by(officer),  # type: ignore[arg-type]  # enrolment is not its part
            notary=chain,
            sign=officer.sign,
            desk=officer.desk,
            seal=lambda letter, sign: seal(letter, sign, secrets.token_bytes),
            open=_Opener(officer.seal),
            forms=forms,
            now=self.clock,
            new_id=uuid4,
        )

    def close(self) -> None:
        """Close every store."""
        for store in self.stores:
            store.close()


class _Opener:
    """Opens with one reader's key."""

    def __init__(self, key: SealKey) -> None:
        self.key = key

    def __call__(self, envelope: bytes, *, box: BoxName, envelope_id: EnvelopeId | None = None) -> Opened:
        return open_envelope(envelope, self.key, box=box, envelope_id=envelope_id)
