"""Lets a request in: its signature, its time, its sender's standing and rate, then its body; runs no verb."""

from __future__ import annotations

import asyncio
import hashlib
import math
import time
from dataclasses import dataclass, field
from datetime import datetime

from fastapi import Request

from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.ids import KeyId
from detectors_app.mailbox.answers import Asked
from detectors_app.mailbox.directory import Known, Snapshot
from detectors_app.mailbox.rates import Rates
from detectors_app.protocol.problems import ProblemType
from detectors_app.signing import http
from detectors_app.use_cases.mail.identify import check_standing
from detectors_app.use_cases.mail.ports import Caller, Denied

NOTHING_SHA256 = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request before anything of it is believed. `url` is what its sender must have signed."""

    request: Request
    url: str
    headers: tuple[tuple[str, str], ...]
    claim: http.Claim | None
    now: datetime

    @property
    def asked(self) -> Asked:
        """Give what a refusal would name."""
        nonce = self.claim.nonce if self.claim else ""
        return Asked(nonce, self.request.method, self.url, http.claimed_digest(self.headers))


@dataclass(frozen=True, slots=True)
class Admitted:
    """A request from a known sender. `snapshot` is what was known when it was let in."""

    caller: Caller
    nonce: str
    created: datetime
    sha256: str
    snapshot: Snapshot = field(repr=False)


def incoming(request: Request, public_address: str, now: datetime) -> Incoming:
    """Read what a request says of itself. The public address stands in for whatever a proxy made of Host."""
    scope = request.scope
    query = scope["query_string"].decode("latin-1")
    path = scope["raw_path"].decode("latin-1")
    url = f"{public_address}{path}?{query}" if query else f"{public_address}{path}"
    headers = tuple((name.decode("latin-1"), text.decode("latin-1")) for name, text in scope["headers"])
    return Incoming(request, url, headers, http.claim(headers), now)


def verified(come: Incoming, key: KeyId, public: bytes) -> http.Verified:
    """Verify the signature, not yet the time. Raises Denied."""
    try:
        return http.verify_request(
            method=come.request.method, url=come.url, headers=come.headers, key=key, public=public
        )
    except CannotOpen:
        raise Denied(ProblemType.UNSIGNED) from None


def check_time(found: http.Verified, now: datetime) -> None:
    """Judge a request's time, by the service's clock, once it is known who signed. Raises Denied."""
    if not http.fresh(found.created, now):
        raise Denied(ProblemType.CLOCK)


def admit(come: Incoming, known: Known, snapshot: Snapshot, rates: Rates) -> Admitted:
    """Let a known sender in. Raises Denied."""
    found = verified(come, known.caller.key, known.public)
    check_time(found, come.now)
    check_standing(known.removed, come.now)
    check_rate(rates, known.caller.key)
    return Admitted(known.caller, found.nonce, found.created, found.sha256, snapshot)


def check_rate(rates: Rates, key: KeyId) -> None:
    """Slow down one that asks too fast; only after its signature, or anyone could use up its share. Raises Denied."""
    wait_s = rates.wait_s(key, time.monotonic())
    if wait_s > 0:
        raise Denied(ProblemType.RATE, retry_after_s=math.ceil(wait_s))


def declared_length(request: Request, most: int) -> int:
    """Give the Content-Length, before anything is read. Raises Denied: LENGTH without one, TOO_LARGE past the most."""
    given = request.headers.get("content-length", "")
    if not (given.isascii() and given.isdigit()) or "transfer-encoding" in request.headers:
        raise Denied(ProblemType.LENGTH)
    if len(given) > len(str(most)) or int(given) > most:
        raise Denied(ProblemType.TOO_LARGE)
    return int(given)


async def read_body(request: Request, most: int, timeout_s: int) -> bytes:
    """Read a body of its declared length. Raises Denied; ClientDisconnect where the sender went away."""
    length = declared_length(request, most)
    chunks: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(timeout_s):
            async for chunk in request.stream():
                chunks.append(chunk)
                size += len(chunk)
                if size > length:
                    raise Denied(ProblemType.LENGTH)
    except TimeoutError:
        raise Denied(ProblemType.LENGTH) from None
    if size != length:
        raise Denied(ProblemType.LENGTH)
    return b"".join(chunks)


def check_digest(body: bytes, sha256: str) -> None:
    """Compare the body with the digest that was signed. Raises Denied."""
    if hashlib.sha256(body).hexdigest() != sha256:
        raise Denied(ProblemType.DIGEST)


async def signed_body(come: Incoming, admitted: Admitted, most: int, timeout_s: int) -> bytes:
    """Read the body of an admitted request, once, and compare it with its digest. Raises Denied."""
    body = await kept_body(come.request, most, timeout_s)
    check_digest(body, admitted.sha256)
    return body


async def kept_body(request: Request, most: int, timeout_s: int) -> bytes:
    """Read the body, or give it again where the request is begun anew. Raises as `read_body`."""
    if not hasattr(request.state, "body"):
        request.state.body = await read_body(request, most, timeout_s)
    body: bytes = request.state.body
    return body


def no_body(come: Incoming, admitted: Admitted) -> None:
    """Hold a request that has no body to that. Raises Denied."""
    if come.request.headers.get("content-length", "0") != "0" or "transfer-encoding" in come.request.headers:
        raise Denied(ProblemType.LENGTH)
    if admitted.sha256 != NOTHING_SHA256:
        raise Denied(ProblemType.DIGEST)
