"""First paint of the staff app's Home against a bare Qt window, each a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from bench.measure import Row, alternate, ratio_row, time_row

_BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

_OURS = "from detectors_app.cli.main import main; main()"
"""As `dev.py run` and the installed command start it; Python's `-m` would first load a finder of modules."""


def _seconds(command: list[str]) -> float:
    env = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    begin_s = time.perf_counter()
    subprocess.run(command, check=True, env=env, capture_output=True)
    return time.perf_counter() - begin_s


def first_paint(data: Path) -> list[Row]:
    """Measure an enrolled laptop's Home, Record focused, against a bare QApplication and QMainWindow."""
    ours = [sys.executable, "-c", _OURS, "staff", "--data", str(data), "--exit-after-first-paint"]
    pairs = alternate(lambda: _seconds(ours), lambda: _seconds([sys.executable, "-c", _BARE]))
    return [
        ratio_row(
            "first paint of Home, Record focusable / bare Qt window",
            pairs,
            target="<= 1.3",
            met=lambda ratio: ratio <= 1.3,  # noqa: PLR2004 - the target itself
        ),
        time_row("first paint of Home", [ours_s * 1000 for ours_s, _ in pairs]),
        time_row("bare Qt window", [base_s * 1000 for _, base_s in pairs]),
    ]
