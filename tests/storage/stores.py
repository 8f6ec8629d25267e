"""Stores in a folder, with a made-up key, and rows to put into them."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from detectors_app.domain.ids import CONCERNS, EnvelopeId, KeyId
from detectors_app.use_cases.rows import OutboxItem
from tests.made_up import NOW

KEY = bytes(range(32))
WORDS = b"planted words of a concern"


def an_item(*, urgent: bool = False, size: int = 16_384, minutes: int = 0, **changes: object) -> OutboxItem:
    """Give an outbox item with a fresh id; its envelope holds the planted words, which a real one never would."""
    made_at = NOW + timedelta(minutes=minutes)
    item = OutboxItem(
        CONCERNS,
        EnvelopeId(uuid4()),
        secrets.token_hex(32),
        WORDS.ljust(size, b"."),
        size,
        (KeyId("0" * 16), KeyId("1" * 16)),
        made_at,
        urgent,
    )
    return replace(item, **changes)  # type: ignore[arg-type]  # a test may change any member
