"""What is known of a trainee in a module, before and after anything is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detectors_app.domain.blocks import BlockId
from detectors_app.domain.progress import (
    WHOLE,
    Answer,
    FilmProgress,
    ModuleProgress,
    QuizProgress,
    ScenarioProgress,
    Span,
)
from tests.made_up_course import CHECK, EARLY, FILM, RECOGNISE, STORY


def test_what_was_never_begun_is_empty() -> None:
    """A block without progress has seen, walked and answered nothing."""
    nothing = ModuleProgress(EARLY, RECOGNISE, 1)
    assert nothing.film(FILM) == FilmProgress(FILM)
    assert nothing.scenario(STORY) == ScenarioProgress(STORY)
    assert nothing.quiz(CHECK) == QuizProgress(CHECK)
    assert nothing.quiz(CHECK).answer("q1") is None


def test_each_block_has_its_own() -> None:
    """Progress is found by the block's name."""
    film, walked = FilmProgress(FILM, 5, 10, (Span(0, 5),)), ScenarioProgress(STORY, ended=True)
    answer = Answer("q1", (1,), right=True)
    quiz = QuizProgress(CHECK, (answer,))
    other = BlockId("other")
    made = ModuleProgress(
        EARLY,
        RECOGNISE,
        1,
        films=(FilmProgress(other), film),
        scenarios=(ScenarioProgress(other), walked),
        quizzes=(QuizProgress(other), quiz),
    )
    assert (made.film(FILM), made.scenario(STORY), made.quiz(CHECK)) == (film, walked, quiz)
    assert quiz.answer("q1") == answer


def test_a_film_of_unknown_length_is_seen_by_nobody() -> None:
    """Before its length is known, nothing of it counts."""
    assert FilmProgress(FILM, seen=(Span(0, 5),)).share == 0


@given(st.integers(1, 10_000_000), st.data())
def test_the_share_is_what_was_seen_of_the_whole(length: int, data: st.DataObject) -> None:
    """In per mille, rounded down, and never more than the whole."""
    seen = data.draw(st.integers(0, length * 2))
    share = FilmProgress(FILM, 0, length, (Span(0, seen),)).share
    assert share == min(WHOLE, seen * WHOLE // length)
    assert (share == WHOLE) == (seen >= length)
