"""The service's client: signs each request, sends it, reads the answer with limits; verifies and remembers nothing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import quote, urlencode

from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId
from detectors_app.protocol import strict_json
from detectors_app.protocol.pack import PacksHeld, PackTaken, PieceKept
from detectors_app.protocol.receipts import (
    AckPut,
    AcksTaken,
    DeviceSeen,
    DevicesSeen,
    Enrolled,
    Feed,
    FileKept,
    FileToKeep,
    GrantSeen,
    GrantsSeen,
    HeldAsk,
    HeldQuestion,
    HeldReply,
    SignedAck,
    TrustTaken,
)
from detectors_app.protocol.set_up_code import FileId
from detectors_app.protocol.statement import Statement
from detectors_app.transport import replies
from detectors_app.transport.address import Address
from detectors_app.transport.replies import Reply
from detectors_app.use_cases.ports import Clock, Signer, TokenBytes

if TYPE_CHECKING:
    from requests import Session

T = TypeVar("T")

LONGEST_WAIT_S = 50
NONCE_BYTES = 16
_JSON_HEADERS = {"Content-Type": "application/json"}
_BYTES_HEADERS = {"Content-Type": "application/octet-stream"}


class SignRequest(Protocol):
    """Makes the signature headers of a request (signing.http.sign_request fits)."""

    def __call__(
        self, signer: Signer, *, method: str, url: str, body: bytes, created: datetime, nonce: str
    ) -> dict[str, str]:
        """Give Content-Digest, Signature-Input and Signature."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long to wait, in seconds: to connect, between two bytes, and for a whole answer."""

    connect_s: float = 10
    read_s: float = 30
    whole_s: float = 120


@dataclass(frozen=True, slots=True)
class _Ask:
    """One request, unsigned. `wait_s` is how long the service may hold its answer back."""

    method: str
    path: str
    body: bytes = field(default=b"", repr=False)
    headers: dict[str, str] = field(default_factory=dict)
    wait_s: int = 0


