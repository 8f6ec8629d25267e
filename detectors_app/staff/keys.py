"""Kept seeds into working keys, and the passphrase around one of them; keeps none itself."""

from __future__ import annotations

from collections.abc import Callable

from detectors_app.domain.ids import BoxName, EnvelopeId
from detectors_app.protocol import strict_json
from detectors_app.protocol.envelope import Opened
from detectors_app.sealing.envelope import open_envelope
from detectors_app.sealing.keys import SealKey
from detectors_app.sealing.passphrase import Cost, WrappedSecret, tune, unwrap, wrap
from detectors_app.signing.keys import SigningKey
from detectors_app.use_cases.ports import Open


class LaptopKeys:
    """Ed25519, HPKE and Argon2id as the use cases need them (use_cases.laptop.Keys)."""

    def __init__(self, token_bytes: Callable[[int], bytes], cost: Cost | None = None) -> None:
        """Take chance, and what a passphrase shall cost; tuned on this machine where it is not given."""
        self._token_bytes = token_bytes
        self._cost = cost

    def signer(self, seed: bytes) -> SigningKey:
        """Give the Ed25519 key of a seed."""
        return SigningKey(seed)

    def opener(self, seed: bytes) -> Open:
        """Give what opens with the HPKE key of a seed."""
        key = SealKey(seed)

        def open_with_key(envelope: bytes, *, box: BoxName, envelope_id: EnvelopeId | None = None) -> Opened:
            return open_envelope(envelope, key, box=box, envelope_id=envelope_id)

        return open_with_key

    def seal_public(self, seed: bytes) -> bytes:
        """Give the public HPKE key of a seed."""
        return SealKey(seed).public

    def wrap(self, seed: bytes, passphrase: str) -> bytes:
        """Wrap a seed under a passphrase. Raises Invalid for one that is too short."""
        return strict_json.encode(wrap(seed, passphrase, self._cost or tune(), self._token_bytes))

    def unwrap(self, wrapped: bytes, passphrase: str) -> bytes:
        """Give the seed. Raises CannotOpen for a wrong passphrase."""
        return unwrap(strict_json.decode(wrapped, WrappedSecret, where="passphrase"), passphrase)
