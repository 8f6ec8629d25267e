"""A service in memory that really signs: envelopes, feeds, acks, trust, certificates; and can be made to misbehave."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from detectors_app.domain.errors import TransientFault
from detectors_app.domain.ids import BoxName, EnvelopeId
from detectors_app.domain.receipts import Ack, AckKind, Stored
from detectors_app.protocol import strict_json
from detectors_app.protocol.enrolment import Certificate
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.pack import PackHeld, PacksHeld, PackTaken, decode_pack, statement_sha256
from detectors_app.protocol.problems import KINDS, ProblemType
from detectors_app.protocol.receipts import (
    Enrolled,
    Feed,
    FeedItem,
    FileKept,
    FileToKeep,
    HeldAnswer,
    HeldQuestion,
    HeldReply,
    RefusedBody,
    SignedAck,
)
from detectors_app.protocol.set_up_code import FileId
from detectors_app.protocol.statement import Label, Statement, encode_statement
from detectors_app.signing.chain import open_ack, open_bundle, open_certificate, open_pack
from detectors_app.signing.keys import SigningKey
from detectors_app.signing.statements import sign_statement
from detectors_app.use_cases.ports import Signer
from detectors_app.use_cases.rows import Refusal, UnknownCursor
from tests.made_up import Council

Misbehave = Callable[[str], None]


@dataclass
class World:
    """What the service holds, whoever asks. `faults` are raised before the next calls of that name, in order."""

    council: Council
    now: datetime
    trust: Statement
    envelopes: dict[tuple[BoxName, EnvelopeId, str], tuple[bytes, Statement]] = field(default_factory=dict)
    order: dict[BoxName, list[tuple[BoxName, EnvelopeId, str]]] = field(default_factory=lambda: defaultdict(list))
    acks: dict[tuple[BoxName, EnvelopeId, str], list[SignedAck]] = field(default_factory=lambda: defaultdict(list))
    laptops: dict[str, Certificate] = field(default_factory=dict)
    faults: dict[str, list[Exception | Callable[[], Exception]]] = field(default_factory=lambda: defaultdict(list))
    after: dict[str, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    """Raised once the call has done its work: a lost reply."""
    calls: list[str] = field(default_factory=list)
    clock_skew_allowed_s: float = 300
    sign_with: SigningKey | None = None
    packs: dict[str, PackHeld] = field(default_factory=dict)
    pack_bytes: dict[str, bytes] = field(default_factory=dict)
    """Pieces and statements by digest."""

    def key(self) -> SigningKey:
        """Give the key that receipts are signed with: the service's own, or a forger's."""
        return self.sign_with or self.council.service

    def refusal(self, type_: ProblemType | str, *, nonce: str = "n", named: str | None = None) -> Refusal:
        """Give a signed refusal; `named` puts another nonce into the statement."""
        body = RefusedBody(named or nonce, type_, "PUT", "/", "", self.now)
        statement = sign_statement(Label.REFUSED, strict_json.encode(body), self.key())
        known = [each for each in ProblemType if each == type_]
        status = KINDS[known[0]].status if known else 400
        return Refusal(statement, nonce=nonce, status=int(status), type_=type_)

    def give_pack(self, statement: Statement) -> None:
        """Give out a pack's statement as the newest of its course, whoever signed it."""
        pack = decode_pack(statement.bytes)
        sha256 = statement_sha256(statement)
        self.packs[pack.course] = PackHeld(pack.course, pack.version, sha256)
        self.pack_bytes[sha256] = encode_statement(statement)

    def lose(self, box: BoxName, envelope_id: EnvelopeId) -> None:
        """Forget an envelope, as a restored backup would."""
        for key in [key for key in self.envelopes if key[:2] == (box, envelope_id)]:
            del self.envelopes[key]
            self.order[box].remove(key)

    def put(self, box: BoxName, envelope_id: EnvelopeId, envelope: bytes) -> Statement:
        """Store an envelope; the same again gives the same receipt."""
        sha256 = hashlib.sha256(envelope).hexdigest()
        key = (box, envelope_id, sha256)
        if key not in self.envelopes:
            body = strict_json.encode(Stored(box, envelope_id, sha256, self.now))
            self.envelopes[key] = (envelope, sign_statement(Label.STORED, body, self.key()))
            self.order[box].append(key)
        return self.envelopes[key][1]

    def held_by(self, box: BoxName, envelope_id: EnvelopeId, *desks: SigningKey) -> None:
        """Let desks say that they hold it."""
        for key in [key for key in self.envelopes if key[:2] == (box, envelope_id)]:
            body = strict_json.encode(Ack(*key, AckKind.HELD, self.now))
            self.acks[key] += [SignedAck(sign_statement(Label.ACK, body, desk), desk.public) for desk in desks]


