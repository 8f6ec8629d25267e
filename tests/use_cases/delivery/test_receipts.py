"""*Read* is said when an officer it was sealed to signed so, and for nothing less."""

from __future__ import annotations

import secrets
from dataclasses import replace

import pytest

from detectors_app.domain.delivery import State
from detectors_app.domain.ids import CASEWORK, EnvelopeId, device_box
from detectors_app.domain.receipts import ReadReceipt
from detectors_app.protocol.payload import CaseRead, Kind
from detectors_app.protocol.problems import ProblemType
from detectors_app.use_cases.delivery.take_receipts import take_receipts
from detectors_app.use_cases.rows import OutboxItem, UnknownCursor
from tests.made_up import NOW, officer, seal_key, sign_key
from tests.use_cases.bench import Bench
from tests.use_cases.fake_service import no_network


@pytest.fixture
def item(bench: Bench) -> OutboxItem:
    """Give a report that was sent."""
    made = bench.report()
    bench.laptop.sync()
    return made


def test_an_officers_word_makes_it_read(bench: Bench, item: OutboxItem) -> None:
    """The receipt of an officer with a slot moves it to READ, with who and when; once."""
    bench.pass_time(hours=2)
    bench.read_by(bench.council.lee, item)
    report = bench.laptop.sync()
    after = bench.item(item.id)
    assert report.read == report.changed == (item.id,)
    assert (after.state, after.read_at, after.read_by) == (State.READ, bench.now, bench.council.lee.reader.officer)
    assert after.read_receipt
    bench.read_by(bench.council.jo, item)
    assert bench.laptop.sync().read == ()
    assert bench.item(item.id).read_by == bench.council.lee.reader.officer


def test_listening_hears_it_at_once(bench: Bench, item: OutboxItem) -> None:
    """The long poll brings the same, and says when to listen again: now."""
    bench.read_by(bench.council.jo, item)
    heard = bench.laptop.listen(20)
    assert (heard.reached, heard.read, heard.trouble, heard.next_at) == (True, (item.id,), "", NOW)


def test_read_overtakes_a_lost_answer(bench: Bench) -> None:
    """Stored, the reply lost, then read: READ at once, and the receipt is fetched later without going back."""
    bench.laptop.sync()
    item = bench.report()
    bench.world.after["put_envelope"].append(no_network())
    bench.laptop.sync()
    bench.read_by(bench.council.lee, item)
    bench.laptop.listen(1)
    assert bench.item(item.id).state is State.READ
    bench.pass_time(minutes=1)
    assert bench.laptop.sync().sent == (item.id,)
    after = bench.item(item.id)
    assert (after.state, bool(after.receipt), after.next_attempt_at) == (State.READ, True, None)


@pytest.mark.parametrize(
    "wrong",
    ["stranger", "not_a_reader", "digest", "id", "box", "kind", "signature", "not_for_us", "no_envelope"],
)
def test_what_proves_nothing_changes_nothing(bench: Bench, item: OutboxItem, wrong: str) -> None:
    """Whoever has no slot, or names other bytes, or did not sign: skipped, counted, and the feed goes on."""
    council = bench.council
    receipt = ReadReceipt(item.box, item.id, item.sha256, NOW)
    if wrong == "stranger":
        bench.letter(sign_key(), Kind.READ, receipt)
    elif wrong == "not_a_reader":
        late = officer("Late Comer")
        council.extra.append(late.reader)
        bench.world.trust = council.signed_bundle(council.bundle(2))
        bench.read_by(late, item)
    elif wrong == "kind":
        case_read = CaseRead(council.lee.sign.id, item.id, item.sha256, council.lee.reader.officer, NOW)
        bench.letter(council.lee.sign, Kind.CASE_READ, case_read)
    elif wrong == "signature":
        forger = sign_key()
        posing = _PosingAs(forger, council.lee.sign.id)
        bench.letter(posing, Kind.READ, receipt)  # type: ignore[arg-type]  # signs with another key
    elif wrong == "not_for_us":
        bench.letter(council.lee.sign, Kind.READ, receipt, to=seal_key().public)
    elif wrong == "no_envelope":
        box = device_box(bench.laptop.parts.keys.signer(bench.identity().sign_seed).id)
        bench.world.put(box, bench.laptop.new_concern_id(), secrets.token_bytes(500))
    else:
        other: dict[str, dict[str, object]] = {
            "digest": {"sha256": "0" * 64},
            "id": {"id": bench.laptop.new_concern_id()},
            "box": {"box": CASEWORK},
        }
        bench.read_by(council.lee, item, **other[wrong])
    bench.laptop.sync()
    assert bench.item(item.id).state is State.SENT
    assert bench.laptop.status().unbelieved_receipts == 1
    bench.read_by(council.lee, item)
    assert bench.laptop.sync().read == (item.id,)


