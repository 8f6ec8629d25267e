"""What makes the first paint quick stays right: numbers of Qt's names, and code that is kept."""

from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from detectors_app.widgets import kept_code, qt_numbers


def test_the_numbers_are_those_of_qts_names() -> None:
    """A number that Qt changes is found here."""
    assert Qt.TextFormat.PlainText.value == qt_numbers.PLAIN_TEXT
    assert Qt.TextFormat.RichText.value == qt_numbers.RICH_TEXT
    assert Qt.TextInteractionFlag.NoTextInteraction.value == qt_numbers.NO_INTERACTION
    assert Qt.FocusPolicy.NoFocus.value == qt_numbers.NO_FOCUS
    assert Qt.LayoutDirection.LeftToRight.value == qt_numbers.LEFT_TO_RIGHT
    assert Qt.LayoutDirection.RightToLeft.value == qt_numbers.RIGHT_TO_LEFT
    assert Qt.ScrollBarPolicy.ScrollBarAlwaysOff.value == qt_numbers.BAR_ALWAYS_OFF


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep code in a folder that is not there yet, and let Python write code."""
    made = tmp_path / "cache" / "kept.pyc"
    monkeypatch.setattr(kept_code, "_PLACE", str(made))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return made


def test_code_is_compiled_once_for_each_source(place: Path) -> None:
    """The same source gives the same code again; another source its own; and `compile` is Python's own afterwards."""
    before = builtins.compile
    with kept_code.kept_code():
        first = compile("answer = 6 * 7", "a.py", "exec")
    assert place.is_file()
    with kept_code.kept_code():
        again = compile("answer = 6 * 7", "a.py", "exec")
        other = compile("answer = 6 * 8", "a.py", "exec")
    assert again == first
    assert other != first
    assert builtins.compile is before


@pytest.mark.parametrize("damage", [b"", b"not code at all", None])
def test_damaged_kept_code_is_compiled_anew(place: Path, damage: bytes | None) -> None:
    """A file cut off, empty or of another Python costs time and nothing else."""
    with kept_code.kept_code():
        first = compile("answer = 1", "a.py", "exec")
    place.write_bytes(place.read_bytes()[:-9] if damage is None else damage)
    with kept_code.kept_code():
        assert compile("answer = 1", "a.py", "exec") == first


def test_nothing_is_kept_where_python_may_not_write(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who tells Python to write no code is obeyed."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    with kept_code.kept_code():
        compile("answer = 1", "a.py", "exec")
    assert not place.exists()


def test_qt_starts_from_kept_code(tmp_path: Path) -> None:
    """The second start compiles none of PySide6's own sources."""
    code = (
        "import builtins; own = builtins.compile; seen = []\n"
        "builtins.compile = lambda *a, **k: (seen.append(a[1]), own(*a, **k))[1]\n"
        "import detectors_app.widgets.qt_start; print(len([each for each in seen if 'signature' in str(each)]))"
    )
    command = [sys.executable, "-X", f"pycache_prefix={tmp_path}", "-c", code]
    env = {"QT_QPA_PLATFORM": "offscreen"}
    starts = [
        int(subprocess.run(command, capture_output=True, check=True, env=env, cwd=Path(__file__).parents[2]).stdout)
        for _ in range(2)
    ]
    assert starts[0] > 0
    assert starts[1] == 0
