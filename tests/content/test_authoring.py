"""The guide for authors does not lie: its examples, put together, are a course without a fault."""

from __future__ import annotations

import re
from pathlib import Path

from detectors_app.content.course_blocks import _KINDS
from detectors_app.content.course_findings import Severity
from detectors_app.content.course_lint import FEWEST_QUESTIONS, FEWEST_SCENARIOS, MOST_MINUTES, lint_course
from detectors_app.content.course_words import HARDEST_GRADE, MOST_EASY_WORDS, MOST_WORDS
from detectors_app.content.courses import COURSE_FILE, load_course
from detectors_app.domain.blocks import Film, Quiz, Reading, Scenario, Support
from tests.authored_course import CAPTIONS, EASY, PICTURE, TRANSCRIPT

GUIDE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
ONE_LINE = " ".join(GUIDE.split())
EXAMPLES = re.findall(r"^```(?:yaml|markdown)?\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def written(folder: Path) -> Path:
    """Put the guide's examples together as it says."""
    course = next(each for each in EXAMPLES if each.startswith("id: early-detectors"))
    module = next(each for each in EXAMPLES if each.startswith("---\n"))
    blocks = [each for each in EXAMPLES if each.startswith(":::")]
    files = {
        COURSE_FILE: course.replace("[recognise, respond]", "[recognise]"),
        "recognise.md": "\n".join([module, *blocks]),
        "recognise.easy.md": EASY.replace("# At the door", "# Recognise"),
        "film/en.vtt": CAPTIONS,
        "film/en.md": TRANSCRIPT,
        "film/noticing.mp4": "",
        "pictures/door.svg": PICTURE,
        "pictures/talk.svg": PICTURE,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_examples_are_a_course(tmp_path: Path) -> None:
    """What an author copies out of the guide loads, and has no fault but that its film is short."""
    course = load_course(written(tmp_path))
    kinds = [type(each) for each in course.modules[0].blocks]
    assert kinds == [Reading, Support, Film, Scenario, Quiz]
    errors = {each.key for each in lint_course(tmp_path) if each.severity is Severity.ERROR}
    assert errors <= {"course.skip_late"}


def test_every_block_and_member_is_in_the_guide(tmp_path: Path) -> None:
    """Nothing can be written that the guide does not name."""
    assert {each for each in _KINDS if f"::: {each}" not in GUIDE} == set()
    members = {
        "move_on",
        "review_by",
        "taught",
        "catch_up",
        "outcomes",
        "skippable",
        "must_see",
        "instead",
        "then",
        "story",
    }
    assert {each for each in members if each not in GUIDE} == set()


def test_the_numbers_of_the_guide_are_those_of_the_linter() -> None:
    """What it tells authors to keep to is what they are measured by."""
    assert f"at most {MOST_WORDS} words" in ONE_LINE
    assert f"at most {MOST_EASY_WORDS} words" in ONE_LINE
    assert f"school grade {HARDEST_GRADE:.0f}" in ONE_LINE
    words = {3: "three", 5: "five", 10: "ten"}
    assert f"every {words[MOST_MINUTES]} minutes" in ONE_LINE
    assert f"{words[FEWEST_SCENARIOS]} stories and {words[FEWEST_QUESTIONS]} questions" in ONE_LINE
