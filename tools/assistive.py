"""Finds what a real assistive client needs to work the windows: a screen, a bus and GNOME's accessibility; Linux only.

It starts nothing.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tools import apt
from tools.terminal import CannotContinue, run_quietly

VARIABLE = "DETECTORS_ASSISTIVE_PYTHON"
_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_PACKAGES = (("xvfb",), ("dbus",), ("at-spi2-core",), ("python3-gi",), ("gir1.2-atspi-2.0",))
_ASK = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
_PYTHON = "/usr/bin/python3"
"""The system's own Python: only that one sees the system's accessibility library."""


def find() -> str | None:
    """Give the Python that can speak to the accessibility bus, where everything else is there too."""
    programs = all(shutil.which(each) for each in ("Xvfb", "dbus-run-session"))
    launcher = any(Path(each).exists() for each in _LAUNCHERS)
    if not (programs and launcher and Path(_PYTHON).exists()):
        return None
    return _PYTHON if run_quietly([_PYTHON, "-c", _ASK]).returncode == 0 else None


def ensure() -> dict[str, str]:
    """Find it, installing it where we may, and give what tells the tests; nothing on Windows and macOS.

    Raises:
        CannotContinue: it is not there on Linux; the test by an assistive client is never left out silently.
    """
    if not sys.platform.startswith("linux"):
        return {}
    found = find()
    if found is None:
        apt.install(_PACKAGES, "that the test by an assistive client needs")
        found = find()
    if found is None:
        names = " ".join(name for (name,) in _PACKAGES)
        raise CannotContinue(
            f"The tests need a screen that shows nothing and the accessibility bus. Install the packages: {names}"
        )
    return {VARIABLE: found}
