"""What the system shows of the installed program is as neutral as its windows."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest

from detectors_app.content.outward import ICONS
from detectors_app.content.wording import load_wording
from detectors_app.widgets.outward import SYSTEM_NAME

ROOT = Path(__file__).resolve().parents[1]
TELLS = re.compile(
    "abuse|violen|domestic|detect|concern|safeguard|safety|camden|council|csn|report|evidence|victim|survivor|refuge",
    re.IGNORECASE,
)
"""Words that would tell somebody who looks on what the program is for."""


@pytest.fixture(scope="module")
def version_info() -> str:
    """Give what the recipe prints."""
    recipe = ROOT / "build" / "windows" / "version_info.py"
    return subprocess.run([sys.executable, str(recipe)], check=True, capture_output=True, text=True, timeout=60).stdout


def test_windows_shows_the_neutral_name(version_info: str) -> None:
    """Description, product and company are the display name; nothing else says more."""
    calls = [node for node in ast.walk(ast.parse(version_info)) if isinstance(node, ast.Call)]
    pairs = [[ast.literal_eval(arg) for arg in node.args] for node in calls if _name(node) == "StringStruct"]
    strings = {str(key): str(value) for key, value in pairs}
    name = load_wording()("app.name")
    assert strings["FileDescription"] == strings["ProductName"] == strings["CompanyName"] == name
    assert strings["OriginalFilename"] == f"{SYSTEM_NAME}.exe"
    assert not TELLS.search(version_info)


def test_linux_shows_the_neutral_name() -> None:
    """The desktop entry has the file name that windows ask for, and says the display name."""
    place = ROOT / "build" / "linux" / f"{SYSTEM_NAME}.desktop"
    text = place.read_text(encoding="utf-8")
    entry = configparser.ConfigParser(interpolation=None)
    entry.read_string(text)
    assert entry["Desktop Entry"]["Name"] == load_wording()("app.name")
    assert not TELLS.search(text)


@pytest.mark.parametrize("icon", ICONS)
def test_no_icon_tells(icon: str) -> None:
    """Neither the icons' names nor their words say what is written here."""
    assert not TELLS.search(icon + load_wording()(f"icon.{icon}"))


def test_the_check_finds_what_tells() -> None:
    """The search would notice a word that tells."""
    assert TELLS.search("Early Detectors")
    assert TELLS.search("Report a concern")


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""
