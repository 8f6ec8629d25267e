"""Every job of the detectors has a module with scenes of its own; the levels are named as the council names them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from detectors_app.content.captions import load_captions
from detectors_app.content.contacts import load_contacts
from detectors_app.content.courses import bundled_courses
from detectors_app.content.wording import load_wording
from detectors_app.domain.blocks import Film, Quiz, Scenario, Support
from detectors_app.domain.course import Course, CourseId, Module, Taught, questions_of
from tests.made_up_staff import TEAMS

DETECTORS = CourseId("early-detectors")
LEVELS = {
    "neighbourhoods-1": "Level 1: DVA Awareness and Assessment",
    "neighbourhoods-2": "Level 2: Perpetrator Accountability and Housing Management",
    "neighbourhoods-3": "Level 3: DASH Risk Assessment Training & Safeguarding",
    "homelessness-1": "Level 1: DVA Awareness and Housing Law",
    "homelessness-2": "Level 2: DVA Assessment and Housing Options",
    "homelessness-3": "Level 3: DVA Risks and Safeguarding",
}
"""Report to the Housing Scrutiny Committee, 13 January 2025."""
DETECTOR_JOBS = ("repairs", "caretaking", "cleaning", "transport", "property-management")


@cache
def courses() -> dict[str, Course]:
    return {each.id: each for each in bundled_courses()}


def role(job: str) -> Module:
    found = [each for each in courses()[DETECTORS].modules if each.jobs == (job,)]
    assert len(found) == 1, job
    return found[0]


def scenarios(module: Module) -> list[Scenario]:
    return [each for each in module.blocks if isinstance(each, Scenario)]


def test_the_seven_jobs_are_named() -> None:
    """Every job that a course asks for has a name in the catalogue, and the made-up staff have the same seven."""
    jobs = {job for course in courses().values() for job in course.jobs}
    assert jobs == set(TEAMS) == {*DETECTOR_JOBS, "neighbourhoods", "homelessness"}
    words = load_wording()
    assert len({words(f"job.{job}") for job in jobs}) == len(jobs)


@pytest.mark.parametrize("course_id", LEVELS)
def test_levels_are_taught_in_sessions(course_id: str) -> None:
    """The levels bear the council's names, have nothing to take on a laptop, and await approval."""
    course = courses()[course_id]
    assert course.title == LEVELS[course_id]
    assert course.taught is Taught.SESSIONS
    assert course.modules == ()
    assert course.jobs == (course_id.rpartition("-")[0],)
    assert not course.approval.is_given


@pytest.mark.parametrize("job", DETECTOR_JOBS)
def test_each_job_has_scenes_of_its_own(job: str) -> None:
    """Three scenarios of three scenes or more, two or three choices where one decides, and what comes of each."""
    found = scenarios(role(job))
    assert len(found) >= 3
    for scenario in found:
        assert len(scenario.scenes) >= 3
        assert scenario.outcome
        for scene in scenario.scenes:
            assert scene.is_end or len(scene.choices) in {2, 3}
            assert all(each.what_happens for each in scene.choices), f"{scenario.id}/{scene.id}"
    told = [scene.text for each in DETECTOR_JOBS for one in scenarios(role(each)) for scene in one.scenes]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("job", DETECTOR_JOBS)
def test_each_job_has_its_danger(job: str) -> None:
    """In one scenario of each job somebody is in danger, and the best choice is to call the police."""
    ways = [way for each in scenarios(role(job)) for scene in each.scenes for way in scene.choices]
    call = load_contacts().phone("emergency")
    assert any(call in way.say for way in ways if way.best)


@pytest.mark.parametrize("job", DETECTOR_JOBS)
def test_each_job_checks_itself(job: str) -> None:
    """Five questions with a reason for every option, one at least to come again, and support at the end."""
    module = role(job)
    questions = list(questions_of(module))
    assert len(questions) == 5
    assert any(each.refresh for each in questions)
    assert {each.kind for each in questions} == {"single", "multiple", "story"}
    assert all(option.why for each in questions for option in each.options)
    assert isinstance(module.blocks[-1], Support)
    assert module.minutes < 10
    assert 8 <= len(module.easy_read) <= 10


@pytest.mark.parametrize("job", DETECTOR_JOBS)
def test_what_is_best_stands_in_no_one_place(job: str) -> None:
    """Neither the best choice nor the right answer can be guessed by where it stands."""
    module = role(job)
    best = {
        place
        for each in scenarios(module)
        for scene in each.scenes
        for place, way in enumerate(scene.choices)
        if way.best
    }
    right = {
        place
        for each in questions_of(module)
        if each.kind != "multiple"
        for place, option in enumerate(each.options)
        if option.right
    }
    assert best == {0, 1, 2}
    assert len(right) > 1


@pytest.mark.parametrize("job", DETECTOR_JOBS)
def test_scenes_that_may_be_hard_are_told_beforehand(job: str) -> None:
    """A scene with a note is named among the module's notes, and the other way round: each can be skipped."""
    module = role(job)
    told = {(each.block, each.scene) for each in module.notes if each.skippable}
    noted = {(each.id, scene.id) for each in scenarios(module) for scene in each.scenes if scene.note}
    assert told == noted


def test_the_loud_part_of_the_film_can_be_skipped() -> None:
    """What is skipped lies within a pause of the captions on both sides, so that no sentence is cut."""
    course = courses()[DETECTORS]
    film = next(block for module in course.modules for block in module.blocks if isinstance(block, Film))
    cues = load_captions(Path(course.folder) / film.captions)
    assert len(film.skips) == 1
    skip = film.skips[0]
    within = [cue for cue in cues if cue.from_ms < skip.to_ms and cue.to_ms > skip.from_ms]
    assert within
    assert all(skip.from_ms <= cue.from_ms and cue.to_ms <= skip.to_ms for cue in within)
    assert any("shouts" in cue.text for cue in within)
    assert not any("shouts" in cue.text for cue in cues if cue not in within)


def test_quizzes_are_not_guessed_by_length() -> None:
    """Over all jobs the right answer is not the longest more often than not."""
    longest = total = 0
    for job in DETECTOR_JOBS:
        for block in role(job).blocks:
            if isinstance(block, Quiz):
                for each in block.questions:
                    if each.kind != "multiple":
                        total += 1
                        longest += max(each.options, key=lambda option: len(option.text)).right
    assert longest * 2 <= total
