"""When the laptop dies at any step of answering, each answer exists once, in its case, and is read once."""

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
    """Between the first save and the sent answer, wherever it stops: one answer, never none, never two."""
    die_everywhere("answer", tmp_path / "world")
