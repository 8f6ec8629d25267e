"""Floods: whoever asks too much is slowed, and nobody else is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from detectors_app.domain.ids import CONCERNS
from detectors_app.mailbox.config import sqlite_url
from detectors_app.mailbox.core import STRANGERS_BURST
from detectors_app.protocol import strict_json
from detectors_app.protocol.enrolment import Certificate
from detectors_app.protocol.problems import KINDS, ProblemType
from detectors_app.protocol.receipts import Problem
from detectors_app.protocol.statement import Label, encode_statement
from detectors_app.signing.keys import SigningKey
from detectors_app.signing.statements import sign_statement
from tests.made_up import LaptopKeys, seal_key, sign_key
from tests.mailbox.test_wire import exchange, whole
from tests.mailbox.town import GENEROUS, Town

BURST = 30
SLOW = KINDS[ProblemType.RATE].status


@pytest.fixture
def slow_town(tmp_path: Path) -> Iterator[Town]:
    """Give a council whose service lets each key make 30 requests, and hardly one more."""
    limits = replace(GENEROUS, rate_per_s=0.001, burst=BURST)
    with Town(sqlite_url(tmp_path / "service.db"), limits=limits) as made:
        yield made


def enrolment(town: Town, keys: LaptopKeys, signer: SigningKey) -> bytes:
    """Write a request to enrol, fresh each time."""
    return whole(town, signer, "POST", "/v1/enrolments", encode_statement(keys.certificate))


def stranger(town: Town) -> LaptopKeys:
    """Make a laptop whose grant no manager gave: all else about it is sound."""
    grant = town.council.grant().statement
    sign, seal = sign_key(), seal_key()
    own = sign_statement(Label.GRANT, grant.bytes, sign_key())
    body = strict_json.encode(Certificate(own, sign.public, seal.public, town.clock()))
    return LaptopKeys(sign, seal, sign_statement(Label.CERTIFICATE, body, sign))


@pytest.mark.parametrize("who", ["forges a signature", "grants itself"])
def test_strangers_who_enrol_are_slowed_together_and_no_new_laptop_is(slow_town: Town, who: str) -> None:
    """However many enrol without a grant, after a few they hear no reason; a laptop with one enrols at once."""
    fake = stranger(slow_town)
    sound = enrolment(slow_town, fake, fake.sign)
    flood = sound if who == "grants itself" else sound.replace(b"Signature: ede=:", b"Signature: ede=:AAAA", 1)
    came = [exchange(slow_town, flood) for _ in range(STRANGERS_BURST + 20)]
    type_ = ProblemType.MALFORMED if who == "grants itself" else ProblemType.UNSIGNED
    assert {strict_json.decode(body, Problem, where="test").type for _, body in came[:STRANGERS_BURST]} == {type_}
    assert Counter(status for status, _ in came)[SLOW] >= 1
    for _ in range(3):
        slow_town.enrolled()
    assert exchange(slow_town, flood)[0] != 200


def test_a_one_time_key_that_floods_slows_itself_alone(slow_town: Town) -> None:
    """Whoever has a laptop's one-time key can slow that laptop's enrolment, and no other's."""
    grant = slow_town.council.grant()
    one_time = SigningKey(grant.seed)
    sign, seal = sign_key(), seal_key()
    body = strict_json.encode(Certificate(grant.statement, sign.public, seal.public, slow_town.clock()))
    keys = LaptopKeys(sign, seal, sign_statement(Label.CERTIFICATE, body, one_time))
    came = [exchange(slow_town, enrolment(slow_town, keys, one_time))[0] for _ in range(BURST + 10)]
    assert came == [200] * BURST + [SLOW] * 10
    slow_town.enrolled()


def test_others_are_served_while_one_key_floods(slow_town: Town) -> None:
    """While one key keeps asking past its limit on four connections, laptops enrol, hand in and desks read."""
    stop, slowed, lee = Event(), Event(), slow_town.council.lee.desk
    request = whole(slow_town, lee, "GET", "/v1/trust", b"")

    def flood() -> Counter[int]:
        found: Counter[int] = Counter()
        while not stop.is_set():
            found[exchange(slow_town, request)[0]] += 1
            if found[SLOW]:
                slowed.set()
        return found

    with ThreadPoolExecutor(4) as pool:
        floods = [pool.submit(flood) for _ in range(4)]
        try:
            assert slowed.wait(30)
            for _ in range(3):
                _, laptop = slow_town.enrolled()
                envelope_id, data = slow_town.letter()
                laptop.put_envelope(CONCERNS, envelope_id, data)
            page = slow_town.desk(slow_town.council.jo).feed(CONCERNS, after="", limit=9, wait_s=0)
        finally:
            stop.set()
    found = sum((each.result() for each in floods), Counter[int]())
    assert len(page.items) == 3
    assert found[200] == BURST
    assert found[SLOW] > 0
    assert set(found) == {200, SLOW}
