"""Runs every check of the project in one go and says at the end which failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools import coverage_floor
from tools.terminal import run, say
from tools.virtual_environment import PYTHON, script

if TYPE_CHECKING:
    from collections.abc import Callable

WORKERS = "2"
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def _tool(*words: str) -> Callable[[], int]:
    return lambda: run([PYTHON, "-m", *words])


def _imports() -> int:
    return run([script("lint-imports"), "--no-cache"])


def lint_steps(*, fix: bool = False) -> dict[str, Callable[[], int]]:
    """Give the checks that run none of our code; with `fix`, ruff mends what it can first."""
    return {
        "style (ruff check)": _tool("ruff", "check", *(["--fix"] if fix else [])),
        "layout (ruff format)": _tool("ruff", "format", *([] if fix else ["--check"])),
        "types (mypy)": _tool("mypy"),
        "import contracts (import-linter)": _imports,
    }


def pytest(words: list[str], extra: dict[str, str]) -> int:
    """Run pytest alone, with the words given, where no window is shown."""
    return run([PYTHON, "-m", "pytest", *words], {**_OFFSCREEN, **extra})


def test_steps(extra: dict[str, str]) -> dict[str, Callable[[], int]]:
    """Give every check there is; the coverage floor reads what the tests left behind."""
    measured = ["-n", WORKERS, "--dist", "worksteal", "--cov", "--cov-report="]
    return {
        **lint_steps(),
        "tests (pytest)": lambda: pytest(measured, extra),
        "coverage of the rules": coverage_floor.check,
    }


def run_all(steps: dict[str, Callable[[], int]]) -> int:
    """Run every step even after one failed, then name those that did: 0 only when none did."""
    failed = []
    for name, step in steps.items():
        say(f"\n-- {name}")
        if step() != 0:
            failed.append(name)
    say(f"\nFAILED: {', '.join(failed)}" if failed else f"\nAll {len(steps)} checks passed.")
    return 1 if failed else 0
