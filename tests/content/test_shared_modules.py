"""The modules every detector takes: scenes with consequences, questions with reasons, nothing hard unannounced."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from detectors_app.content.course_findings import Severity
from detectors_app.content.course_lint import lint_course
from detectors_app.content.courses import bundled_courses
from detectors_app.content.paths import resources_dir
from detectors_app.domain.blocks import PracticeForm, Scenario, Support
from detectors_app.domain.course import Course, Module, ModuleId, questions_of

SHARED = ("recognise", "respond", "refer-and-record", "looking-after-yourself", "data-and-discretion")


@cache
def course() -> Course:
    return next(each for each in bundled_courses() if each.id == "early-detectors")


def module(name: str) -> Module:
    found = course().module(ModuleId(name))
    assert found is not None
    return found


def scenarios(name: str) -> list[Scenario]:
    return [each for each in module(name).blocks if isinstance(each, Scenario)]


def test_the_course_has_no_error() -> None:
    """The authors' linter finds no error, and nothing doubtful but that nobody has approved the words."""
    found = lint_course(resources_dir() / "courses" / "early-detectors")
    assert [each.where for each in found if each.severity is Severity.ERROR] == []
    assert {each.key for each in found} <= {"course.unapproved"}
    assert not course().approval.is_given


@pytest.mark.parametrize("name", SHARED)
def test_scenarios_branch(name: str) -> None:
    """Three or more; each with three scenes or more, two or three choices where one decides, and what comes of each."""
    found = scenarios(name)
    assert len(found) >= 3
    for scenario in found:
        assert len(scenario.scenes) >= 3
        for scene in scenario.scenes:
            assert scene.is_end or len(scene.choices) in {2, 3}
            assert all(each.what_happens for each in scene.choices), f"{scenario.id}/{scene.id}"
        leads_on = {way.go for scene in scenario.scenes for way in scene.choices if way.go != scene.id}
        assert len(leads_on) >= 2


@pytest.mark.parametrize("name", SHARED)
def test_questions_teach(name: str) -> None:
    """Five questions of every kind or nearly so, one at least to come again, a reason for each option."""
    questions = list(questions_of(module(name)))
    assert len(questions) == 5
    assert {each.kind for each in questions} == {"single", "multiple", "story"}
    assert any(each.refresh for each in questions)
    assert all(len(each.options) in {3, 4} for each in questions)
    assert all(option.why for each in questions for option in each.options)


@pytest.mark.parametrize("name", SHARED)
def test_hard_scenes_are_told_beforehand(name: str) -> None:
    """A scene with a note is named among the module's notes, and the other way round; so is support in each."""
    told = {(each.block, each.scene) for each in module(name).notes if each.scene}
    noted = {(each.id, scene.id) for each in scenarios(name) for scene in each.scenes if scene.note}
    assert told == noted
    assert any(isinstance(each, Support) for each in module(name).blocks)


@pytest.mark.parametrize("name", SHARED)
def test_the_best_cannot_be_guessed(name: str) -> None:
    """Neither by its place nor by its length."""
    scenes = [scene for each in scenarios(name) for scene in each.scenes if not scene.is_end]
    best = Counter(place for scene in scenes for place, way in enumerate(scene.choices) if way.best)
    longest = sum(max(scene.choices, key=lambda way: len(way.say)).best for scene in scenes)
    assert set(best) == {0, 1, 2}
    assert max(best.values()) * 3 <= len(scenes) * 2
    assert longest * 2 <= len(scenes)


@pytest.mark.parametrize("name", SHARED)
def test_it_is_short(name: str) -> None:
    """Ten minutes at most, and eight to fourteen ideas in Easy Read."""
    assert module(name).minutes <= 10
    assert 8 <= len(module(name).easy_read) <= 14


def test_no_answer_is_given_away_by_its_length() -> None:
    """Over all modules the right answer is not the longest more often than not."""
    asked = [each for name in SHARED for each in questions_of(module(name)) if each.kind != "multiple"]
    longest = sum(max(each.options, key=lambda option: len(option.text)).right for each in asked)
    assert longest * 2 <= len(asked)


def test_the_form_is_practised_where_it_is_taught() -> None:
    """The practice form stands in *Refer and record*, and nowhere else."""
    where = [each.id for each in course().modules if any(isinstance(one, PracticeForm) for one in each.blocks)]
    assert where == ["refer-and-record"]


def test_every_picture_is_shown() -> None:
    """No drawing lies in the folder that no module of the course shows."""
    folder = Path(course().folder)
    words = "".join(each.read_text(encoding="utf-8") for each in folder.rglob("*.md"))
    assert [each.name for each in (folder / "pictures").glob("*.svg") if f"pictures/{each.name}" not in words] == []
