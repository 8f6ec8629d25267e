"""The stable types of the service's refusals, with their status, and which of them the service signs; makes none.

A signed refusal is a final no: the same request will be refused again, so the sender may stop trying and tell the
person. Everything else may be the line's fault or pass by itself, so it is never signed and the sender keeps trying:
a broken body (DIGEST, LENGTH), too much at once (RATE, QUOTA), a cursor from before a restore (UNKNOWN_CURSOR), a
request that carries no believable signature (UNSIGNED), a service without its trust bundle (NOT_READY).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus


class ProblemType(StrEnum):
    """The `type` of a problem document (RFC 9457). Clients choose by it, never by the title."""

    CLOCK = "urn:ede:problem:clock"
    UNSIGNED = "urn:ede:problem:unsigned"
    UNKNOWN_KEY = "urn:ede:problem:unknown-key"
    REMOVED = "urn:ede:problem:removed"
    FORBIDDEN = "urn:ede:problem:forbidden"
    NOT_YOUR_BOX = "urn:ede:problem:not-your-box"
    TOO_LARGE = "urn:ede:problem:too-large"
    MALFORMED = "urn:ede:problem:malformed"
    DIGEST = "urn:ede:problem:digest"
    LENGTH = "urn:ede:problem:length"
    RATE = "urn:ede:problem:rate"
    QUOTA = "urn:ede:problem:quota"
    REPLAYED = "urn:ede:problem:replayed"
    GRANT_USED = "urn:ede:problem:grant-used"
    GRANT_EXPIRED = "urn:ede:problem:grant-expired"
    GRANT_CANCELLED = "urn:ede:problem:grant-cancelled"
    UNKNOWN_CURSOR = "urn:ede:problem:unknown-cursor"
    OLDER_BUNDLE = "urn:ede:problem:older-bundle"
    OLDER_PACK = "urn:ede:problem:older-pack"
    TWO_FORMS = "urn:ede:problem:two-forms"
    NOT_FOUND = "urn:ede:problem:not-found"
    NOT_READY = "urn:ede:problem:not-ready"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """How a problem is answered: HTTP status, a title for developers, and whether it is a signed, final no."""

    status: HTTPStatus
    title: str
    final: bool


_FINAL, _PASSING = True, False

KINDS: dict[ProblemType, ProblemKind] = {
    ProblemType.CLOCK: ProblemKind(HTTPStatus.UNAUTHORIZED, "created too far from the service's time", _FINAL),
    ProblemType.UNSIGNED: ProblemKind(HTTPStatus.UNAUTHORIZED, "no valid signature", _PASSING),
    ProblemType.UNKNOWN_KEY: ProblemKind(HTTPStatus.UNAUTHORIZED, "unknown key", _FINAL),
    ProblemType.REMOVED: ProblemKind(HTTPStatus.FORBIDDEN, "this key was removed", _FINAL),
    ProblemType.FORBIDDEN: ProblemKind(HTTPStatus.FORBIDDEN, "not allowed", _FINAL),
    ProblemType.NOT_YOUR_BOX: ProblemKind(HTTPStatus.FORBIDDEN, "not your box", _FINAL),
    ProblemType.TOO_LARGE: ProblemKind(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large", _FINAL),
    ProblemType.MALFORMED: ProblemKind(HTTPStatus.UNPROCESSABLE_ENTITY, "malformed", _FINAL),
    ProblemType.DIGEST: ProblemKind(HTTPStatus.BAD_REQUEST, "the body is not what its digest says", _PASSING),
    ProblemType.LENGTH: ProblemKind(HTTPStatus.LENGTH_REQUIRED, "the body's length is missing or wrong", _PASSING),
    ProblemType.RATE: ProblemKind(HTTPStatus.TOO_MANY_REQUESTS, "too fast", _PASSING),
    ProblemType.QUOTA: ProblemKind(HTTPStatus.TOO_MANY_REQUESTS, "too much for one day", _PASSING),
    ProblemType.REPLAYED: ProblemKind(HTTPStatus.CONFLICT, "this request was already made", _FINAL),
    ProblemType.GRANT_USED: ProblemKind(HTTPStatus.CONFLICT, "this grant was used by another laptop", _FINAL),
    ProblemType.GRANT_EXPIRED: ProblemKind(HTTPStatus.FORBIDDEN, "this grant's last day is over", _FINAL),
    ProblemType.GRANT_CANCELLED: ProblemKind(HTTPStatus.FORBIDDEN, "this grant was cancelled", _FINAL),
    ProblemType.UNKNOWN_CURSOR: ProblemKind(HTTPStatus.GONE, "unknown cursor: read from the start", _PASSING),
    ProblemType.OLDER_BUNDLE: ProblemKind(HTTPStatus.CONFLICT, "a newer bundle is held", _FINAL),
    ProblemType.OLDER_PACK: ProblemKind(HTTPStatus.CONFLICT, "a newer pack of this course is held", _FINAL),
    ProblemType.TWO_FORMS: ProblemKind(HTTPStatus.CONFLICT, "another form of this version is held", _FINAL),
    ProblemType.NOT_FOUND: ProblemKind(HTTPStatus.NOT_FOUND, "not found", _PASSING),
    ProblemType.NOT_READY: ProblemKind(HTTPStatus.SERVICE_UNAVAILABLE, "no trust bundle yet", _PASSING),
}
"""Every type has its line; tests hold it."""
