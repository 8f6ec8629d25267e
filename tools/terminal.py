"""Knows how to say a line and how to start a program; it decides nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent


class CannotContinue(Exception):  # noqa: N818 - it carries the sentence shown to the person, not a fault of ours
    """Something outside this project is missing; the text says what to do about it."""


def say(line: str) -> None:
    """Print one line at once, so that it stands before what the next program prints."""
    print(line, flush=True)


def warn(line: str) -> None:
    """Print one line to standard error."""
    print(line, file=sys.stderr, flush=True)


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give children UTF-8 whatever the locale is, and the variables in `extra`."""
    return {**os.environ, "PYTHONUTF8": "1", **(extra or {})}


def run(command: Sequence[str | Path], extra: Mapping[str, str] | None = None) -> int:
    """Run a program from the top of the project with this terminal, and give its exit code."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment(extra), check=False).returncode


def run_quietly(
    command: Sequence[str | Path], extra: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program that must not ask anything, and keep what it says. A missing program gives code 127."""
    try:
        return subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=environment(extra),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        return subprocess.CompletedProcess([], 127, stdout=str(error))
