"""Home is painted before anything slow is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = {
    "alembic", "asyncio", "cryptography", "http_message_signatures", "keyring", "msgspec", "platformdirs", "requests",
    "sqlalchemy", "sqlcipher3", "sqlite3", "ssl", "truststore", "urllib3", "PySide6.QtNetwork", "PySide6.QtSvg",
}  # fmt: skip

_PROGRAM = """
import json, sys
from pathlib import Path
from detectors_app.staff import application
from detectors_app.widgets.qt_start import QtWidgets

def paint(self, event):
    shown(self, event)
    print(json.dumps({"loaded": sorted(sys.modules)}), flush=True)

from detectors_app.widgets.frame import Page
shown = Page.paintEvent
from detectors_app.staff.home_page import HomePage
HomePage.paintEvent = paint
application.run(Path(sys.argv[1]), exit_after_first_paint=True)
print("went on")
"""


@pytest.fixture(scope="module")
def first_paint(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Start the program in a process of its own, and end it after its first paint."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path_factory.mktemp("laptop"))],
        check=True,
        capture_output=True,
        timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_nothing_slow_is_loaded_before_the_first_paint(first_paint: dict[str, object]) -> None:
    """Store, keys and network are loaded only once a person can see Home."""
    loaded = first_paint["loaded"]
    assert isinstance(loaded, list)
    assert "detectors_app.staff.home_page" in loaded
    assert sorted(SLOW & set(loaded)) == []


def test_the_program_ends_after_its_first_paint_when_told_to(first_paint: dict[str, object]) -> None:
    """The flag for measuring ends the program by itself, without a fault."""
    assert first_paint["code"] == 0
