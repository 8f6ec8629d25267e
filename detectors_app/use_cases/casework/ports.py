"""What the casework verbs need of a desk's store, as protocols; storage.desk_store fits into them."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from typing import Protocol

from detectors_app.domain.ids import BoxName, EnvelopeId, KeyId
from detectors_app.protocol.receipts import SignedAck
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.ports import Sending
from detectors_app.use_cases.rows import Identity, TakenIn


class DeskUnit(Sending, Protocol):
    """A desk's store, inside one transaction."""

    def identity(self) -> Identity:
        """Give the officer's keys: `sign` and `seal` are the officer's, `request` the desk's."""

    def put_identity(self, identity: Identity) -> None:
        """Keep the officer's keys."""

    def authorities(self) -> tuple[bytes, ...]:
        """Give the pinned authorities' public keys."""

    def put_authorities(self, authorities: tuple[bytes, ...]) -> None:
        """Pin the next authorities."""

    def take_in(self, taken: TakenIn) -> bool:
        """Keep an envelope with what it opened to; False where the same bytes are there already."""

    def taken_in(self, box: BoxName | None = None) -> tuple[TakenIn, ...]:
        """Give everything kept of a box (of all), in the order it came, without the envelopes' bytes."""

    def taken_in_after(self, seq: int, limit: int, boxes: Collection[BoxName]) -> tuple[tuple[int, TakenIn], ...]:
        """Give at most `limit` of what was kept of the boxes after the row `seq`, each with its row, no envelopes.

        Rows are numbered upwards from 1 and never change.
        """

    def kept(self, box: BoxName) -> tuple[tuple[EnvelopeId, str], ...]:
        """Give id and SHA-256 of everything of a box that opened and verified, in the order it came."""

    def unknown_senders(self, box: BoxName, problem: str) -> tuple[TakenIn, ...]:
        """Give what is kept of a box with this problem, with the envelopes."""

    def take_in_anew(self, taken: TakenIn) -> None:
        """Keep an envelope by a better judgement than before, in a row of its own at the end."""

    def taken_in_at(self, seq: int) -> str:
        """Give the SHA-256 of what is kept in the row `seq`, empty where nothing is."""

    def certificates(self) -> dict[KeyId, Statement]:
        """Give the verified certificate of every laptop that showed one, without reading what they sent."""

    def certificate(self, sender: KeyId) -> Statement | None:
        """Give the verified certificate that a laptop showed, None where it showed none."""

    def outbox_ids(self, box: BoxName, ids: Collection[EnvelopeId]) -> frozenset[EnvelopeId]:
        """Give those of the ids that are in the outbox for a box, sent or not."""

    def count_waiting(self) -> int:
        """Count what the service has not taken yet: queued or parked."""

    def envelope(self, box: BoxName, envelope_id: EnvelopeId, sha256: str) -> bytes:
        """Give the bytes of one kept envelope."""

    def queue_ack(self, ack: SignedAck, box: BoxName) -> None:
        """Keep an ack until the service has taken it."""

    def queued_acks(self) -> tuple[tuple[BoxName, SignedAck], ...]:
        """Give the acks not yet taken."""

    def drop_acks(self, acks: tuple[SignedAck, ...]) -> None:
        """Forget acks that the service has taken."""


class DeskStore(Protocol):
    """Opens transactions on a desk's store."""

    def unit(self) -> AbstractContextManager[DeskUnit]:
        """Begin a transaction. Raises EnvironmentFault, CannotOpen."""
