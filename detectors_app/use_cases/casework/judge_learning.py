"""Whether what came into the learning box may be counted: who sent it, and what that sender may say; counts nothing.

A laptop says of one person that they completed one course. A training lead says whatever the box may hold.
"""

from __future__ import annotations

from datetime import datetime

from detectors_app.domain.completion import Completions, is_sound
from detectors_app.domain.errors import CannotOpen
from detectors_app.domain.ids import LEARNING, KeyId
from detectors_app.domain.trust import Bundle, Reader, Removal, Role
from detectors_app.protocol.envelope import Opened
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.payload import Payload
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.casework.laptops import Known, certificate_of
from detectors_app.use_cases.ports import Notary

UNKNOWN_SENDER = "learning.unknown_sender"
"""The problem of what nobody signed whom we know: a newer list of people, or a certificate, may name them."""
_LEADS = frozenset({Role.LEAD, Role.MANAGER})


def judge_learning(
    opened: Opened,
    payload: Payload,
    offered: Statement | None,
    known: Known,
    bundle: Bundle,
    notary: Notary,
    stored_at: datetime,
) -> Statement | None:
    """Give the certificate of the laptop that sent it, None where a lead did.

    Raises CannotOpen with why it is not to be counted: `UNKNOWN_SENDER`, `learning.stolen`, `learning.not_one`,
    `learning.unsound`, or that the signature does not hold.
    """
    lead = _lead_who_signed(bundle, payload.sender)
    if lead is not None:
        notary.verify(lead.sign, opened.signature, opened.signed)
        _check_sound(payload)
        return None
    shown_by = certificate_of(payload.sender, offered, known, box=LEARNING, bundle=bundle, notary=notary)
    if shown_by is None:
        raise CannotOpen(UNKNOWN_SENDER)
    laptop, certificate = shown_by
    notary.verify(laptop.sign, opened.signature, opened.signed)
    if any(each.key == laptop.key and each.why is Removal.STOLEN and stored_at >= each.at for each in bundle.removed):
        raise CannotOpen("learning.stolen")
    if not isinstance(payload.content, Completions) or len(payload.content.completions) != 1:
        raise CannotOpen("learning.not_one")
    _check_sound(payload)
    return certificate


def _lead_who_signed(bundle: Bundle, sender: KeyId) -> Reader | None:
    """Give the lead, or manager who reads the box, whose Ed25519 key has that id."""
    named = {officer for each in bundle.boxes if each.box == LEARNING for officer in each.readers}
    leads = (each for each in bundle.people if each.role in _LEADS and each.officer in named)
    return next((each for each in leads if sign_id(each.sign) == sender), None)


def _check_sound(payload: Payload) -> None:
    content = payload.content
    if isinstance(content, Completions) and not (content.completions and all(map(is_sound, content.completions))):
        raise CannotOpen("learning.unsound")
