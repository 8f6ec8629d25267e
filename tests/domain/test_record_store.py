"""What becomes of a statement on its way."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.record_store import Answer, Queued, QueueState, Replied, after_answer, after_silence
from detectors_app.domain.retry import CEILING_S
from tests.made_up import NOW


def test_what_is_held_already_is_held() -> None:
    """409 to one statement alone is the end of its way, never a reason to try again."""
    after = after_answer(Queued(tries=3, status=400, next_attempt_at=NOW), Replied(Answer.CONFLICT, 409), NOW)
    assert (after.state, after.next_attempt_at, after.status) == (QueueState.HELD, None, 0)


def test_what_is_refused_is_kept_and_tried_once_a_day() -> None:
    """Nothing is dropped: the number that the store gave is remembered."""
    after = after_answer(Queued(), Replied(Answer.REFUSED, 422), NOW)
    assert after == Queued(QueueState.PARKED, 1, NOW + timedelta(days=1), 422)


@given(st.integers(0, 10**6), st.floats(0, 1, exclude_max=True), st.none() | st.integers(0, 10**9))
def test_silence_changes_nothing_but_when(tries: int, chance: float, asked: int | None) -> None:
    """It waits at most a quarter of an hour, however often there was no answer and whatever was asked."""
    before = Queued(tries=tries)
    after = after_silence(before, NOW, lambda: chance, asked)
    assert after.state is QueueState.WAITING
    assert after.next_attempt_at is not None
    assert NOW <= after.next_attempt_at <= NOW + timedelta(seconds=CEILING_S)
