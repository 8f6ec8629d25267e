"""How an envelope is padded to one of a few sizes, so that its length says almost nothing."""

from __future__ import annotations

import struct

from detectors_app.domain.errors import CannotOpen, Invalid

KIB = 1024
SMALLEST_BYTES = 16 * KIB
LARGEST_BYTES = 8 * KIB * KIB
_LENGTH = struct.Struct(">I")


def _classes() -> tuple[int, ...]:
    sizes = [SMALLEST_BYTES, 64 * KIB, 256 * KIB]
    while sizes[-1] < LARGEST_BYTES:
        sizes.append(sizes[-1] * 2)
    return tuple(sizes)


CLASSES = _classes()
"""16 KiB, 64 KiB, 256 KiB, then doubling to 8 MiB: the only sizes a whole envelope has."""


def size_class(least: int) -> int:
    """Give the smallest class of at least `least` bytes. Raises Invalid past the largest."""
    for size in CLASSES:
        if least <= size:
            return size
    raise Invalid("envelope.too_large", where="payload")


def pad(payload: bytes, signature: bytes, room: int) -> bytes:
    """Lay out a body of exactly `room` bytes: length (4) ‖ payload ‖ signature (64) ‖ zeros."""
    filled = _LENGTH.pack(len(payload)) + payload + signature
    if len(filled) > room:
        raise Invalid("envelope.too_large", where="payload")
    return filled.ljust(room, b"\x00")


def unpad(body: bytes, signature_bytes: int) -> tuple[bytes, bytes]:
    """Give (payload, signature) of a body that `pad` made. Raises CannotOpen if it is not one."""
    if len(body) < _LENGTH.size + signature_bytes:
        raise CannotOpen("envelope.body")
    (length,) = _LENGTH.unpack_from(body)
    end = _LENGTH.size + length
    if end + signature_bytes > len(body) or any(body[end + signature_bytes :]):
        raise CannotOpen("envelope.body")
    return body[_LENGTH.size : end], body[end : end + signature_bytes]


def least_size(header_bytes: int, payload_bytes: int, signature_bytes: int, tag_bytes: int) -> int:
    """Give the fewest bytes that an envelope with this payload takes, before it is padded."""
    return header_bytes + _LENGTH.size + payload_bytes + signature_bytes + tag_bytes
