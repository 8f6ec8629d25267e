"""The calls on enrolment files: a manager hands one in sealed, whoever knows its id fetches it unsigned."""

from __future__ import annotations

from fastapi import Response

from detectors_app.domain.ids import KeyId
from detectors_app.mailbox import answers, gate
from detectors_app.mailbox.box_calls import parse
from detectors_app.mailbox.core import Core
from detectors_app.mailbox.gate import Incoming
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import FileToKeep
from detectors_app.protocol.set_up_code import FileId, file_id
from detectors_app.signing.notary import NOTARY
from detectors_app.use_cases.mail.identify import check_manager
from detectors_app.use_cases.mail.keep_files import MOST_SEALED_BYTES, give_file, keep_file, look_over_file
from detectors_app.use_cases.mail.ports import Denied

MOST_BODY_BYTES = MOST_SEALED_BYTES * 4 // 3 + 64 * 1024
"""The sealed bytes in base 64, and the grants."""
MISSES = KeyId("file-misses")
"""All who ask for what is not there share one bucket. It never slows one who knows an id: those have one each."""


async def put_enrolment_file(core: Core, come: Incoming) -> Response:
    """PUT /v1/enrolment-files/{id}: a manager hands in an enrolment file, sealed under a code that is not told here."""
    admitted = await core.admit(come)
    check_manager(admitted.caller)
    wanted = _id(come)
    body = await gate.signed_body(come, admitted, MOST_BODY_BYTES, core.config.limits.body_timeout_s)
    offered = look_over_file(
        wanted,
        parse(body, FileToKeep),
        admitted.caller,
        bundle=admitted.snapshot.bundle,
        notary=NOTARY,
        now=come.now,
    )
    return answers.value(await core.once(admitted, come.now, lambda unit: keep_file(unit, offered, come.now)))


async def get_enrolment_file(core: Core, come: Incoming) -> Response:
    """GET /v1/enrolment-files/{id}: the sealed file, unsigned; what was never there and what is spent look the same."""
    if come.request.headers.get("content-length", "0") != "0" or "transfer-encoding" in come.request.headers:
        raise Denied(ProblemType.LENGTH)
    try:
        wanted = _id(come)
        found = await core.read(core.snapshot, lambda unit: give_file(unit, wanted, come.now))
    except Denied:
        gate.check_rate(core.strangers, MISSES)
        raise
    gate.check_rate(core.strangers, KeyId(wanted))
    return answers.value(found)


def _id(come: Incoming) -> FileId:
    found = file_id(str(come.request.path_params["id"]))
    if found is None:
        raise Denied(ProblemType.NOT_FOUND)
    return found
