"""Where a report stands after each event; what lets its copy go; when the phone number is shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.delivery import Event, Keeping, State, Word, may_drop, needs_phone, next_state, word
from tests.made_up import NOW

MOVES = {
    (State.QUEUED, Event.STORED): State.SENT,
    (State.QUEUED, Event.REFUSED): State.PARKED,
    (State.QUEUED, Event.READ): State.READ,
    (State.PARKED, Event.STORED): State.SENT,
    (State.PARKED, Event.READ): State.READ,
    (State.PARKED, Event.RETRY): State.QUEUED,
    (State.SENT, Event.READ): State.READ,
    (State.SENT, Event.NOT_HELD): State.QUEUED,
    (State.READ, Event.KEPT): State.DONE,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("event", Event)
def test_every_pair_has_one_outcome(state: State, event: Event) -> None:
    """What the diagram draws moves; every other pair stays where it is."""
    assert next_state(state, event) is MOVES.get((state, event), state)


@given(st.lists(st.sampled_from(Event)))
def test_only_signed_words_move_a_report_on(events: list[Event]) -> None:
    """No string of unsigned answers, tries and losses makes a report sent, read or done."""
    state = State.QUEUED
    for event in events:
        state = next_state(state, event)
    if state in {State.READ, State.DONE}:
        assert Event.READ in events
    if state is State.SENT:
        assert Event.STORED in events
    if state is State.DONE:
        assert Event.KEPT in events


@given(st.lists(st.sampled_from(Event)))
def test_what_was_read_never_falls_back(events: list[Event]) -> None:
    """After a read receipt no event makes the report unread again."""
    state = State.READ
    for event in events:
        state = next_state(state, event)
    assert state in {State.READ, State.DONE}


@pytest.mark.parametrize(
    "state, said",
    [
        (State.QUEUED, Word.SAVED),
        (State.PARKED, Word.SAVED),
        (State.SENT, Word.SENT),
        (State.READ, Word.READ),
        (State.DONE, Word.READ),
    ],
)
def test_three_words_are_all_there_are(state: State, said: Word) -> None:
    """People see *Saved*, *Sent* or *Read* and nothing else."""
    assert word(state) is said


@given(desks=st.integers(0, 4), keep_days=st.integers(0, 400), days=st.integers(-5, 500), read=st.booleans())
def test_a_copy_goes_only_when_read_held_twice_and_old(desks: int, keep_days: int, days: int, *, read: bool) -> None:
    """Read by a person, held by two desks, and the policy's days over, which are never under ninety."""
    keeping = Keeping(NOW if read else None, desks, keep_days)
    assert may_drop(keeping, NOW + timedelta(days=days)) == (read and desks >= 2 and days >= max(keep_days, 90))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("urgent", [True, False])
@pytest.mark.parametrize("readers_left", [True, False])
def test_the_phone_is_shown_whenever_nobody_may_read_it_soon(state: State, *, urgent: bool, readers_left: bool) -> None:
    """Held back, urgent and not sent, or no reader left and not read yet: the duty line is shown."""
    waiting = state not in {State.READ, State.DONE}
    wanted = state is State.PARKED or (urgent and state is State.QUEUED) or (waiting and not readers_left)
    assert needs_phone(state, urgent=urgent, readers_left=readers_left) == wanted
