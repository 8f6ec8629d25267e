"""Delivery: only what the service or an officer signed moves a report, and nothing loses or doubles it."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest

from detectors_app.domain.concern import Written
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import EnvironmentFault, TransientFault
from detectors_app.domain.ids import CONCERNS, LEARNING
from detectors_app.domain.receipts import Stored
from detectors_app.protocol import strict_json
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.statement import Label
from detectors_app.signing.statements import sign_statement
from detectors_app.use_cases.delivery.deliver_outbox import deliver_outbox, pause
from detectors_app.use_cases.ports import Service
from detectors_app.use_cases.rows import DeliveryChange, Refusal
from tests.made_up import NOW, sign_key
from tests.use_cases.bench import Bench, finished
from tests.use_cases.fake_service import FakeService, no_network


def test_a_report_is_sent_once_with_its_receipt(bench: Bench) -> None:
    """A verified receipt makes it SENT; it lies at the service exactly once."""
    item = bench.report()
    report = bench.laptop.sync()
    after = bench.item(item.id)
    assert report.reached
    assert report.sent == report.changed == (item.id,)
    assert (after.state, after.sent_at, after.tries) == (State.SENT, NOW, 0)
    assert after.receipt
    assert [key[1] for key in bench.world.order[CONCERNS]] == [item.id]


def test_a_lost_reply_sends_the_same_bytes_again(bench: Bench) -> None:
    """The reply cut after storing: the next round sends the same, and the service has it once."""
    item = bench.report()
    bench.world.after["put_envelope"].append(no_network())
    bench.laptop.sync()
    assert bench.item(item.id).state is State.QUEUED
    bench.pass_time(minutes=1)
    assert bench.laptop.sync().sent == (item.id,)
    assert len(bench.world.order[CONCERNS]) == 1


def test_urgent_goes_first_then_small_then_old(bench: Bench) -> None:
    """The order of sending is urgent, size, age, whatever the order of writing."""
    usual = bench.report()
    draft_id = bench.laptop.new_concern_id()
    bench.laptop.save_draft(draft_id, finished(), 0, Written.LOCKED)
    large = bench.laptop.send_as_it_is(draft_id)
    bench.pass_time(seconds=1)
    urgent = bench.report(urgent=True)
    second = bench.report()
    bench.laptop.sync()
    assert large.size > usual.size
    assert [key[1] for key in bench.world.order[CONCERNS]] == [urgent.id, usual.id, second.id, large.id]


def test_a_captive_portal_parks_and_fakes_nothing(bench: Bench) -> None:
    """No answer of the service's own: it stays queued, with a later attempt, a try counted, and no word of Sent."""
    bench.laptop.sync()
    item = bench.report()
    bench.world.faults["put_envelope"] = [TransientFault("network.sign_in_page")]
    bench.world.faults["feed"] = [TransientFault("network.sign_in_page")]
    report = bench.laptop.sync()
    after = bench.item(item.id)
    assert (report.reached, report.trouble) == (False, "network.sign_in_page")
    assert (after.state, after.tries, after.receipt) == (State.QUEUED, 1, b"")
    assert after.next_attempt_at is not None
    assert NOW < after.next_attempt_at <= NOW + timedelta(seconds=5)


@pytest.mark.parametrize("forge", ["service", "id", "digest", "box"])
def test_a_receipt_that_proves_nothing_moves_nothing(bench: Bench, forge: str) -> None:
    """Signed by another key, or for another envelope: as if there had been no answer."""
    item = bench.report()
    bench.laptop.sync()
    other = bench.report()
    stored = Stored(CONCERNS, other.id, other.sha256, NOW)
    if forge == "id":
        stored = Stored(CONCERNS, item.id, other.sha256, NOW)
    if forge == "digest":
        stored = Stored(CONCERNS, other.id, item.sha256, NOW)
    if forge == "box":
        stored = Stored(LEARNING, other.id, other.sha256, NOW)
    key = sign_key() if forge == "service" else bench.council.service
    statement = sign_statement(Label.STORED, strict_json.encode(stored), key)
    client = bench.clients[-1]
    client.put_envelope = lambda *_: statement  # type: ignore[method-assign]  # the forger's answer
    outcome = deliver_outbox(bench.courier())
    assert outcome.sent == []
    assert outcome.trouble == "service.unverified"
    assert bench.item(other.id).state is State.QUEUED


