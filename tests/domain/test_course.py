"""What a course says of itself: whom it is for, which modules a job takes, what its questions are."""

from __future__ import annotations

from datetime import date

from detectors_app.domain.blocks import BlockId, Scenario
from detectors_app.domain.course import Approval, Job, ModuleId, questions_of
from tests.made_up_course import (
    AT_THE_DOOR,
    CARETAKING,
    CHECK,
    PAGE,
    RECOGNISE,
    REPAIRS,
    REPAIRS_ONLY,
    STORY,
    course,
    module,
    page,
    quiz,
    scenario,
)


def test_a_job_takes_what_is_for_everyone_and_what_is_its_own() -> None:
    """A module without jobs is for all; one with jobs for those alone."""
    made = course()
    assert [each.id for each in made.modules_for(CARETAKING)] == [RECOGNISE, AT_THE_DOOR]
    assert [each.id for each in made.modules_for(REPAIRS)] == [RECOGNISE, AT_THE_DOOR, REPAIRS_ONLY]
    assert [each.id for each in made.modules_for(Job(""))] == [RECOGNISE, AT_THE_DOOR]
    assert (made.is_required_of(REPAIRS), made.is_required_of(Job("cleaning"))) == (True, False)


def test_things_are_found_by_name_or_not_at_all() -> None:
    """A course gives its module, a module its block, a quiz its question, a story its scene: or none."""
    made = course()
    assert made.module(RECOGNISE) == made.modules[0]
    assert made.module(ModuleId("nothing")) is None
    assert made.modules[0].block(PAGE) == page()
    assert made.modules[0].block(BlockId("nothing")) is None
    assert quiz().question("q2") == quiz().questions[1]
    assert quiz().question("nothing") is None
    told = scenario()
    assert isinstance(told, Scenario)
    assert (told.scene("risk"), told.scene("nothing")) == (told.scenes[1], None)
    assert [each.is_end for each in told.scenes] == [False, False, True]


def test_a_question_is_right_by_all_its_right_options_and_no_other() -> None:
    """Part of the right options is not right, and neither is one too many."""
    several = quiz().questions[1]
    assert several.is_right(frozenset({0, 2}))
    for wrong in (frozenset[int](), frozenset({0}), frozenset({0, 1, 2}), frozenset({1})):
        assert not several.is_right(wrong)


def test_a_modules_questions_are_those_of_its_quizzes() -> None:
    """Nothing but a quiz asks."""
    assert [each.id for each in questions_of(module(RECOGNISE, page(), quiz(), scenario()))] == ["q1", "q2", "q3"]
    assert module(RECOGNISE).block(CHECK) == quiz()
    assert module(RECOGNISE).block(STORY) == scenario()


def test_words_are_approved_by_a_name_and_a_day() -> None:
    """A name without a day, or a day without a name, approves nothing."""
    assert Approval("The service", date(2026, 11, 1)).is_given
    assert not Approval("The service").is_given
    assert not Approval(on=date(2026, 11, 1)).is_given
