"""Makes `.venv` and keeps it equal to the lock files; it installs nothing whose hash is not written there.

The project itself is not built: one `.pth` line leads from the environment to this checkout.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from tools import apt
from tools.terminal import ROOT, CannotContinue, run, run_quietly, say

VENV = ROOT / ".venv"
STAMP = VENV / "installed-lock.txt"
RUNTIME = "requirements.lock"
EVERYTHING = "requirements-dev.lock"
_SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = _SCRIPTS / ("python.exe" if os.name == "nt" else "python")


def script(name: str) -> Path:
    """Give the path of a program that a dependency installed."""
    return _SCRIPTS / (f"{name}.exe" if os.name == "nt" else name)


def uv() -> str | None:
    """Give uv's path if it is there and really runs (a version manager may leave an empty shell of it)."""
    path = shutil.which("uv")
    return path if path and run_quietly([path, "--version"]).returncode == 0 else None


def digest(lock: str) -> str:
    """Give what the environment must match: the lock's name and SHA-256, and this Python's version."""
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{lock} {hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()} python{version}"


def up_to_date(lock: str) -> bool:
    """Tell whether `lock` is installed, alone or within the larger one, and the environment's Python still runs."""
    if not STAMP.is_file():
        return False
    stamp = STAMP.read_text(encoding="ascii").strip()
    return stamp in {digest(lock), digest(EVERYTHING)} and run_quietly([PYTHON, "-c", ""]).returncode == 0


def qt_folder() -> Path:
    """Give the folder of Qt's own libraries within the environment."""
    return _site_packages() / "PySide6" / "Qt"


def ensure(lock: str) -> None:
    """Make the environment match `lock`; when it already does, this is quick and changes nothing.

    Raises:
        CannotContinue: Python cannot make environments here, or a download failed or did not match its hash.
    """
    if up_to_date(lock):
        return
    tool = uv()
    if _had_everything():
        lock = EVERYTHING
    STAMP.unlink(missing_ok=True)
    if not _usable(needs_pip=tool is None):
        create(VENV, tool)
    install(PYTHON, tool, lock)
    _lead_to_checkout()
    STAMP.write_text(digest(lock) + "\n", encoding="ascii")
    say("The environment is ready.")


def _had_everything() -> bool:
    return STAMP.is_file() and STAMP.read_text(encoding="ascii").startswith(EVERYTHING)


def _usable(*, needs_pip: bool) -> bool:
    probe = f"import sys{', pip' if needs_pip else ''}; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return run_quietly([PYTHON, "-c", probe]).returncode == 0


def create(folder: Path, tool: str | None) -> None:
    """Make an empty environment in a folder, with uv where `tool` is its path.

    Raises:
        CannotContinue: Python cannot make environments here.
    """
    say(f"Making {folder.name} with Python {sys.version.split()[0]} ...")
    shutil.rmtree(folder, ignore_errors=True)
    if tool:
        command = [tool, "venv", "--quiet", "--python", sys.executable, str(folder)]
    else:
        _ensure_venv_module()
        command = [sys.executable, "-m", "venv", str(folder)]
    if run(command) != 0:
        raise CannotContinue(f"{sys.executable} could not make a virtual environment in {folder}.")


def install(python: Path, tool: str | None, lock: str) -> None:
    """Make an environment's packages those of a lock file.

    Raises:
        CannotContinue: a download failed, or did not match its hash.
    """
    say(f"Installing what {lock} names, {'with uv' if tool else 'with pip (about half a minute)'} ...")
    if run(_install_command(python, tool, lock)) != 0:
        raise CannotContinue(
            "The dependencies could not be installed. Check the network, and that the system is new enough "
            "(docs/dependencies.md, `Where it installs`); then run this again."
        )


def _ensure_venv_module() -> None:
    """Debian ships Python without `ensurepip`, and with it `venv`, until its own package is installed."""
    if importlib.util.find_spec("ensurepip"):
        return
    exact = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not apt.install([(exact, "python3-venv")], "that Python needs to make environments"):
        raise CannotContinue(f"Python lacks its `venv` module. Install the package `{exact}`, or install `uv`.")


def _install_command(python: Path, tool: str | None, lock: str) -> list[str]:
    # Wheels only: building from source would run code and fetch tools that no hash here vouches for.
    strict = ["--require-hashes", "--only-binary", ":all:"]
    if tool:
        return [tool, "pip", "sync", "--quiet", "--python", str(python), *strict, lock]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"]
    return [str(python), "-m", "pip", "install", *quiet, *strict, "-r", lock]


def _site_packages() -> Path:
    return VENV / "Lib" / "site-packages" if os.name == "nt" else next(VENV.glob("lib/python3.*/site-packages"))


def _lead_to_checkout() -> None:
    # Relative, hence plain ASCII whatever the folder is called: older Pythons read `.pth` in the locale's encoding.
    folder = _site_packages()
    (folder / "detectors-checkout.pth").write_text(os.path.relpath(ROOT, folder) + "\n", encoding="ascii")
