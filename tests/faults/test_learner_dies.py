"""Killed in the middle of every answer and every second of the film, a trainee goes on where they were."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from detectors_app.domain.ids import CONCERNS, LEARNING
from detectors_app.protocol.enrolment import encode_enrolment_file
from tests.faults.learner import laptop_at, way
from tests.made_up import Council
from tests.made_up_course import AT_THE_DOOR, CARETAKING, EARLY, RECOGNISE

LEAST_DEATHS_A_STEP = 2

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is forked and killed as only POSIX can"),
]


@pytest.mark.timeout(180)
def test_killed_at_every_write_of_every_step(tmp_path: Path) -> None:
    """Each step is there whole or not at all, taken again it is taken once, and the course is completed once."""
    with laptop_at(tmp_path) as laptop:
        laptop.enrol(encode_enrolment_file(Council().enrolment_file(CONCERNS, LEARNING)))
        laptop.settle_learner(CARETAKING, "C-12")
    command = [sys.executable, "-m", "tests.faults.learner", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert run.returncode == 0, run.stderr[-4000:]
    played = json.loads(run.stdout)
    assert played["steps"] == len(way())
    assert played["deaths"] >= played["steps"] * LEAST_DEATHS_A_STEP
    with laptop_at(tmp_path) as laptop:
        assert all(laptop.module_progress(EARLY, each).finished_on for each in (RECOGNISE, AT_THE_DOOR))
        assert len(laptop.certificates()) == 1
        with laptop.parts.store.unit() as unit:
            assert len(unit.outbox(box=LEARNING)) == 1
