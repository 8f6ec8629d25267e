"""Training records on their own line: other keys, other times, other pauses; no concern ever waits for one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from detectors_app.domain.completion import Completions
from detectors_app.domain.delivery import State
from detectors_app.domain.errors import TransientFault
from detectors_app.domain.ids import CONCERNS, LEARNING
from detectors_app.protocol.payload import Kind, decode_payload
from detectors_app.protocol.problems import ProblemType
from detectors_app.sealing.envelope import open_envelope
from detectors_app.use_cases.delivery.courier import LEARNING_LINE
from detectors_app.use_cases.delivery.learning_round import LEAST_SILENCE, MOST_SILENCE, SPEAK_AT
from detectors_app.use_cases.rows import OutboxItem
from tests.made_up import Council
from tests.made_up_course import CARETAKING, EARLY, WAY
from tests.use_cases.bench import PASSPHRASE, Bench

NO = ("put_envelope", "enrol", "held")


@pytest.fixture
def trained(tmp_path: Path) -> Iterator[Bench]:
    """Give a laptop for both boxes whose person has just completed a course; its keys for concerns are registered."""
    council = Council()
    council.add_lead()
    bench = Bench(tmp_path / "laptop", council).enrol(PASSPHRASE, CONCERNS, LEARNING)
    bench.laptop.sync()
    bench.laptop.settle_learner(CARETAKING, "C-12")
    for module, step in WAY:
        bench.laptop.take_step(EARLY, module, step)
    yield bench
    bench.laptop.close()


def record(bench: Bench) -> OutboxItem:
    """Give the one training record."""
    with bench.laptop.parts.store.unit() as unit:
        (item,) = unit.outbox(box=LEARNING)
    return item


def note(bench: Bench, name: str) -> str:
    """Give a note of the laptop's store."""
    with bench.laptop.parts.store.unit() as unit:
        return unit.note(name)


def go_to(bench: Bench, at: datetime) -> None:
    """Turn the clock to a moment."""
    bench.pass_time(seconds=(at - bench.now).total_seconds())


def learning_calls(bench: Bench) -> list[str]:
    """Say what the service was asked since the last time this was called."""
    asked, bench.world.calls = bench.world.calls, []
    return asked


def test_it_goes_at_a_time_of_its_own_and_never_with_the_concerns(trained: Bench) -> None:
    """A round for concerns carries none; the first asking draws a time; at that time key and record go."""
    trained.laptop.sync()
    assert record(trained).state is State.QUEUED
    learning_calls(trained)
    drawn = trained.laptop.sync_learning()
    assert (learning_calls(trained), drawn.spoke) == ([], False)
    assert LEAST_SILENCE <= drawn.next_at - trained.now <= MOST_SILENCE
    assert trained.laptop.sync_learning().next_at == drawn.next_at
    go_to(trained, drawn.next_at)
    spoke = trained.laptop.sync_learning()
    assert learning_calls(trained) == ["enrol", "put_envelope", "held"]
    assert (spoke.sent, record(trained).state) == ((record(trained).id,), State.SENT)
    assert trained.laptop.certificates()[0].sent
    assert spoke.next_at - trained.now >= LEAST_SILENCE


def test_a_moment_slept_through_is_not_made_up_for_on_waking(trained: Bench) -> None:
    """Waking is when the keys for concerns speak: another moment is drawn."""
    drawn = trained.laptop.sync_learning()
    learning_calls(trained)
    go_to(trained, drawn.next_at + timedelta(minutes=2))
    again = trained.laptop.sync_learning()
    assert (learning_calls(trained), again.next_at > trained.now) == ([], True)


def test_a_clock_put_back_does_not_silence_it(trained: Bench) -> None:
    """A moment more than a day ahead was drawn under another clock."""
    with trained.laptop.parts.store.unit() as unit:
        unit.put_note(SPEAK_AT, (trained.now + timedelta(days=3)).isoformat())
    assert trained.laptop.sync_learning().next_at - trained.now <= MOST_SILENCE


