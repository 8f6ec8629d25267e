"""The trust bundle moves forward only, and a round does what it can and says when to come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from detectors_app.domain.delivery import State
from detectors_app.domain.errors import TransientFault
from detectors_app.domain.ids import BoxName
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import Enrolled
from detectors_app.protocol.statement import Label
from detectors_app.signing.statements import sign_statement
from detectors_app.use_cases.delivery.ask_trust import UNBELIEVED, ask_trust
from detectors_app.use_cases.delivery.enrol_at_service import enrol_at_service
from tests.made_up import NOW, sign_key
from tests.use_cases.bench import Bench, key_of
from tests.use_cases.fake_service import no_network


def test_a_newer_bundle_is_taken_and_its_authorities_pinned(bench: Bench) -> None:
    """Two pinned authorities sign the next ones; from then on the old ones bring nothing."""
    council = bench.council
    old = council.authorities
    new = [sign_key() for _ in range(3)]
    bundle = council.bundle(2, authorities=tuple(each.public for each in new))
    bench.world.trust = council.signed_bundle(bundle)
    assert bench.laptop.sync().new_bundle
    council.authorities = new
    bench.world.trust = council.signed_bundle(council.bundle(3))
    assert bench.laptop.sync().new_bundle
    council.authorities = old
    bench.world.trust = council.signed_bundle(council.bundle(4))
    bench.laptop.sync()
    assert bench.laptop.status().bundle_version == 3
    with bench.laptop.parts.store.unit() as unit:
        assert unit.note(UNBELIEVED) == "statement.unsigned"


def test_one_authority_is_not_enough(bench: Bench) -> None:
    """A bundle signed by one alone is noted and left."""
    council = bench.council
    whole = council.signed_bundle(council.bundle(2))
    bench.world.trust = replace(whole, signatures=whole.signatures[:1])
    bench.laptop.sync()
    assert bench.laptop.status().bundle_version == 1


def test_a_service_that_lags_behind_is_given_ours(bench: Bench) -> None:
    """The service was restored with an older bundle: the laptop hands in the one it holds."""
    council = bench.council
    older = bench.world.trust
    bench.world.trust = council.signed_bundle(council.bundle(2))
    bench.laptop.sync()
    newer, bench.world.trust = bench.world.trust, older
    bench.laptop.sync()
    assert bench.world.trust == newer


def test_a_service_that_took_a_newer_one_meanwhile_is_no_trouble(bench: Bench) -> None:
    """Handing in is refused because it has a newer one: the next round brings that."""
    council = bench.council
    older = bench.world.trust
    bench.world.trust = council.signed_bundle(council.bundle(2))
    bench.laptop.sync()
    bench.world.trust = older
    bench.world.faults["put_trust"] = [bench.world.refusal(ProblemType.OLDER_BUNDLE)]
    report = bench.laptop.sync()
    assert (report.trouble, report.paused) == ("", "")


def test_one_version_in_two_forms_is_refused_and_noted(bench: Bench) -> None:
    """The old form stays, and the note says that there are two."""
    council = bench.council
    bench.laptop.sync()
    other = council.signed_bundle(council.bundle(1, address="https://other.example"))
    client = bench.clients[-1]
    client.get_trust = lambda _: other  # type: ignore[method-assign,assignment]  # a service with two faces
    ask_trust(bench.courier())
    with bench.laptop.parts.store.unit() as unit:
        held = unit.bundle()
        assert held is not None
        assert held.bundle.address == council.address
        assert unit.note(UNBELIEVED) == "bundle.two_forms"


def test_no_round_before_setting_up(tmp_path: Path) -> None:
    """A fresh laptop asks nobody anything and says when to look again."""
    bench = Bench(tmp_path)
    report = bench.laptop.sync()
    assert (report.reached, report.sent, bench.world.calls) == (False, (), [])
    assert NOW < report.next_at <= NOW + timedelta(minutes=15)
    bench.laptop.close()


def test_the_one_time_key_is_wiped_once_the_service_has_the_certificate(bench: Bench) -> None:
    """Registered, the seed is gone; the answer lost, it is asked again and answered alike."""
    bench.world.after["enrol"].append(no_network())
    first = bench.laptop.sync()
    assert (first.reached, first.trouble) == (False, "network.unreachable")
    assert bench.identity().one_time_seed
    bench.pass_time(minutes=1)
    bench.laptop.sync()
    assert (bench.identity().one_time_seed, bench.identity().registered) == (b"", True)
    assert list(bench.world.laptops) == [key_of(bench)]


def test_an_answer_about_another_laptop_registers_nothing(bench: Bench) -> None:
    """The answer must name this laptop's key and box."""
    bench.laptop.sync()
    forgetful = replace(bench.identity(), registered=False, one_time_seed=bytes(32))
    with bench.laptop.parts.store.unit() as unit:
        unit.put_identity(forgetful)
    bench.clients[-1].enrol = lambda *_: Enrolled(sign_key().id, BoxName("concerns"))  # type: ignore[method-assign]
    assert bench.laptop.sync().trouble == "service.unverified"
    assert not bench.identity().registered


