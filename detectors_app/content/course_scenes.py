"""Says whether a branching story holds together: every scene is reached, and every way comes to an end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detectors_app.domain.blocks import Scenario, Scene


def reached(scenes: Mapping[str, Scene], start: str) -> frozenset[str]:
    """Give every scene that choices lead to from the start, the start among them."""
    ways = {name: {each.go for each in scene.choices} for name, scene in scenes.items()}
    return _closure({start} & set(scenes), ways)


def ending(scenes: Mapping[str, Scene]) -> frozenset[str]:
    """Give every scene from which an end can still be reached."""
    back: dict[str, set[str]] = {name: set() for name in scenes}
    for name, scene in scenes.items():
        for each in scene.choices:
            back.setdefault(each.go, set()).add(name)
    return _closure((name for name, scene in scenes.items() if scene.is_end), back)


def best_way_ends(scenario: Scenario) -> frozenset[str]:
    """Give every scene from which the best choices alone come to an end: the way of whoever skips scenes."""
    best = {
        scene.id: {next((each for each in scene.choices if each.best), scene.choices[0]).go}
        for scene in scenario.scenes
        if scene.choices
    }
    back: dict[str, set[str]] = {}
    for name, following in best.items():
        for each in following:
            back.setdefault(each, set()).add(name)
    return _closure((scene.id for scene in scenario.scenes if scene.is_end), back)


def _closure(begun: Iterable[str], ways: Mapping[str, Iterable[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(begun)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += ways.get(name, ())
    return frozenset(found)