class FakeService:
    """The world as one signer sees it (use_cases.ports.Service). `skew_s` is this laptop's clock less the service's."""

    def __init__(self, world: World, signer: Signer, *, skew_s: float = 0) -> None:
        self.world = world
        self.signer = signer
        self.skew_s = skew_s

    def _begin(self, call: str) -> None:
        self.world.calls.append(call)
        if self.world.faults[call]:
            fault = self.world.faults[call].pop(0)
            raise fault if isinstance(fault, Exception) else fault()
        if abs(self.skew_s) > self.world.clock_skew_allowed_s:
            raise self.world.refusal(ProblemType.CLOCK)
        if call != "enrol" and self.signer.id not in self.world.laptops:
            raise self.world.refusal(ProblemType.UNKNOWN_KEY)

    def _end(self, call: str) -> None:
        if self.world.after[call]:
            raise self.world.after[call].pop(0)

    def put_envelope(self, box: BoxName, envelope_id: EnvelopeId, envelope: bytes) -> Statement:
        self._begin("put_envelope")
        statement = self.world.put(box, envelope_id, envelope)
        self._end("put_envelope")
        return statement

    def feed(self, box: BoxName, *, after: str, limit: int, wait_s: int) -> Feed:
        self._begin("feed")
        keys = self.world.order[box]
        if after and int(after) > len(keys):
            raise UnknownCursor
        start = int(after or 0)
        page = keys[start : start + limit]
        items = tuple(
            FeedItem(
                str(start + place + 1),
                self.world.envelopes[key][1],
                self.signer.id,
                0,
                None,
                self.world.envelopes[key][0],
            )
            for place, key in enumerate(page)
        )
        return Feed(items, str(start + len(page)), more=start + len(page) < len(keys))

    def held(self, box: BoxName, envelopes: tuple[HeldQuestion, ...]) -> HeldReply:
        self._begin("held")
        answers = []
        for each in envelopes:
            key = (box, each.id, each.sha256)
            stored = self.world.envelopes[key][1] if key in self.world.envelopes else None
            answers.append(HeldAnswer(each.id, each.sha256, stored, tuple(self.world.acks[key]), None))
        return HeldReply(tuple(answers))

    def put_acks(self, box: BoxName, acks: tuple[SignedAck, ...]) -> None:
        self._begin("put_acks")
        for each in acks:
            ack = open_ack(each)
            self.world.acks[(box, ack.id, ack.sha256)].append(each)

    def get_trust(self, held_version: int) -> Statement | None:
        self._begin("get_trust")
        bundle = strict_json.decode(self.world.trust.bytes, dict, where="bundle")
        return None if bundle["version"] == held_version else self.world.trust

    def put_trust(self, bundle: Statement) -> None:
        self._begin("put_trust")
        open_bundle(bundle, [key.public for key in self.world.council.authorities])
        self.world.trust = bundle

    def enrol(self, certificate: Statement, one_time: Signer | None) -> Enrolled:
        self._begin("enrol")
        bundle = open_bundle(self.world.trust, [key.public for key in self.world.council.authorities])
        laptop, grant = open_certificate(certificate, bundle)
        expected = self.signer.id if one_time is None else sign_id(grant.one_time)
        if (laptop.key if one_time is None else one_time.id) != expected:
            raise self.world.refusal(ProblemType.FORBIDDEN)
        self.world.laptops[laptop.key] = strict_json.decode(certificate.bytes, Certificate, where="certificate")
        self._end("enrol")
        return Enrolled(laptop.key, laptop.box)

    def keep_file(self, file_id: FileId, file: FileToKeep) -> FileKept:
        raise NotImplementedError  # a manager's call: no laptop makes it

    def packs(self) -> PacksHeld:
        self._begin("packs")
        return PacksHeld(tuple(self.world.packs.values()))

    def pack_bytes(self, sha256: str) -> bytes:
        self._begin("pack_bytes")
        if sha256 not in self.world.pack_bytes:
            raise TransientFault("service.no_unsigned", status=404)
        data = self.world.pack_bytes[sha256]
        self._end("pack_bytes")
        return data

    def offer_pack(self, statement: Statement) -> PackTaken:
        self._begin("offer_pack")
        pack = open_pack(statement, self.world.council.content.public)
        missing = tuple(each for each in pack.pieces() if each not in self.world.pack_bytes)
        if not missing:
            self.world.give_pack(statement)
        self._end("offer_pack")
        return PackTaken(pack.version, missing)

    def put_pack_piece(self, sha256: str, piece: bytes) -> None:
        self._begin("put_pack_piece")
        assert hashlib.sha256(piece).hexdigest() == sha256
        self.world.pack_bytes[sha256] = piece
        self._end("put_pack_piece")

    def correct_clock(self, service_now: datetime) -> None:
        self.world.calls.append("correct_clock")
        self.skew_s = 0


def no_network() -> TransientFault:
    """Give what the client raises where nothing is known."""
    return TransientFault("network.unreachable")
