"""Cards: what people hand to the authorities is read back whole or refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detectors_app.domain.errors import Invalid
from detectors_app.protocol import cards, strict_json
from tests.made_up import Council


def test_each_card_reads_back_as_it_was_written() -> None:
    """What is on the card comes back, an editor's last line end or not."""
    council = Council()
    assert cards.read_person_card(cards.person_card(council.jo.reader) + b"\n") == council.jo.reader
    assert cards.read_person_card(cards.person_card(council.custodian)) == council.custodian
    keys = tuple(key.public for key in council.authorities)
    assert cards.read_authorities_card(cards.authorities_card(keys)) == keys
    service = cards.read_service_card(cards.service_card(council.address, council.service.public))
    assert (service.address, service.key) == (council.address, council.service.public)
    assert cards.read_content_card(cards.content_card(council.content.public)) == council.content.public


@pytest.mark.parametrize(
    "read",
    [cards.read_person_card, cards.read_service_card, cards.read_authorities_card, cards.read_content_card],
    ids=["p", "s", "a", "c"],
)
def test_no_card_passes_for_another(read: Callable[[bytes], object]) -> None:
    """A card of another kind, a cut one and one with a wrong name are refused."""
    council = Council()
    made = [
        cards.person_card(council.jo.reader),
        cards.service_card(council.address, council.service.public),
        cards.authorities_card((council.service.public,)),
        cards.content_card(council.content.public),
    ]
    refused = 0
    for card in [*made, made[0][:-5], *(each.replace(b"EDE1", b"EDE2") for each in made)]:
        try:
            read(card)
        except Invalid:
            refused += 1
    assert refused == 8


def test_a_card_with_a_short_key_is_refused() -> None:
    """A key of another length is no key."""
    with pytest.raises(Invalid, match=r"key\.wrong_length"):
        cards.read_content_card(strict_json.encode(cards.ContentCard(cards.CONTENT_CARD, b"short")))
    with pytest.raises(Invalid, match=r"key\.wrong_length"):
        cards.read_service_card(strict_json.encode(cards.ServiceCard(cards.SERVICE_CARD, "https://a", b"short")))
