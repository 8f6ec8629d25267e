"""When the laptop dies at any step of sending, each report still exists once and is read once."""

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
    """After each death and a restart the desk has each concern once and the laptop one read receipt for each."""
    die_everywhere("laptop", tmp_path / "world")