def test_a_verified_refusal_parks_and_is_tried_again_daily(bench: Bench) -> None:
    """Parked with its reason, shown at once, tried after a day, and sent when the service takes it."""
    item = bench.report()
    bench.world.faults["put_envelope"] = [bench.world.refusal(ProblemType.TOO_LARGE)]
    report = bench.laptop.sync()
    after = bench.item(item.id)
    assert report.parked == report.changed == (item.id,)
    assert (after.state, after.refused_type) == (State.PARKED, ProblemType.TOO_LARGE)
    assert after.next_attempt_at == NOW + timedelta(days=1)
    bench.pass_time(hours=23)
    assert bench.laptop.sync().sent == ()
    bench.pass_time(hours=1)
    assert bench.laptop.sync().sent == (item.id,)
    assert (bench.item(item.id).state, bench.item(item.id).refused_type) == (State.SENT, "")


def test_a_parked_report_goes_again_with_a_new_bundle(bench: Bench) -> None:
    """A newer bundle may have mended the reason, so what is parked goes in the same round."""
    item = bench.report()
    bench.world.faults["put_envelope"] = [bench.world.refusal("urn:ede:problem:of-the-future")]
    bench.laptop.sync()
    bench.world.trust = bench.council.signed_bundle(bench.council.bundle(2))
    bench.pass_time(minutes=30)
    report = bench.laptop.sync()
    assert report.new_bundle
    assert report.sent == (item.id,)
    assert bench.laptop.status().bundle_version == 2


@pytest.mark.parametrize("forged", ["nonce", "key"])
def test_a_refusal_not_for_this_request_parks_nothing(bench: Bench, forged: str) -> None:
    """Another request's nonce, or another key's signature: as if there had been no answer."""
    item = bench.report()
    bench.laptop.sync()
    item = bench.report()
    if forged == "key":
        bench.world.sign_with = sign_key()
    named = "another" if forged == "nonce" else None
    bench.world.faults["put_envelope"] = [bench.world.refusal(ProblemType.TOO_LARGE, named=named)]
    bench.world.sign_with = None
    bench.laptop.sync()
    assert (bench.item(item.id).state, bench.item(item.id).refused_type) == (State.QUEUED, "")


def test_a_wrong_clock_is_mended_by_the_signed_time_and_nothing_else(bench: Bench) -> None:
    """A clock an hour off: the refusal tells, one retry succeeds, no try is counted."""
    item = bench.report()
    bench.skew_s = 3600
    bench.laptop.sync()
    assert bench.item(item.id).state is State.SENT
    assert bench.world.calls.count("correct_clock") == 1


def test_a_clock_that_cannot_be_mended_pauses_the_queue(bench: Bench) -> None:
    """Refused for its clock twice, the queue waits and says why; a verified no never loops."""
    bench.laptop.sync()
    item = bench.report()
    bench.world.faults["put_envelope"] = [bench.world.refusal(ProblemType.CLOCK) for _ in range(2)]
    assert bench.laptop.sync().paused == ProblemType.CLOCK
    assert bench.item(item.id).tries == 0


def test_a_service_that_forgot_the_laptop_is_shown_its_certificate(bench: Bench) -> None:
    """After a restore the laptop enrols again by itself and delivers in the same round."""
    bench.laptop.sync()
    bench.world.laptops.clear()
    item = bench.report()
    assert bench.laptop.sync().sent == (item.id,)
    assert bench.world.laptops


