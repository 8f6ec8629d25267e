"""Tells the system the neutral name under which the program runs; shows nothing itself."""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication

from detectors_app.content.configuration import configuration_or_none_set
from detectors_app.content.outward import Outward, outward_of
from detectors_app.content.wording import Wording
from detectors_app.domain.preferences import Preferences

SYSTEM_NAME = "site-notes"
"""The name of the installed program, its desktop entry and its group of windows: the same for everybody."""


def introduced(app: QGuiApplication, preferences: Preferences, words: Wording) -> Outward:
    """Run under the name that the person chose, or IT, or the usual one, and give it with its icon."""
    outward = outward_of(preferences, configuration_or_none_set(), words)
    introduce(app, outward.name)
    return outward


def introduce(app: QGuiApplication, name: str) -> None:
    """Run under this name: in the task switcher, the window's class, and what screen readers call the program."""
    app.setApplicationName(name)
    app.setApplicationDisplayName(name)  # the same as the title, to which Qt would else add it
    app.setDesktopFileName(SYSTEM_NAME)
    if sys.platform == "win32":
        _group_windows()


def _group_windows() -> None:
    """Let Windows keep our windows apart from other Python programs; where it will not, nothing is lost but that."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(SYSTEM_NAME)
