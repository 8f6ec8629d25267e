"""A course is published anew while somebody is in the middle of it: nothing that they did is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detectors_app.domain.blocks import BlockId
from detectors_app.domain.course import Change, Job, ModuleId
from detectors_app.domain.ids import LEARNING
from detectors_app.domain.progress import Answered, Done, ModuleProgress, Step, Watched, Went
from detectors_app.protocol.enrolment import encode_enrolment_file
from detectors_app.use_cases.learning.rows import CourseState
from tests.made_up_packs import COURSE, course_files
from tests.use_cases.learning_packs import PackBench

FIRST = ModuleId("first")
ONE, TWO, FILM, CHECK, EXTRA = (BlockId(each) for each in ("one", "two", "noticing", "check", "extra"))
MODULE = """\
---
id: first
title: {{en: "First"}}
minutes: 5
move_on: CompletedAndPassed
mastery: 0.8
outcomes: ["Read a page."]
notes: []
easy_read: first.easy.md
---
# First

## {title} {{#one}}

Some words of version {version}.

::: film id=noticing title="Noticing" src=film/noticing.mp4 captions=film/en.vtt transcript=film/en.md
must_see: 0.9
:::

## The second page {{#{two}}}

More words.

{extra}
::: quiz id=check title="Check yourself"
- id: proof
  type: single
  ask: "Do you need proof?"
  options:
    - {{text: "Yes", why: "You do not."}}
    - {{text: "No", right: true, why: "A small sign matters."}}
- id: whom
  type: single
  ask: "{ask}"
  options:
    - {{text: "A friend", why: "Tell the duty team."}}
    - {{text: "The duty team", right: true, why: "Yes."}}
:::

::: support
:::
"""
VTT = "WEBVTT\n\n00:00.000 --> 00:04.000\nSome words.\n"
DONE_BEFORE: tuple[Step, ...] = (
    Done(ONE),
    Watched(FILM, 0, 61_000, 100_000),
    Went(TWO, 400),
    Done(TWO),
    Answered(CHECK, "proof", (1,)),
)


def publish(bench: PackBench, version: int, change: Change = Change.WORDING, **words: str) -> None:
    """Publish the course in a version and let the laptop fetch it."""
    said = {"title": "Page one", "two": "two", "extra": "", "ask": "Whom do you tell?"} | words
    files = course_files(version, change=change) | {
        "first.md": MODULE.format(version=version, **said).encode(),
        "film/noticing.mp4": b"made up",
        "film/en.vtt": VTT.encode(),
        "film/en.md": b"Some words.\n",
    }
    bench.publish(files, version, change=change)
    assert bench.fetch().taken == (COURSE,)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[PackBench]:
    """Give somebody who is in the middle of version 1."""
    made = PackBench(tmp_path / "laptop")
    made.laptop.enrol(encode_enrolment_file(made.council.enrolment_file(LEARNING)))
    made.laptop.sync_learning(at_once=True)
    publish(made, 1)
    made.laptop.settle_learner(Job("repairs"), "M 4711")
    for step in DONE_BEFORE:
        made.laptop.take_step(COURSE, FIRST, step)
    yield made
    made.laptop.close()


def progress(bench: PackBench) -> ModuleProgress:
    """Give how far they are, as the laptop says after it was started anew."""
    bench.laptop.close()
    bench.laptop = bench.open()
    return bench.laptop.module_progress(COURSE, FIRST)


def check_nothing_lost(bench: PackBench, before: ModuleProgress) -> None:
    """All that was done, seen and answered is there, by the very ids it was done under."""
    after = progress(bench)
    assert set(after.done) >= set(before.done)
    assert after.film(FILM).share >= before.film(FILM).share
    assert set(after.quiz(CHECK).answers) >= set(before.quiz(CHECK).answers)
    if after.finished_on is None:
        assert (after.film(FILM), after.place) == (before.film(FILM), before.place)


@pytest.mark.parametrize("change", Change)
def test_an_update_in_the_middle_of_a_module_loses_nothing(bench: PackBench, change: Change) -> None:
    """New words, a page renamed, a page more, another question: what was done stays, and the module can be finished."""
    before = progress(bench)
    assert {ONE, TWO} <= set(before.done)
    publish(
        bench, 2, change, title="Page one, in other words", two="second", ask="Who hears of it?",
        extra="## One page more {#extra}\n\nWords.\n",
    )  # fmt: skip
    check_nothing_lost(bench, before)
    course = bench.laptop.course(COURSE)
    assert course is not None
    assert "Page one, in other words" in str(course.modules[0])
    taken = None
    for step in (
        Watched(FILM, 61_000, 100_000, 100_000),
        Done(BlockId("second")),
        Done(EXTRA),
        Answered(CHECK, "whom", (1,)),
        Done(BlockId("support-1")),
    ):
        taken = bench.laptop.take_step(COURSE, FIRST, step)
    assert taken is not None
    assert (taken.module_finished, taken.completed is not None) == (True, True)
    check_nothing_lost(bench, before)


def test_one_step_is_not_asked_again_because_another_version_came(bench: PackBench) -> None:
    """With new words alone, what is left to do is what was left to do."""
    before = progress(bench)
    publish(bench, 2, title="Other words")
    for step in (Watched(FILM, 61_000, 100_000, 100_000), Answered(CHECK, "whom", (1,)), Done(BlockId("support-1"))):
        taken = bench.laptop.take_step(COURSE, FIRST, step)
    assert taken.module_finished
    check_nothing_lost(bench, before)


def test_a_version_that_goes_back_loses_nothing_either(bench: PackBench) -> None:
    """The new version is damaged on the disk: the one before is used again, with all that was done under either."""
    publish(bench, 2, title="Other words")
    bench.laptop.take_step(COURSE, FIRST, Answered(CHECK, "whom", (1,)))
    before = progress(bench)
    (bench.files_of(2) / "first.md").write_bytes(b"")
    course = bench.laptop.course(COURSE)
    assert course is not None
    assert course.version == 1
    check_nothing_lost(bench, before)


def test_completions_stand_after_new_words_and_not_after_new_substance(bench: PackBench) -> None:
    """Who completed version 1 is done after a new wording, and catches up after a new substance."""
    for step in (Watched(FILM, 61_000, 100_000, 100_000), Answered(CHECK, "whom", (1,)), Done(BlockId("support-1"))):
        taken = bench.laptop.take_step(COURSE, FIRST, step)
    assert taken.completed is not None
    publish(bench, 2, title="Other words")

    def state() -> CourseState:
        return next(each.state for each in bench.laptop.training().courses if each.course.id == COURSE)

    assert state() is CourseState.DONE
    files = course_files(3, change=Change.SUBSTANCE)
    files["course.yaml"] += b"catch_up: [first]\n"
    bench.publish(files, 3, change=Change.SUBSTANCE)
    assert bench.fetch().taken == (COURSE,)
    assert state() is CourseState.CATCH_UP
    assert len(bench.laptop.certificates()) == 1
