"""What a receipt proves, and what counts as a desk that holds an envelope."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from detectors_app.domain.ids import CASEWORK, CONCERNS, EnvelopeId, KeyId
from detectors_app.domain.receipts import (
    Ack,
    AckKind,
    ReadReceipt,
    Sent,
    Stored,
    desks_holding,
    proves_read,
    proves_stored,
)
from detectors_app.protocol.keys import seal_id
from tests.made_up import NOW, Council

ID = EnvelopeId(UUID("0a7f9df4-5a65-4f53-9be5-0f3c1fb4a1c2"))
OTHER_ID = EnvelopeId(UUID("1a7f9df4-5a65-4f53-9be5-0f3c1fb4a1c2"))
SHA, OTHER_SHA = "ab" * 32, "cd" * 32
OTHERS = [{"box": CASEWORK}, {"id": OTHER_ID}, {"sha256": OTHER_SHA}]


def sent(council: Council) -> Sent:
    """Give what a laptop knows of an envelope to Jo and the custodian, not to Lee."""
    slots = (seal_id(council.jo.seal.public), seal_id(council.custodian.seal))
    return Sent(CONCERNS, ID, SHA, slots)


def test_a_stored_receipt_proves_its_own_envelope(council: Council) -> None:
    """Box, id and digest must all be the envelope's."""
    assert proves_stored(Stored(CONCERNS, ID, SHA, NOW), sent(council))


@pytest.mark.parametrize("other", OTHERS)
def test_a_receipt_of_another_envelope_proves_nothing(council: Council, other: dict[str, object]) -> None:
    """Another box, id or digest: neither stored nor read."""
    stored = replace(Stored(CONCERNS, ID, SHA, NOW), **other)  # type: ignore[arg-type]  # one member at a time
    read = replace(ReadReceipt(CONCERNS, ID, SHA, NOW), **other)  # type: ignore[arg-type]  # as above
    assert not proves_stored(stored, sent(council))
    assert not proves_read(read, sent(council), council.jo.reader, council.jo.seal.id)


def test_only_a_reader_of_the_envelope_can_have_read_it(council: Council) -> None:
    """A stranger, an officer without a slot and the custodian prove nothing."""
    receipt, ours = ReadReceipt(CONCERNS, ID, SHA, NOW), sent(council)
    assert proves_read(receipt, ours, council.jo.reader, council.jo.seal.id)
    assert not proves_read(receipt, ours, None, council.jo.seal.id)
    assert not proves_read(receipt, ours, council.lee.reader, council.lee.seal.id)
    assert not proves_read(receipt, ours, council.custodian, council.custodian_key.id)


def key_ids(council: Council) -> dict[bytes, KeyId]:
    people = council.bundle().people
    return {each.seal: seal_id(each.seal) for each in people}


def holding(council: Council, *acks: tuple[Ack, bytes]) -> int:
    return desks_holding(council.bundle(), sent(council), acks, key_ids(council))


def test_a_desk_counts_once_however_often_it_says_so(council: Council) -> None:
    """Held and read by one desk is one desk."""
    held = Ack(CONCERNS, ID, SHA, AckKind.HELD, NOW)
    read = replace(held, kind=AckKind.READ)
    desk = council.jo.desk.public
    assert holding(council) == 0
    assert holding(council, (held, desk), (read, desk)) == 1


def test_only_desks_of_present_readers_of_it_count(council: Council) -> None:
    """A desk nobody knows and a desk of one who has no slot do not count."""
    held = Ack(CONCERNS, ID, SHA, AckKind.HELD, NOW)
    assert holding(council, (held, council.lee.desk.public), (held, b"x" * 32)) == 0


@pytest.mark.parametrize("other", OTHERS)
def test_an_ack_for_another_envelope_does_not_count(council: Council, other: dict[str, object]) -> None:
    """A service that hands over another envelope's ack makes no copy safe to drop."""
    ack = replace(Ack(CONCERNS, ID, SHA, AckKind.HELD, NOW), **other)  # type: ignore[arg-type]  # one member at a time
    assert holding(council, (ack, council.jo.desk.public)) == 0
