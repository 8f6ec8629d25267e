"""When the desk dies at any step of asking, each question exists once, on every desk and on the laptop."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.dying import die_everywhere

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is forked and killed as only POSIX can"),
]


@pytest.mark.timeout(540)
def test_killed_at_every_step(tmp_path: Path) -> None:
    """Between the press and the last reply, wherever it stops: pressed again it is the same question."""
    die_everywhere("question", tmp_path / "world")
