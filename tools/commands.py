"""The words after `dev.py`: what each one needs, and what it then starts."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tools import assistive, checks, film_tools, locks, postgres, record_store, system_libraries, virtual_environment
from tools.system_libraries import FILM, OFFSCREEN, WINDOW
from tools.terminal import CannotContinue, run, warn
from tools.virtual_environment import EVERYTHING, PYTHON, RUNTIME

if TYPE_CHECKING:
    from collections.abc import Callable

HELP = """\
python3 dev.py COMMAND ...

  setup              make the environment and install everything that is missing
  demo [--headless]  record a concern offline, deliver it, read it at the desk, see the receipt
  run ...            the `detectors` command, with the words that follow
  screens [--out D]  a screenshot of every screen (into ./screens unless told otherwise)
  pictures           the pictures in docs/pictures anew
  film               the film of the course anew, with its captions and words (or `--sheet F`: its frames)
  test               every check: style, types, import contracts, tests, coverage
  test ...           only pytest, with the words that follow
  lint [--fix]       the checks that run none of our code
  bench ...          the measurements
  lock [--upgrade]   remake the lock files from pyproject.toml
"""

_START = "from detectors_app.cli.main import main; import sys; sys.argv[0] = 'detectors'; sys.exit(main())"
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _prepare(lock: str, *, window: bool = False) -> None:
    virtual_environment.ensure(lock)
    qt = virtual_environment.qt_folder()
    system_libraries.ensure(qt, (*OFFSCREEN, *WINDOW) if window else OFFSCREEN)
    # Without these the film's page offers its words to read: no reason to keep anybody from the rest.
    system_libraries.ensure(qt, FILM, only_for="films")


def _detectors(words: list[str], extra: dict[str, str] | None = None) -> int:
    return run([PYTHON, "-c", _START, *words], extra)


def _setup(_words: list[str]) -> int:
    _prepare(EVERYTHING)
    # A machine without a screen may keep its gaps here: tests and the headless demo do not need them.
    system_libraries.ensure(virtual_environment.qt_folder(), (*OFFSCREEN, *WINDOW), only_for="real windows")
    return 0


def _demo(words: list[str]) -> int:
    headless = "--headless" in words or not _has_display()
    _prepare(RUNTIME, window=not headless)
    if not headless:
        return _detectors(["demo", *words])
    rest = [word for word in words if word != "--headless"]
    return _detectors(["demo", "--headless", *rest], _OFFSCREEN)


def _run(words: list[str]) -> int:
    _prepare(RUNTIME, window=words[:1] in (["staff"], ["desk"]) and _has_display())
    return _detectors(words)


def _screens(words: list[str]) -> int:
    _prepare(RUNTIME)
    out = [] if any(word.split("=")[0] == "--out" for word in words) else ["--out", "screens"]
    return _detectors(["screens", *out, *words], _OFFSCREEN)


def _pictures(_words: list[str]) -> int:
    _prepare(RUNTIME)
    return run([PYTHON, "docs/make_pictures.py"], _OFFSCREEN)


def _film(words: list[str]) -> int:
    _prepare(RUNTIME)
    return run([PYTHON, "-m", "tools.film", *words], {**_OFFSCREEN, "PYTHONPATH": str(film_tools.ensure())})


def _test(words: list[str]) -> int:
    _prepare(EVERYTHING)
    extra = {
        postgres.VARIABLE: str(postgres.ensure()),
        record_store.VARIABLE: str(record_store.ensure()),
        **assistive.ensure(),
    }
    return checks.pytest(words, extra) if words else checks.run_all(checks.test_steps(extra))


def _lint(words: list[str]) -> int:
    virtual_environment.ensure(EVERYTHING)
    return checks.run_all(checks.lint_steps(fix="--fix" in words))


def _bench(words: list[str]) -> int:
    _prepare(EVERYTHING)
    return run([PYTHON, "-m", "bench", *words], _OFFSCREEN)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": _setup,
    "demo": _demo,
    "run": _run,
    "screens": _screens,
    "pictures": _pictures,
    "film": _film,
    "test": _test,
    "lint": _lint,
    "bench": _bench,
    "lock": locks.remake,
}


def main(words: list[str]) -> int:
    """Do one command. Exit codes: 0 done, 1 something failed, 2 not understood, 3 something must be installed first."""
    if not words or words[0] in {"-h", "--help", "help"}:
        print(HELP, end="")
        return 0 if words else 2
    command = COMMANDS.get(words[0])
    if command is None:
        warn(f"There is no command `{words[0]}`. `python3 dev.py --help` lists them.")
        return 2
    try:
        return command(words[1:])
    except CannotContinue as reason:
        warn(str(reason))
        return 3
    except KeyboardInterrupt:
        return 130
