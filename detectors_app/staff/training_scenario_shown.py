"""A scenario as a readable conversation: what was said and chosen, what is to be chosen now; draws nothing.

A choice that leads back into its own scene was only tried: it stays below the scene, with what could happen.
"""

from __future__ import annotations

from dataclasses import dataclass

from detectors_app.domain.blocks import Scenario, Scene
from detectors_app.domain.progress import SKIPPED, ScenarioProgress, Walked
from detectors_app.domain.training import next_scene, scene_now


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was: a scene's text, what one did there (`skipped` instead), and what came of it."""

    scene: str
    did: str
    came: str
    tried: tuple[tuple[str, str], ...] = ()
    """What was tried before, and what could have happened."""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """A choice, by its place; `came` says what could happen, once it was tried."""

    place: int
    say: str
    tried: bool
    came: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioShown:
    """All of a scenario's page. `ended` says that nothing follows; `left_out`, that it was skipped as a whole."""

    told: tuple[Told, ...]
    scene: Scene
    choices: tuple[ChoiceShown, ...]
    may_go_back: bool
    ended: bool
    left_out: bool


def scenario_shown(scenario: Scenario, progress: ScenarioProgress, *, done: bool) -> ScenarioShown:
    """Lay the way until now out. `done` without an end means that it was skipped."""
    now, path = scene_now(scenario, progress), progress.path
    if path and _next(scenario, path[-1]) is not now:
        path = ()  # the course no longer has what was walked through
    told: list[Told] = []
    tried: list[tuple[str, str]] = []
    for step in path:
        scene, following = scenario.scene(step.scene), _next(scenario, step)
        if scene is None or following is None:
            continue
        did, came = _said(scene, step)
        if following.id == scene.id:
            tried.append((did, came))
            continue
        told.append(Told(scene.text, did, came, tuple(tried), skipped=step.choice == SKIPPED))
        tried = []
    been = {step.choice for step in path if step.scene == now.id}
    choices = tuple(_choice(now, place, tried=place in been) for place in range(len(now.choices)))
    left_out = done and not progress.ended and not path
    return ScenarioShown(tuple(told), now, choices, bool(path), now.is_end, left_out)


def _next(scenario: Scenario, step: Walked) -> Scene | None:
    scene = scenario.scene(step.scene)
    return None if scene is None else next_scene(scenario, scene, step.choice)


def _said(scene: Scene, step: Walked) -> tuple[str, str]:
    if step.choice == SKIPPED:
        return "", ""
    choice = scene.choices[step.choice]
    return choice.say, choice.what_happens


def _choice(scene: Scene, place: int, *, tried: bool) -> ChoiceShown:
    choice = scene.choices[place]
    return ChoiceShown(place, choice.say, tried, choice.what_happens if tried else "")
