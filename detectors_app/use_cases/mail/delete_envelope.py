"""Delete an envelope's body on the word of two officers; its id, digest, receipt and order stay."""

from __future__ import annotations

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import BoxName
from detectors_app.domain.permissions import Action, actor_of, may
from detectors_app.domain.trust import Bundle, Reader
from detectors_app.protocol import strict_json
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import DeletionBody
from detectors_app.protocol.statement import Label, Statement
from detectors_app.use_cases.mail.ports import Caller, Denied, Envelopes, MailNotary

OFFICERS_NEEDED = 2


def delete_envelope(
    unit: Envelopes, caller: Caller, box: BoxName, statement: Statement, *, bundle: Bundle, notary: MailNotary
) -> Statement:
    """Drop the body; give the statement that is kept: the first, when it comes twice. Raises Denied.

    Both officers, and who hands it in, must be readers of that very envelope: anyone else gets NOT_FOUND, as if it
    had never been.
    """
    body, signers = _open(statement, bundle, notary)
    if body.box != box:
        raise Denied(ProblemType.MALFORMED)
    held = unit.find(box, body.id, body.sha256)
    readers = {seal_id(each.seal) for each in signers}
    if held is None or caller.seal not in held.slots or not readers <= set(held.slots):
        raise Denied(ProblemType.NOT_FOUND)
    if not all(_may_delete(each, box) for each in signers):
        raise Denied(ProblemType.FORBIDDEN)
    if held.deletion is not None:
        return held.deletion
    unit.delete_body(held.row, statement)
    return statement


def _open(statement: Statement, bundle: Bundle, notary: MailNotary) -> tuple[DeletionBody, tuple[Reader, ...]]:
    """Verify that two officers signed, then read."""
    by_key = {each.sign: each for each in bundle.people if each.sign}
    try:
        signed = notary.verify_statement(Label.DELETION, statement, by_key, least=OFFICERS_NEEDED)
        body = strict_json.decode(statement.bytes, DeletionBody, where="deletion")
    except (CannotOpen, Invalid):
        raise Denied(ProblemType.MALFORMED) from None
    return body, tuple(by_key[public] for public in signed)


def _may_delete(reader: Reader, box: BoxName) -> bool:
    actor = actor_of(reader.role)
    return actor is not None and may(actor, Action.DELETE, box)
