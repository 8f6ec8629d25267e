"""Signs and verifies HTTP requests (RFC 9421, RFC 9530); sends nothing, knows no key but the one it is given.

Covered: @method, @target-uri, @authority, content-digest; parameters created, keyid, alg, nonce. The body is bound
through its SHA-256 in Content-Digest, so a request can be judged from its headers before its body is read.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    InvalidSignature,
)
from http_message_signatures.algorithms import ED25519

from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.ids import KeyId
from detectors_app.use_cases.ports import Signer

COVERED = ("@method", "@target-uri", "@authority", "content-digest")
LABEL = "ede"
SKEW = timedelta(minutes=5)
"""How far `created` may be from the service's clock (protocol, *Boxes and service interface*)."""
_SIGNATURE_HEADERS = frozenset({"signature", "signature-input", "content-digest"})
_KEY_ID = re.compile(r';keyid="([0-9a-f]{16})"')
_NONCE = re.compile(r';nonce="([A-Za-z0-9_-]{16,64})"')
_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/]{43}=):")
_PARAMETERS = {"created", "keyid", "alg", "nonce"}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a request says of itself, believed only after `verify_request`: who, and which nonce."""

    key: KeyId
    nonce: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verified request covers. `sha256` is the hex digest that its body must have, `created` is UTC."""

    key: KeyId
    nonce: str
    created: datetime
    sha256: str


class _Message:
    """A request as the library wants to see it."""

    def __init__(self, method: str, url: str, headers: Any) -> None:  # noqa: ANN401 - a mapping, or lines
        self.method = method
        self.url = url
        self.headers = headers


class _Lines:
    """Header lines, repeated names and all, in the order they came."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self._lines = [(name, value) for name, value in lines if name.lower() in _SIGNATURE_HEADERS]

    def items(self) -> list[tuple[str, str]]:
        return self._lines

    def value(self, name: str) -> str:
        found = [value for each, value in self._lines if each.lower() == name]
        return found[0] if len(found) == 1 else ""


class _OneKey(HTTPSignatureKeyResolver):
    """Knows the one key that the caller looked up."""

    def __init__(self, key: KeyId, public: Ed25519PublicKey) -> None:
        self._key, self._public = key, public

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        return self._public if key_id == self._key else None


class _Verifier(HTTPMessageVerifier):
    """Leaves the time to `verify_request`, which judges it by the clock it is handed, after the signature."""

    def validate_created_and_expires(self, sig_input: Any, max_age: timedelta | None = None) -> None:  # noqa: ANN401, ARG002
        """Ask only that the parameters be the ones we know, all of them."""
        if set(sig_input.params) != _PARAMETERS:
            raise InvalidSignature


def sign_request(
    signer: Signer, *, method: str, url: str, body: bytes, created: datetime, nonce: str
) -> dict[str, str]:
    """Give the headers to add: Content-Digest, Signature-Input, Signature. `url` is absolute, as it will be sent."""
    message = _Message(method, url, {})
    handler = HTTPMessageSigner(signature_algorithm=ED25519)
    prepared = handler.prepare(
        message, key_id=signer.id, created=created, nonce=nonce, label=LABEL, covered_component_ids=COVERED, body=body
    )
    handler.apply(message, prepared, signer.sign(prepared.signature_base))
    headers: dict[str, str] = message.headers
    return headers


def claim(headers: Iterable[tuple[str, str]]) -> Claim | None:
    """Give the key id and nonce that a request names, to find its key by and to name in a refusal; None without."""
    given = _Lines(headers).value("signature-input")
    key, nonce = _KEY_ID.search(given), _NONCE.search(given)
    return Claim(KeyId(key[1]), nonce[1]) if key and nonce else None


def claimed_digest(headers: Iterable[tuple[str, str]]) -> str:
    """Give the hex SHA-256 that a request's Content-Digest names, empty without a well-formed one."""
    digest = _DIGEST.fullmatch(_Lines(headers).value("content-digest"))
    return base64.b64decode(digest[1]).hex() if digest else ""


def verify_request(
    *, method: str, url: str, headers: Mapping[str, str] | Iterable[tuple[str, str]], key: KeyId, public: bytes
) -> Verified:
    """Verify that `key` signed this method, URL and digest. `url` is built from the service's public address.

    The time is not judged here (see `fresh`): a refusal because of the clock is given only to who really signed.

    Raises:
        CannotOpen: signature missing, wrong, of another key, or not covering what it must.
    """
    lines = _Lines(headers.items() if isinstance(headers, Mapping) else headers)
    digest = _DIGEST.fullmatch(lines.value("content-digest"))
    verifier = _Verifier(signature_algorithm=ED25519, key_resolver=_OneKey(key, _public_key(public)))
    try:
        (found,) = verifier.verify(_Message(method, url, lines), max_age=None, require_components=COVERED)
    except InvalidSignature as error:
        raise CannotOpen("request.signature") from error
    nonce = str(found.parameters["nonce"])
    if digest is None or not _NONCE.fullmatch(f';nonce="{nonce}"'):
        raise CannotOpen("request.signature")
    return Verified(key, nonce, _time(found.parameters["created"]), base64.b64decode(digest[1]).hex())


def fresh(created: datetime, now: datetime) -> bool:
    """Say whether a request's time is within five minutes of the service's clock."""
    return abs(created - now) <= SKEW


@lru_cache(maxsize=4096)
def _public_key(public: bytes) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(public)
    except ValueError as error:
        raise CannotOpen("request.signature") from error


def _time(created: int | str) -> datetime:
    try:
        return datetime.fromtimestamp(int(created), tz=UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise CannotOpen("request.signature") from error
