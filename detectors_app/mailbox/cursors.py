"""Cursors as readers see them: a place in the order, sealed so that gaps do not show; knows no row."""

from __future__ import annotations

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from detectors_app.domain.ids import BoxName, KeyId
from detectors_app.mailbox.envelope_rows import TAG_BYTES
from detectors_app.protocol.problems import ProblemType
from detectors_app.use_cases.mail.ports import At, Denied

_NONCE_BYTES = 12
_POSITION_BYTES = 8
_SEALED_BYTES = _NONCE_BYTES + _POSITION_BYTES + TAG_BYTES + 16
"""Nonce ‖ AES-256-GCM(position ‖ tag): 52 bytes."""


class Cursors:
    """Seals places for one reader of one box: a cursor of another, or of another box, does not open."""

    def __init__(self, key: bytes) -> None:
        """Take the service's cursor key, 32 bytes."""
        self._aead = AESGCM(key)

    def seal(self, at: At, box: BoxName, seal: KeyId) -> str:
        """Give the cursor of a place, in URL-safe base64."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        plain = at.position.to_bytes(_POSITION_BYTES, "big") + at.tag
        return base64.urlsafe_b64encode(nonce + self._aead.encrypt(nonce, plain, _bound_to(box, seal))).decode()

    def open(self, cursor: str, box: BoxName, seal: KeyId) -> At | None:
        """Give the place of a cursor, None for the empty one. Raises Denied for one that is not ours."""
        if not cursor:
            return None
        try:
            sealed = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True)
            # The last letter has bits to spare: only its one spelling is taken.
            if len(sealed) != _SEALED_BYTES or base64.urlsafe_b64encode(sealed).decode() != cursor:
                raise Denied(ProblemType.UNKNOWN_CURSOR)
            plain = self._aead.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound_to(box, seal))
        except (binascii.Error, UnicodeError, InvalidTag):
            raise Denied(ProblemType.UNKNOWN_CURSOR) from None
        return At(int.from_bytes(plain[:_POSITION_BYTES], "big"), plain[_POSITION_BYTES:])


def _bound_to(box: BoxName, seal: KeyId) -> bytes:
    return f"EDE1 cursor\x00{box}\x00{seal}".encode()
