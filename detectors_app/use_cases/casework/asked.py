"""The service as a desk asks it: a no counts only when signed, and a wrong clock is mended; decides nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detectors_app.domain.ids import BoxName, EnvelopeId
from detectors_app.protocol.pack import PacksHeld, PackTaken
from detectors_app.protocol.receipts import (
    Enrolled,
    Feed,
    FileKept,
    FileToKeep,
    HeldQuestion,
    HeldReply,
    SignedAck,
)
from detectors_app.protocol.set_up_code import FileId
from detectors_app.protocol.statement import Statement
from detectors_app.use_cases.delivery.asking import Asking
from detectors_app.use_cases.ports import Signer


@dataclass(frozen=True, slots=True)
class Asked:
    """A Service whose every call goes through `asking`: raises TransientFault, SignedNo and UnknownCursor alone."""

    asking: Asking

    def put_envelope(self, box: BoxName, envelope_id: EnvelopeId, envelope: bytes) -> Statement:
        """Give the *stored* receipt, unverified."""
        return self.asking.ask(lambda: self.asking.service.put_envelope(box, envelope_id, envelope))

    def feed(self, box: BoxName, *, after: str, limit: int, wait_s: int) -> Feed:
        """Give the next page of a box."""
        return self.asking.ask(lambda: self.asking.service.feed(box, after=after, limit=limit, wait_s=wait_s))

    def held(self, box: BoxName, envelopes: tuple[HeldQuestion, ...]) -> HeldReply:
        """Ask what the service holds."""
        return self.asking.ask(lambda: self.asking.service.held(box, envelopes))

    def put_acks(self, box: BoxName, acks: tuple[SignedAck, ...]) -> None:
        """Hand in acks."""
        self.asking.ask(lambda: self.asking.service.put_acks(box, acks))

    def get_trust(self, held_version: int) -> Statement | None:
        """Give the service's bundle, None where it is the one we hold."""
        return self.asking.ask(lambda: self.asking.service.get_trust(held_version))

    def put_trust(self, bundle: Statement) -> None:
        """Offer a newer bundle."""
        self.asking.ask(lambda: self.asking.service.put_trust(bundle))

    def enrol(self, certificate: Statement, one_time: Signer | None) -> Enrolled:
        """Register a certificate."""
        return self.asking.ask(lambda: self.asking.service.enrol(certificate, one_time))

    def keep_file(self, file_id: FileId, file: FileToKeep) -> FileKept:
        """Hand in a sealed enrolment file."""
        return self.asking.ask(lambda: self.asking.service.keep_file(file_id, file))

    def packs(self) -> PacksHeld:
        """List the newest content pack of each course."""
        return self.asking.ask(self.asking.service.packs)

    def pack_bytes(self, sha256: str) -> bytes:
        """Give the bytes that should have that digest."""
        return self.asking.ask(lambda: self.asking.service.pack_bytes(sha256))

    def offer_pack(self, statement: Statement) -> PackTaken:
        """Announce a pack, or put it into force."""
        return self.asking.ask(lambda: self.asking.service.offer_pack(statement))

    def put_pack_piece(self, sha256: str, piece: bytes) -> None:
        """Hand in a piece of an announced pack."""
        self.asking.ask(lambda: self.asking.service.put_pack_piece(sha256, piece))

    def correct_clock(self, service_now: datetime) -> None:
        """Shift the `created` of later requests."""
        self.asking.service.correct_clock(service_now)
