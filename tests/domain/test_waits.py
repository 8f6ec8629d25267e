"""Waiting after wrong passphrases: longer each time, never for good, and no clock makes it shorter."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.waits import WAITS_S, still_to_wait, wait_s
from tests.made_up import NOW

TRIES = st.integers(min_value=0, max_value=10_000)
SPANS = st.timedeltas(min_value=timedelta(days=-4000), max_value=timedelta(days=4000))
NONE = timedelta()


@given(TRIES, TRIES)
def test_more_wrong_tries_never_wait_less(one: int, other: int) -> None:
    """The wait grows with the tries, and has an end that a person can sit out."""
    assert wait_s(min(one, other)) <= wait_s(max(one, other)) <= wait_s(10**9) == max(WAITS_S) == 300


def test_two_slips_cost_nothing_and_a_list_of_guesses_costs_months() -> None:
    """The first tries are free; ten thousand take more than a month."""
    assert [wait_s(tries) for tries in range(-1, 5)] == [0, 0, 0, 0, 1, 2]
    assert sum(wait_s(tries) for tries in range(10_000)) > timedelta(days=30).total_seconds()


@given(TRIES, SPANS)
def test_what_is_left_is_never_more_than_the_whole(tries: int, since: timedelta) -> None:
    """Whatever the clock did, there is an end to it, at most the wait itself away."""
    assert NONE <= still_to_wait(tries, NOW, NOW + since) <= timedelta(seconds=wait_s(tries))


@given(TRIES, st.timedeltas(min_value=NONE, max_value=timedelta(hours=1)), st.timedeltas(min_value=NONE))
def test_a_clock_turned_back_shortens_nothing(tries: int, since: timedelta, back: timedelta) -> None:
    """Turned back behind the last try, the wait is whole again; turned back less, it is longer than before."""
    turned = min(back, timedelta(days=4000))
    assert still_to_wait(tries, NOW, NOW + since - turned) >= still_to_wait(tries, NOW, NOW + since)


@given(TRIES)
def test_it_ends_when_the_time_has_passed(tries: int) -> None:
    """Not a moment later; and nothing waits before a first try."""
    whole = timedelta(seconds=wait_s(tries))
    assert still_to_wait(tries, NOW, NOW + whole) == NONE
    assert still_to_wait(tries, NOW, NOW) == whole
    assert still_to_wait(tries, None, NOW) == NONE
