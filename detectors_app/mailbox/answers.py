"""What the service answers with: JSON values, problem documents, signed refusals; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from fastapi import Response

from detectors_app.domain.receipts import Stored
from detectors_app.protocol import strict_json
from detectors_app.protocol.problems import KINDS, ProblemType
from detectors_app.protocol.receipts import Problem, RefusedBody
from detectors_app.protocol.statement import Label, Statement
from detectors_app.signing.keys import SigningKey
from detectors_app.signing.statements import sign_statement

JSON = "application/json"
PROBLEM_JSON = "application/problem+json"
BYTES = "application/octet-stream"
_NO_STORE = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a refusal names of the request it answers. `nonce` is empty where the request carried none."""

    nonce: str
    method: str
    target: str
    sha256: str


def value(what: object, status: HTTPStatus = HTTPStatus.OK, headers: dict[str, str] | None = None) -> Response:
    """Answer with a value's JSON."""
    return Response(strict_json.encode(what), status, _NO_STORE | (headers or {}), JSON)


def content(data: bytes) -> Response:
    """Answer with bytes as they lie here."""
    return Response(data, HTTPStatus.OK, _NO_STORE, BYTES)


def problem(
    type_: ProblemType, asked: Asked, *, key: SigningKey, now: datetime, retry_after_s: int | None = None
) -> Response:
    """Answer with a problem document; a final no to a request with a nonce carries a refusal signed for it alone."""
    kind = KINDS[type_]
    refused = _refusal(type_, asked, key, now) if kind.final and asked.nonce else None
    body = strict_json.encode(Problem(type_.value, kind.title, kind.status, refused))
    headers = _NO_STORE if retry_after_s is None else _NO_STORE | {"Retry-After": str(retry_after_s)}
    return Response(body, kind.status, headers, PROBLEM_JSON)


def plain_problem(status: int, title: str) -> Response:
    """Answer a request that is none of ours, or our own failure: no type of its own, nothing signed."""
    return Response(strict_json.encode(Problem("about:blank", title, status)), status, _NO_STORE, PROBLEM_JSON)


def _refusal(type_: ProblemType, asked: Asked, key: SigningKey, now: datetime) -> Statement:
    body = RefusedBody(asked.nonce, type_.value, asked.method, asked.target, asked.sha256, now)
    return sign_statement(Label.REFUSED, strict_json.encode(body), key)


def sign_stored(key: SigningKey, stored: Stored) -> Statement:
    """Sign a *stored* receipt."""
    return sign_statement(Label.STORED, strict_json.encode(stored), key)
