"""Split a 32-byte seed among people so that some of them together, and no fewer, can join it; keeps nothing.

Shamir's scheme over GF(2^128), as `pycryptodome` has it, on the seed's two halves of 16 bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from Crypto.Protocol.SecretSharing import Shamir

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.protocol.keys import SEAL_SEED_BYTES, seal_id
from detectors_app.sealing.keys import SealKey

LEAST_NEEDED = 2
MOST_SHARES = 16
_HALF_BYTES = 16


@dataclass(frozen=True, slots=True)
class Share:
    """One person's share: place `index` of `of`, of which `need` join the key; `public` is the key's public half."""

    index: int
    need: int
    of: int
    public: bytes
    value: bytes = field(repr=False)


def split(key: SealKey, *, need: int, shares: int) -> tuple[Share, ...]:
    """Split a key's seed. Raises Invalid unless 2 <= need <= shares <= 16."""
    if not LEAST_NEEDED <= need <= shares <= MOST_SHARES:
        raise Invalid("custodian.shares", where="shares", most=MOST_SHARES)
    first = Shamir.split(need, shares, key.seed[:_HALF_BYTES])
    second = Shamir.split(need, shares, key.seed[_HALF_BYTES:])
    return tuple(
        Share(index, need, shares, key.public, left + right)
        for (index, left), (_, right) in zip(first, second, strict=True)
    )


def join(shares: Sequence[Share]) -> SealKey:
    """Give the key that the shares make. Raises Invalid for too few or mixed shares, CannotOpen for a wrong one."""
    if not shares or len({(each.need, each.of, each.public) for each in shares}) != 1:
        raise Invalid("custodian.mixed", where="shares")
    if len({each.index for each in shares}) != len(shares):
        raise Invalid("custodian.same_twice", where="shares")
    need = shares[0].need
    if len(shares) < need:
        raise Invalid("custodian.too_few", where="shares", need=need, given=len(shares))
    if any(len(each.value) != SEAL_SEED_BYTES or not 1 <= each.index <= each.of for each in shares):
        raise Invalid("custodian.malformed", where="shares")
    key = SealKey(_half(shares[:need], 0) + _half(shares[:need], _HALF_BYTES))
    if key.id != seal_id(shares[0].public):
        raise CannotOpen("custodian.wrong_share")
    return key


def _half(shares: Sequence[Share], start: int) -> bytes:
    return bytes(Shamir.combine([(each.index, each.value[start : start + _HALF_BYTES]) for each in shares]))
