"""Names for the ids that travel through the programs; knows no bytes and makes none."""

from __future__ import annotations

from typing import NewType
from uuid import UUID

EnvelopeId = NewType("EnvelopeId", UUID)
"""UUIDv4, minted by the sender at the first keystroke; a concern keeps it from draft to case."""

KeyId = NewType("KeyId", str)
"""16 lower-case hex characters; how they are made stands in protocol/keys.py."""

OfficerId = NewType("OfficerId", str)
"""Stable over an officer's changes of key; left-out officers are named by it."""

BoxName = NewType("BoxName", str)
"""`concerns`, `casework`, `learning` or `device/<key id>`."""

FieldId = NewType("FieldId", str)
"""Names one answerable field of the form, such as ``place.address``."""

PersonId = NewType("PersonId", int)
"""A person on one laptop, numbered from 1; it never leaves the laptop."""

FIRST_PERSON = PersonId(1)
"""The one whom the laptop was set up for."""

CONCERNS = BoxName("concerns")
CASEWORK = BoxName("casework")
LEARNING = BoxName("learning")
DRAFTS = BoxName("drafts")
"""Never a box at the service: the name under which a laptop seals its own drafts."""
QUESTIONS = BoxName("questions")
"""Never a box at the service: the name under which a question's words are sealed to the person."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to mishear.
_REFERENCE_LETTERS = 6


def device_box(laptop: KeyId) -> BoxName:
    """Name the box in which a laptop finds its receipts and questions."""
    return BoxName(f"device/{laptop}")


def reference(envelope_id: EnvelopeId) -> str:
    """Give the short name that people say on the phone, such as ``SN-4K7M2Q``: the id's first 30 bits."""
    return "SN-" + spelt(envelope_id, _REFERENCE_LETTERS)


def spelt(number: UUID, letters: int) -> str:
    """Spell an id's first bits, five a letter, in letters that are not misheard."""
    bits = number.int >> (128 - 5 * letters)
    return "".join(_ALPHABET[(bits >> (5 * place)) & 31] for place in reversed(range(letters)))
