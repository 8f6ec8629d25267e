"""Judges a demo by what laptop and desk hold on disk, not by what the windows said; shows nothing."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import dataclass

from detectors_app.cli.demo_answers import STORY
from detectors_app.cli.world import World
from detectors_app.desk.casebook import Casebook
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import CannotOpen, Invalid
from detectors_app.domain.ids import CONCERNS, EnvelopeId, device_box
from detectors_app.domain.receipts import ReadReceipt, Sent, proves_read
from detectors_app.protocol.keys import seal_id
from detectors_app.protocol.payload import decode_payload
from detectors_app.sealing.envelope import open_envelope
from detectors_app.sealing.keys import SealKey
from detectors_app.signing import chain
from detectors_app.signing.keys import SigningKey
from detectors_app.staff.laptop import Laptop
from detectors_app.use_cases.rows import HeldBundle, Identity, OutboxItem


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came through. `opened_sha256` is the digest of the words that the desk opened, empty for none."""

    opened_sha256: str
    same_words: bool
    receipt_verified: bool

    @property
    def good(self) -> bool:
        """Say whether the words are the same and the receipt is a verified one."""
        return self.same_words and self.receipt_verified


def digest_of(words: str) -> str:
    """Give the SHA-256 of words, which may be told where the words may not."""
    return hashlib.sha256(words.encode()).hexdigest()


def judge(world: World, said: str) -> Verdict:
    """Open the desk's store and the laptop's anew, and compare. Counts only the one concern that there must be."""
    item, held, identity = _laptop(world)
    if item is None or held is None or identity is None:
        return Verdict("", same_words=False, receipt_verified=False)
    opened = _opened(world, item.id)
    return Verdict(
        digest_of(opened) if opened else "",
        same_words=opened == said,
        receipt_verified=item.state is State.READ and _is_verified(item, held, identity),
    )


def _laptop(world: World) -> tuple[OutboxItem | None, HeldBundle | None, Identity | None]:
    with Laptop.open(world.sam.folder) as laptop, laptop.parts.store.unit() as unit:
        items = unit.outbox(box=CONCERNS)
        item = unit.outbox_item(items[0].box, items[0].id) if len(items) == 1 else None
        return item, unit.bundle(), unit.identity(CONCERNS)


def _opened(world: World, concern: EnvelopeId) -> str:
    """Give the words that the desk opened, empty where it did not open exactly one such concern."""
    with closing(Casebook.sign_in(world.jo.folder, world.jo.passphrase)) as casebook:
        try:
            page = casebook.case(str(concern))
        except Invalid:
            return ""
    answer = page.arrivals[0].concern.answers.get(STORY, "")
    return answer if isinstance(answer, str) and len(page.arrivals) == 1 else ""


def _is_verified(item: OutboxItem, held: HeldBundle, identity: Identity) -> bool:
    """Check the kept receipt from its bytes up: seal, officer's signature, and that it is for this very envelope."""
    box = device_box(SigningKey(identity.sign_seed).id)
    try:
        opened = open_envelope(item.read_receipt, SealKey(identity.seal_seed), box=box)
        payload = decode_payload(opened.payload)
        officer = chain.officer_who_signed(held.bundle, payload.sender)
        if officer is None or not isinstance(payload.content, ReadReceipt):
            return False
        chain.verify(officer.sign, opened.signature, opened.signed)
    except (CannotOpen, Invalid):
        return False
    return proves_read(payload.content, _sent(item), officer, seal_id(officer.seal))


def _sent(item: OutboxItem) -> Sent:
    return Sent(item.box, item.id, item.sha256, item.slots)
