"""When the program dies at any step of fetching a course, the version before stays in use, or the new one is, whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is forked and killed as only POSIX can"),
]

LEAST_STEPS = 40
"""Far below what there are today: a driver that kills nowhere must not pass."""


@pytest.mark.timeout(540)
def test_killed_at_every_step_of_a_fetch(tmp_path: Path) -> None:
    """After each death the course is version 1 or 2, never a mixture; the next round brings 2 and clears up."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.fetching", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert run.returncode == 0, run.stderr[-4000:]
    played = json.loads(run.stdout.splitlines()[-1])
    assert played["steps"] >= LEAST_STEPS
    assert set(played["versions"]) == {"1", "2"}
    assert played["versions"]["1"] > LEAST_STEPS / 2
