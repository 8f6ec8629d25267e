"""Runs the `detectors` command as a process of its own, and gives what it said."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detectors_app.cli.main import main

ROOT = Path(__file__).resolve().parent.parent.parent
TIME_S = 90


@dataclass(frozen=True)
class Ran:
    """A command that ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Give the one JSON object that it printed."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def error_key(self) -> str:
        """Give the wording key of the error in its JSON."""
        assert self.json["ok"] is False
        return str(self.json["error"]["key"])


def environment(**more: str) -> dict[str, str]:
    """Give the environment of a command: no display, no bytecode left in the tree."""
    return os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"} | more


def detectors(*arguments: str | Path, passphrases: str = "", cwd: Path | None = None, **more: str) -> Ran:
    """Run the command; `passphrases` go in by file descriptor 0, where the arguments ask for it."""
    command = [sys.executable, "-m", "detectors_app.cli", *map(str, arguments)]
    done = subprocess.run(
        command, input=passphrases.encode(), capture_output=True, timeout=TIME_S, check=False, cwd=cwd,
        env=environment(**more),
    )  # fmt: skip
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def called(*arguments: str | Path, passphrases: str = "") -> Ran:
    """Run the command in this process, which is quicker; descriptor 0 stands for a pipe with the passphrases."""
    out, err = io.StringIO(), io.StringIO()
    reading, writing = os.pipe()
    os.write(writing, passphrases.encode())
    os.close(writing)
    given = [str(each) for each in arguments]
    for place in [
        place for place, each in enumerate(given[:-1]) if (each, given[place + 1]) == ("--passphrase-fd", "0")
    ]:
        given[place + 1] = str(reading)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(given)
    finally:
        os.close(reading)
    return Ran(code, out.getvalue(), err.getvalue())
