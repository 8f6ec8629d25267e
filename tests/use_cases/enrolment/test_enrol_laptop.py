"""A laptop is set up from a stick, offline; the same again is harmless, a stranger's file is not taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detectors_app.domain.concern import Written
from detectors_app.domain.errors import CannotOpen, Invalid, Refused
from detectors_app.domain.ids import CONCERNS, LEARNING
from detectors_app.protocol.enrolment import encode_enrolment_file
from detectors_app.signing.chain import open_certificate
from detectors_app.use_cases.enrolment.person import make_person, put_person_key
from tests.made_up import Council, sign_key
from tests.use_cases.bench import PASSPHRASE, Bench, finished


@pytest.fixture
def fresh(tmp_path: Path) -> Bench:
    """Give a laptop that is not set up."""
    return Bench(tmp_path / "laptop")


def test_it_records_before_it_ever_saw_a_network(fresh: Bench) -> None:
    """From the file alone: keys, certificate that a desk believes, name for the form, and a concern queued."""
    fresh.enrol()
    assert fresh.laptop.is_enrolled
    identity = fresh.identity()
    assert identity.certificate is not None
    laptop, grant = open_certificate(identity.certificate, fresh.council.bundle())
    assert (laptop.box, grant.label, identity.registered, fresh.world.calls) == (CONCERNS, "Laptop 1", False, [])
    person = fresh.laptop.person()
    assert person is not None
    assert (person.name, person.role, person.team) == ("Sam Sample", "caretaker", "Pretend Estate")
    fresh.laptop.report(fresh.laptop.new_concern_id(), finished(), Written.LOCKED)
    assert fresh.laptop.status().waiting == 1


def test_each_box_has_keys_of_its_own(fresh: Bench) -> None:
    """Nothing joins the pairs: no key serves two boxes, and none is registered in the other's round."""
    fresh.laptop.enrol(encode_enrolment_file(fresh.council.enrolment_file(CONCERNS, LEARNING)))
    with fresh.laptop.parts.store.unit() as unit:
        one, two = unit.identities()
    assert len({one.sign_seed, two.sign_seed, one.seal_seed, two.seal_seed}) == 4
    fresh.laptop.sync()
    assert [each.sign for each in fresh.world.laptops.values()] == [
        fresh.laptop.parts.keys.signer(one.sign_seed).public
    ]
    fresh.laptop.sync_learning(at_once=True)
    assert len(fresh.world.laptops) == 2


def test_the_same_file_twice_changes_nothing(fresh: Bench) -> None:
    """Keys, passphrase and queue stay, before and after registration."""
    file = encode_enrolment_file(fresh.council.enrolment_file())
    fresh.laptop.enrol(file, PASSPHRASE)
    before, person = fresh.identity(), fresh.laptop.person()
    fresh.laptop.enrol(file, "another passphrase")
    assert (fresh.identity(), fresh.laptop.person()) == (before, person)
    fresh.laptop.sync()
    registered = fresh.identity()
    fresh.laptop.enrol(file, None)
    assert fresh.identity() == registered


def test_a_new_grant_before_registration_keeps_the_keys(fresh: Bench) -> None:
    """The first grant ran out: another file brings a new certificate for the same keys, so nothing queued is lost."""
    fresh.enrol()
    before = fresh.identity()
    fresh.laptop.enrol(encode_enrolment_file(fresh.council.enrolment_file()))
    after = fresh.identity()
    assert (after.sign_seed, after.seal_seed) == (before.sign_seed, before.seal_seed)
    assert after.certificate != before.certificate


def test_another_councils_file_is_refused(fresh: Bench) -> None:
    """Other authorities than those pinned: refused, nothing changed."""
    fresh.enrol()
    with pytest.raises(Refused, match=r"enrolment\.other_authority"):
        fresh.laptop.enrol(encode_enrolment_file(Council().enrolment_file()))
    assert fresh.laptop.status().bundle_version == 1


def test_a_trust_file_brings_a_newer_bundle(fresh: Bench) -> None:
    """A file without grants, by the pinned authorities, whoever comes next."""
    fresh.enrol()
    council = fresh.council
    new = [sign_key() for _ in range(3)]
    bundle = council.bundle(2, authorities=tuple(each.public for each in new))
    file = replace(
        council.enrolment_file(), grants=(), bundle=council.signed_bundle(bundle), authorities=bundle.authorities
    )
    fresh.laptop.enrol(encode_enrolment_file(file))
    assert fresh.laptop.status().bundle_version == 2


def test_the_first_days_file_is_harmless_after_the_authorities_changed(fresh: Bench) -> None:
    """The stick lies in a drawer for a year: its bundle is older than the new authorities, and is left."""
    council = fresh.council
    first = encode_enrolment_file(council.enrolment_file())
    fresh.laptop.enrol(first, PASSPHRASE)
    old = council.authorities
    new = [sign_key() for _ in range(3)]
    fresh.world.trust = council.signed_bundle(council.bundle(2, authorities=tuple(each.public for each in new)))
    fresh.laptop.sync()
    fresh.laptop.enrol(first, None)
    evil = council.signed_bundle(council.bundle(9))
    file = replace(council.enrolment_file(), bundle=evil, authorities=tuple(each.public for each in old))
    fresh.laptop.enrol(encode_enrolment_file(replace(file, grants=())))
    assert fresh.laptop.status().bundle_version == 2


