"""Replaces this process by a fresh one of the same program: no word or key it held stays in memory; it saves nothing.

Linux puts the fresh program in this very process (exec); Windows and macOS, whose windows do not outlive that, start it
and end this one. What it shall begin with goes by an environment variable, which it takes away when it reads it.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import MutableMapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, NoReturn

VARIABLE = "SITE_NOTES_BEGINS"
_FRESH_BUNDLE = "PYINSTALLER_RESET_ENVIRONMENT"
"""Tells a frozen program that it is started anew, not a helper of the one that starts it (PyInstaller 6.10)."""
_FLAGS = ("covered", "background", "inactive", "minimised")
_log = logging.getLogger(__name__)


class Begins(NamedTuple):
    """How the fresh process begins: behind the cover, with no window at all, below other windows; where and how large.

    `geometry` is Qt's own record of a window's place, in base64; empty leaves it to the system.
    """

    covered: bool = False
    background: bool = False
    inactive: bool = False
    minimised: bool = False
    geometry: str = ""

    def encode(self) -> str:
        """Give it as one line."""
        return ",".join([*(each for each in _FLAGS if getattr(self, each)), f"at={self.geometry}"])


def decode(line: str) -> Begins:
    """Read what `encode` gave; what is not known is passed over."""
    parts = line.split(",")
    geometry = next((each.removeprefix("at=") for each in parts if each.startswith("at=")), "")
    return Begins(**{each: each in parts for each in _FLAGS}, geometry=geometry)


def taken_from(environment: MutableMapping[str, str]) -> Begins | None:
    """Give how to begin and take it out of the environment; None where the program was started by hand."""
    environment.pop(_FRESH_BUNDLE, None)
    line = environment.pop(VARIABLE, None)
    return None if line is None else decode(line)


def own_command(executable: str, arguments: Sequence[str], original: Sequence[str], *, frozen: bool) -> list[str]:
    """Give the command that started this program: of a frozen one its file, else Python with its own arguments."""
    return [executable, *(arguments if frozen else original)[1:]]


def replace_process(begins: Begins) -> NoReturn:
    """Be the fresh process. Where it cannot be started this one ends all the same: what it held must not stay."""
    frozen = bool(getattr(sys, "frozen", False))
    command = own_command(sys.executable, sys.argv, sys.orig_argv, frozen=frozen)
    os.environ[VARIABLE] = begins.encode()
    if frozen:
        os.environ[_FRESH_BUNDLE] = "1"
    _flush()
    try:
        _start(command)
    except OSError as error:
        _log.critical("relock.cannot_start %s", error.errno)
        _flush()
        os._exit(1)
    os._exit(0)


def _start(command: list[str]) -> None:
    if sys.platform in {"win32", "darwin"}:
        import subprocess

        subprocess.Popen(command, close_fds=True)  # noqa: S603 - our own command, as it was given
        return
    _keep_no_files()
    os.execv(command[0], command)  # noqa: S606 - as above


def _keep_no_files() -> None:
    """Let every open file but the three usual ones end with this program, whoever opened it."""
    with suppress(OSError):
        for each in tuple(Path("/proc/self/fd").iterdir()):
            if int(each.name) > 2:  # noqa: PLR2004 - the three usual ones
                with suppress(OSError):  # the one that listed them is closed by now
                    os.set_inheritable(int(each.name), False)


def _flush() -> None:
    for handler in logging.getLogger().handlers:
        handler.flush()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # None under pythonw
            with suppress(OSError, ValueError):
                stream.flush()
