"""Numbers and tables: retries, places, policy, permissions, references, errors, what never shows in a repr."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.concern import Concern, Draft
from detectors_app.domain.errors import CannotOpen, DetectorsError, EnvironmentFault, Invalid, Refused, TransientFault
from detectors_app.domain.flags import Flag
from detectors_app.domain.ids import (
    CASEWORK,
    CONCERNS,
    DRAFTS,
    LEARNING,
    BoxName,
    EnvelopeId,
    FieldId,
    KeyId,
    device_box,
    reference,
)
from detectors_app.domain.permissions import Action, Actor, actor_of, may
from detectors_app.domain.policy import Policy
from detectors_app.domain.retry import after_waking, next_attempt
from detectors_app.domain.sequence import Place, missing, repeats
from detectors_app.domain.trust import Role
from tests.made_up import NOW

CHANCES = st.floats(0, 1, exclude_max=True)


@given(st.integers(-3, 10**6), CHANCES)
def test_waits_grow_to_a_quarter_of_an_hour(tries: int, chance: float) -> None:
    """Full jitter: anywhere from now to the growing ceiling, which starts at 5 s and ends at 15 minutes."""
    wait_s = (next_attempt(NOW, tries, lambda: chance) - NOW).total_seconds()
    assert 0 <= wait_s <= min(900, 5 * 2 ** min(max(tries - 1, 0), 30))


def test_the_first_wait_is_at_most_five_seconds() -> None:
    """A report that failed once goes again soon."""
    assert next_attempt(NOW, 1, lambda: 0.999) < NOW + timedelta(seconds=5)


@given(st.integers(1, 20), CHANCES, st.integers(-(10**20), 10**20))
def test_retry_after_is_honoured_but_never_past_the_ceiling(tries: int, chance: float, asked_s: int) -> None:
    """The service may ask for time, but no unsigned header silences a report for longer than a quarter of an hour."""
    wait_s = (next_attempt(NOW, tries, lambda: chance, asked_s) - NOW).total_seconds()
    assert min(max(asked_s, 0), 900) <= wait_s <= 900


@given(CHANCES)
def test_waking_spreads_over_twenty_seconds(chance: float) -> None:
    """A whole office that comes back online does not knock at one moment."""
    assert NOW <= after_waking(NOW, lambda: chance) <= NOW + timedelta(seconds=20)


PLACES = st.lists(st.builds(Place, st.sampled_from([b"a" * 8, b"b" * 8]), st.integers(-1, 9)))


@given(PLACES)
def test_gaps_are_counted_by_series(places: list[Place]) -> None:
    """Numbers up to the highest of each series that never came are missing; drafts are not counted."""
    got = {place for place in places if place.n > 0}
    tops = {series: max(each.n for each in got if each.series == series) for series in {each.series for each in got}}
    wanted = {Place(series, n) for series, top in tops.items() for n in range(1, top + 1)}
    assert missing(places) == len(wanted - got)


def test_a_number_that_comes_again_is_marked() -> None:
    """The same place twice is a repeat; a draft's zero is no number."""
    place, draft = Place(b"a" * 8, 1), Place(b"a" * 8, 0)
    assert repeats([place], place)
    assert not repeats([place], Place(b"b" * 8, 1))
    assert not repeats([draft], draft)


@pytest.mark.parametrize(
    "policy, sound",
    [
        (Policy(), True),
        (Policy(urgent_target_min=0), False),
        (Policy(urgent_target_min=481), False),
        (Policy(idle_minutes=0), False),
        (Policy(idle_minutes=16), False),
        (Policy(keep_days=89), False),
    ],
)
def test_a_policy_keeps_within_safe_bounds(policy: Policy, *, sound: bool) -> None:
    """No council can set away what keeps people safe."""
    assert policy.is_sound() is sound


OFFICERS = {Actor.OFFICER, Actor.MANAGER}
LEADS = {Actor.LEAD, Actor.MANAGER}
WANTED: dict[tuple[BoxName, Action], set[Actor]] = {
    **{(CONCERNS, action): OFFICERS for action in Action},
    **{(CASEWORK, action): OFFICERS for action in Action},
    **{(LEARNING, action): LEADS for action in Action},
    (CONCERNS, Action.WRITE): OFFICERS | {Actor.LAPTOP},
    (CONCERNS, Action.HELD): OFFICERS | {Actor.LAPTOP},
    (LEARNING, Action.WRITE): LEADS | {Actor.LAPTOP},
    (LEARNING, Action.HELD): LEADS | {Actor.LAPTOP},
}


@pytest.mark.parametrize("box", [CONCERNS, CASEWORK, LEARNING])
@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("actor", Actor)
def test_every_role_object_and_action(actor: Actor, action: Action, box: BoxName) -> None:
    """The whole table: who is not named in it may not."""
    assert may(actor, action, box) is (actor in WANTED[box, action])
    assert may(actor, action, box, own_device_box=True) is (actor in WANTED[box, action])


@given(st.sampled_from(Actor), st.sampled_from(Action), st.text(max_size=12), st.booleans())
def test_an_unknown_box_allows_nothing(actor: Actor, action: Action, name: str, own: bool) -> None:  # noqa: FBT001 - drawn
    """No box that the protocol does not name can be used, the drafts' name least of all."""
    box = BoxName(f"x{name}")
    assert not may(actor, action, box, own_device_box=own)
    assert not may(actor, action, DRAFTS, own_device_box=own)


@given(st.sampled_from(Actor), st.sampled_from(Action), st.booleans())
def test_a_laptops_box_is_its_own(actor: Actor, action: Action, own: bool) -> None:  # noqa: FBT001 - drawn
    """Desks write to it and ask what is held; the laptop alone reads it; nobody deletes from it."""
    box = device_box(KeyId("0" * 16))
    reads = {Action.READ, Action.HELD, Action.ACK}
    wanted = own and action in reads if actor is Actor.LAPTOP else action in {Action.WRITE, Action.HELD}
    assert may(actor, action, box, own_device_box=own) is wanted


@pytest.mark.parametrize("role", Role)
def test_a_custodian_has_no_desk(role: Role) -> None:
    """Every other role acts as itself."""
    actor = actor_of(role)
    assert (actor is None) is (role is Role.CUSTODIAN)
    assert actor is None or actor.value == role.value


def test_a_reference_is_short_and_sayable() -> None:
    """Six letters of Crockford's base 32 from the id's first 30 bits."""
    assert reference(EnvelopeId(UUID(int=0))) == "SN-000000"
    assert reference(EnvelopeId(UUID(int=2**128 - 1))) == "SN-ZZZZZZ"
    assert reference(EnvelopeId(UUID(int=1 << 98))) == "SN-000001"


@pytest.mark.parametrize("error", [EnvironmentFault, TransientFault, Refused, Invalid, CannotOpen])
def test_an_error_says_its_key_alone(error: type[DetectorsError]) -> None:
    """Whatever facts it carries, its text is the wording key."""
    made = error("some.key", count=3)
    assert str(made) == made.key == "some.key"
    assert made.facts["count"] == 3


def test_errors_keep_what_their_readers_need() -> None:
    """A transient fault keeps the wait that was asked, an invalid value its place."""
    assert TransientFault("k", retry_after_s=7).retry_after_s == 7
    assert Invalid("k", where="field").where == "field"


def test_a_persons_words_never_show_in_a_repr() -> None:
    """What a log line or crash report may print holds no answer."""
    concern = Concern("concern", 1, {FieldId("words"): "PLANTED"})
    for value in (concern, Draft(concern, 2), Flag("danger", "PLANTED")):
        assert "PLANTED" not in repr(value)
