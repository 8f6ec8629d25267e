"""Open a sealed draft again with the person's key; changes nothing."""

from __future__ import annotations

from detectors_app.domain.concern import AdditionDraft, Draft, about_of, words_of
from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.ids import DRAFTS, EnvelopeId
from detectors_app.protocol.payload import decode_payload
from detectors_app.use_cases.laptop import LaptopParts
from detectors_app.use_cases.people import own_draft
from detectors_app.use_cases.ports import Open
from detectors_app.use_cases.reporting.letters import own_identity


def resume_draft(parts: LaptopParts, envelope_id: EnvelopeId, open_own: Open) -> Draft:
    """Give the answers so far; `open_own` opens with the person's key, which the passphrase gave.

    Raises Refused where there is no such draft, CannotOpen where it is not for this person or was altered.
    """
    with parts.store.unit() as unit:
        identity, row = own_identity(unit), own_draft(unit, envelope_id)
    opened = open_own(row.envelope, box=DRAFTS, envelope_id=envelope_id)
    parts.notary.verify(parts.keys.signer(identity.sign_seed).public, opened.signature, opened.signed)
    content = decode_payload(opened.payload).content
    if not isinstance(content, Draft | AdditionDraft) or about_of(content) != row.about:
        raise CannotOpen("draft.damaged")
    return Draft(words_of(content), content.step)