class Client:
    """The service as one signed caller sees it (use_cases.ports.Service). One thread uses it at a time."""

    def __init__(
        self,
        address: str,
        signer: Signer,
        *,
        sign_request: SignRequest,
        clock: Clock,
        session: Session | None = None,
        timeouts: Timeouts | None = None,
        token_bytes: TokenBytes = secrets.token_bytes,
    ) -> None:
        """Keep who signs and where to. Nothing is sent yet. Raises Invalid for an address that is not https."""
        self._address = Address(address)
        self._signer = signer
        self._sign_request = sign_request
        self._clock = clock
        self._session = session
        self._timeouts = timeouts or Timeouts()
        self._token_bytes = token_bytes
        self._skew = timedelta()

    def put_envelope(self, box: BoxName, envelope_id: EnvelopeId, envelope: bytes) -> Statement:
        """Hand in an envelope; give the *stored* receipt, unverified."""
        path = f"/v1/boxes/{_box(box)}/envelopes/{envelope_id}"
        return self._ask(_Ask("PUT", path, envelope, _BYTES_HEADERS), Statement)

    def feed(self, box: BoxName, *, after: str, limit: int, wait_s: int) -> Feed:
        """Give the next page of a box, waiting up to `wait_s` (at most 50) for one. Raises UnknownCursor."""
        wait_s = min(wait_s, LONGEST_WAIT_S)
        query = urlencode({"after": after, "limit": limit, "wait": wait_s})
        return self._ask(_Ask("GET", f"/v1/boxes/{_box(box)}/envelopes?{query}", wait_s=wait_s), Feed)

    def held(self, box: BoxName, envelopes: tuple[HeldQuestion, ...]) -> HeldReply:
        """Ask what the service holds, at most 1,000 at once."""
        return self._ask(_json("POST", f"/v1/boxes/{_box(box)}/held", HeldAsk(envelopes)), HeldReply)

    def put_acks(self, box: BoxName, acks: tuple[SignedAck, ...]) -> None:
        """Hand in acks, at most 1,000 at once; repeating is harmless."""
        self._ask(_json("POST", f"/v1/boxes/{_box(box)}/acks", AckPut(acks)), AcksTaken)

    def get_trust(self, held_version: int) -> Statement | None:
        """Give the service's bundle, None where it is the one we hold."""
        reply, nonce = self._send(_Ask("GET", "/v1/trust", headers={"If-None-Match": f'"{held_version}"'}))
        return None if replies.unchanged(reply) else replies.read(reply, Statement, nonce=nonce)

    def put_trust(self, bundle: Statement) -> None:
        """Offer a newer bundle."""
        self._ask(_json("PUT", "/v1/trust", bundle), TrustTaken)

    def enrol(self, certificate: Statement, one_time: Signer | None) -> Enrolled:
        """Register a certificate, signed by the one-time key; with None, show it again by the laptop's own."""
        return self._ask(_json("POST", "/v1/enrolments", certificate), Enrolled, signer=one_time)

    def delete_envelope(self, box: BoxName, deletion: Statement) -> Statement:
        """Hand in two officers' statement that an envelope's body must go; give it back as the service keeps it."""
        return self._ask(_json("POST", f"/v1/boxes/{_box(box)}/deletions", deletion), Statement)

    def devices(self) -> DevicesSeen:
        """List the laptops (managers)."""
        return self._ask(_Ask("GET", "/v1/devices"), DevicesSeen)

    def add_device(self, certificate: Statement) -> Enrolled:
        """Register a laptop's certificate for it, as after a restore (managers)."""
        return self._ask(_json("POST", "/v1/devices", certificate), Enrolled)

    def remove_device(self, key: KeyId, removal: Statement) -> DeviceSeen:
        """Remove a laptop by a manager's signed statement."""
        return self._ask(_json("DELETE", f"/v1/devices/{key}", removal), DeviceSeen)

    def grants(self) -> GrantsSeen:
        """List the grants, who has them, and who else came with them (managers)."""
        return self._ask(_Ask("GET", "/v1/grants"), GrantsSeen)

    def add_grant(self, grant: Statement) -> GrantSeen:
        """Make a grant known to the service before it is used, so that it can be listed and cancelled (managers)."""
        return self._ask(_json("POST", "/v1/grants", grant), GrantSeen)

    def cancel_grant(self, key: KeyId) -> GrantSeen:
        """Cancel a grant (managers); who used it already stays. `key` is the one-time key's id."""
        return self._ask(_Ask("DELETE", f"/v1/grants/{key}"), GrantSeen)

    def keep_file(self, file_id: FileId, file: FileToKeep) -> FileKept:
        """Hand in a sealed enrolment file for whoever is told its code (managers); repeating is harmless."""
        return self._ask(_json("PUT", f"/v1/enrolment-files/{file_id}", file), FileKept)

    def packs(self) -> PacksHeld:
        """List the newest content pack of each course."""
        return self._ask(_Ask("GET", "/v1/packs"), PacksHeld)

    def pack_bytes(self, sha256: str) -> bytes:
        """Give a piece, or a pack's statement, by the digest that it should have; not compared here."""
        reply, nonce = self._send(_Ask("GET", f"/v1/packs/{sha256}"))
        return replies.read_bytes(reply, nonce=nonce)

    def offer_pack(self, statement: Statement) -> PackTaken:
        """Announce a pack, or put it into force once all its pieces are there (managers, leads).

        Repeating is harmless.
        """
        return self._ask(_json("POST", "/v1/packs", statement), PackTaken)

    def put_pack_piece(self, sha256: str, piece: bytes) -> None:
        """Hand in a piece of an announced pack (managers, leads); repeating is harmless."""
        self._ask(_Ask("PUT", f"/v1/packs/{sha256}", piece, _BYTES_HEADERS), PieceKept)

    def correct_clock(self, service_now: datetime) -> None:
        """Shift the `created` of later requests by the skew that a verified refusal told; nothing else."""
        self._skew = service_now - self._clock()

    def close(self) -> None:
        """Close the connections; the next call opens new ones. May be called from any thread to cut a waiting one."""
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _ask(self, ask: _Ask, kind: type[T], *, signer: Signer | None = None) -> T:
        """Send one request and read its answer."""
        reply, nonce = self._send(ask, signer)
        return replies.read(reply, kind, nonce=nonce)

    def _send(self, ask: _Ask, signer: Signer | None = None) -> tuple[Reply, str]:
        """Sign and send one request; give its answer and its nonce. Raises TransientFault where no whole one came."""
        from detectors_app.transport import exchange  # `requests` is slow to import: only when first used

        nonce = self._token_bytes(NONCE_BYTES).hex()
        url = self._address.url(ask.path)
        created = self._clock() + self._skew
        signed = self._sign_request(
            signer or self._signer, method=ask.method, url=url, body=ask.body, created=created, nonce=nonce
        )
        session = self._session = self._session or exchange.new_session()
        request = exchange.Request(ask.method, url, signed | ask.headers, ask.body)
        limits = exchange.Limits(self._timeouts.connect_s, self._timeouts.read_s + ask.wait_s, self._timeouts.whole_s)
        return exchange.send(session, request, limits, loopback=self._address.loopback), nonce


def _json(method: str, path: str, value: object) -> _Ask:
    return _Ask(method, path, strict_json.encode(value), _JSON_HEADERS)


def _box(box: BoxName) -> str:
    """Write a box's name into a path: its own slash stays a slash."""
    return quote(box, safe="/")
