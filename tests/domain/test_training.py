"""Going through a module: what each step changes, what it never changes, and when a block and a module are done."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.blocks import BlockId, Choice, Film, Scene
from detectors_app.domain.progress import (
    NOWHERE,
    SKIPPED,
    WHOLE,
    Answered,
    BeganAgain,
    Chose,
    Done,
    ModuleProgress,
    Place,
    ScenarioProgress,
    Skipped,
    Sought,
    Span,
    Step,
    Walked,
    Watched,
    Went,
    WentBack,
)
from detectors_app.domain.training import (
    advance,
    is_done,
    is_finished,
    next_scene,
    place_now,
    scene_now,
    share_done,
    united,
)
from tests.made_up_course import (
    ALL_OF_RECOGNISE,
    CHECK,
    EARLY,
    FILM,
    FILM_MS,
    HELP,
    PAGE,
    RECOGNISE,
    STOP,
    STORY,
    TRY,
    film,
    module,
    page,
    quiz,
    scenario,
)

TODAY = date(2026, 11, 22)
MODULE = module(RECOGNISE)
START = ModuleProgress(EARLY, RECOGNISE, 1)
BLOCKS = [each.id for each in MODULE.blocks] + [BlockId("gone")]

MS = st.integers(-5_000, FILM_MS + 5_000)
STEPS = st.one_of(
    st.builds(Went, st.sampled_from(BLOCKS), st.integers(-10, 1_100)),
    st.builds(Done, st.sampled_from(BLOCKS)),
    st.builds(Skipped, st.sampled_from(BLOCKS)),
    st.builds(Watched, st.sampled_from(BLOCKS), MS, MS, st.just(FILM_MS)),
    st.builds(Sought, st.sampled_from(BLOCKS), MS),
    st.builds(Chose, st.sampled_from(BLOCKS), st.sampled_from(["hall", "risk", "good", "gone"]), st.integers(-2, 3)),
    st.builds(WentBack, st.sampled_from(BLOCKS)),
    st.builds(BeganAgain, st.sampled_from(BLOCKS)),
    st.builds(
        Answered,
        st.sampled_from(BLOCKS),
        st.sampled_from(["q1", "q2", "q3", "gone"]),
        st.lists(st.integers(-1, 3), max_size=4).map(tuple),
    ),
)
SPANS = st.lists(st.builds(Span, st.integers(0, 60), st.integers(0, 60)), max_size=12)


def after(*steps: Step, start: ModuleProgress = START, version: int = 1) -> ModuleProgress:
    """Take steps, one after another."""
    for step in steps:
        start = advance(MODULE, start, step, version=version, today=TODAY)
    return start


def seconds(spans: object) -> set[int]:
    """Give every moment that the stretches cover."""
    return {each for span in spans for each in range(span.from_ms, span.to_ms)}  # type: ignore[attr-defined]


# --- the film ---------------------------------------------------------------------------------------------------------


@given(SPANS)
def test_united_is_the_union(spans: list[Span]) -> None:
    """The same moments, in stretches apart from each other and in order."""
    joined = united(spans)
    assert seconds(joined) == seconds(spans)
    assert all(one.to_ms < other.from_ms for one, other in itertools.pairwise(joined))
    assert united(joined) == joined


@given(SPANS, st.randoms())
def test_united_minds_no_order(spans: list[Span], chance: object) -> None:
    """However a film was hopped through, what was seen was seen."""
    mixed = list(spans)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert united(mixed) == united(spans)


@given(st.lists(st.tuples(MS, MS), max_size=8))
def test_seen_twice_counts_once(stretches: list[tuple[int, int]]) -> None:
    """A film watched again and again is never seen more than it was."""
    steps = [Watched(FILM, start, end, FILM_MS) for start, end in stretches]
    once = after(*steps).film(FILM)
    assert after(*steps, *steps).film(FILM) == once
    assert 0 <= once.share <= WHOLE
    assert all(0 <= each.from_ms < each.to_ms <= FILM_MS for each in once.seen)


def test_a_hard_part_skipped_counts_as_seen() -> None:
    """What is skipped is told as watched, and the film goes on behind it."""
    skip = film().skips[0]
    seen = after(Watched(FILM, 0, skip.from_ms, FILM_MS), Watched(FILM, skip.from_ms, skip.to_ms, FILM_MS)).film(FILM)
    assert (seen.seen, seen.at_ms) == ((Span(0, skip.to_ms),), skip.to_ms)


def test_a_film_is_done_by_what_must_be_seen() -> None:
    """Not by its end: twenty seconds again and again is no film watched."""
    assert not is_done(MODULE, after(Watched(FILM, 60_000, FILM_MS, FILM_MS)), film())
    assert is_done(MODULE, after(Watched(FILM, 0, 81_000, FILM_MS)), film())
    assert not is_done(MODULE, after(Watched(FILM, 0, 80_000, FILM_MS)), film())


def test_seeking_sees_nothing() -> None:
    """It only says where to go on."""
    assert after(Sought(FILM, 50_000)).film(FILM).seen == ()
    assert after(Sought(FILM, 50_000)).film(FILM).at_ms == 50_000
    assert after(Sought(FILM, -1)).film(FILM).at_ms == 0


# --- the scenario -----------------------------------------------------------------------------------------------------


def test_a_story_goes_by_its_choices_and_back() -> None:
    """Each choice leads on, a way back takes the last one away, and its end is its end."""
    told, hall, risk = scenario(), *scenario().scenes[:2]
    assert scene_now(told, START.scenario(STORY)) == hall
    wrong = after(Chose(STORY, "hall", 0))
    assert (scene_now(told, wrong.scenario(STORY)), wrong.scenario(STORY).ended) == (risk, False)
    assert after(WentBack(STORY), start=wrong).scenario(STORY).path == ()
    ended = after(Chose(STORY, "risk", 0), Chose(STORY, "hall", 1), start=wrong)
    assert scene_now(told, ended.scenario(STORY)).is_end
    assert is_done(MODULE, ended, told)


def test_a_story_gone_through_again_stays_done() -> None:
    """Beginning again takes nothing away."""
    again = after(Chose(STORY, "hall", 1), BeganAgain(STORY), Chose(STORY, "hall", 0))
    assert again.scenario(STORY) == ScenarioProgress(STORY, (Walked("hall", 0),), ended=True)
    assert STORY in again.done


def test_a_scene_skipped_goes_on_as_the_best_choice_would() -> None:
    """And where none is best, as the first; a scene without choices leads nowhere."""
    told = scenario()
    assert after(Chose(STORY, "hall", SKIPPED)).scenario(STORY).ended
    assert next_scene(told, told.scenes[1], SKIPPED) == told.scenes[0]
    assert next_scene(told, told.scenes[2], SKIPPED) is None


@pytest.mark.parametrize("choice", [-2, 2, 99])
def test_a_choice_that_is_not_there_changes_nothing(choice: int) -> None:
    """Neither does one taken in another scene than the one shown."""
    assert after(Chose(STORY, "hall", choice)).scenario(STORY).path == ()
    assert after(Chose(STORY, "risk", 0)).scenario(STORY).path == ()
    assert next_scene(scenario(), scenario().scenes[0], choice) is None


def test_a_story_that_was_changed_begins_again_where_its_way_is_gone() -> None:
    """What was walked through and is no longer there leads to the start, and the next step begins a new way."""
    told = scenario()
    gone = replace(told, start="risk")
    walked = ScenarioProgress(STORY, (Walked("hall", 1),), ended=True)
    assert scene_now(gone, walked).id == "risk"
    assert scene_now(told, replace(walked, path=(Walked("hall", 7),))).id == "hall"
    assert scene_now(replace(told, start="nowhere"), START.scenario(STORY)) == told.scenes[0]
    changed = module(RECOGNISE, gone)
    begun = replace(START, scenarios=(walked,))
    went = advance(changed, begun, Chose(STORY, "risk", 0), version=2, today=TODAY)
    assert went.scenario(STORY) == ScenarioProgress(STORY, (Walked("risk", 0),), ended=True)


def test_a_choice_that_leads_nowhere_is_not_taken() -> None:
    """A course that was read is whole; this holds whatever else comes."""
    broken = replace(scenario(), scenes=(Scene("hall", "…", (Choice("Go", "nowhere"),)),))
    went = advance(module(RECOGNISE, broken), START, Chose(STORY, "hall", 0), version=1, today=TODAY)
    assert went.scenario(STORY).path == ()


# --- the quiz ---------------------------------------------------------------------------------------------------------


def test_the_last_answer_counts_and_tries_are_free() -> None:
    """Wrong first and right later is right; places are kept once and in order."""
    wrong = after(Answered(CHECK, "q2", (1,)), Answered(CHECK, "q1", (1,)))
    right = after(Answered(CHECK, "q2", (2, 0, 2)), start=wrong).quiz(CHECK)
    assert [(each.question, each.chosen, each.right) for each in right.answers] == [
        ("q2", (0, 2), True),
        ("q1", (1,), True),
    ]


def test_a_quiz_is_done_once_enough_is_right_and_stays_so() -> None:
    """Two of three are not eight in ten; a later wrong answer or another round undoes nothing."""
    two = after(Answered(CHECK, "q1", (1,)), Answered(CHECK, "q2", (0, 2)))
    assert not is_done(MODULE, two, quiz())
    three = after(Answered(CHECK, "q3", (1,)), start=two)
    assert is_done(MODULE, three, quiz())
    assert CHECK in after(Answered(CHECK, "q3", (0,)), BeganAgain(CHECK), start=three).done
    lenient = replace(MODULE, mastery=600)
    assert is_done(lenient, two, quiz())


def test_a_question_that_is_gone_is_neither_taken_nor_counted() -> None:
    """Old answers to questions that the quiz no longer has make nobody pass."""
    assert after(Answered(CHECK, "gone", (0,))).quiz(CHECK).answers == ()
    assert after(Went(CHECK), Sought(CHECK, 1)).quiz(CHECK).answers == ()
    answered = after(*ALL_OF_RECOGNISE[4:7])
    smaller = replace(quiz(), questions=quiz().questions[:1])
    assert is_done(module(RECOGNISE, smaller), replace(answered, done=()), smaller)


# --- the module -------------------------------------------------------------------------------------------------------


def test_every_block_done_finishes_the_module() -> None:
    """Only the last one does, and the day is the day of it."""
    for last in range(len(ALL_OF_RECOGNISE)):
        left = [each for place, each in enumerate(ALL_OF_RECOGNISE) if place != last]
        assert after(*left).finished_on is None
    whole = after(*ALL_OF_RECOGNISE)
    assert (whole.finished_on, is_finished(MODULE, whole), share_done(MODULE, whole)) == (TODAY, True, WHOLE)


def test_a_module_can_be_skipped_through_without_a_reason() -> None:
    """Every block can be skipped, counts as done, and leaves no word of why."""
    skipped = after(*(Skipped(each.id) for each in MODULE.blocks))
    assert skipped == replace(START, done=tuple(each.id for each in MODULE.blocks), finished_on=TODAY)


def test_being_told_done_is_enough_for_a_page_and_not_for_a_story_or_a_quiz() -> None:
    """What has a rule of its own is done by it; a film may be read instead."""
    told = after(*(Done(each.id) for each in MODULE.blocks))
    assert {PAGE, FILM, STOP, TRY, HELP} <= set(told.done)
    assert not {STORY, CHECK} & set(told.done)


def test_scrolling_is_kept_within_the_page() -> None:
    """From its top to its end, and nothing else changes."""
    assert after(Went(PAGE, -5)).place == Place(PAGE, 0)
    assert after(Went(PAGE, 2_000)) == replace(START, place=Place(PAGE, WHOLE))


def test_one_goes_on_where_one_was() -> None:
    """And where that page is gone, at the first that is not done; where all is done, at the beginning."""
    assert place_now(MODULE, START) == Place(PAGE)
    assert place_now(MODULE, after(Done(PAGE), Went(STORY, 300))) == Place(STORY, 300)
    gone = replace(after(Done(PAGE)), place=Place(BlockId("gone"), 5))
    assert place_now(MODULE, gone) == Place(FILM)
    assert place_now(MODULE, replace(after(*ALL_OF_RECOGNISE), place=Place(NOWHERE))) == Place(PAGE)


@given(st.lists(STEPS, max_size=20), st.lists(STEPS, max_size=20))
def test_nothing_that_was_done_is_ever_undone(steps: list[Step], more: list[Step]) -> None:
    """Whatever steps follow: done stays done, finished stays finished, and the day stays the day."""
    before = after(*steps)
    later = after(*more, start=before)
    assert set(before.done) <= set(later.done)
    assert before.finished_on is None or later.finished_on == before.finished_on
    assert share_done(MODULE, before) <= share_done(MODULE, later) <= WHOLE
    assert len(set(later.done)) == len(later.done)


@given(st.lists(STEPS, max_size=20), st.permutations(list(MODULE.blocks)), st.integers(0, 7), STEPS)
def test_a_changed_course_never_loses_done_blocks(
    steps: list[Step], blocks: list[object], kept: int, step: Step
) -> None:
    """Blocks moved, taken out and put in: what was done is still known to be done."""
    before = after(*steps)
    changed = replace(MODULE, blocks=(*blocks[:kept], page(BlockId("new"))))  # type: ignore[arg-type]
    later = advance(changed, before, step, version=2, today=TODAY)
    assert set(before.done) <= set(later.done)
    back = advance(MODULE, later, Went(PAGE), version=3, today=TODAY)
    assert all(is_done(MODULE, back, each) for each in MODULE.blocks if is_done(MODULE, before, each))


@given(STEPS)
def test_a_step_that_has_no_place_changes_nothing_but_the_version(step: Step) -> None:
    """A block that the module does not have takes no step."""
    strange = replace(step, block=BlockId("gone"))
    assert advance(MODULE, START, strange, version=4, today=TODAY) == replace(START, version=4)


def test_a_finished_module_keeps_the_version_it_was_finished_by() -> None:
    """Reading it again later is not taking what was changed since."""
    finished = after(*ALL_OF_RECOGNISE)
    assert after(Went(PAGE, 5), start=finished, version=9).version == 1
    assert after(Went(PAGE, 5), version=9).version == 9


@given(st.lists(STEPS, max_size=20))
def test_the_same_step_twice_is_no_more_than_once_for_what_counts(steps: list[Step]) -> None:
    """A step whose answer was lost may be told again: what is done, seen and answered is the same."""
    once = after(*steps)
    for step in steps:
        if not isinstance(step, Chose | WentBack):
            twice = after(step, step, start=once)
            assert twice == after(step, start=once)


def test_a_film_needs_its_length_to_be_done() -> None:
    """Before the player knows it, nothing is done by watching."""
    nothing = Film(FILM, "A film", "f", "c", "t", must_see=0)
    assert not is_done(module(RECOGNISE, nothing), START, nothing)
