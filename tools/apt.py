"""Installs Debian and Ubuntu packages when we may; it never asks a question and never guesses a password."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from tools.terminal import run_quietly, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_QUIET = {"DEBIAN_FRONTEND": "noninteractive", "NEEDRESTART_MODE": "l", "LC_ALL": "C.UTF-8"}
_WAIT_FOR_OTHERS_S = 180
_LAST_LINES = 15


def _as_root() -> list[str] | None:
    """Give the words to put before a command to run it as root, or None when we may not."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run_quietly(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


def may_install() -> bool:
    """Tell whether this machine has apt-get and lets us use it without a question."""
    return shutil.which("apt-get") is not None and _as_root() is not None


def _apt_get(*words: str) -> tuple[bool, str]:
    settings = [f"{name}={value}" for name, value in _QUIET.items()]
    command = [
        *(_as_root() or []),
        "env",
        *settings,
        "apt-get",
        "-q",
        "-o",
        f"DPkg::Lock::Timeout={_WAIT_FOR_OTHERS_S}",
    ]
    done = run_quietly([*command, *words])
    return done.returncode == 0, "\n".join(done.stdout.splitlines()[-_LAST_LINES:])


def _known(package: str) -> bool:
    return run_quietly(["apt-cache", "show", "--no-all-versions", package], _QUIET).returncode == 0


def _choose(wanted: Iterable[Sequence[str]]) -> list[str] | None:
    """Pick, for each need, the first name this release knows; None when one need has no known name."""
    chosen = [next(filter(_known, names), None) for names in wanted]
    return None if None in chosen else [name for name in chosen if name]


def install(wanted: Sequence[Sequence[str]], why: str) -> bool:
    """Install one package for each need, given as alternative names; refresh the lists only when that does not work."""
    if not wanted or not may_install():
        return not wanted
    for refresh in (False, True):
        if refresh:
            say("Refreshing the list of system packages (apt-get update) ...")
            _apt_get("update")
        packages = _choose(wanted)
        if packages is None:
            continue
        say(f"Installing system packages {why}: {' '.join(sorted(set(packages)))} ...")
        done, output = _apt_get("install", "-y", "--no-install-recommends", *sorted(set(packages)))
        if done:
            return True
        if refresh:
            say(output)
    return False
