"""Fetches what only the making of the film needs: a voice, and ffmpeg; it makes no film itself.

Both stay out of the environment that the product and its checks run in.
"""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

from tools import apt
from tools.terminal import ROOT, CannotContinue, run, say
from tools.virtual_environment import PYTHON, VENV, uv

if TYPE_CHECKING:
    from pathlib import Path

LOCK = "requirements-film.lock"
FOLDER = VENV / "film-tools"
_STAMP = FOLDER / "installed-lock.txt"


def ensure() -> Path:
    """Install both where they are missing, and give the folder for Python to look in besides.

    Raises:
        CannotContinue: one of them could not be installed.
    """
    if not shutil.which("espeak-ng") and not apt.install([("espeak-ng",)], "that speaks the film's words"):
        raise CannotContinue("The film's words are spoken by `espeak-ng`: install that system package.")
    digest = hashlib.sha256((ROOT / LOCK).read_bytes()).hexdigest()
    if not _STAMP.is_file() or _STAMP.read_text(encoding="ascii") != digest:
        _install()
        _STAMP.write_text(digest, encoding="ascii")
    return FOLDER


def _install() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    say(f"Fetching what {LOCK} names ...")
    tool = uv()
    command = [tool, "pip", "install", "--python", str(PYTHON)] if tool else [str(PYTHON), "-m", "pip", "install"]
    strict = ["--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    if run([*command, *strict, "--target", str(FOLDER), "-r", LOCK]) != 0:
        raise CannotContinue("ffmpeg could not be fetched. Check the network, then run this again.")
