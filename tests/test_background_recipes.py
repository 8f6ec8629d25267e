"""What starts the program without a window at sign-in: a command that there is, and nothing that tells."""

from __future__ import annotations

import configparser
import plistlib
import shlex
from pathlib import Path

import pytest

from detectors_app.cli.arguments import build_parser
from detectors_app.content.wording import load_wording
from tests.test_packaging import TELLS

BUILD = Path(__file__).resolve().parents[1] / "build"


def _entry(path: str, section: str, key: str) -> list[str]:
    entry = configparser.ConfigParser(interpolation=None, strict=False)
    entry.optionxform = str  # type: ignore[assignment, method-assign]  # keys are as they are written
    entry.read_string((BUILD / path).read_text(encoding="utf-8"))
    return shlex.split(entry[section][key])


def _autostart() -> list[str]:
    return _entry("linux/site-notes-background.desktop", "Desktop Entry", "Exec")


def _unit() -> list[str]:
    return _entry("linux/site-notes-background.service", "Service", "ExecStart")


def _agent() -> list[str]:
    agent = plistlib.loads((BUILD / "macos" / "site-notes-background.plist").read_bytes())
    return [str(each) for each in agent["ProgramArguments"]]


def _run_key() -> list[str]:
    lines = (BUILD / "windows" / "background.reg").read_text(encoding="utf-8").splitlines()
    value = next(each for each in lines if each.startswith('"Site Notes"=')).partition("=")[2]
    whole = value[1:-1].replace('\\"', '"').replace("\\\\", "/")
    return shlex.split(whole)


RECIPES = {
    "linux/site-notes-background.desktop": _autostart,
    "linux/site-notes-background.service": _unit,
    "macos/site-notes-background.plist": _agent,
    "windows/background.reg": _run_key,
}


@pytest.mark.parametrize("path", RECIPES)
def test_each_recipe_runs_a_command_that_there_is(path: str) -> None:
    """The program's file by its neutral name, and arguments that it takes."""
    program, *arguments = RECIPES[path]()
    assert Path(program).stem == "site-notes"
    assert build_parser(load_wording(), "staff").parse_args(arguments).background


@pytest.mark.parametrize("path", RECIPES)
def test_no_recipe_tells(path: str) -> None:
    """Whoever looks through what starts at sign-in learns nothing."""
    assert not TELLS.search((BUILD / path).read_text(encoding="utf-8"))
