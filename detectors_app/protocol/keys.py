"""Public keys and their ids: sizes and names; holds no private half and no arithmetic.

A key id is the first 16 hex characters of SHA-256(algorithm name ‖ 0x00 ‖ the public key's raw bytes).
"""

from __future__ import annotations

import hashlib
from enum import StrEnum

from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import KeyId

SIGN_PUBLIC_BYTES = 32
SIGN_SEED_BYTES = 32
SEAL_PUBLIC_BYTES = 1216
"""ML-KEM-768 public (1184) ‖ X25519 public (32): X-Wing, draft-connolly-cfrg-xwing-kem."""
SEAL_SEED_BYTES = 32
SIGNATURE_BYTES = 64
KEY_ID_BYTES = 8


class Algorithm(StrEnum):
    """The two kinds of key there are, by the name that goes into a key id."""

    SIGN = "Ed25519"
    SEAL = "MLKEM768_X25519"


_PUBLIC_BYTES = {Algorithm.SIGN: SIGN_PUBLIC_BYTES, Algorithm.SEAL: SEAL_PUBLIC_BYTES}


def key_id(algorithm: Algorithm, public: bytes) -> KeyId:
    """Give the id of a public key's raw bytes. Raises Invalid for a wrong length."""
    if len(public) != _PUBLIC_BYTES[algorithm]:
        raise Invalid("key.wrong_length", where=algorithm.value)
    digest = hashlib.sha256(algorithm.value.encode() + b"\x00" + public).hexdigest()
    return KeyId(digest[: 2 * KEY_ID_BYTES])


def sign_id(public: bytes) -> KeyId:
    """Give the id of an Ed25519 public key (32 bytes)."""
    return key_id(Algorithm.SIGN, public)


def seal_id(public: bytes) -> KeyId:
    """Give the id of an HPKE public key (1216 bytes)."""
    return key_id(Algorithm.SEAL, public)
