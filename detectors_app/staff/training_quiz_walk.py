"""Which question of a quiz comes next, and which are worth another look; shows nothing and gives no marks."""

from __future__ import annotations

from detectors_app.domain.blocks import Quiz
from detectors_app.domain.progress import WHOLE, QuizProgress


def first_open(quiz: Quiz, progress: QuizProgress) -> int | None:
    """Give the place of the first question without an answer, None where all have one."""
    return next((n for n, each in enumerate(quiz.questions) if progress.answer(each.id) is None), None)


def to_look_at(quiz: Quiz, progress: QuizProgress) -> tuple[int, ...]:
    """Give the places of the questions whose last answer is not the right one."""
    answers = ((n, progress.answer(each.id)) for n, each in enumerate(quiz.questions))
    return tuple(n for n, answer in answers if answer is None or not answer.right)


def needed(quiz: Quiz, mastery: int) -> int:
    """Give how many questions are to be right; `mastery` is in per mille."""
    return -(-len(quiz.questions) * mastery // WHOLE)
