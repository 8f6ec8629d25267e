"""Cases are a fold of events: the same for every desk, whatever order they came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.casework import (
    Arrived,
    Case,
    CaseEvent,
    CaseId,
    Mark,
    WasAsked,
    WasRead,
    case_due,
    counting,
    due_at,
    fold,
    inbox_order,
)
from detectors_app.domain.concern import Concern
from detectors_app.domain.ids import EnvelopeId, KeyId, OfficerId
from detectors_app.domain.policy import Policy
from tests.made_up import NOW


def case_id(number: int = 1) -> CaseId:
    return CaseId(KeyId(f"{number:016x}"), EnvelopeId(UUID(int=number)))


def arrived(number: int = 1, sha: str = "a", minutes: int = 0, *marks: Mark, urgent: bool = False) -> Arrived:
    at = NOW + timedelta(minutes=minutes)
    words, case = Concern("concern", 1, {}), case_id(number)
    return Arrived(case, case.id, sha, at, at, urgent, words, marks=frozenset(marks))


def an_id(number: int) -> EnvelopeId:
    return EnvelopeId(UUID(int=number))


def added(number: int = 1, sha: str = "c", minutes: int = 0, own: int = 50, question: int | None = None) -> Arrived:
    asked = None if question is None else an_id(question)
    return replace(arrived(number, sha, minutes), id=an_id(own), added=True, question=asked)


def was_asked(number: int = 1, event: int = 30, minutes: int = 6, who: str = "jo", words: str = "Which?") -> WasAsked:
    return WasAsked(an_id(event), case_id(number), OfficerId(who), NOW + timedelta(minutes=minutes), words)


def was_read(number: int = 1, sha: str = "a", event: int = 9, minutes: int = 5, who: str = "jo") -> WasRead:
    at = NOW + timedelta(minutes=minutes)
    return WasRead(EnvelopeId(UUID(int=event)), case_id(number), sha, OfficerId(who), at)


EVENTS = st.lists(
    st.one_of(
        st.builds(
            arrived,
            st.integers(1, 3),
            st.sampled_from("ab"),
            st.integers(0, 3),
            st.sampled_from(Mark),
            urgent=st.booleans(),
        ),
        st.builds(
            was_read,
            st.integers(1, 3),
            st.sampled_from("ab"),
            st.integers(7, 9),
            st.integers(0, 3),
            st.sampled_from(["jo", "lee"]),
        ),
        st.builds(
            added,
            st.integers(1, 3),
            st.sampled_from("cd"),
            st.integers(0, 3),
            question=st.sampled_from([None, 30]),
        ),
        st.builds(was_asked, st.integers(1, 3), st.integers(30, 31), st.integers(0, 3), st.sampled_from(["jo", "lee"])),
    ),
    max_size=9,
)


@given(EVENTS, st.randoms(use_true_random=False), st.integers(0, 4))
def test_order_and_repetition_make_no_difference(events: list[CaseEvent], chance: object, repeats: int) -> None:
    """Every desk that has the same events has the same cases."""
    shuffled = events + events[:repeats]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    assert fold(shuffled) == fold(events)


def test_marks_of_one_envelope_taken_in_twice_are_joined() -> None:
    """What came twice at one moment with different marks keeps them all, in whatever order it came."""
    events = [arrived(1, "a", 0, Mark.UNFINISHED), arrived(1, "a", 0, Mark.NO_CERTIFICATE)]
    for order in permutations(events):
        assert fold(order)[case_id()].marks == {Mark.UNFINISHED, Mark.NO_CERTIFICATE}


def test_the_same_again_changes_nothing() -> None:
    """An envelope handed over twice is one arrival, as old as its first."""
    case = fold([arrived(minutes=3), arrived(minutes=1)])[case_id()]
    assert len(case.arrivals) == 1
    assert case.arrived_at == NOW + timedelta(minutes=1)


def test_other_words_under_one_id_stand_in_one_case_and_are_marked() -> None:
    """Two texts under one id are both shown, and what was not read counts as unread."""
    case = fold([arrived(sha="a"), arrived(sha="b", minutes=1, urgent=True), was_read(sha="a")])[case_id()]
    assert [each.sha256 for each in case.arrivals] == ["a", "b"]
    assert Mark.OTHER_WORDS in case.marks
    assert case.latest.sha256 == "b"
    assert [each.sha256 for each in case.unread] == ["b"]
    assert case.urgent


def test_one_text_is_not_marked_as_two() -> None:
    """A case with one arrival has that arrival's marks alone."""
    assert fold([arrived(1, "a", 0, Mark.UNFINISHED)])[case_id()].marks == {Mark.UNFINISHED}


def test_a_read_without_its_concern_makes_no_case() -> None:
    """A word about something this desk was never handed shows nothing: one left out learns nothing by it."""
    assert fold([was_read()]) == {}


