"""X-Wing and HPKE's base mode written from their papers, to check that our bytes are the standards' own.

Sources: draft-connolly-cfrg-xwing-kem sections 5.2 to 5.5; RFC 9180 sections 4, 5.1 and 6.1. Knows none of our code.
"""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SUITE_ID = b"HPKE" + bytes.fromhex("647a") + bytes.fromhex("0001") + bytes.fromhex("0002")
ENCAPSULATION_BYTES = 1120
MLKEM_CIPHERTEXT_BYTES = 1088
XWING_LABEL = bytes.fromhex("5c2e2f2f5e5c")


def expand(seed: bytes) -> tuple[bytes, bytes]:
    """Give ML-KEM-768's 64 bytes and X25519's 32 of a 32-byte seed."""
    grown = hashlib.shake_256(seed).digest(96)
    return grown[:64], grown[64:]


def public_of(seed: bytes) -> bytes:
    """Give the public key: ML-KEM-768's 1184 bytes, then X25519's 32."""
    mlkem, x25519 = expand(seed)
    first = MLKEM768PrivateKey.from_seed_bytes(mlkem).public_key().public_bytes_raw()
    return first + X25519PrivateKey.from_private_bytes(x25519).public_key().public_bytes_raw()


def decapsulate(seed: bytes, encapsulation: bytes) -> bytes:
    """Give X-Wing's shared secret: SHA3-256 over both secrets, the X25519 half's two publics and the label."""
    mlkem, x25519 = expand(seed)
    private = X25519PrivateKey.from_private_bytes(x25519)
    ours = private.public_key().public_bytes_raw()
    theirs = encapsulation[MLKEM_CIPHERTEXT_BYTES:]
    first = MLKEM768PrivateKey.from_seed_bytes(mlkem).decapsulate(encapsulation[:MLKEM_CIPHERTEXT_BYTES])
    second = private.exchange(X25519PublicKey.from_public_bytes(theirs))
    return hashlib.sha3_256(first + second + theirs + ours + XWING_LABEL).digest()


def _extract(salt: bytes, label: bytes, material: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + SUITE_ID + label + material, "sha256")


def _expand(secret: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + SUITE_ID + label + info
    return hmac.digest(secret, labelled + b"\x01", "sha256")[:length]


def key_schedule(shared: bytes, info: bytes) -> tuple[bytes, bytes]:
    """Give (key, nonce) of base mode for the first message (RFC 9180, 5.1)."""
    context = b"\x00" + _extract(b"", b"psk_id_hash", b"") + _extract(b"", b"info_hash", info)
    secret = _extract(shared, b"secret", b"")
    return _expand(secret, b"key", context, 32), _expand(secret, b"base_nonce", context, 12)


def open_base(seed: bytes, sealed: bytes, info: bytes) -> bytes:
    """Open what single-shot base mode sealed: encapsulation, then ciphertext and tag."""
    key, nonce = key_schedule(decapsulate(seed, sealed[:ENCAPSULATION_BYTES]), info)
    return AESGCM(key).decrypt(nonce, sealed[ENCAPSULATION_BYTES:], b"")


def hkdf_expand(key: bytes, info: bytes) -> bytes:
    """Give HKDF-Expand-SHA256's first 32 bytes (RFC 5869, 2.3)."""
    return hmac.digest(key, info + b"\x01", "sha256")
