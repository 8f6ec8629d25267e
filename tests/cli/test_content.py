"""`detectors content`: every fault on a line of its own, and exit codes that a script can rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

from detectors_app.cli.exit_codes import Exit
from detectors_app.cli.main import main
from detectors_app.content.courses import bundled_folders
from tests.authored_course import DOOR, write_course
from tests.cli.command import called, detectors
from tests.content.test_captions import box, mvhd


@pytest.fixture
def good(tmp_path: Path) -> Path:
    folder = write_course(tmp_path / "good")
    (folder / "film" / "visit.mp4").write_bytes(box(b"moov", mvhd(1000, 10_000)))
    return folder


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    text = DOOR.replace("go: van", "go: lift").replace("(help)", "(www)")
    return write_course(tmp_path / "bad", {"door.md": text})


def test_a_course_without_errors_ends_well(good: Path) -> None:
    """Warnings are told and marked, and stop nobody."""
    ran = called("content", "lint", good)
    assert ran.code == Exit.OK
    lines = ran.out.splitlines()
    assert all(each.endswith("(warning)") for each in lines[:-1])
    assert lines[-1] == "Courses: 1. Errors: 0. Warnings: 2."


def test_each_fault_is_a_line_that_an_editor_understands(bad: Path) -> None:
    """`file:line: words`, the file found from where one stands."""
    ran = called("content", "lint", bad)
    assert ran.code == Exit.REFUSED
    line = 1 + DOOR[: DOOR.index("go: van")].count("\n")
    assert f"{bad / 'door.md'}:{line}: There is no scene “lift”." in ran.out
    assert "Errors: " in ran.out.splitlines()[-1]
    assert ran.err.startswith("There are errors.")


def test_several_courses_at_once(good: Path, bad: Path) -> None:
    """One bad one among them is enough."""
    ran = called("content", "lint", good, bad)
    assert ran.code == Exit.REFUSED
    assert "Courses: 2." in ran.out


def test_json_says_the_same(good: Path, bad: Path) -> None:
    """File, line, key, severity and text of each finding, whether it ends well or not."""
    found = called("content", "lint", good, "--json").json
    assert found["courses"] == [str(good)]
    assert {each["key"] for each in found["findings"]} == {"course.unapproved", "course.scenarios_few"}
    ran = called("content", "lint", bad, "--json")
    error = ran.json["error"]
    assert (ran.error_key, error["exit"]) == ("course.faults", Exit.REFUSED)
    assert {"file", "line", "key", "severity", "text"} == set(error["findings"][0])
    assert {Path(each["file"]).name for each in error["findings"]} == {"door.md", "course.yaml"}


def test_without_a_folder_the_programs_own_courses_are_meant() -> None:
    """All that come with the program, and none of them has an error."""
    ran = called("content", "lint")
    assert ran.code == Exit.OK
    assert f"Courses: {len(bundled_folders())}. Errors: 0." in ran.out


@pytest.mark.parametrize("command", ["lint", "preview"])
def test_a_folder_without_a_course_is_refused(tmp_path: Path, command: str) -> None:
    """It is named, and nothing is opened."""
    ran = called("content", command, tmp_path, "--json")
    assert (ran.code, ran.error_key) == (Exit.REFUSED, "course.no_course")
    assert str(tmp_path) in ran.json["error"]["text"]


def test_a_preview_needs_a_display(good: Path) -> None:
    """Where no window can be shown it is said in words, before Qt would end the process."""
    ran = detectors("content", "preview", good, "--json")
    assert (ran.code, ran.error_key) == (Exit.NOT_NOW, "display.none")


def test_a_language_that_cannot_be_is_refused(good: Path) -> None:
    """A code that is none is named; one without files is English."""
    ran = called("content", "preview", good, "--language", "../x", "--json")
    assert (ran.code, ran.error_key) == (Exit.REFUSED, "language.unknown")


def test_a_preview_runs_until_its_window_is_closed(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folder, module and language reach the window; how it ended becomes the exit code."""
    asked: list[object] = []

    def run(folder: Path, words: object, module: str) -> int:
        asked.extend([folder, getattr(words, "language", ""), module])
        return 0

    monkeypatch.setattr("detectors_app.cli.content.has_display", lambda: True)
    monkeypatch.setattr("detectors_app.staff.content_preview.run", run)
    assert main(["content", "preview", str(good), "--module", "door", "--language", "en-XA"]) == Exit.OK
    assert asked == [good, "en-XA", "door"]
