"""Ed25519 keys: sign bytes, verify bytes; knows no statement and no request."""

from __future__ import annotations

from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import KeyId
from detectors_app.protocol.keys import SIGN_SEED_BYTES, sign_id


class SigningKey:
    """A private Ed25519 key from its 32-byte seed (RFC 8032). Its repr shows the id alone."""

    __slots__ = ("_private", "id", "public", "seed")

    def __init__(self, seed: bytes) -> None:
        """Expand the seed. Raises Invalid for a wrong length."""
        if len(seed) != SIGN_SEED_BYTES:
            raise Invalid("key.wrong_length", where="Ed25519 seed")
        self.seed = seed
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public: bytes = self._private.public_key().public_bytes_raw()
        self.id: KeyId = sign_id(self.public)

    @classmethod
    def generate(cls, token_bytes: Callable[[int], bytes]) -> SigningKey:
        """Make a new key; `token_bytes(n)` gives n random bytes."""
        return cls(token_bytes(SIGN_SEED_BYTES))

    def sign(self, data: bytes) -> bytes:
        """Give the 64-byte signature over data."""
        return self._private.sign(data)

    def __repr__(self) -> str:
        """Show the id, never the seed."""
        return f"SigningKey({self.id})"


def verify(public: bytes, signature: bytes, data: bytes) -> bool:
    """Return True when the signature is that key's over data; else raise CannotOpen."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError) as error:
        raise CannotOpen("signature.wrong") from error
    return True
