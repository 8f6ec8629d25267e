"""Enrolment, trust, devices and grants over real HTTP, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from detectors_app.domain.ids import CONCERNS, LEARNING, KeyId
from detectors_app.domain.trust import Removal, Removed
from detectors_app.protocol import strict_json
from detectors_app.protocol.enrolment import Certificate
from detectors_app.protocol.keys import sign_id
from detectors_app.protocol.problems import ProblemType
from detectors_app.protocol.receipts import RemovalBody
from detectors_app.protocol.statement import Label, Statement
from detectors_app.signing.http import sign_request as _sign
from detectors_app.signing.keys import SigningKey
from detectors_app.signing.statements import sign_statement
from detectors_app.transport.client import Client
from detectors_app.use_cases.rows import Refusal
from tests.made_up import LaptopKeys, seal_key, sign_key
from tests.mailbox.test_boxes import refused
from tests.mailbox.town import Town


def from_grant(town: Town, *, days: int = 14) -> tuple[SigningKey, list[LaptopKeys]]:
    """Give one grant's one-time key and two laptops that both made a certificate with it."""
    grant = town.council.grant(last_day=(town.clock() + timedelta(days=days)).date())
    one_time = SigningKey(grant.seed)
    laptops = []
    for _ in range(2):
        sign, seal = sign_key(), seal_key()
        body = strict_json.encode(Certificate(grant.statement, sign.public, seal.public, town.clock()))
        laptops.append(LaptopKeys(sign, seal, sign_statement(Label.CERTIFICATE, body, one_time)))
    return one_time, laptops


def removal(town: Town, key: KeyId, why: Removal, signer: SigningKey | None = None) -> Statement:
    body = strict_json.encode(RemovalBody(key, why, town.clock()))
    return sign_statement(Label.REMOVAL, body, signer or town.council.jo.sign)


def denied(town: Town, call: object, *args: object) -> str:
    with pytest.raises(Refusal) as caught:
        call(*args)  # type: ignore[operator]
    return refused(town, caught)


class TestEnrolment:
    def test_a_certificate_is_registered_once_and_answered_the_same(self, town: Town) -> None:
        """By the one-time key first, by the laptop's own again: one answer, one device."""
        one_time, (laptop, _) = from_grant(town)
        client = town.client(laptop.sign)
        first = client.enrol(laptop.certificate, one_time)
        assert client.enrol(laptop.certificate, None) == first
        assert client.enrol(laptop.certificate, one_time) == first
        assert (first.key, first.box) == (laptop.sign.id, CONCERNS)
        (seen,) = town.desk(town.council.jo).devices().devices
        assert (seen.key, seen.label, seen.certificate) == (laptop.sign.id, "Laptop 1", laptop.certificate)

    def test_the_first_to_use_a_grant_has_it(self, town: Town) -> None:
        """Another laptop with the same grant is refused, and the manager sees that it came."""
        one_time, (laptop, other) = from_grant(town)
        town.client(laptop.sign).enrol(laptop.certificate, one_time)
        assert denied(town, town.client(other.sign).enrol, other.certificate, None) == ProblemType.GRANT_USED
        assert denied(town, town.client(other.sign).enrol, other.certificate, None) == ProblemType.GRANT_USED
        (grant,) = town.desk(town.council.jo).grants().grants
        assert grant.used_by == laptop.sign.id
        assert [(each.key, each.type) for each in grant.claims] == [(other.sign.id, ProblemType.GRANT_USED)]
        assert denied(town, town.client(other.sign).put_envelope, CONCERNS, *town.letter()) == ProblemType.UNKNOWN_KEY

    def test_a_second_certificate_for_one_key_is_refused(self, town: Town) -> None:
        """A key that is registered keeps the certificate it came with."""
        one_time, (laptop, _) = from_grant(town)
        client = town.client(laptop.sign)
        client.enrol(laptop.certificate, one_time)
        grant = town.council.grant()
        body = strict_json.encode(Certificate(grant.statement, laptop.sign.public, laptop.seal.public, town.clock()))
        again = sign_statement(Label.CERTIFICATE, body, SigningKey(grant.seed))
        assert denied(town, client.enrol, again, None) == ProblemType.GRANT_USED

    def test_the_last_day_is_over_by_the_services_clock(self, town: Town) -> None:
        """On its last day a grant works, the day after it does not, unless a manager vouches for the laptop."""
        one_time, (laptop, _) = from_grant(town, days=0)
        late_one_time, (late, _) = from_grant(town, days=0)
        town.client(laptop.sign).enrol(laptop.certificate, one_time)
        town.clock.now += timedelta(days=1)
        assert denied(town, town.client(late.sign).enrol, late.certificate, late_one_time) == ProblemType.GRANT_EXPIRED
        assert town.client(laptop.sign).enrol(laptop.certificate, None).key == laptop.sign.id
        assert town.desk(town.council.jo).add_device(late.certificate).key == late.sign.id
        town.client(late.sign).put_envelope(CONCERNS, *town.letter())

    def test_a_service_that_forgot_is_shown_the_certificate_again(self, town: Town) -> None:
        """A laptop that the service does not know is told so, signed, and enrols again by its own key."""
        keys = town.council.laptop()
        client = town.client(keys.sign)
        assert denied(town, client.put_envelope, CONCERNS, *town.letter()) == ProblemType.UNKNOWN_KEY
        client.enrol(keys.certificate, None)
        client.put_envelope(CONCERNS, *town.letter())

    def test_a_certificate_that_no_manager_granted_is_refused(self, town: Town) -> None:
        """The chain from the bundle to the laptop must hold at every link."""
        _, (laptop, _) = from_grant(town)
        forged = sign_statement(Label.CERTIFICATE, laptop.certificate.bytes, sign_key())
        assert denied(town, town.client(laptop.sign).enrol, forged, None) == ProblemType.MALFORMED
        rubbish = Statement(b"{}", ())
        assert denied(town, town.client(laptop.sign).enrol, rubbish, None) == ProblemType.MALFORMED

    def test_a_stranger_cannot_show_a_laptops_certificate(self, town: Town) -> None:
        """Only the one-time key or the laptop itself registers a certificate."""
        _, (laptop, _) = from_grant(town)
        assert denied(town, town.client(sign_key()).enrol, laptop.certificate, None) == ProblemType.UNKNOWN_KEY

    def test_a_wrong_clock_is_told_and_corrected(self, town: Town) -> None:
        """A laptop whose clock is wrong gets a signed refusal that tells the time, and goes by it."""
        keys, _ = town.enrolled()
        wrong = Client(
            town.service.address, keys.sign, sign_request=_sign, clock=lambda: town.clock() - timedelta(days=3)
        )
        with pytest.raises(Refusal) as caught:
            wrong.put_envelope(CONCERNS, *town.letter())
        assert refused(town, caught) == ProblemType.CLOCK
        wrong.correct_clock(town.clock())
        wrong.put_envelope(CONCERNS, *town.letter())
        wrong.close()

    def test_a_request_is_not_made_twice(self, town: Town) -> None:
        """The very same enrolment request, played again, is refused: its nonce is remembered for 15 minutes."""
        keys = town.council.laptop()
        client = Client(
            town.service.address, keys.sign, sign_request=_sign, clock=town.clock, token_bytes=lambda n: b"\x07" * n
        )
        client.enrol(keys.certificate, None)
        assert denied(town, client.enrol, keys.certificate, None) == ProblemType.REPLAYED
        town.clock.now += timedelta(minutes=15, seconds=1)
        assert client.enrol(keys.certificate, None).key == keys.sign.id
        client.close()