def test_keys_without_a_certificate_are_not_shown(bench: Bench) -> None:
    """There is nothing to show; nothing is asked."""
    bare = replace(bench.identity(), certificate=None)
    with bench.laptop.parts.store.unit() as unit:
        unit.put_identity(bare)
    assert enrol_at_service(bench.courier()) == 0


def test_waiting_grows_with_each_round_without_an_answer(bench: Bench) -> None:
    """5, 10, 20 seconds … with half of chance; never faster because much is queued; an answer ends it."""
    bench.report()
    waits = []
    for _ in range(5):
        bench.world.faults["enrol"] = [no_network()]
        waits.append((bench.laptop.sync().next_at - bench.now).total_seconds())
    assert waits == [2.5, 5, 10, 20, 40]
    assert bench.laptop.sync().reached
    assert bench.laptop.status().last_reached == NOW


def test_waking_brings_the_queue_forward_within_twenty_seconds(bench: Bench) -> None:
    """Network up, lid open, signed in: what waits goes in 0 to 20 seconds, and waiting begins anew."""
    bench.laptop.sync()
    item = bench.report()
    bench.chance = 0.99
    for _ in range(4):
        bench.world.faults["put_envelope"] = [TransientFault("service.trouble")]
        bench.laptop.sync()
        bench.pass_time(minutes=15)
    bench.world.faults["put_envelope"] = [TransientFault("service.trouble")]
    bench.laptop.sync()
    at = bench.laptop.wake()
    assert timedelta(0) < at - bench.now < timedelta(seconds=20)
    assert bench.item(item.id).next_attempt_at == at


def test_the_status_counts_and_says_nothing_else(bench: Bench) -> None:
    """Waiting, parked, urgent and what the bundle is: numbers and times."""
    urgent, usual = bench.report(urgent=True), bench.report()
    bench.laptop.sync()
    waiting = bench.report(urgent=True)
    status = bench.laptop.status()
    assert (status.enrolled, status.registered, status.has_passphrase) == (True, True, True)
    assert (status.waiting, status.urgent_waiting, status.sent, status.read) == (1, (waiting.id,), 2, 0)
    assert (status.bundle_version, status.bundle_age_days, status.bundle_fresh) == (1, 0, True)
    bench.pass_time(days=31)
    assert (bench.laptop.status().bundle_age_days, bench.laptop.status().bundle_fresh) == (31, False)
    assert {urgent.id, usual.id} <= {each.id for each in bench.laptop.outbox() if each.state is State.SENT}


def test_an_old_bundle_never_stops_a_report(bench: Bench) -> None:
    """Months past its freshness it still seals and still sends."""
    bench.pass_time(days=400)
    item = bench.report()
    assert bench.laptop.sync().sent == (item.id,)


def test_a_statement_under_another_label_is_no_bundle(bench: Bench) -> None:
    """Signatures of the right authorities under another label bring nothing."""
    council = bench.council
    body = council.signed_bundle(council.bundle(2)).bytes
    bench.world.trust = sign_statement(Label.PACK, body, *council.authorities[:2])
    bench.laptop.sync()
    assert bench.laptop.status().bundle_version == 1
