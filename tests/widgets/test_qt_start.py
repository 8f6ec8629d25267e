"""Loading Qt leaves Python's import as it was, and brings in nothing that the first paint cannot afford."""

from __future__ import annotations

import json
import subprocess
import sys

PROBE = """
import builtins, json, sys
import detectors_app.widgets.{module}
print(json.dumps([builtins.__import__ is builtins.__orig_import__, sorted(sys.modules)]))
"""
TOO_SLOW = {
    "PySide6.QtSvg", "PySide6.QtNetwork", "PySide6.QtPrintSupport", "sqlalchemy", "cryptography", "requests", "keyring",
    "asyncio", "ssl", "msgspec", "pydantic",
}  # fmt: skip


def probe(module: str) -> tuple[bool, set[str]]:
    done = subprocess.run([sys.executable, "-c", PROBE.format(module=module)], capture_output=True, check=True)
    same, modules = json.loads(done.stdout)
    return same, set(modules)


def test_pythons_own_import_is_back() -> None:
    """The hook that reads the source of every later module is gone: an upgrade cannot bring it back unseen."""
    same, modules = probe("qt_start")
    assert "PySide6.QtWidgets" in modules
    assert same


def test_the_window_needs_only_qt() -> None:
    """The frame, which is painted first, loads no library that is slow to load."""
    same, modules = probe("frame")
    assert same
    assert not TOO_SLOW & modules
