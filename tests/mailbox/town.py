"""A made-up council with its service running on loopback, and whoever calls it."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import replace
from datetime import datetime
from typing import Self

from detectors_app.domain.ids import CONCERNS, BoxName, EnvelopeId, KeyId
from detectors_app.domain.receipts import Ack, AckKind
from detectors_app.mailbox.config import Limits, ServiceConfig, new_config
from detectors_app.mailbox.in_thread import ServiceThread
from detectors_app.mailbox.service import load_trust
from detectors_app.protocol import strict_json
from detectors_app.protocol.envelope import Header, Slot, box_digest, digest, encode_header
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.receipts import HeldQuestion, SignedAck
from detectors_app.protocol.statement import Label
from detectors_app.signing.http import sign_request
from detectors_app.signing.keys import SigningKey
from detectors_app.signing.statements import sign_statement
from detectors_app.transport.client import Client, Timeouts
from tests.made_up import NOW, Council, LaptopKeys, Officer

GENEROUS = Limits(rate_per_s=100_000, burst=100_000)


class HeldClock:
    """A clock that stands still until it is moved; client and service go by the same one."""

    def __init__(self) -> None:
        """Start at the made-up council's day."""
        self.now = NOW

    def __call__(self) -> datetime:
        """Give the time."""
        return self.now


def envelope(
    envelope_id: EnvelopeId, readers: tuple[KeyId, ...], *, box: BoxName = CONCERNS, size: int = 16384
) -> bytes:
    """Lay out what looks like an envelope from outside; nobody can open it, and the service never tries."""
    slots = tuple(Slot(key, secrets.token_bytes(1184)) for key in sorted(readers))
    header = encode_header(Header(box_digest(box), envelope_id, secrets.token_bytes(32), slots, 8))
    return header + secrets.token_bytes(size - len(header))


def new_id() -> EnvelopeId:
    """Make a fresh envelope id."""
    return EnvelopeId(uuid.uuid4())


class Town:
    """The council, its service, and clients that are closed at the end."""

    def __init__(self, url: str, *, limits: Limits = GENEROUS, council: Council | None = None) -> None:
        """Make it; `with` starts it."""
        self.clock = HeldClock()
        self.council = council or Council()
        made = new_config("http://127.0.0.1", url, secrets.token_bytes)
        self.config: ServiceConfig = replace(
            made, public_address="", signing_seed=self.council.service.seed, limits=limits
        )
        self.service: ServiceThread
        self._clients: list[Client] = []

    def __enter__(self) -> Self:
        """Load the bundle and start."""
        load_trust(self.config, self.council.enrolment_file(), self.clock())
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Close every client, then the service."""
        for each in self._clients:
            each.close()
        self.service.stop()

    def start(self) -> None:
        """Start the service (again), on the same address where it ran before."""
        port = self.service.port if hasattr(self, "service") else 0
        self.service = ServiceThread(self.config, clock=self.clock, port=port).start()

    def client(self, key: SigningKey, *, address: str = "") -> Client:
        """Give whoever has that key a client."""
        made = Client(
            address or self.service.address,
            key,
            sign_request=sign_request,
            clock=self.clock,
            timeouts=Timeouts(connect_s=10, read_s=30),
        )
        self._clients.append(made)
        return made

    def desk(self, officer: Officer) -> Client:
        """Give an officer's desk."""
        return self.client(officer.desk)

    def enrolled(self, box: BoxName = CONCERNS) -> tuple[LaptopKeys, Client]:
        """Give a laptop that is registered, with its client."""
        keys = self.council.laptop(box)
        client = self.client(keys.sign)
        client.enrol(keys.certificate, None)
        return keys, client

    @property
    def readers(self) -> tuple[KeyId, ...]:
        """Give the key ids of all readers of `concerns`."""
        return tuple(seal_id(each.seal) for each in self.council.bundle().readers(CONCERNS))

    def letter(self, *, box: BoxName = CONCERNS, without: Officer | None = None) -> tuple[EnvelopeId, bytes]:
        """Give a fresh id and an envelope to every reader of `concerns`, less one left out."""
        gone = {seal_id(without.reader.seal)} if without else set[KeyId]()
        envelope_id = new_id()
        return envelope_id, envelope(envelope_id, tuple(each for each in self.readers if each not in gone), box=box)


def question(envelope_id: EnvelopeId, data: bytes) -> HeldQuestion:
    """Ask about an envelope."""
    return HeldQuestion(envelope_id, digest(data))


def signed_ack(
    officer: Officer, envelope_id: EnvelopeId, data: bytes, *, box: BoxName = CONCERNS, kind: AckKind = AckKind.HELD
) -> SignedAck:
    """Give an ack by an officer's desk."""
    body = strict_json.encode(Ack(box, envelope_id, digest(data), kind, NOW))
    return SignedAck(sign_statement(Label.ACK, body, officer.desk), officer.desk.public)