class TestTrust:
    def test_a_newer_bundle_is_taken_an_older_refused(self, town: Town) -> None:
        """Only a higher version comes into force; older ones and other forms are refused, the same again is well."""
        jo = town.desk(town.council.jo)
        second, third = (town.council.signed_bundle(town.council.bundle(version)) for version in (2, 3))
        jo.put_trust(third)
        jo.put_trust(third)
        assert denied(town, jo.put_trust, second) == ProblemType.OLDER_BUNDLE
        other = town.council.signed_bundle(town.council.bundle(3, address="https://other.example"))
        assert denied(town, jo.put_trust, other) == ProblemType.TWO_FORMS
        one_alone = sign_statement(Label.BUNDLE, third.bytes, town.council.authorities[0])
        assert denied(town, jo.put_trust, one_alone) == ProblemType.MALFORMED
        assert jo.get_trust(2) == third
        assert jo.get_trust(3) is None

    def test_next_authorities_sign_what_comes_after(self, town: Town) -> None:
        """A bundle may name other authorities; from then on theirs are the signatures that count."""
        jo = town.desk(town.council.jo)
        former = list(town.council.authorities)
        town.council.authorities[:2] = [sign_key(), sign_key()]
        body = town.council.signed_bundle(town.council.bundle(2)).bytes
        jo.put_trust(sign_statement(Label.BUNDLE, body, *former[:2]))
        jo.put_trust(town.council.signed_bundle(town.council.bundle(3)))
        assert (
            denied(
                town,
                jo.put_trust,
                sign_statement(Label.BUNDLE, town.council.signed_bundle(town.council.bundle(4)).bytes, *former[:2]),
            )
            == ProblemType.MALFORMED
        )