@pytest.mark.parametrize("type_", [ProblemType.REMOVED, ProblemType.FORBIDDEN, ProblemType.NOT_YOUR_BOX])
def test_a_no_to_the_laptop_pauses_all_without_using_up_tries(bench: Bench, type_: ProblemType) -> None:
    """401 and 403 stop the queue and say so; it is tried again after a quarter of an hour, and never given up."""
    bench.laptop.sync()
    items = [bench.report(), bench.report()]
    bench.world.faults["put_envelope"] = [bench.world.refusal(type_)]
    report = bench.laptop.sync()
    assert (report.paused, bench.laptop.status().paused) == (type_, type_)
    assert [(bench.item(each.id).state, bench.item(each.id).tries) for each in items] == [(State.QUEUED, 0)] * 2
    calls = len(bench.world.calls)
    again = bench.laptop.sync()
    assert (again.paused, again.next_at, len(bench.world.calls)) == (type_, NOW + timedelta(minutes=15), calls)
    bench.pass_time(minutes=16)
    assert len(bench.laptop.sync().sent) == 2
    assert bench.laptop.status().paused == ""


def test_a_removed_laptop_hears_it_at_enrolment_too(bench: Bench) -> None:
    """A grant used elsewhere pauses everything before anything is sent; the concern stays."""
    item = bench.report()
    bench.world.faults["enrol"] = [bench.world.refusal(ProblemType.GRANT_USED)]
    report = bench.laptop.sync()
    assert (report.reached, report.paused) == (True, ProblemType.GRANT_USED)
    assert bench.item(item.id).state is State.QUEUED
    assert bench.identity().one_time_seed


def test_a_paused_queue_stays_paused_for_every_worker(bench: Bench) -> None:
    """A worker that begins during the pause sends nothing and knows why."""
    bench.laptop.sync()
    bench.report()
    pause(bench.courier(), ProblemType.REMOVED)
    outcome = deliver_outbox(bench.courier("another"))
    assert (outcome.sent, outcome.paused) == ([], ProblemType.REMOVED)


def test_a_repeated_nonce_is_asked_again_later(bench: Bench) -> None:
    """A replayed request is no judgement of the report."""
    bench.laptop.sync()
    item = bench.report()
    bench.world.faults["put_envelope"] = [bench.world.refusal(ProblemType.REPLAYED)]
    bench.laptop.sync()
    assert (bench.item(item.id).state, bench.item(item.id).tries) == (State.QUEUED, 1)


def test_a_proxy_that_cannot_be_used_is_no_answer(bench: Bench) -> None:
    """What the machine itself cannot do says nothing about the report."""
    bench.laptop.sync()
    item = bench.report()
    bench.world.faults["put_envelope"] = [EnvironmentFault("network.proxy")]
    bench.laptop.sync()
    assert bench.item(item.id).tries == 1


def test_retry_after_is_honoured_for_the_whole_queue(bench: Bench) -> None:
    """Asked to wait ten minutes, nothing is sent before, not even what was not tried; then everything."""
    bench.laptop.sync()
    items = [bench.report(), bench.report()]
    bench.world.faults["put_envelope"] = [TransientFault("service.busy", retry_after_s=600)]
    report = bench.laptop.sync()
    assert report.next_at >= NOW + timedelta(minutes=10)
    bench.pass_time(minutes=9)
    assert bench.laptop.sync().sent == ()
    bench.pass_time(minutes=2)
    assert set(bench.laptop.sync().sent) == {each.id for each in items}


def test_a_bad_item_never_delays_another(bench: Bench) -> None:
    """The service fails on one report each time: the others go in the same round."""
    bench.laptop.sync()
    items = [bench.report() for _ in range(5)]
    bench.world.faults["put_envelope"] = [TransientFault("service.trouble")]
    assert set(bench.laptop.sync().sent) == {each.id for each in items[1:]}


def test_with_the_line_down_it_stops_after_three(bench: Bench) -> None:
    """Nobody waits for fifty time-outs: three answers missing in a row end the round."""
    bench.laptop.sync()
    for _ in range(8):
        bench.report()
    bench.world.faults["put_envelope"] = [no_network() for _ in range(8)]
    before = bench.world.calls.count("put_envelope")
    report = bench.laptop.sync()
    assert bench.world.calls.count("put_envelope") - before == 3
    assert report.trouble == "network.unreachable"
    assert report.next_at > NOW


