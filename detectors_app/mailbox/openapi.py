"""The OpenAPI description of the service, made from the values that its calls really read and write; serves nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import msgspec

from detectors_app.protocol.pack import PacksHeld, PackTaken, PieceKept
from detectors_app.protocol.problems import KINDS, ProblemType
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
    HeldReply,
    Problem,
    SealedFile,
    TrustTaken,
)
from detectors_app.protocol.statement import Statement

REF = "#/components/schemas/{name}"
SIGNED = (ProblemType.UNSIGNED, ProblemType.UNKNOWN_KEY, ProblemType.CLOCK, ProblemType.REMOVED, ProblemType.RATE)
"""What every signed call may answer."""
_ALLOWED = (ProblemType.FORBIDDEN, ProblemType.NOT_READY, ProblemType.LENGTH, ProblemType.DIGEST)
_BODY = (ProblemType.MALFORMED, ProblemType.TOO_LARGE)
_BOX = (ProblemType.NOT_YOUR_BOX, ProblemType.NOT_FOUND)
_ONCE = (ProblemType.REPLAYED,)
_GRANT = (ProblemType.GRANT_USED, ProblemType.GRANT_EXPIRED, ProblemType.GRANT_CANCELLED)


@dataclass(frozen=True, slots=True)
class Described:
    """What one call takes and gives: a value's type, or `bytes` for bytes as they are; None for no body."""

    takes: type[Any] | None
    gives: type[Any]
    statuses: tuple[int, ...] = (200,)
    problems: tuple[ProblemType, ...] = ()
    query: tuple[str, ...] = ()
    signed: bool = True


CALLS: dict[str, Described] = {
    "put_envelope": Described(bytes, Statement, (200, 201), (*_BOX, *_BODY, ProblemType.QUOTA)),
    "get_feed": Described(
        None,
        Feed,
        problems=(*_BOX, ProblemType.MALFORMED, ProblemType.UNKNOWN_CURSOR),
        query=("after", "limit", "wait"),
    ),
    "post_held": Described(HeldAsk, HeldReply, problems=(*_BOX, *_BODY)),
    "post_acks": Described(AckPut, AcksTaken, problems=(*_BOX, *_BODY)),
    "post_deletion": Described(Statement, Statement, problems=(*_BOX, *_BODY, *_ONCE)),
    "post_enrolment": Described(Statement, Enrolled, problems=(*_BODY, *_ONCE, *_GRANT)),
    "get_trust": Described(None, Statement, (200, 304)),
    "put_trust": Described(Statement, TrustTaken, problems=(*_BODY, ProblemType.OLDER_BUNDLE, ProblemType.TWO_FORMS)),
    "get_devices": Described(None, DevicesSeen),
    "post_device": Described(Statement, Enrolled, problems=(*_BODY, *_ONCE, *_GRANT)),
    "delete_device": Described(Statement, DeviceSeen, problems=(*_BODY, *_ONCE, ProblemType.NOT_FOUND)),
    "get_grants": Described(None, GrantsSeen),
    "post_grant": Described(Statement, GrantSeen, problems=(*_BODY, *_ONCE)),
    "delete_grant": Described(None, GrantSeen, problems=(*_ONCE, ProblemType.NOT_FOUND)),
    "put_enrolment_file": Described(
        FileToKeep, FileKept, problems=(*_BODY, *_ONCE, *_GRANT, ProblemType.QUOTA, ProblemType.NOT_FOUND)
    ),
    "get_enrolment_file": Described(
        None, SealedFile, problems=(ProblemType.NOT_FOUND, ProblemType.RATE, ProblemType.LENGTH), signed=False
    ),
    "get_packs": Described(None, PacksHeld),
    "post_pack": Described(
        Statement, PackTaken, problems=(*_BODY, ProblemType.OLDER_PACK, ProblemType.TWO_FORMS, ProblemType.QUOTA)
    ),
    "get_pack_bytes": Described(None, bytes, problems=(ProblemType.NOT_FOUND,)),
    "put_pack_piece": Described(bytes, PieceKept, (200, 201), (*_BODY, ProblemType.NOT_FOUND)),
}


def describe(routes: tuple[tuple[str, str, str, str], ...], address: str) -> dict[str, Any]:
    """Write the description of (method, path, call, summary) as OpenAPI 3.1."""
    types = {each for call in CALLS.values() for each in (call.takes, call.gives) if each not in {None, bytes}}
    ordered = sorted({*types, Problem}, key=lambda each: each.__name__)
    _, schemas = msgspec.json.schema_components(ordered, ref_template=REF)
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for method, path, call, summary in routes:
        plain = path.replace("{box:path}", "{box}")
        paths[plain][method.lower()] = _operation(call, plain, summary)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Detectors mailbox", "version": "1", "description": _DESCRIPTION},
        "servers": [{"url": address}],
        "security": [{"signature": []}],
        "paths": dict(paths),
        "components": {"schemas": schemas, "securitySchemes": {"signature": _SIGNATURE}},
    }


_SIGNATURE = {
    "type": "apiKey",
    "in": "header",
    "name": "Signature",
    "description": (
        "RFC 9421 with Ed25519 over @method, @target-uri, @authority, content-digest;"
        " created, keyid, alg and nonce; Content-Digest (RFC 9530) with sha-256 alone."
    ),
}
_DESCRIPTION = "docs/protocol.md. JSON is closed: exactly the members shown, in their one spelling."


def _operation(call: str, path: str, summary: str) -> dict[str, Any]:
    told = CALLS[call]
    operation: dict[str, Any] = {
        "operationId": call,
        "summary": summary,
        "parameters": [*_parameters(path, told.query), *((_CONTENT_DIGEST, _SIGNATURE_INPUT) if told.signed else ())],
        "responses": {str(status): _given(status, told.gives) for status in told.statuses} | _problems(told),
    }
    if not told.signed:
        operation["security"] = []
    if told.takes is not None:
        operation["requestBody"] = {"required": True, "content": _content(told.takes)}
    return operation


def _header(name: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}


_CONTENT_DIGEST, _SIGNATURE_INPUT = _header("Content-Digest"), _header("Signature-Input")


def _parameters(path: str, query: tuple[str, ...]) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    in_path = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]
    kinds = {"after": {"type": "string"}}
    number = {"type": "integer", "minimum": 0, "maximum": 9999}
    return in_path + [
        {"name": name, "in": "query", "required": False, "schema": kinds.get(name, number)} for name in query
    ]


def _content(kind: type[Any]) -> dict[str, Any]:
    if kind is bytes:
        return {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    return {"application/json": {"schema": {"$ref": REF.format(name=kind.__name__)}}}


def _given(status: int, kind: type[Any]) -> dict[str, Any]:
    no_content = 304
    if status == no_content:
        return {"description": "What the asker holds is in force"}
    return {"description": "Bytes" if kind is bytes else kind.__name__, "content": _content(kind)}


def _problems(told: Described) -> dict[str, Any]:
    """Group the problems by status; every call may also meet trouble of the service's own."""
    found: dict[int, list[str]] = defaultdict(list)
    for each in (*((*SIGNED, *_ALLOWED) if told.signed else ()), *told.problems):
        found[KINDS[each].status].append(each.value)
    found[503].append("about:blank")
    found[500].append("about:blank")
    schema = {"application/problem+json": {"schema": {"$ref": REF.format(name="Problem")}}}
    return {str(status): {"description": ", ".join(types), "content": schema} for status, types in found.items()}
