"""What one kept row tells by itself, its payload read once: a concern that came, or an officer's note; judges none."""

from __future__ import annotations

from detectors_app.domain.casework import Arrived, CaseId, Mark, WasRead
from detectors_app.domain.concern import Concern, Draft, Written
from detectors_app.domain.urgency import is_restricted, is_urgent
from detectors_app.protocol.payload import CaseRead, Payload, decode_payload
from detectors_app.use_cases.casework.desk import Forms
from detectors_app.use_cases.casework.memory import Came
from detectors_app.use_cases.rows import TakenIn


def event_of(seq: int, row: TakenIn, forms: Forms) -> Came | WasRead:
    """Give what a row without a problem tells."""
    payload = decode_payload(row.payload)
    if isinstance(payload.content, CaseRead):
        return _was_read(row, payload.content)
    unchecked = Mark.NO_CERTIFICATE in row.marks
    arrived = _arrived(row, payload, forms)
    return Came(seq, arrived, None, row) if unchecked else Came(seq, arrived, row.place, None)


def _was_read(row: TakenIn, content: CaseRead) -> WasRead:
    case = CaseId(content.sender, content.id)
    return WasRead(row.id, case, content.sha256, content.officer, content.read_at)


def _arrived(row: TakenIn, payload: Payload, forms: Forms) -> Arrived:
    content = payload.content
    concern: Concern = content.concern if isinstance(content, Draft) else content
    form = forms(concern.form, concern.version)
    marks = frozenset(Mark(each) for each in row.marks)
    if payload.left_out or is_restricted(form, concern.answers):
        marks |= {Mark.RESTRICTED}
    return Arrived(
        case=CaseId(row.sender, row.id),
        sha256=row.sha256,
        stored_at=row.stored_at,
        made_at=payload.made_at,
        urgent=is_urgent(form, concern.answers),
        concern=concern,
        written=payload.written or Written.LOCKED,
        marks=marks,
        left_out=payload.left_out,
        reply_to=payload.reply_to,
    )
