"""What an answer from the network means: a value, try later, a signed no; sends nothing and verifies no signature.

Only an answer that reads exactly as the service would write it counts. A captive portal, a redirect, a page of HTML,
a 200 with something else in it: all mean that nothing is known, and the caller tries again later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeVar

from detectors_app.domain.errors import DetectorsError, Invalid, TransientFault
from detectors_app.protocol import strict_json
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import Problem
from detectors_app.use_cases.rows import Refusal, UnknownCursor

T = TypeVar("T")

JSON = "application/json"
PROBLEM_JSON = "application/problem+json"
BYTES = "application/octet-stream"
LONGEST_RETRY_AFTER_S = 86_400
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came. `headers` has lower-case names."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def content_type(self) -> str:
        """Give the media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def read(reply: Reply, kind: type[T], *, nonce: str) -> T:
    """Give the value that the answer carries. `nonce` is that of the request: a refusal must name it.

    Raises:
        TransientFault: nothing is known; `retry_after_s` where the service said so.
        Refusal: the answer carries a refused statement, yet to be verified.
        UnknownCursor: the service does not know the cursor.
    """
    if reply.status not in {HTTPStatus.OK, HTTPStatus.CREATED}:
        raise failure(reply, nonce=nonce)
    if reply.content_type != JSON:
        raise TransientFault("network.sign_in_page")
    try:
        return strict_json.decode(reply.body, kind, where="answer")
    except Invalid:
        raise TransientFault("network.sign_in_page") from None


def read_bytes(reply: Reply, *, nonce: str) -> bytes:
    """Give the bytes that the answer carries; whether they are those asked for is not known here. Raises as `read`."""
    if reply.status != HTTPStatus.OK:
        raise failure(reply, nonce=nonce)
    if reply.content_type != BYTES:
        raise TransientFault("network.sign_in_page")
    return reply.body


def unchanged(reply: Reply) -> bool:
    """Say whether the answer is that what we hold is the newest (304)."""
    return reply.status == HTTPStatus.NOT_MODIFIED


def failure(reply: Reply, *, nonce: str) -> DetectorsError:
    """Give the error that an answer other than 200 and 201 means."""
    problem = _problem(reply)
    if problem is None:
        return _not_ours(reply)
    if problem.refused is not None:
        return Refusal(problem.refused, nonce=nonce, status=reply.status, type_=problem.type)
    if problem.type == ProblemType.UNKNOWN_CURSOR and reply.status == HTTPStatus.GONE:
        return UnknownCursor()
    if reply.status in _BUSY:
        return TransientFault("service.busy", retry_after_s=retry_after_s(reply))
    if problem.type in {ProblemType.DIGEST, ProblemType.LENGTH}:
        return TransientFault("network.changed_on_the_way")
    return TransientFault("service.no_unsigned", status=reply.status)


def _not_ours(reply: Reply) -> TransientFault:
    """Judge an answer that is no problem document: a gateway in trouble, or somebody else's page."""
    if reply.status in _BUSY:
        return TransientFault("service.busy", retry_after_s=retry_after_s(reply))
    if HTTPStatus.INTERNAL_SERVER_ERROR <= reply.status < HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED:
        return TransientFault("service.trouble", status=reply.status)
    return TransientFault("network.sign_in_page")


def _problem(reply: Reply) -> Problem | None:
    if reply.content_type != PROBLEM_JSON:
        return None
    try:
        problem = strict_json.decode(reply.body, Problem, where="problem")
    except Invalid:
        return None
    return problem if problem.status == reply.status else None


def retry_after_s(reply: Reply) -> int | None:
    """Read Retry-After in seconds (RFC 9110, 10.2.3): a number, or a date beside the answer's Date. At most a day."""
    given = reply.headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return min(int(given[:9]), LONGEST_RETRY_AFTER_S)
    try:
        wait = parsedate_to_datetime(given) - parsedate_to_datetime(reply.headers.get("date", ""))
    except (ValueError, TypeError):
        return None
    return min(max(int(wait.total_seconds()), 0), LONGEST_RETRY_AFTER_S)
