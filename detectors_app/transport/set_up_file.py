"""Fetches the sealed file of a set-up code: the one call that nobody signs; opens nothing and tries once."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from detectors_app.domain.errors import Invalid, Refused
from detectors_app.protocol import strict_json
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import Problem, SealedFile
from detectors_app.protocol.set_up_code import FileId
from detectors_app.transport import replies
from detectors_app.transport.address import Address
from detectors_app.transport.client import Timeouts
from detectors_app.transport.replies import Reply

if TYPE_CHECKING:
    from requests import Session

PATIENCE = Timeouts(connect_s=10, read_s=15, whole_s=60)
"""Someone is waiting before the screen."""


def fetch_sealed_file(
    address: str, file_id: FileId, *, session: Session | None = None, timeouts: Timeouts = PATIENCE
) -> bytes:
    """Give the sealed file.

    Raises:
        Invalid: the address is none that this program would use.
        Refused: the service has nothing for this code, or no longer.
        TransientFault: nothing is known; the code can be tried again.
    """
    from detectors_app.transport import exchange  # `requests` is slow to import: only when first used

    found = Address(address)
    request = exchange.Request("GET", found.url(f"/v1/enrolment-files/{file_id}"), {}, b"")
    limits = exchange.Limits(timeouts.connect_s, timeouts.read_s, timeouts.whole_s)
    with session or exchange.new_session() as open_session:
        reply = exchange.send(open_session, request, limits, loopback=found.loopback)
    if _is_unknown(reply):
        raise Refused("code.unknown")
    return replies.read(reply, SealedFile, nonce="").sealed


def _is_unknown(reply: Reply) -> bool:
    """Say whether it is the service itself that knows no such file: any page on the way can answer 404 too."""
    if reply.status != HTTPStatus.NOT_FOUND or reply.content_type != replies.PROBLEM_JSON:
        return False
    try:
        return strict_json.decode(reply.body, Problem, where="problem").type == ProblemType.NOT_FOUND
    except Invalid:
        return False
