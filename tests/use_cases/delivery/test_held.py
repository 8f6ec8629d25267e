"""A report stays safe after it was sent: what the service lost goes again, and a copy goes only when all is kept."""

from __future__ import annotations

from dataclasses import replace

from detectors_app.domain.delivery import State
from detectors_app.domain.ids import CONCERNS
from detectors_app.domain.receipts import Ack, AckKind
from detectors_app.protocol import strict_json
from detectors_app.protocol.receipts import HeldReply, SignedAck
from detectors_app.protocol.statement import Label, Statement
from detectors_app.signing.statements import sign_statement
from detectors_app.use_cases.delivery.check_held import check_held
from tests.made_up import sign_key
from tests.use_cases.bench import Bench


def test_what_the_service_lost_goes_again_by_itself(bench: Bench) -> None:
    """Sent, lost by the service: within a day it is queued and sent once more, the same bytes."""
    item = bench.report()
    bench.laptop.sync()
    bench.world.lose(CONCERNS, item.id)
    bench.pass_time(hours=23)
    assert bench.laptop.sync().sent == ()
    bench.pass_time(hours=2)
    report = bench.laptop.sync()
    assert report.sent == report.changed == (item.id,)
    assert (bench.item(item.id).state, (CONCERNS, item.id, item.sha256) in bench.world.envelopes) == (State.SENT, True)


def test_a_read_report_that_was_lost_goes_again_and_stays_read(bench: Bench) -> None:
    """Nobody's screen goes back from Read to Saved; the bytes go again all the same."""
    item = bench.report()
    bench.laptop.sync()
    bench.read_by(bench.council.lee, item)
    bench.laptop.sync()
    bench.world.lose(CONCERNS, item.id)
    bench.pass_time(days=1, hours=1)
    bench.world.after["put_envelope"].append(bench.world.refusal("urn:ede:problem:of-the-future"))
    bench.laptop.sync()
    assert bench.item(item.id).state is State.READ
    bench.world.lose(CONCERNS, item.id)
    bench.pass_time(days=1, hours=1)
    assert bench.laptop.sync().sent == (item.id,)
    assert (bench.item(item.id).state, bench.item(item.id).next_attempt_at) == (State.READ, None)


def test_a_receipt_under_another_key_counts_as_not_held(bench: Bench) -> None:
    """The service's word without its signature is no word: it goes again."""
    item = bench.report()
    bench.laptop.sync()
    key = (CONCERNS, item.id, item.sha256)
    envelope, good = bench.world.envelopes[key]
    bench.world.envelopes[key] = (envelope, sign_statement(Label.STORED, good.bytes, sign_key()))
    bench.pass_time(days=2)
    checked = check_held(bench.courier())
    assert checked.again == [item.id]
    assert bench.item(item.id).state is State.QUEUED


def test_the_copy_goes_when_read_and_two_desks_hold_it_and_the_days_are_over(bench: Bench) -> None:
    """All three, and only then: DONE, the sealed bytes gone, the word still Read."""
    council, item = bench.council, bench.report()
    bench.laptop.sync()
    bench.read_by(council.lee, item)
    bench.laptop.sync()
    bench.world.held_by(CONCERNS, item.id, council.lee.desk)
    bench.pass_time(days=91)
    bench.laptop.sync()
    assert (bench.item(item.id).state, bench.item(item.id).holding_desks) == (State.READ, 1)
    bench.world.held_by(CONCERNS, item.id, council.jo.desk)
    bench.pass_time(days=2)
    assert bench.laptop.sync().changed == (item.id,)
    after = bench.item(item.id)
    assert (after.state, after.holding_desks) == (State.DONE, 2)
    with bench.laptop.parts.store.unit() as unit:
        kept = unit.outbox_item(CONCERNS, item.id)
    assert kept is not None
    assert kept.envelope == b""
    bench.pass_time(days=2)
    assert bench.laptop.sync().changed == ()


def test_days_alone_do_not_drop_it_unread(bench: Bench) -> None:
    """A year, two desks, and nobody has read it: it stays."""
    item = bench.report()
    bench.laptop.sync()
    bench.world.held_by(CONCERNS, item.id, bench.council.lee.desk, bench.council.jo.desk)
    bench.pass_time(days=365)
    bench.laptop.sync()
    assert (bench.item(item.id).state, bench.item(item.id).holding_desks) == (State.SENT, 2)


def test_only_sound_acks_of_known_desks_count(bench: Bench) -> None:
    """A stranger's desk, a forged ack, a repeated one and a read ack hold nothing."""
    council, item = bench.council, bench.report()
    bench.laptop.sync()
    bench.world.held_by(CONCERNS, item.id, council.lee.desk, council.lee.desk, sign_key())
    key = (CONCERNS, item.id, item.sha256)
    first = bench.world.acks[key][0]
    bench.world.acks[key].append(SignedAck(Statement(first.statement.bytes, ()), council.jo.desk.public))
    _say_read(bench, item.id)
    bench.pass_time(days=1, minutes=1)
    bench.laptop.sync()
    assert bench.item(item.id).holding_desks == 1


def _say_read(bench: Bench, envelope_id: object) -> None:
    for key in [key for key in bench.world.envelopes if key[1] == envelope_id]:
        body = strict_json.encode(Ack(*key, AckKind.READ, bench.now))
        desk = bench.council.jo.desk
        bench.world.acks[key].append(SignedAck(sign_statement(Label.ACK, body, desk), desk.public))


def test_what_the_answer_leaves_out_is_asked_about_again(bench: Bench) -> None:
    """An answer without the envelope asked about changes nothing."""
    item = bench.report()
    bench.laptop.sync()
    bench.pass_time(days=2)
    client = bench.clients[-1]
    client.held = lambda *_: HeldReply(())  # type: ignore[method-assign]  # a service that leaves it out
    assert check_held(bench.courier()).again == []
    assert bench.item(item.id).state is State.SENT


def test_it_asks_after_sending_and_then_daily(bench: Bench) -> None:
    """One question in the round that sent, none for the rest of the day, one the next day; none with a clock ahead."""
    bench.report()
    bench.laptop.sync()
    assert bench.world.calls.count("held") == 1
    bench.pass_time(minutes=20)
    bench.laptop.sync()
    assert bench.world.calls.count("held") == 1
    bench.pass_time(days=1)
    bench.laptop.sync()
    assert bench.world.calls.count("held") == 2
    bench.pass_time(days=-400)
    bench.laptop.sync()
    assert bench.world.calls.count("held") == 3


def test_before_setting_up_there_is_nothing_to_ask(bench: Bench) -> None:
    """Nothing sent, nothing asked."""
    assert not check_held(bench.courier()).asked


def test_with_keys_not_registered_nothing_is_asked(bench: Bench) -> None:
    """Something was sent by keys that the service no longer counts as registered: that waits for enrolment."""
    bench.report()
    bench.laptop.sync()
    waiting = replace(bench.identity(), registered=False)
    with bench.laptop.parts.store.unit() as unit:
        unit.put_identity(waiting)
    bench.pass_time(days=2)
    assert not check_held(bench.courier()).asked
