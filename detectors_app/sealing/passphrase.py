"""A secret wrapped by a passphrase: Argon2id, then AES-256-GCM; keeps neither and counts no tries."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.passphrases import LEAST_LETTERS

LEAST_MEMORY_KIB = 64 * 1024
"""RFC 9106, section 4, second recommended option: 64 MiB, 3 passes, 4 lanes."""
LEAST_PASSES = 3
LANES = 4
TARGET_S = 0.25
"""Each guess costs at least this long on the machine that made the wrap (docs/threat-model.md)."""
MOST_MEMORY_KIB = 1024 * 1024
MOST_PASSES = 64
_SALT_BYTES = 16
_NONCE_BYTES = 12
_AAD = b"EDE1 passphrase"


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id's parameters, stored beside the wrap: memory in KiB, passes, lanes."""

    memory_kib: int = LEAST_MEMORY_KIB
    passes: int = LEAST_PASSES
    lanes: int = LANES


@dataclass(frozen=True, slots=True)
class WrappedSecret:
    """A secret under a passphrase, with all that is needed to try one."""

    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes = field(repr=False)


def tune(clock_s: Callable[[], float] = time.perf_counter, attempt: Callable[[Cost], object] | None = None) -> Cost:
    """Give a cost that takes at least 250 ms here and never less than RFC 9106's second choice.

    The faster of two attempts counts: whatever else the machine does can only make one slower, and must not make
    guessing cheap. `attempt` is what is timed, one derivation by default.
    """
    attempt = attempt or _attempt
    cost = Cost()
    while cost.passes < MOST_PASSES and min(_taken_s(clock_s, attempt, cost) for _ in range(2)) < TARGET_S:
        cost = Cost(cost.memory_kib, min(MOST_PASSES, cost.passes + cost.passes // 2), cost.lanes)
    return cost


def _attempt(cost: Cost) -> object:
    return _derive("tuning", bytes(_SALT_BYTES), cost)


def _taken_s(clock_s: Callable[[], float], attempt: Callable[[Cost], object], cost: Cost) -> float:
    begin_s = clock_s()
    attempt(cost)
    return clock_s() - begin_s


def wrap(secret: bytes, passphrase: str, cost: Cost, token_bytes: Callable[[int], bytes]) -> WrappedSecret:
    """Wrap a secret. Raises Invalid for a passphrase of fewer than 12 letters (spaces count)."""
    if len(_normal(passphrase).strip()) < LEAST_LETTERS:
        raise Invalid("passphrase.too_short", where="passphrase", letters=LEAST_LETTERS)
    salt, nonce = token_bytes(_SALT_BYTES), token_bytes(_NONCE_BYTES)
    sealed = AESGCM(_derive(passphrase, salt, cost)).encrypt(nonce, secret, _AAD)
    return WrappedSecret(cost, salt, nonce, sealed)


def unwrap(wrapped: WrappedSecret, passphrase: str) -> bytes:
    """Give the secret. Raises CannotOpen for a wrong passphrase, Invalid for parameters past any sane cost."""
    if not _is_sane(wrapped):
        raise Invalid("passphrase.parameters", where="passphrase")
    try:
        return AESGCM(_derive(passphrase, wrapped.salt, wrapped.cost)).decrypt(wrapped.nonce, wrapped.sealed, _AAD)
    except InvalidTag as error:
        raise CannotOpen("passphrase.wrong") from error


def _is_sane(wrapped: WrappedSecret) -> bool:
    cost = wrapped.cost
    within = 8 * cost.lanes <= cost.memory_kib <= MOST_MEMORY_KIB and 1 <= cost.passes <= MOST_PASSES
    return within and 1 <= cost.lanes <= 16 and len(wrapped.salt) >= 8 and len(wrapped.nonce) == _NONCE_BYTES  # noqa: PLR2004 - RFC 9106's bounds


def _normal(passphrase: str) -> str:
    return unicodedata.normalize("NFKC", passphrase)


def _derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(_spelled(passphrase))


def _spelled(passphrase: str) -> bytes:
    try:
        return _normal(passphrase).encode()
    except UnicodeEncodeError:
        # The library's error holds the passphrase, so it is not kept as the cause.
        raise Invalid("passphrase.not_text", where="passphrase") from None
