"""Finds the learning record store that the tests speak to, installing it from a lock file of its own; starts nothing.

It stands in an environment beside ours, because it asks for other versions of what we use.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from tools import virtual_environment
from tools.terminal import ROOT, run_quietly

VARIABLE = "DETECTORS_RECORD_STORE"
WANTED = "tools/record-store.in"
LOCK = "requirements-record-store.lock"
VENV = ROOT / ".venv-record-store"
_STAMP = VENV / "installed-lock.txt"
_SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
_PYTHON = _SCRIPTS / ("python.exe" if os.name == "nt" else "python")


def program() -> Path:
    """Give the path of the program."""
    return _SCRIPTS / ("ralph.exe" if os.name == "nt" else "ralph")


def ensure() -> Path:
    """Install it where it is not there as the lock file says; give its program.

    Raises:
        CannotContinue: it could not be installed; the tests by a real record store are never left out silently.
    """
    wanted = hashlib.sha256((ROOT / LOCK).read_bytes()).hexdigest()
    if not _is_there(wanted):
        tool = virtual_environment.uv()
        virtual_environment.create(VENV, tool)
        virtual_environment.install(_PYTHON, tool, LOCK)
        _STAMP.write_text(wanted, encoding="ascii")
    return program()


def _is_there(wanted: str) -> bool:
    stamped = _STAMP.is_file() and _STAMP.read_text(encoding="ascii") == wanted
    return stamped and run_quietly([_PYTHON, "-c", ""]).returncode == 0
