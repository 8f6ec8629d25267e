"""Which bundles are refused, and whom a concern is sealed to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.errors import Invalid
from detectors_app.domain.ids import CASEWORK, CONCERNS, LEARNING, BoxName, OfficerId
from detectors_app.domain.policy import Policy
from detectors_app.domain.trust import (
    BoxReaders,
    Bundle,
    BundleVerdict,
    Reader,
    Role,
    check_bundle,
    choose_readers,
    compare_bundles,
)
from tests.made_up import NOW


def reader(name: str, role: Role = Role.OFFICER) -> Reader:
    """Give a reader whose keys are its name, long enough to differ."""
    sign, desks = (b"", ()) if role is Role.CUSTODIAN else (f"sign {name}".encode(), (f"desk {name}".encode(),))
    return Reader(OfficerId(name), role, name.title(), f"seal {name}".encode(), sign, desks)


JO, LEE, KIM = reader("jo", Role.MANAGER), reader("lee"), reader("kim")
LEAD, CUSTODIAN = reader("lou", Role.LEAD), reader("custodian", Role.CUSTODIAN)
EVERYONE = (JO, LEE, KIM, LEAD, CUSTODIAN)


def box(name: BoxName, *readers: Reader, reserve: tuple[Reader, ...] = ()) -> BoxReaders:
    return BoxReaders(name, tuple(each.officer for each in readers), tuple(each.officer for each in reserve))


def bundle(*boxes: BoxReaders, people: tuple[Reader, ...] = EVERYONE, **changes: object) -> Bundle:
    made: dict[str, object] = {
        "version": 1,
        "issued_at": NOW,
        "fresh_until": NOW + timedelta(days=30),
        "authorities": (b"a", b"b", b"c"),
        "services": (b"s",),
        "address": "https://notes.example",
        "people": people,
        "boxes": boxes or (box(CONCERNS, JO, LEE, CUSTODIAN),),
    }
    return Bundle(**(made | changes))  # type: ignore[arg-type]  # a test may change any member


def refusal(value: Bundle) -> tuple[str, str]:
    with pytest.raises(Invalid) as caught:
        check_bundle(value)
    return caught.value.key, caught.value.where


def test_a_sound_bundle_passes() -> None:
    """Two officers and the custodian for concerns, a lead and the custodian for learning: sound."""
    check_bundle(bundle(box(CONCERNS, JO, LEE, CUSTODIAN, reserve=(KIM,)), box(LEARNING, LEAD, CUSTODIAN)))


def test_an_id_or_key_twice_is_refused() -> None:
    """Nobody can hide behind another's id or key."""
    twin = Reader(OfficerId("twin"), Role.OFFICER, "Twin", JO.seal, b"other", ())
    assert refusal(bundle(people=(*EVERYONE, JO)))[0] == "bundle.same_twice"
    assert refusal(bundle(people=(*EVERYONE, twin)))[0] == "bundle.same_twice"


def test_a_box_or_reader_named_twice_is_refused() -> None:
    """A box has one list of readers, and names each of them once, as reader or as reserve."""
    good = box(CONCERNS, JO, LEE, CUSTODIAN)
    assert refusal(bundle(good, good)) == ("bundle.same_twice", CONCERNS)
    assert refusal(bundle(box(CONCERNS, JO, LEE, LEE))) == ("bundle.same_twice", CONCERNS)
    assert refusal(bundle(box(CONCERNS, JO, LEE, reserve=(LEE,)))) == ("bundle.same_twice", CONCERNS)


def test_fewer_than_two_authorities_are_refused() -> None:
    """A bundle that no two could replace would be the last one; one authority twice is one."""
    assert refusal(bundle(authorities=(b"a",)))[0] == "bundle.authorities"
    assert refusal(bundle(authorities=(b"a", b"a", b"b")))[0] == "bundle.authorities"


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 0},
        {"services": ()},
        {"services": (b"s", b"s")},
        {"fresh_until": NOW},
        {"lowest_version": 0},
        {"policy": Policy(keep_days=89)},
    ],
)
def test_malformed_members_are_refused(changes: dict[str, object]) -> None:
    """A version below one, no service, a list that was never fresh or an unsafe policy: refused."""
    assert refusal(bundle(**changes))[0] == "bundle.malformed"  # type: ignore[arg-type]  # members, not boxes


def test_whoever_reads_must_be_able_to_sign() -> None:
    """An officer, manager or lead without a signing key could neither receipt nor grant; a custodian has no desk."""
    for role in (Role.OFFICER, Role.MANAGER, Role.LEAD):
        mute = Reader(OfficerId("mute"), role, "Mute", b"seal mute")
        assert refusal(bundle(people=(*EVERYONE, mute))) == ("bundle.keys", "mute")
    busy = Reader(OfficerId("busy"), Role.CUSTODIAN, "Busy", b"seal busy", b"sign busy")
    assert refusal(bundle(people=(*EVERYONE, busy))) == ("bundle.keys", "busy")
    nameless = Reader(OfficerId(""), Role.OFFICER, "Nameless", b"seal less", b"sign less")
    assert refusal(bundle(people=(*EVERYONE, nameless)))[0] == "bundle.keys"


