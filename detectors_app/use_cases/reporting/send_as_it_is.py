"""Send a draft without opening it: the sealed draft becomes the content of a letter marked unfinished."""

from __future__ import annotations

from detectors_app.domain.concern import Written
from detectors_app.domain.ids import CONCERNS, EnvelopeId
from detectors_app.protocol.payload import Kind, SentAsItIs
from detectors_app.use_cases.laptop import LaptopParts
from detectors_app.use_cases.people import own_draft
from detectors_app.use_cases.reporting.letters import Message
from detectors_app.use_cases.reporting.report_concern import queue
from detectors_app.use_cases.rows import OutboxItem


def send_as_it_is(parts: LaptopParts, envelope_id: EnvelopeId, *, told_phone: bool = False) -> OutboxItem:
    """Queue a draft under its own id, to those its writer had not left out; no passphrase is needed.

    Asked twice, the first one stands. Raises Refused where there is no such draft, and as `report_concern` does.
    """
    with parts.store.unit() as unit:
        sent = unit.outbox_item(CONCERNS, envelope_id)
        if sent is not None and unit.draft(envelope_id) is None:
            return sent
        row = own_draft(unit, envelope_id)
    content = SentAsItIs(row.envelope)
    message = Message(Kind.DRAFT, row.id, Written.LOCKED, frozenset(row.left_out), content, row.about)
    return queue(parts, message, urgent=row.urgent, told_phone=told_phone)
