"""Killed at any step of changing a passphrase or a person, nobody is locked out and nothing is half done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is forked and killed as only POSIX can"),
]

LEAST_STEPS = 4
"""Far below what there are today: a driver that kills nowhere must not pass."""


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["change", "forgotten", "switch", "new"])
def test_killed_at_every_step(kind: str, tmp_path: Path) -> None:
    """After each death the old or the new passphrase opens, never neither; everyone's key and draft is whole."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.changing", kind, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert run.returncode == 0, run.stderr[-4000:]
    assert int(run.stdout) >= LEAST_STEPS
