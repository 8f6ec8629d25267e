"""Says which lines and branches of the rules no test ran; pyproject.toml names the packages held to it."""

from __future__ import annotations

import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from tools.terminal import ROOT, run, say
from tools.virtual_environment import PYTHON

_SHOWN = 12


def fully_covered() -> list[str]:
    """Read the packages that must be covered whole."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [str(name) for name in settings["tool"]["detectors"]["fully_covered"]]


def gaps(report: dict[str, Any], packages: list[str], modules: list[str]) -> list[str]:
    """Compare coverage's JSON report with the modules that exist (paths from the top): one line for each gap."""
    seen = {name.replace("\\", "/"): found for name, found in report["files"].items()}
    held = [name for name in modules if name.startswith(tuple(f"detectors_app/{package}/" for package in packages))]
    lines = [f"{name}: not measured at all" for name in held if name not in seen]
    for name in held:
        found = seen.get(name, {"missing_lines": [], "missing_branches": []})
        if found["missing_lines"]:
            lines.append(f"{name}: lines {_few(found['missing_lines'])} never run")
        if found.get("missing_branches"):
            lines.append(f"{name}: branches {_few(f'{a}->{b}' for a, b in found['missing_branches'])} never taken")
    return sorted(lines)


def _few(values: Any) -> str:  # noqa: ANN401 - any iterable of printable things
    shown = [str(value) for value in values]
    return ", ".join(shown[:_SHOWN]) + (f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else "")


def check() -> int:
    """Read the last test run's measurements; 0 when every line and branch of the rules was run."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "coverage.json"
        if run([PYTHON, "-m", "coverage", "json", "--quiet", "-o", target]) != 0:
            return 1
        report = json.loads(target.read_text(encoding="utf-8"))
    modules = [path.relative_to(ROOT).as_posix() for path in (ROOT / "detectors_app").rglob("*.py")]
    packages = fully_covered()
    lines = gaps(report, packages, modules)
    for line in lines:
        say(line)
    say(f"Coverage of {', '.join(packages)}: {'100 %' if not lines else f'{len(lines)} gaps'}.")
    return 1 if lines else 0