class TestRemoval:
    def test_stolen_bites_at_the_next_request(self, town: Town) -> None:
        """A stolen laptop is refused at once, enrolling included; what it sent before stays."""
        keys, laptop = town.enrolled()
        laptop.put_envelope(CONCERNS, *town.letter())
        jo = town.desk(town.council.jo)
        seen = jo.remove_device(keys.sign.id, removal(town, keys.sign.id, Removal.STOLEN))
        assert (seen.removed, seen.removed_at) == (Removal.STOLEN, town.clock())
        assert denied(town, laptop.put_envelope, CONCERNS, *town.letter()) == ProblemType.REMOVED
        assert denied(town, laptop.enrol, keys.certificate, None) == ProblemType.REMOVED
        assert len(jo.feed(CONCERNS, after="", limit=9, wait_s=0).items) == 1

    def test_retired_delivers_its_queue_for_ninety_days(self, town: Town) -> None:
        """A retired laptop may deliver for 90 days, then no more; *stolen* outweighs it and is not taken back."""
        keys, laptop = town.enrolled()
        jo = town.desk(town.council.jo)
        jo.remove_device(keys.sign.id, removal(town, keys.sign.id, Removal.RETIRED))
        town.clock.now += timedelta(days=90)
        laptop.put_envelope(CONCERNS, *town.letter())
        town.clock.now += timedelta(seconds=1)
        assert denied(town, laptop.put_envelope, CONCERNS, *town.letter()) == ProblemType.REMOVED
        assert jo.remove_device(keys.sign.id, removal(town, keys.sign.id, Removal.STOLEN)).removed is Removal.STOLEN
        assert jo.remove_device(keys.sign.id, removal(town, keys.sign.id, Removal.RETIRED)).removed is Removal.STOLEN

    def test_a_bundle_removes_as_well(self, town: Town) -> None:
        """A key that the bundle lists as stolen is refused from the next request on."""
        keys, laptop = town.enrolled()
        gone = (Removed(keys.sign.id, Removal.STOLEN, town.clock()),)
        town.desk(town.council.jo).put_trust(town.council.signed_bundle(town.council.bundle(2, removed=gone)))
        assert denied(town, laptop.put_envelope, CONCERNS, *town.letter()) == ProblemType.REMOVED

    def test_only_a_manager_removes_and_only_what_there_is(self, town: Town) -> None:
        """An officer's word, another key's statement and an unknown laptop are refused."""
        keys, _ = town.enrolled()
        key, jo = keys.sign.id, town.desk(town.council.jo)
        good = removal(town, key, Removal.RETIRED)
        assert denied(town, town.desk(town.council.lee).remove_device, key, good) == ProblemType.FORBIDDEN
        by_lee = removal(town, key, Removal.RETIRED, town.council.lee.sign)
        assert denied(town, jo.remove_device, key, by_lee) == ProblemType.MALFORMED
        assert denied(town, jo.remove_device, KeyId("0" * 16), good) == ProblemType.MALFORMED
        nobody = KeyId("0" * 16)
        with pytest.raises(Exception, match=r"service\.no_unsigned"):
            jo.remove_device(nobody, removal(town, nobody, Removal.RETIRED))


class TestGrants:
    def test_a_grant_is_listed_and_cancelled(self, town: Town) -> None:
        """A manager makes a grant known, cancels it, and no laptop can use it any more."""
        one_time, (laptop, _) = from_grant(town)
        jo = town.desk(town.council.jo)
        grant = strict_json.decode(laptop.certificate.bytes, Certificate, where="test").grant
        seen = jo.add_grant(grant)
        assert (seen.key, seen.used_by, seen.cancelled_at) == (one_time.id, None, None)
        assert jo.add_grant(grant) == seen
        assert jo.cancel_grant(seen.key).cancelled_at == town.clock()
        town.clock.now += timedelta(seconds=5)
        assert jo.cancel_grant(seen.key).cancelled_at == town.clock() - timedelta(seconds=5)
        assert denied(town, town.client(laptop.sign).enrol, laptop.certificate, one_time) == ProblemType.GRANT_CANCELLED
        forged = sign_statement(Label.GRANT, grant.bytes, sign_key())
        assert denied(town, jo.add_grant, forged) == ProblemType.MALFORMED
        with pytest.raises(Exception, match=r"service\.no_unsigned"):
            jo.cancel_grant(sign_id(sign_key().public))

    @pytest.mark.parametrize("call", ["devices", "grants"])
    def test_lists_are_for_managers(self, small_town: Town, call: str) -> None:
        """Neither an officer nor a laptop sees the lists of laptops and grants."""
        _, laptop = small_town.enrolled()
        for caller in (small_town.desk(small_town.council.lee), laptop):
            assert denied(small_town, getattr(caller, call)) == ProblemType.FORBIDDEN

    def test_learning_has_its_own_certificate(self, town: Town) -> None:
        """A laptop's pair for learning is another key, which writes to that box alone."""
        _, laptop = town.enrolled(LEARNING)
        laptop.put_envelope(LEARNING, *town.letter(box=LEARNING))
        assert denied(town, laptop.put_envelope, CONCERNS, *town.letter()) == ProblemType.NOT_YOUR_BOX
