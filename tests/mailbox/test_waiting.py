"""Long polls: woken by their own mail alone, over several workers, ended by a successor and by a stop."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from detectors_app.domain.ids import CONCERNS
from detectors_app.mailbox.in_thread import ServiceThread
from detectors_app.protocol.receipts import Feed
from detectors_app.transport.client import Client
from tests.mailbox.town import Town
from tests.mailbox.waiting import until

NEWS_S = 2.0
"""The desk shows what arrives within two seconds."""


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """Give threads to wait in."""
    with ThreadPoolExecutor(8) as threads:
        yield threads


def wait_for_mail(pool: ThreadPoolExecutor, client: Client, after: str = "", wait_s: int = 40) -> Future[Feed]:
    return pool.submit(lambda: client.feed(CONCERNS, after=after, limit=10, wait_s=wait_s))


def waiting(service: ServiceThread, number: int) -> None:
    until(lambda: service.waiting_polls == number)


def test_a_poll_is_woken_by_mail_at_once(town: Town, pool: ThreadPoolExecutor) -> None:
    """What arrives while a desk waits is given to it within two seconds."""
    _, laptop = town.enrolled()
    poll = wait_for_mail(pool, town.desk(town.council.jo))
    waiting(town.service, 1)
    began_s = time.monotonic()
    envelope_id, data = town.letter()
    laptop.put_envelope(CONCERNS, envelope_id, data)
    assert [each.envelope for each in poll.result(20).items] == [data]
    assert time.monotonic() - began_s < NEWS_S


def test_a_poll_is_not_woken_by_what_leaves_its_reader_out(town: Town, pool: ThreadPoolExecutor) -> None:
    """A left-out officer's poll ends when it would have ended, empty, with the cursor it came with."""
    _, laptop = town.enrolled()
    poll = wait_for_mail(pool, town.desk(town.council.lee), wait_s=2)
    waiting(town.service, 1)
    began_s = time.monotonic()
    laptop.put_envelope(CONCERNS, *town.letter(without=town.council.lee))
    answer = poll.result(20)
    assert (answer.items, answer.cursor, answer.more) == ((), "", False)
    assert time.monotonic() - began_s > 1


def test_a_second_poll_of_one_key_replaces_the_first(town: Town, pool: ThreadPoolExecutor) -> None:
    """One poll a key: the first ends, empty, as soon as the second begins."""
    first = wait_for_mail(pool, town.desk(town.council.jo))
    waiting(town.service, 1)
    second = wait_for_mail(pool, town.desk(town.council.jo), wait_s=1)
    assert first.result(20).items == ()
    assert second.result(20).items == ()
    waiting(town.service, 0)


def test_stopping_ends_every_poll_at_once(town: Town, pool: ThreadPoolExecutor) -> None:
    """A service that stops does not wait for those who wait."""
    poll = wait_for_mail(pool, town.desk(town.council.jo))
    waiting(town.service, 1)
    began_s = time.monotonic()
    town.service.stop()
    assert poll.result(20).items == ()
    assert time.monotonic() - began_s < 10
    town.start()


@pytest.mark.postgres
def test_two_workers_wake_each_others_polls(postgres_url: str, pool: ThreadPoolExecutor) -> None:
    """Mail put at one worker reaches a poll at another within two seconds; removals and bundles hold at both."""
    with Town(postgres_url) as town, ServiceThread(town.config, clock=town.clock) as other:
        _, laptop = town.enrolled()
        poll = wait_for_mail(pool, town.client(town.council.jo.desk, address=other.address))
        waiting(other, 1)
        began_s = time.monotonic()
        envelope_id, data = town.letter()
        laptop.put_envelope(CONCERNS, envelope_id, data)
        assert [each.envelope for each in poll.result(20).items] == [data]
        assert time.monotonic() - began_s < NEWS_S
        town.desk(town.council.jo).put_trust(town.council.signed_bundle(town.council.bundle(2)))
        assert town.client(town.council.jo.desk, address=other.address).get_trust(1) is not None


@pytest.mark.postgres
def test_two_workers_put_into_one_order(postgres_url: str, pool: ThreadPoolExecutor) -> None:
    """A reader who follows the feed while two workers take mail misses none and sees none twice."""
    with Town(postgres_url) as town, ServiceThread(town.config, clock=town.clock) as other:
        keys, _ = town.enrolled()
        letters = [town.letter() for _ in range(60)]

        def put(number: int) -> None:
            client = town.client(keys.sign, address=(town.service, other)[number % 2].address)
            for envelope_id, data in letters[number::4]:
                client.put_envelope(CONCERNS, envelope_id, data)

        writers = [pool.submit(put, number) for number in range(4)]
        jo = town.client(town.council.jo.desk, address=other.address)
        seen: list[bytes] = []
        cursor = ""

        def look() -> bool:
            nonlocal cursor
            page = jo.feed(CONCERNS, after=cursor, limit=7, wait_s=1)
            seen.extend(each.envelope for each in page.items)
            cursor = page.cursor
            return len(seen) >= len(letters)

        until(look, 60)
        for each in writers:
            each.result(30)
        assert sorted(seen) == sorted(data for _, data in letters)
        assert [each.envelope for each in jo.feed(CONCERNS, after="", limit=100, wait_s=0).items] == seen