def test_waking_and_signing_in_leave_it_alone(trained: Bench) -> None:
    """What brings concerns forward does not touch it."""
    with trained.laptop.parts.store.unit() as unit:
        unit.wake_outbox(trained.now + timedelta(hours=3))
    before = record(trained).next_attempt_at
    trained.laptop.wake()
    assert record(trained).next_attempt_at == before


def test_by_hand_it_goes_at_once(trained: Bench) -> None:
    """Whoever asks for it need not wait for a moment drawn by chance."""
    assert trained.laptop.sync_learning(at_once=True).sent == (record(trained).id,)


def test_the_service_sees_other_keys_and_the_record_other_signers(trained: Bench) -> None:
    """Two keys sign requests, two sign payloads; what is opened holds the completion and nothing of a person's."""
    trained.laptop.sync_learning(at_once=True)
    keys = {each.signer.id for each in trained.clients}
    assert (len(keys), set(trained.world.laptops) == keys) == (2, True)
    item = record(trained)
    envelope = trained.world.envelopes[(LEARNING, item.id, item.sha256)][0]
    payload = decode_payload(open_envelope(envelope, trained.council.pat.seal, box=LEARNING).payload)
    with trained.laptop.parts.store.unit() as unit:
        other = unit.identity(CONCERNS)
    assert other is not None
    assert payload.sender != trained.laptop.parts.keys.signer(other.sign_seed).id
    assert (payload.kind, payload.reply_to, payload.written, payload.left_out) == (Kind.COMPLETIONS, b"", None, ())
    assert isinstance(payload.content, Completions)
    assert [each.staff for each in payload.content.completions] == ["C-12"]


@pytest.mark.parametrize("type_", [ProblemType.REMOVED, ProblemType.NOT_YOUR_BOX, ProblemType.GRANT_USED])
@pytest.mark.parametrize("call", NO)
def test_a_signed_no_to_the_training_key_pauses_it_and_no_concern(
    trained: Bench, type_: ProblemType, call: str
) -> None:
    """Removed, refused or used up: concerns go on as if nothing were, and Home says nothing of it."""
    trained.world.faults[call] = [trained.world.refusal(type_)]
    said = trained.laptop.sync_learning(at_once=True)
    assert (said.paused, note(trained, LEARNING_LINE.paused)) == (type_, type_)
    learning_calls(trained)
    concern = trained.report(urgent=True)
    report = trained.laptop.sync()
    assert (report.sent, report.paused, trained.laptop.status().paused) == ((concern.id,), "", "")
    asked = trained.laptop.sync_learning()
    assert (asked.spoke, asked.next_at > trained.now) == (False, True)
    trained.pass_time(minutes=16)
    go_to(trained, trained.laptop.sync_learning().next_at)
    assert trained.laptop.sync_learning().paused == ""
    assert record(trained).state is State.SENT


def test_a_pause_of_the_concerns_does_not_pause_training(trained: Bench) -> None:
    """The two lines share no note."""
    trained.world.faults["put_envelope"] = [trained.world.refusal(ProblemType.FORBIDDEN)]
    trained.report()
    assert trained.laptop.sync().paused == ProblemType.FORBIDDEN
    assert trained.laptop.sync_learning(at_once=True).sent == (record(trained).id,)
    assert trained.laptop.status().paused == ProblemType.FORBIDDEN


def test_no_answer_is_waited_out_longer_and_longer_alone(trained: Bench) -> None:
    """The training line backs off; rounds for concerns come as they would."""
    trained.world.faults["put_envelope"] = [TransientFault("transport.offline")] * 2
    first = trained.laptop.sync_learning(at_once=True)
    assert (first.sent, first.trouble) == ((), "transport.offline")
    concern = trained.report()
    trained.world.faults["put_envelope"] = []
    assert trained.laptop.sync().sent == (concern.id,)
    trained.world.faults["enrol"] = [TransientFault("transport.offline")]
    assert trained.laptop.sync_learning(at_once=True).sent == (record(trained).id,)


