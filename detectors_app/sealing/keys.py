"""HPKE keys, X-Wing: a 32-byte seed and what grows from it; seals nothing itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import KeyId
from detectors_app.protocol.keys import SEAL_PUBLIC_BYTES, SEAL_SEED_BYTES, seal_id

SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
"""RFC 9180 with KEM 0x647a (X-Wing), KDF 0x0001, AEAD 0x0002."""
_MLKEM_PUBLIC_BYTES = 1184
_MLKEM_SEED_BYTES = 64
_EXPANDED_BYTES = 96


class SealKey:
    """A private HPKE key from its 32-byte seed. SHAKE-256 expands it to ML-KEM's 64 bytes and X25519's 32."""

    __slots__ = ("id", "private", "public", "seed")

    def __init__(self, seed: bytes) -> None:
        """Expand the seed. Raises Invalid for a wrong length."""
        if len(seed) != SEAL_SEED_BYTES:
            raise Invalid("key.wrong_length", where="HPKE seed")
        expanded = hashlib.shake_256(seed).digest(_EXPANDED_BYTES)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_BYTES])
        x25519 = X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_BYTES:])
        self.seed = seed
        self.private = MLKEM768X25519PrivateKey(mlkem, x25519)
        self.public: bytes = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        self.id: KeyId = seal_id(self.public)

    @classmethod
    def generate(cls, token_bytes: Callable[[int], bytes]) -> SealKey:
        """Make a new key; `token_bytes(n)` gives n random bytes."""
        return cls(token_bytes(SEAL_SEED_BYTES))

    def __repr__(self) -> str:
        """Show the id, never the seed."""
        return f"SealKey({self.id})"


def load_public(public: bytes) -> MLKEM768X25519PublicKey:
    """Load a public key's 1216 bytes. Raises Invalid where they are no key."""
    if len(public) != SEAL_PUBLIC_BYTES:
        raise Invalid("key.wrong_length", where="HPKE public")
    try:
        mlkem = MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC_BYTES])
        x25519 = X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC_BYTES:])
    except ValueError as error:
        raise Invalid("key.malformed", where="HPKE public") from error
    return MLKEM768X25519PublicKey(mlkem, x25519)


def wrap_for(public: bytes, plain: bytes, info: bytes) -> bytes:
    """Give HPKE's single-shot sealing: encapsulation (1120) ‖ ciphertext ‖ tag (16). Raises Invalid for a bad key.

    A key may load and still be unusable: X25519 points of low order give nothing to agree on.
    """
    key = load_public(public)
    try:
        return SUITE.encrypt(plain, key, info)
    except ValueError as error:
        raise Invalid("key.malformed", where="HPKE public") from error
