"""What every verb of a laptop is handed: its store, its keys' arithmetic, time and chance; does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from detectors_app.domain.form import Form
from detectors_app.use_cases.ports import Chance, Clock, LaptopStore, Notary, Open, Seal, Signer, TokenBytes

SEED_BYTES = 32
"""Every private key grows from a seed of so many bytes (docs/protocol.md, *Keys*)."""

Forms = Callable[[str, int], Form | None]
"""Gives a version of the form, None where this program does not know it."""


class Keys(Protocol):
    """Turns kept seeds into working keys (staff.keys fits)."""

    def signer(self, seed: bytes) -> Signer:
        """Give the Ed25519 key of a seed."""

    def opener(self, seed: bytes) -> Open:
        """Give what opens with the HPKE key of a seed."""

    def seal_public(self, seed: bytes) -> bytes:
        """Give the public HPKE key (1216 bytes) of a seed."""

    def wrap(self, seed: bytes, passphrase: str) -> bytes:
        """Wrap a seed under a passphrase. Raises Invalid for one that is too short."""

    def unwrap(self, wrapped: bytes, passphrase: str) -> bytes:
        """Give the seed. Raises CannotOpen for a wrong passphrase."""


@dataclass(frozen=True, slots=True)
class LaptopParts:
    """One laptop. `forms` gives what the answers were asked by."""

    store: LaptopStore
    keys: Keys
    seal: Seal
    notary: Notary
    forms: Forms
    now: Clock
    chance: Chance
    token_bytes: TokenBytes
