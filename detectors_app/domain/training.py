"""What each step changes in a module, and when a block and a module are done; stores nothing.

not begun ──any step──▶ begun ──every block done, every quiz mastered──▶ finished (and stays so)

Blocks keep their ids when a course is changed, so what was done stays done; a block that is new is yet to be done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from detectors_app.domain.blocks import Block, Film, Quiz, Scenario, Scene
from detectors_app.domain.course import Module
from detectors_app.domain.progress import (
    SKIPPED,
    WHOLE,
    Answer,
    Answered,
    BeganAgain,
    Chose,
    Done,
    FilmProgress,
    ModuleProgress,
    Place,
    QuizProgress,
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

_Part = TypeVar("_Part", bound=FilmProgress | ScenarioProgress | QuizProgress)


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Give the same stretches joined where they touch, so that seconds seen twice count once."""
    joined: list[Span] = []
    for each in sorted((span for span in spans if span.from_ms < span.to_ms), key=lambda span: span.from_ms):
        if joined and each.from_ms <= joined[-1].to_ms:
            joined[-1] = Span(joined[-1].from_ms, max(joined[-1].to_ms, each.to_ms))
        else:
            joined.append(each)
    return tuple(joined)


def scene_now(scenario: Scenario, progress: ScenarioProgress) -> Scene:
    """Give the scene that the way leads to, the start where the course no longer has what was walked through."""
    now = scenario.scene(scenario.start) or scenario.scenes[0]
    for step in progress.path:
        following = next_scene(scenario, now, step.choice) if now.id == step.scene else None
        if following is None:
            return scenario.scene(scenario.start) or scenario.scenes[0]
        now = following
    return now


def next_scene(scenario: Scenario, scene: Scene, choice: int) -> Scene | None:
    """Give where a choice leads, None where the scene has no such choice."""
    if choice == SKIPPED:
        best = next((each for each in scene.choices if each.best), scene.choices[0] if scene.choices else None)
        return None if best is None else scenario.scene(best.go)
    return scenario.scene(scene.choices[choice].go) if 0 <= choice < len(scene.choices) else None


def is_mastered(quiz: Quiz, progress: QuizProgress, mastery: int) -> bool:
    """Say whether enough of the questions are right by their last answers."""
    right = sum(each.right for each in progress.answers if quiz.question(each.question) is not None)
    return right * WHOLE >= len(quiz.questions) * mastery


def is_done(module: Module, progress: ModuleProgress, block: Block) -> bool:
    """Say whether a block is done, by its own rule or because it was skipped."""
    if block.id in progress.done:
        return True
    if isinstance(block, Film):
        film = progress.film(block.id)
        return film.length_ms > 0 and film.share >= block.must_see
    if isinstance(block, Scenario):
        return progress.scenario(block.id).ended
    return isinstance(block, Quiz) and is_mastered(block, progress.quiz(block.id), module.mastery)


def is_finished(module: Module, progress: ModuleProgress) -> bool:
    """Say whether every block is done."""
    return all(is_done(module, progress, each) for each in module.blocks)


def place_now(module: Module, progress: ModuleProgress) -> Place:
    """Give where to go on: where the trainee was, the first block that is not done where that page is gone."""
    if module.block(progress.place.block) is not None:
        return progress.place
    waiting = next((each for each in module.blocks if not is_done(module, progress, each)), module.blocks[0])
    return Place(waiting.id)


def share_done(module: Module, progress: ModuleProgress) -> int:
    """Give how much of a module is done, in per mille of its blocks."""
    return sum(is_done(module, progress, each) for each in module.blocks) * WHOLE // len(module.blocks)


def advance(module: Module, progress: ModuleProgress, step: Step, *, version: int, today: date) -> ModuleProgress:
    """Give the progress after a step. A step that the module has no place for changes nothing but the version.

    The version of a finished module stays that by which it was finished, however often it is read again.
    """
    block = module.block(step.block)
    after = progress if progress.finished_on is not None else replace(progress, version=version)
    if block is not None:
        after = _taken(block, after, step)
        if block.id not in after.done and is_done(module, after, block):
            after = replace(after, done=(*after.done, block.id))
    if after.finished_on is None and is_finished(module, after):
        after = replace(after, finished_on=today)
    return after


def _taken(block: Block, progress: ModuleProgress, step: Step) -> ModuleProgress:
    if isinstance(step, Went):
        return replace(progress, place=Place(step.block, min(max(step.scroll, 0), WHOLE)))
    if isinstance(step, Skipped) or (isinstance(step, Done) and not isinstance(block, Scenario | Quiz)):
        new = () if step.block in progress.done else (step.block,)
        return replace(progress, done=(*progress.done, *new))
    if isinstance(block, Film):
        return replace(progress, films=_put(progress.films, _film(progress.film(block.id), step)))
    if isinstance(block, Scenario):
        return replace(progress, scenarios=_put(progress.scenarios, _walk(block, progress.scenario(block.id), step)))
    if isinstance(block, Quiz):
        return replace(progress, quizzes=_put(progress.quizzes, _answer(block, progress.quiz(block.id), step)))
    return progress


def _film(film: FilmProgress, step: Step) -> FilmProgress:
    if isinstance(step, Sought):
        return replace(film, at_ms=max(step.at_ms, 0))
    if not isinstance(step, Watched):
        return film
    end = min(step.to_ms, step.length_ms)
    seen = united((*film.seen, Span(max(step.from_ms, 0), end)))
    return replace(film, at_ms=max(end, 0), length_ms=step.length_ms, seen=seen)


def _walk(scenario: Scenario, walked: ScenarioProgress, step: Step) -> ScenarioProgress:
    if isinstance(step, WentBack):
        return replace(walked, path=walked.path[:-1])
    if isinstance(step, BeganAgain):
        return replace(walked, path=())
    now = scene_now(scenario, walked)
    if not isinstance(step, Chose) or step.scene != now.id:
        return walked
    following = next_scene(scenario, now, step.choice)
    if following is None:
        return walked
    path = () if walked.path and walked.path[0].scene != scenario.start else walked.path
    return replace(walked, path=(*path, Walked(step.scene, step.choice)), ended=walked.ended or following.is_end)


def _answer(quiz: Quiz, given: QuizProgress, step: Step) -> QuizProgress:
    if isinstance(step, BeganAgain):
        return replace(given, answers=())
    question = quiz.question(step.question) if isinstance(step, Answered) else None
    if question is None or not isinstance(step, Answered):
        return given
    chosen = tuple(sorted(set(step.chosen)))
    answer = Answer(step.question, chosen, question.is_right(frozenset(chosen)))
    kept = tuple(answer if each.question == step.question else each for each in given.answers)
    return replace(given, answers=kept if given.answer(step.question) else (*kept, answer))


def _put(held: tuple[_Part, ...], new: _Part) -> tuple[_Part, ...]:
    return (*(each for each in held if each.block != new.block), new)
