"""Seal what is written so far and keep it; needs no passphrase and sends nothing."""

from __future__ import annotations

from detectors_app.domain.concern import About, Concern, Written
from detectors_app.domain.errors import Refused
from detectors_app.domain.ids import CONCERNS, EnvelopeId
from detectors_app.domain.urgency import is_urgent
from detectors_app.protocol.payload import Kind
from detectors_app.use_cases.laptop import LaptopParts
from detectors_app.use_cases.people import own_draft
from detectors_app.use_cases.reporting.additions import about_in, draft_of, left_out_of
from detectors_app.use_cases.reporting.letters import Message, form_of, seal_draft
from detectors_app.use_cases.rows import DraftRow


def save_draft(
    parts: LaptopParts,
    envelope_id: EnvelopeId,
    concern: Concern,
    *,
    step: int,
    written: Written,
    about: About | None = None,
) -> DraftRow:
    """Keep the answers as a sealed draft, durably, in place of the earlier one under this id.

    `about` says what an addition belongs to; once saved, the draft itself says it.

    Raises Refused where the laptop is not set up, nobody could read it, it was sent already or is another person's;
    EnvironmentFault and CannotOpen from the store.
    """
    form = form_of(concern, parts.forms)
    with parts.store.unit() as unit:
        if unit.outbox_item(CONCERNS, envelope_id) is not None:
            raise Refused("concern.already_sent")
        earlier, now = unit.draft(envelope_id), parts.now()
        if earlier is not None:
            earlier = own_draft(unit, envelope_id)
        about = about_in(unit, envelope_id, about)
        left_out = left_out_of(unit, form, concern, about)
        message = Message(Kind.DRAFT, envelope_id, written, left_out, draft_of(concern, about, step), about)
        row = DraftRow(
            id=envelope_id,
            envelope=seal_draft(parts, unit, message),
            started_at=earlier.started_at if earlier else now,
            saved_at=now,
            step=step,
            urgent=is_urgent(form, concern.answers),
            left_out=tuple(sorted(left_out)),
            person=unit.current_person(),
            added_to=about.concern if about else None,
            question=about.question if about else None,
        )
        unit.put_draft(row)
    return row