def test_a_key_that_cannot_be_registered_is_tried_again(trained: Bench) -> None:
    """Without an answer to its registration nothing is sent under it, and nothing is lost."""
    trained.world.faults["enrol"] = [TransientFault("transport.offline")]
    assert trained.laptop.sync_learning(at_once=True).trouble == "transport.offline"
    assert record(trained).state is State.QUEUED
    assert trained.laptop.sync_learning(at_once=True).sent == (record(trained).id,)


def test_what_the_service_lost_goes_again(trained: Bench) -> None:
    """A record that is no longer held is sent once more, in the same round that finds it out."""
    trained.laptop.sync_learning(at_once=True)
    trained.world.lose(LEARNING, record(trained).id)
    trained.pass_time(days=2)
    report = trained.laptop.sync_learning(at_once=True)
    assert (report.sent, record(trained).state) == ((record(trained).id,), State.SENT)
    assert (LEARNING, record(trained).id, record(trained).sha256) in trained.world.envelopes


def test_sealed_copies_of_records_are_kept(trained: Bench) -> None:
    """They are few and small: whatever desks say, the laptop can always send them again."""
    trained.laptop.sync_learning(at_once=True)
    trained.world.held_by(LEARNING, record(trained).id, trained.council.pat.desk, trained.council.jo.desk)
    trained.pass_time(days=800)
    trained.laptop.sync_learning(at_once=True)
    known = record(trained).id
    with trained.laptop.parts.store.unit() as unit:
        item = unit.outbox_item(LEARNING, known)
    assert item is not None
    assert (item.state, bool(item.envelope)) == (State.SENT, True)


def test_a_laptop_without_a_training_key_says_nothing(bench: Bench) -> None:
    """There is nobody to speak as."""
    bench.laptop.sync()
    learning_calls(bench)
    report = bench.laptop.sync_learning(at_once=True)
    assert (learning_calls(bench), report.trouble, report.sent) == ([], "", ())


def test_nothing_about_concerns_counts_a_training_record(trained: Bench) -> None:
    """Home, *My concerns*, what to ring about, waiting, urgent, sent: all without it; one number tells of it, apart."""
    stands = trained.laptop.status()
    assert (stands.waiting, stands.parked, stands.urgent_waiting, stands.sent, stands.training_waiting) == (
        0, 0, (), 0, 1,
    )  # fmt: skip
    assert stands.next_attempt_at is None
    trained.world.faults["put_envelope"] = [trained.world.refusal(ProblemType.TOO_LARGE)]
    trained.laptop.sync_learning(at_once=True)
    assert record(trained).state is State.PARKED
    shared = trained.laptop.shared()
    assert (trained.laptop.outbox(), trained.laptop.pressing(), trained.laptop.older(0)) == ((), (), ())
    assert (shared.outbox, shared.pressing, shared.drafts) == ((), (), ())
    stands = trained.laptop.status()
    assert (stands.waiting, stands.parked, stands.training_waiting) == (0, 0, 1)
    known = record(trained).id
    with trained.laptop.parts.store.unit() as unit:
        assert unit.writer(LEARNING, known) is None


def test_certificates_of_one_laptop_share_no_moment(trained: Bench) -> None:
    """The one for training is dated by the day: the service, which sees both, cannot join them by it."""
    with trained.laptop.parts.store.unit() as unit:
        concerns, learning = unit.identity(CONCERNS), unit.identity(LEARNING)
    trained.laptop.sync_learning(at_once=True)
    made = {each.sign: each.made_at for each in trained.world.laptops.values()}
    assert concerns is not None
    assert learning is not None
    keys = trained.laptop.parts.keys
    day = trained.council.now.replace(hour=0, minute=0, second=0, microsecond=0)
    assert made[keys.signer(learning.sign_seed).public] == day
    assert made[keys.signer(concerns.sign_seed).public] == trained.council.now
