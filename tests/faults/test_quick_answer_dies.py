"""Killed while a quick question's answer is written: it is asked again, or it is noted; never half."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.quick_answers import DONE_AT, asked, laptop_at
from tests.made_up_course import CARETAKING, EARLY, WAY

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is forked and killed as only POSIX can"),
]


@pytest.mark.timeout(180)
def test_killed_at_every_write_of_an_answer(tmp_path: Path) -> None:
    """Until its commit the same two are asked; from then on it is noted; the last life finds it whole."""
    with laptop_at(tmp_path, DONE_AT) as laptop:
        laptop.settle_learner(CARETAKING, "C-12")
        for module, step in WAY:
            laptop.take_step(EARLY, module, step)
    with laptop_at(tmp_path) as laptop:
        assert len(asked(laptop)) == 2
    command = [sys.executable, "-m", "tests.faults.quick_answers", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert run.returncode == 0, run.stderr[-4000:]
    played = json.loads(run.stdout)
    assert played["died"] >= 2
    assert 1 <= played["kept"] < played["died"]
    with laptop_at(tmp_path) as laptop:
        assert asked(laptop) == ()
        assert len(laptop.certificates()) == 1
