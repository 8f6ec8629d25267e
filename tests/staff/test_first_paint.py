"""Home is painted before anything slow is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

SLOW = {
    "alembic", "asyncio", "cryptography", "http_message_signatures", "keyring", "msgspec", "platformdirs", "requests",
    "sqlalchemy", "sqlcipher3", "sqlite3", "ssl", "truststore", "urllib3", "uuid", "PySide6.QtMultimedia",
    "PySide6.QtNetwork", "PySide6.QtSvg",
}  # fmt: skip

ALLOWED = {"_ctypes", "_json", "_locale", "copy", "ctypes", "fcntl", "dataclasses", "gc", "json", "locale", "org"}
"""The packages that Home may load beyond its own and beyond what a bare window loads."""

_TELL = """
import enum, json, os, sys

def tell(code):
    from PySide6.QtWidgets import QApplication
    focus = QApplication.focusWidget()
    bases = (enum.Enum, enum.Flag, enum.IntEnum, enum.IntFlag)
    kinds = {each.__name__ for base in bases for each in base.__subclasses__()}
    found = {"loaded": sorted(sys.modules), "focus": focus and focus.objectName(), "kinds": sorted(kinds)}
    print(json.dumps(found), flush=True)
    end(code)

end, os._exit = os._exit, tell
"""

_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
app = QApplication(sys.argv)
window = Window()
window.show()
app.exec()
"""

_HOME = """
from detectors_app.cli.main import main
main(["staff", "--data", sys.argv[1], "--exit-after-first-paint"])
print("it went on")
"""


@dataclass(frozen=True)
class Painted:
    """What a program had loaded when it was painted for the first time, and what had the focus."""

    loaded: set[str]
    kinds: set[str]
    focus: str


def paint(program: str, folder: Path) -> Painted:
    done = subprocess.run(
        [sys.executable, "-c", _TELL + program, str(folder)],
        check=True,
        capture_output=True,
        timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
    )
    found = json.loads(done.stdout)
    return Painted(set(found["loaded"]), set(found["kinds"]), found["focus"])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Painted:
    """Start the command in a process of its own, which ends after its first paint."""
    return paint(_HOME, tmp_path_factory.mktemp("laptop"))


def test_nothing_slow_is_loaded_before_the_first_paint(home: Painted) -> None:
    """Store, keys and network are loaded only once a person can see Home."""
    assert "detectors_app.staff.home_page" in home.loaded
    assert sorted(SLOW & home.loaded) == []


def test_home_loads_little_more_than_a_bare_window(home: Painted, tmp_path: Path) -> None:
    """Whatever is added to what the first paint loads has to be asked for here."""
    more = {name.partition(".")[0] for name in home.loaded - paint(_BARE, tmp_path).loaded}
    assert sorted(more - ALLOWED) == ["detectors_app"]


def test_home_loads_none_of_qts_large_lists_of_names(home: Painted) -> None:
    """`Qt` and `QStyle` hold two thousand names, which Qt loads at the first use of one of them."""
    assert "ColorRole" in home.kinds
    assert sorted({"AlignmentFlag", "CursorShape", "PixelMetric", "PrimitiveElement"} & home.kinds) == []


def test_record_has_the_focus_at_the_first_paint(home: Painted) -> None:
    """Whoever opens the program can press Enter at once."""
    assert home.focus == "home.record"