class _PosingAs:
    """Signs with one key and says it is another."""

    def __init__(self, key: object, id_: str) -> None:
        self.sign = key.sign  # type: ignore[attr-defined]  # a SigningKey
        self.id = id_


def test_another_laptops_receipt_is_not_ours(bench: Bench, item: OutboxItem) -> None:
    """A true receipt for an envelope that this laptop never sent moves nothing here."""
    bench.read_by(bench.council.lee, replace(item, id=EnvelopeId(bench.laptop.new_concern_id())))
    bench.laptop.sync()
    assert bench.item(item.id).state is State.SENT


def test_a_receipt_from_an_officer_not_known_yet_is_read_again(bench: Bench) -> None:
    """Signed by one whom only the next bundle names: with that bundle it counts, and is not lost."""
    council = bench.council
    bench.laptop.sync()
    old = bench.council.lee.reader
    item = bench.report()
    bench.laptop.sync()
    new_sign = sign_key()
    council.lee = replace(council.lee, sign=new_sign, reader=replace(old, sign=new_sign.public))
    bench.read_by(council.lee, item)
    bench.laptop.listen(1)
    assert bench.item(item.id).state is State.SENT
    bench.world.trust = council.signed_bundle(council.bundle(2))
    assert bench.laptop.sync().read == (item.id,)


def test_a_service_restored_from_a_backup_is_read_from_the_start(bench: Bench, item: OutboxItem) -> None:
    """An unknown cursor begins anew in the same round."""
    bench.read_by(bench.council.lee, item)
    box = device_box(bench.laptop.parts.keys.signer(bench.identity().sign_seed).id)
    with bench.laptop.parts.store.unit() as unit:
        unit.put_cursor(box, "900")
    assert bench.laptop.sync().read == (item.id,)


def test_a_service_that_knows_no_cursor_at_all_is_left_alone(bench: Bench, item: OutboxItem) -> None:
    """Told *unknown cursor* even at the start, it stops: no endless loop."""
    bench.world.faults["feed"] = [UnknownCursor(), UnknownCursor()]
    assert not take_receipts(bench.courier()).reached


def test_a_long_box_is_read_page_by_page(bench: Bench, item: OutboxItem) -> None:
    """More letters than a page holds: all are read in one go."""
    for _ in range(120):
        bench.letter(sign_key(), Kind.READ, ReadReceipt(item.box, item.id, item.sha256, NOW))
    bench.read_by(bench.council.jo, item)
    came = take_receipts(bench.courier())
    assert (came.read, came.unbelieved) == ([item.id], 120)


def test_nothing_is_asked_before_the_laptop_is_registered(bench: Bench) -> None:
    """Set up offline, listening says so and comes back later."""
    heard = bench.laptop.listen(5)
    assert (heard.reached, heard.trouble) == (False, "service.not_registered")
    assert heard.next_at > NOW
    assert bench.world.calls == []


def test_listening_backs_off_without_a_line_and_waits_when_refused(bench: Bench, item: OutboxItem) -> None:
    """No answer: longer and longer waits; a verified no: a quarter of an hour; an answer ends both."""
    bench.world.faults["feed"] = [no_network(), no_network(), bench.world.refusal(ProblemType.REMOVED)]
    first, second, refused = (bench.laptop.listen(1) for _ in range(3))
    assert NOW < first.next_at < second.next_at
    assert (refused.trouble, (refused.next_at - NOW).total_seconds()) == ("service.refused", 900)
    assert bench.laptop.listen(1).reached
