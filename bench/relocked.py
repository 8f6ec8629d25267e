"""One lock of the real staff program, from the wish to the fresh process's painted Home; run as a program of its own.

`python -m bench.relocked FOLDER` opens the window, begins a concern, locks, and prints the milliseconds it took.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from detectors_app.staff.running import Running, run

from PySide6.QtCore import QObject, QTimer  # isort: skip
from PySide6.QtWidgets import QApplication  # isort: skip

from detectors_app.domain.ids import FieldId  # isort: skip

LOCKED_AT = "BENCH_LOCKED_AT"


class Player(QObject):
    """Does the next thing as soon as it can be done."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._locked_at_s = float(os.environ.pop(LOCKED_AT, "0"))
        self._wrote = False
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self.on_tick)
        self._timer.start()

    def on_tick(self) -> None:
        """Write one answer, lock while it is being saved, then say how long it took until Home was painted."""
        running = self._app.findChild(Running)
        staff = None if running is None else running.staff
        if staff is None or not staff.is_painted:
            return
        if self._locked_at_s:
            sys.stdout.write(f"{(time.monotonic() - self._locked_at_s) * 1000}\n")
            sys.stdout.flush()
            os._exit(0)
        window = staff.window
        if window.overview.looked is None or not window.overview.looked.set_up:
            return
        if window.writing.recording is None:
            window.writing.on_record()
        elif not self._wrote:
            self._wrote = True
            window.writing.recording.on_answered("place.elsewhere", "The stairs by the fourth door")
            window.writing.recording.presenter.on_answered(FieldId("happened"), "He would not let her answer. " * 20)
            os.environ[LOCKED_AT] = str(time.monotonic())
            window.locking.on_lock()


if __name__ == "__main__":
    program = QApplication([sys.argv[0], "-style", "fusion"])
    player = Player(program)
    raise SystemExit(run(Path(sys.argv[1])))