def test_one_version_in_two_forms_is_refused(fresh: Bench) -> None:
    """Signed by the right authorities twice under one number: refused, said."""
    fresh.enrol()
    council = fresh.council
    other = council.signed_bundle(council.bundle(1, address="https://other.example"))
    with pytest.raises(Refused, match=r"bundle\.two_forms"):
        fresh.laptop.enrol(encode_enrolment_file(replace(council.enrolment_file(), bundle=other)))


def test_a_file_of_another_kind_or_cut_off_is_refused(fresh: Bench) -> None:
    """Neither a cut file nor another magic is taken; the laptop stays fresh."""
    data = encode_enrolment_file(fresh.council.enrolment_file())
    with pytest.raises(Invalid):
        fresh.laptop.enrol(data[:-10])
    with pytest.raises(Invalid, match=r"enrolment\.magic"):
        fresh.laptop.enrol(encode_enrolment_file(replace(fresh.council.enrolment_file(), magic="EDE9")))
    assert not fresh.laptop.is_enrolled


def test_a_bundle_of_one_authority_is_refused_on_the_first_day(fresh: Bench) -> None:
    """Two must have signed."""
    file = fresh.council.enrolment_file()
    short = replace(file.bundle, signatures=file.bundle.signatures[:1])
    with pytest.raises(CannotOpen):
        fresh.laptop.enrol(encode_enrolment_file(replace(file, bundle=short)))
    assert fresh.laptop.person() is None


def test_a_grant_is_needed_for_concerns(fresh: Bench) -> None:
    """A file that grants only learning, or nothing, sets no laptop up."""
    for file in (fresh.council.enrolment_file(LEARNING), replace(fresh.council.enrolment_file(), grants=())):
        with pytest.raises(Invalid, match=r"enrolment\.no_grant"):
            fresh.laptop.enrol(encode_enrolment_file(file))
    assert not fresh.laptop.is_enrolled


def test_a_grant_with_another_one_time_key_is_refused(fresh: Bench) -> None:
    """A seed that does not belong to the grant makes a certificate nobody would believe: refused here."""
    file = fresh.council.enrolment_file()
    wrong = replace(file.grants[0], seed=sign_key().seed)
    with pytest.raises(CannotOpen):
        fresh.laptop.enrol(encode_enrolment_file(replace(file, grants=(wrong,))))


def test_a_short_passphrase_sets_nothing_up(fresh: Bench) -> None:
    """Refused before anything is kept, so that the person simply tries again."""
    with pytest.raises(Invalid, match=r"passphrase\.too_short"):
        fresh.enrol("short")
    assert not fresh.laptop.is_enrolled
    fresh.enrol()
    assert fresh.laptop.has_passphrase


def test_a_passphrase_chosen_twice_at_once_keeps_the_first_key(fresh: Bench) -> None:
    """Two windows choosing at the same moment: the first key stays, or drafts would not open."""
    fresh.enrol()
    before = fresh.laptop.person()
    second = make_person(fresh.laptop.parts, PASSPHRASE)
    with fresh.laptop.parts.store.unit() as unit:
        assert put_person_key(unit, second) == before


def test_a_file_is_read_before_anything_of_it_is_kept(fresh: Bench) -> None:
    """Who it is for is told from a verified file; the store stays empty."""
    whom = fresh.laptop.for_whom(encode_enrolment_file(fresh.council.enrolment_file()))
    assert (whom.name, whom.role, whom.team, whom.label) == ("Sam Sample", "caretaker", "Pretend Estate", "Laptop 1")
    assert whom.known == ("Sam Sample", "caretaker", "Pretend Estate")
    assert "Sam" not in repr(whom)
    assert fresh.laptop.person() is None
    assert fresh.laptop.is_for().name == ""
    fresh.enrol()
    assert fresh.laptop.is_for() == whom


def test_a_file_that_will_not_do_is_told_before_it_is_taken(fresh: Bench) -> None:
    """No grant for concerns, a list signed by others, and another council's file on a laptop that knows its own."""
    file = fresh.council.enrolment_file()
    with pytest.raises(Invalid, match=r"enrolment\.no_grant"):
        fresh.laptop.for_whom(encode_enrolment_file(fresh.council.enrolment_file(LEARNING)))
    other = Council().enrolment_file()
    with pytest.raises(CannotOpen):
        fresh.laptop.for_whom(encode_enrolment_file(replace(file, authorities=other.authorities)))
    fresh.enrol()
    with pytest.raises(Refused, match=r"enrolment\.other_authority"):
        fresh.laptop.for_whom(encode_enrolment_file(other))


def test_whom_it_is_for_may_change_until_there_is_a_passphrase(fresh: Bench) -> None:
    """Another file before the passphrase is another person's; after it the first one's name stays."""
    kim = encode_enrolment_file(replace(fresh.council.enrolment_file(), name="Kim Invented"))
    fresh.laptop.enrol(encode_enrolment_file(fresh.council.enrolment_file()))
    fresh.laptop.enrol(kim)
    person = fresh.laptop.person()
    assert person is not None
    assert person.name == "Kim Invented"
    fresh.laptop.choose_passphrase(PASSPHRASE)
    fresh.laptop.enrol(encode_enrolment_file(fresh.council.enrolment_file()))
    person = fresh.laptop.person()
    assert person is not None
    assert person.name == "Kim Invented"
