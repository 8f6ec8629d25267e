"""The calls on content packs: whoever is enrolled fetches by digest, managers and training leads hand in."""

from __future__ import annotations

import re
from http import HTTPStatus

from fastapi import Response

from detectors_app.mailbox import answers, gate
from detectors_app.mailbox.box_calls import parse
from detectors_app.mailbox.core import Core
from detectors_app.mailbox.gate import Incoming
from detectors_app.protocol.pack import MOST_STATEMENT_BYTES
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.statement import Statement
from detectors_app.signing.notary import NOTARY
from detectors_app.use_cases.mail.keep_packs import (
    AT_ONCE,
    check_publisher,
    give_bytes,
    keep_piece,
    list_packs,
    look_over_pack,
    offer_pack,
    wanted_size,
)
from detectors_app.use_cases.mail.ports import Denied

_SHA256 = re.compile(r"[0-9a-f]{64}")


async def get_packs(core: Core, come: Incoming) -> Response:
    """GET /v1/packs: the newest pack of each course, by the digest of its statement."""
    admitted = await core.admit(come)
    gate.no_body(come, admitted)
    return answers.value(await core.read(admitted.snapshot, list_packs))


async def get_pack_bytes(core: Core, come: Incoming) -> Response:
    """GET /v1/packs/{sha256}: the bytes of that digest: a piece, or a pack's statement."""
    admitted = await core.admit(come)
    gate.no_body(come, admitted)
    sha256 = _sha256(come)
    return answers.content(await core.read(admitted.snapshot, lambda unit: give_bytes(unit, sha256)))


async def post_pack(core: Core, come: Incoming) -> Response:
    """POST /v1/packs: a pack's statement; it is in force once no piece is missing."""
    admitted = await core.admit(come)
    check_publisher(admitted.caller)
    body = await gate.signed_body(come, admitted, MOST_STATEMENT_BYTES, core.config.limits.body_timeout_s)
    announced = look_over_pack(parse(body, Statement), admitted.snapshot.bundle, NOTARY)
    taken = await core.write(admitted.snapshot, lambda unit: offer_pack(unit, announced, NOTARY))
    while await core.write(admitted.snapshot, lambda unit: unit.drop_loose_pieces(AT_ONCE)):
        pass
    return answers.value(taken)


async def put_pack_piece(core: Core, come: Incoming) -> Response:
    """PUT /v1/packs/{sha256}: a piece of a pack that was announced; 201 the first time, 200 again."""
    admitted = await core.admit(come)
    check_publisher(admitted.caller)
    sha256 = _sha256(come)
    size = await core.read(admitted.snapshot, lambda unit: wanted_size(unit, sha256))
    body = await gate.signed_body(come, admitted, size, core.config.limits.body_timeout_s)
    if admitted.sha256 != sha256:
        raise Denied(ProblemType.MALFORMED)
    kept, new = await core.write(admitted.snapshot, lambda unit: keep_piece(unit, sha256, body))
    return answers.value(kept, HTTPStatus.CREATED if new else HTTPStatus.OK)


def _sha256(come: Incoming) -> str:
    text = str(come.request.path_params["sha256"])
    if not _SHA256.fullmatch(text):
        raise Denied(ProblemType.NOT_FOUND)
    return text