def test_a_box_needs_two_known_readers() -> None:
    """One reader is too few, an unknown one is none; the custodian counts, save for concerns."""
    concerns = box(CONCERNS, JO, LEE)
    assert refusal(bundle(concerns, box(LEARNING, LEAD))) == ("bundle.too_few_readers", LEARNING)
    assert refusal(bundle(concerns, box(LEARNING, LEAD, reader("nobody")))) == ("bundle.unknown_reader", LEARNING)
    assert refusal(bundle(box(CONCERNS, JO, LEE, reserve=(reader("x"),)))) == ("bundle.unknown_reader", CONCERNS)
    check_bundle(bundle(concerns, box(LEARNING, LEAD, CUSTODIAN)))


def test_concerns_need_two_officers_beside_the_custodian() -> None:
    """A custodian cannot read on a working day, so that it never stands in for an officer of concerns."""
    assert refusal(bundle(box(CONCERNS, JO, CUSTODIAN))) == ("bundle.too_few_officers", CONCERNS)


def test_only_officers_and_custodian_read_concerns_and_casework() -> None:
    """A training lead sees completions, never concerns, not even as reserve; a custodian is no reserve."""
    good = box(CONCERNS, JO, LEE)
    assert refusal(bundle(box(CONCERNS, JO, LEE, LEAD))) == ("bundle.role", CONCERNS)
    assert refusal(bundle(box(CONCERNS, JO, LEE, reserve=(LEAD,)))) == ("bundle.role", CONCERNS)
    assert refusal(bundle(good, box(CASEWORK, JO, LEAD))) == ("bundle.role", CASEWORK)
    assert refusal(bundle(box(CONCERNS, JO, LEE, reserve=(CUSTODIAN,)))) == ("bundle.role", CONCERNS)


def test_a_bundle_without_concerns_is_refused() -> None:
    """There is always somewhere for a concern to go."""
    assert refusal(bundle(box(LEARNING, LEAD, CUSTODIAN))) == ("bundle.no_such_box", CONCERNS)


def test_people_are_found_by_id_and_role() -> None:
    """A person is found by officer id; managers are those with that role."""
    value = bundle()
    assert value.person(LEE.officer) == LEE
    assert value.person(OfficerId("nobody")) is None
    assert value.managers() == (JO,)
    assert value.readers(CONCERNS) == (JO, LEE, CUSTODIAN)


def test_nobody_left_out_seals_to_the_box_readers() -> None:
    """With nobody left out the reserve stays out of it."""
    chosen = choose_readers(bundle(box(CONCERNS, JO, LEE, CUSTODIAN, reserve=(KIM,))), CONCERNS, frozenset())
    assert chosen.readers == (JO, LEE, CUSTODIAN)
    assert chosen.left_out == ()
    assert not chosen.short


def test_the_reserve_fills_up_to_two_officers() -> None:
    """Who is left out gets no slot; a reserve officer takes the place."""
    value = bundle(box(CONCERNS, JO, LEE, CUSTODIAN, reserve=(KIM,)))
    chosen = choose_readers(value, CONCERNS, frozenset({LEE.officer}))
    assert chosen.readers == (JO, CUSTODIAN, KIM)
    assert not chosen.short


def test_fewer_than_two_officers_are_said() -> None:
    """With the reserve used up the person is told, before sending, that too few are left."""
    value = bundle(box(CONCERNS, JO, LEE, CUSTODIAN, reserve=(KIM,)))
    chosen = choose_readers(value, CONCERNS, frozenset({LEE.officer, KIM.officer}))
    assert chosen.readers == (JO, CUSTODIAN)
    assert chosen.short


def test_who_was_left_out_stays_left_out_though_the_bundle_forgot_them() -> None:
    """An officer who has left and may come back is still named as left out: no later key brings them in."""
    chosen = choose_readers(bundle(), CONCERNS, frozenset({OfficerId("gone"), LEE.officer}))
    assert chosen.left_out == ("gone", "lee")


@given(
    readers=st.sets(st.sampled_from(EVERYONE)),
    reserve=st.sets(st.sampled_from(EVERYONE)),
    left_out=st.frozensets(st.sampled_from([each.officer for each in EVERYONE])),
)
def test_no_choice_ever_holds_one_left_out_or_one_twice(
    readers: set[Reader], reserve: set[Reader], left_out: frozenset[OfficerId]
) -> None:
    """Whatever the bundle says: nobody left out, nobody twice, nobody but the box's people, no custodian as reserve."""
    value = bundle(box(CONCERNS, *readers, reserve=tuple(reserve)))
    chosen = choose_readers(value, CONCERNS, left_out)
    assert not {each.officer for each in chosen.readers} & left_out
    assert len(set(chosen.readers)) == len(chosen.readers)
    assert set(chosen.readers) <= readers | {each for each in reserve if each.role in {Role.OFFICER, Role.MANAGER}}
    officers = [each for each in chosen.readers if each.role in {Role.OFFICER, Role.MANAGER}]
    assert chosen.short == (len(officers) < 2)


@pytest.mark.parametrize(
    "held, offered, verdict",
    [
        (None, (1, b"x"), BundleVerdict.TAKE),
        ((1, b"x"), (2, b"y"), BundleVerdict.TAKE),
        ((2, b"y"), (1, b"x"), BundleVerdict.OLDER),
        ((2, b"y"), (2, b"y"), BundleVerdict.SAME),
        ((2, b"y"), (2, b"z"), BundleVerdict.TWO_FORMS),
    ],
)
def test_only_a_higher_version_replaces_a_bundle(
    held: tuple[int, bytes] | None, offered: tuple[int, bytes], verdict: BundleVerdict
) -> None:
    """Versions only grow, and one version has one form."""
    assert compare_bundles(held, offered) is verdict
