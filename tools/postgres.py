"""Finds the PostgreSQL server programs that the tests start for themselves; it starts nothing."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from tools import apt
from tools.terminal import CannotContinue

VARIABLE = "DETECTORS_PG_BIN"
_PLACES = (
    ("/usr/lib/postgresql", "*/bin"),  # Debian, Ubuntu
    ("/usr", "pgsql-*/bin"),  # PostgreSQL's own packages for Red Hat
    ("/opt/homebrew/opt", "postgresql@*/bin"),
    ("/usr/local/opt", "postgresql@*/bin"),
    ("C:/Program Files/PostgreSQL", "*/bin"),
)


def _version(folder: Path) -> int:
    digits = re.findall(r"\d+", folder.parent.name)
    return int(digits[-1]) if digits else 0


def _whole(folder: Path) -> bool:
    return all(shutil.which(name, path=str(folder)) for name in ("initdb", "postgres"))


def find() -> Path | None:
    """Give the folder of `initdb` and `postgres`: named by DETECTORS_PG_BIN, on PATH, or the newest installed."""
    named = os.environ.get(VARIABLE)
    on_path = shutil.which("initdb")
    candidates = [Path(named)] if named else []
    candidates += [Path(on_path).resolve().parent] if on_path else []
    for top, pattern in _PLACES:
        candidates += sorted(Path(top).glob(pattern), key=_version, reverse=True)
    return next(filter(_whole, candidates), None)


def ensure() -> Path:
    """Find the server programs, installing them where we may.

    Raises:
        CannotContinue: there are none; the tests of the service need them and are never left out silently.
    """
    if found := find():
        return found
    apt.install([("postgresql",)], "that the tests of the service need")
    if found := find():
        return found
    raise CannotContinue(
        f"The tests need PostgreSQL's server programs (initdb, postgres). Install the package `postgresql`, "
        f"or set {VARIABLE} to their folder."
    )
