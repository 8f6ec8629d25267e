"""After a session, locked and unlocked, no file anywhere holds a word that anyone wrote, nor a passphrase."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.planted import search

ROOT = Path(__file__).parents[2]
LEAST_FILES = 10


def _run(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program whose home, cache, settings and temporary files all lie in the folder."""
    places = {"HOME": "home", "TMPDIR": "tmp", "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config",
              "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run"}  # fmt: skip
    for name in places.values():
        (folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    env = os.environ | {key: str(folder / name) for key, name in places.items()} | {"QT_QPA_PLATFORM": "offscreen"}
    words = [str(each) for each in (sys.executable, "-m", *command)]
    return subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.mark.faults
@pytest.mark.timeout(240)
def test_no_file_holds_a_planted_word_after_a_cut_session(tmp_path: Path) -> None:
    """Concerns, drafts, receipts, passphrases, and the answers and staff number of a course leave no readable trace.

    Not even in a live WAL.
    """
    ran = _run(tmp_path, "tests.faults.session", tmp_path)
    assert ran.returncode == 0, ran.stderr[-3000:]
    told = json.loads(ran.stdout)
    assert told["read"] == 3, "two reports and an unfinished one came to the desk and were read"
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert len(files) >= LEAST_FILES
    assert any(each.name.endswith("-wal") for each in files), "the stores were not closed: their logs lie open"
    assert len(told["planted"]) > 40
    assert search([tmp_path], told["planted"]) == []
    assert not [word for word in told["planted"] if word in ran.stderr]


@pytest.mark.faults
@pytest.mark.end_to_end
@pytest.mark.timeout(300)
def test_no_file_holds_the_words_after_the_windows_were_used(tmp_path: Path) -> None:
    """The real windows write nothing readable anywhere: no settings, no cache, no recent files, no log."""
    said = "Zx81f0c3d2Qv planted through the window"
    ran = _run(tmp_path, "detectors_app.cli.main", "demo", "--headless", "--data", tmp_path / "demo", "--say", said)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    assert (tmp_path / "demo").is_dir()
    assert search([tmp_path], [said, "Zx81f0c3d2Qv"]) == []
    assert "Zx81f0c3d2Qv" not in ran.stdout + ran.stderr