def test_two_workers_never_send_at_once(bench: Bench) -> None:
    """While one worker's lease runs the other does nothing; a dead worker's lease frees itself."""
    bench.laptop.sync()
    item = bench.report()
    with bench.laptop.parts.store.unit() as unit:
        assert unit.take_lease("dead", NOW, NOW + timedelta(seconds=60))
    assert bench.laptop.sync().busy
    assert bench.item(item.id).state is State.QUEUED
    bench.pass_time(seconds=61)
    assert bench.laptop.sync().sent == (item.id,)


@pytest.mark.parametrize("first_fails", [True, False])
def test_a_worker_that_lost_its_lease_stops(bench: Bench, first_fails: bool) -> None:  # noqa: FBT001 - a parameter
    """The lease is renewed for each item: gone to another, the rest is left to that one."""
    bench.laptop.sync()
    bench.report(urgent=True)
    rest = bench.report()
    client = bench.clients[-1]
    put = client.put_envelope

    def slow(*given: object) -> object:
        bench.pass_time(minutes=5)
        with bench.laptop.parts.store.unit() as unit:
            assert unit.take_lease("other", bench.now, bench.now + timedelta(seconds=60))
        if first_fails:
            raise no_network()
        return put(*given)  # type: ignore[arg-type]  # handed on as it came

    client.put_envelope = slow  # type: ignore[assignment,method-assign]  # a very slow line
    outcome = deliver_outbox(bench.courier())
    assert outcome.busy
    assert len(outcome.sent) == (0 if first_fails else 1)
    assert bench.item(rest.id).state is State.QUEUED


def test_an_item_gone_meanwhile_is_passed_over(bench: Bench) -> None:
    """Done by another worker between the list and the turn: nothing is sent."""
    bench.laptop.sync()
    first, second = bench.report(urgent=True), bench.report()
    client = bench.clients[-1]
    put = client.put_envelope

    def meanwhile(*given: object) -> object:
        change = DeliveryChange(second.box, second.id, State.DONE, drop_envelope=True)
        with bench.laptop.parts.store.unit() as unit:
            unit.change_outbox(change)
        return put(*given)  # type: ignore[arg-type]  # handed on as it came

    client.put_envelope = meanwhile  # type: ignore[assignment,method-assign]  # another worker's doing
    assert deliver_outbox(bench.courier()).sent == [first.id]


def test_what_cannot_go_yet_is_passed_over(bench: Bench) -> None:
    """Keys not registered: delivering leaves the item for the round that registers them."""
    item = bench.report()
    assert deliver_outbox(bench.courier()).sent == []
    assert bench.item(item.id).state is State.QUEUED


def test_a_clock_put_back_does_not_strand_a_report(bench: Bench) -> None:
    """Tried while the laptop's clock stood in 2030: with the right time again, it goes at once."""
    bench.laptop.sync()
    item = bench.report()
    bench.pass_time(days=1500)
    bench.world.faults["put_envelope"] = [bench.world.refusal(ProblemType.TOO_LARGE)]
    bench.laptop.sync()
    bench.pass_time(days=-1500)
    assert bench.laptop.sync().sent == (item.id,)


def test_a_full_queue_goes_whole(bench: Bench) -> None:
    """More than one batch is waiting: all of it goes in one round."""
    waiting = {bench.report().id for _ in range(61)}
    assert set(bench.laptop.sync().sent) == waiting


def test_a_refusal_shows_no_content() -> None:
    """A refusal's words are its key alone."""
    statement = sign_statement(Label.REFUSED, b"{}", sign_key())
    assert str(Refusal(statement, nonce=secrets.token_hex(4), status=403, type_="x")) == "service.refused"


def test_the_fake_fits_the_port() -> None:
    """What stands in for the service has every call of the port."""
    names = {name for name in vars(Service) if not name.startswith("_")}
    assert names <= set(dir(FakeService))
