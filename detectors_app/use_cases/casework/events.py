"""What one kept row tells by itself, its payload read once: a text that came, or an officer's note; judges none."""

from __future__ import annotations

from detectors_app.domain.casework import Arrived, CaseId, Mark, Note, WasAsked, WasRead
from detectors_app.domain.concern import Written, about_of, words_of
from detectors_app.domain.urgency import is_restricted, is_urgent
from detectors_app.protocol.payload import CaseAsked, CaseRead, OfficersNote, Payload, decode_payload
from detectors_app.use_cases.casework.desk import Forms
from detectors_app.use_cases.casework.memory import Came
from detectors_app.use_cases.rows import TakenIn


def event_of(seq: int, row: TakenIn, forms: Forms) -> Came | Note:
    """Give what a row without a problem tells."""
    payload = decode_payload(row.payload)
    if isinstance(payload.content, OfficersNote):
        return _note(row, payload.content)
    unchecked = Mark.NO_CERTIFICATE in row.marks
    arrived = _arrived(row, payload, forms)
    return Came(seq, arrived, None, row) if unchecked else Came(seq, arrived, row.place, None)


def _note(row: TakenIn, content: CaseRead | CaseAsked) -> Note:
    case = CaseId(content.sender, content.id)
    if isinstance(content, CaseAsked):
        return WasAsked(row.id, case, content.officer, content.asked_at, content.words)
    return WasRead(row.id, case, content.sha256, content.officer, content.read_at)


def _arrived(row: TakenIn, payload: Payload, forms: Forms) -> Arrived:
    concern, about = words_of(payload.content), about_of(payload.content)
    form = forms(concern.form, concern.version)
    marks = frozenset(Mark(each) for each in row.marks)
    if payload.left_out or is_restricted(form, concern.answers):
        marks |= {Mark.RESTRICTED}
    return Arrived(
        case=CaseId(row.sender, row.id if about is None else about.concern),
        id=row.id,
        sha256=row.sha256,
        stored_at=row.stored_at,
        made_at=payload.made_at,
        urgent=is_urgent(form, concern.answers),
        concern=concern,
        written=payload.written or Written.LOCKED,
        marks=marks,
        left_out=payload.left_out,
        reply_to=payload.reply_to,
        added=about is not None,
        question=None if about is None else about.question,
    )