def test_the_same_id_of_another_sender_is_another_case() -> None:
    """Nobody can push words into another's case."""
    theirs = replace(arrived(), case=CaseId(KeyId("f" * 16), case_id().id))
    assert len(fold([arrived(), theirs])) == 2


@pytest.mark.parametrize("urgent, minutes", [(True, 120), (False, 480)])
def test_due_by_the_policy(minutes: int, *, urgent: bool) -> None:
    """Urgent and usual concerns each have their target."""
    assert due_at(NOW, Policy(), urgent=urgent) == NOW + timedelta(minutes=minutes)


def test_the_inbox_shows_unread_then_urgent_then_the_longest_wait() -> None:
    """What needs eyes most stands first."""
    cases = fold(
        [
            arrived(1, minutes=0),
            was_read(1),
            arrived(2, minutes=2),
            arrived(3, minutes=3, urgent=True),
            arrived(4, minutes=1),
        ]
    )
    ordered: list[Case] = sorted(cases.values(), key=inbox_order)
    assert [each.id.id.int for each in ordered] == [3, 4, 2, 1]


def test_what_is_added_joins_its_case_and_makes_it_unread_again() -> None:
    """A case that was read is unread by its addition, which stands beside the concern and is no other text of it."""
    case = fold([arrived(), was_read(), added(minutes=9)])[case_id()]
    assert ([each.sha256 for each in case.texts], [each.sha256 for each in case.additions]) == (["a"], ["c"])
    assert [each.sha256 for each in case.unread] == ["c"]
    assert case.latest.sha256 == "a"
    assert case.marks == frozenset()
    assert case.waits_since == NOW + timedelta(minutes=9)
    read = fold([arrived(), was_read(), added(minutes=9), was_read(sha="c", event=10)])[case_id()]
    assert (read.unread, read.waits_since) == ((), NOW)


def test_an_addition_without_its_concern_is_a_case_and_says_so() -> None:
    """It is shown, marked, until the concern comes; then the mark is gone."""
    alone = fold([added(minutes=2)])[case_id()]
    assert (alone.texts, alone.latest.sha256) == ((), "c")
    assert alone.marks == {Mark.NO_CONCERN}
    assert fold([added(minutes=2), arrived(minutes=5)])[case_id()].marks == frozenset()


def test_two_texts_of_one_addition_are_marked() -> None:
    """An addition's id with other words is as suspicious as a concern's."""
    assert fold([arrived(), added(sha="c"), added(sha="d")])[case_id()].marks == {Mark.OTHER_WORDS}
    assert fold([arrived(), added(sha="c"), added(sha="d", own=51)])[case_id()].marks == frozenset()


def test_a_question_waits_until_an_addition_answers_it() -> None:
    """What is added without naming the question answers nothing."""
    asked: list[Arrived | WasRead | WasAsked] = [arrived(), was_asked(), was_asked(event=31)]
    assert [each.event.int for each in fold(asked)[case_id()].unanswered] == [30, 31]
    assert [each.event.int for each in fold([*asked, added()])[case_id()].unanswered] == [30, 31]
    assert [each.event.int for each in fold([*asked, added(question=30)])[case_id()].unanswered] == [31]


def test_a_question_alone_makes_no_case() -> None:
    """Whoever has no concern learns nothing from its question."""
    assert fold([was_asked()]) == {}


def test_what_one_left_out_says_does_not_count() -> None:
    """Neither their reading of a text they were to be left out of, nor their question about its case."""
    lee = (OfficerId("lee"),)
    here = [replace(arrived(), left_out=lee), added()]
    ours: list[WasRead | WasAsked] = [was_asked(), was_read()]
    theirs: list[WasRead | WasAsked] = [was_read(who="lee"), was_asked(who="lee")]
    kept = was_read(sha="c", who="lee")
    notes: list[WasRead | WasAsked] = [*theirs, kept, *ours]
    assert list(counting(here, notes)) == [kept, *ours]


def test_what_was_added_to_an_urgent_concern_has_its_own_target() -> None:
    """The urgent text is due by the urgent target; an addition alone by the usual one, from when it came."""
    both = [arrived(urgent=True), added(minutes=60)]
    assert case_due(fold(both)[case_id()], Policy()).at == NOW + timedelta(minutes=120)
    assert case_due(fold([*both, was_read()])[case_id()], Policy()).at == NOW + timedelta(minutes=60 + 480)
    done: list[Arrived | WasRead | WasAsked] = [*both, was_read(), was_read(sha="c", event=10)]
    assert case_due(fold(done)[case_id()], Policy()).at == NOW + timedelta(minutes=120)


def test_other_words_of_an_urgent_concern_stay_urgent() -> None:
    """A second text that is milder is due as soon as the first was."""
    case = fold([arrived(urgent=True), was_read(), arrived(sha="b", minutes=1)])[case_id()]
    assert case_due(case, Policy()).at == NOW + timedelta(minutes=121)
