"""One typed session in a process of its own: how long the window's loop stands still, with our form or a bare field."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from detectors_app.content.wording import load_wording
from detectors_app.staff.application import StaffApplication
from detectors_app.widgets.qt_start import QtCore, QtWidgets

TICK_MS, KEY_MS = 5, 110
"""A tick often enough to see a lost frame, and a key as often as a quick typist's."""

SENTENCE = "Came to fit a new bathroom lock. It is the third one this year. "
BARE = "bare"


class Session(QtCore.QObject):
    """Types into a field for so long, and keeps how late each tick of the window's loop came."""

    def __init__(self, field: QtWidgets.QPlainTextEdit, seconds: float) -> None:
        super().__init__()
        self._field, self._seconds = field, seconds
        self._letters = 0
        self._begin_s = self._last_s = time.perf_counter()
        self.late_ms: list[float] = []
        precise = QtCore.Qt.TimerType.PreciseTimer
        self._ticks = QtCore.QTimer(self, interval=TICK_MS, timerType=precise)
        self._keys = QtCore.QTimer(self, interval=KEY_MS, timerType=precise)
        self._ticks.timeout.connect(self.on_tick)
        self._keys.timeout.connect(self.on_key)
        self._ticks.start()
        self._keys.start()

    @QtCore.Slot()
    def on_tick(self) -> None:
        """Keep how long this one took to come, beyond its interval."""
        now_s = time.perf_counter()
        self.late_ms.append(max((now_s - self._last_s) * 1000 - TICK_MS, 0.0))
        self._last_s = now_s
        if now_s - self._begin_s > self._seconds:
            print(json.dumps(self.late_ms), flush=True)
            os._exit(0)

    @QtCore.Slot()
    def on_key(self) -> None:
        """Type the next letter, as the system hands one over."""
        from PySide6.QtGui import QKeyEvent

        letter = SENTENCE[self._letters % len(SENTENCE)]
        self._letters += 1
        none = QtCore.Qt.KeyboardModifier.NoModifier
        for kind in (QtCore.QEvent.Type.KeyPress, QtCore.QEvent.Type.KeyRelease):
            QtWidgets.QApplication.postEvent(self._field, QKeyEvent(kind, 0, none, letter))


class Opening(QtCore.QObject):
    """Waits until Home knows the store, begins a concern, and goes to the question that is written most to."""

    def __init__(self, staff: StaffApplication, seconds: float) -> None:
        super().__init__()
        self._staff, self._seconds = staff, seconds
        self._session: Session | None = None
        self._looking = QtCore.QTimer(self, interval=50)
        self._looking.timeout.connect(self.on_look)
        self._looking.start()

    @QtCore.Slot()
    def on_look(self) -> None:
        """Do the next thing that can be done."""
        window = self._staff.window
        if window.overview.looked is None:
            return
        if window.writing.recording is None:
            window.writing.on_record()
            return
        window.writing.recording.presenter.on_change_asked("happened")
        field = window.findChild(QtWidgets.QPlainTextEdit, "happened")
        if isinstance(field, QtWidgets.QPlainTextEdit):
            self._looking.stop()
            field.setFocus()
            self._session = Session(field, self._seconds)


def main(data: str, seconds: float) -> int:
    """Play it once; `data` is ``bare`` for a window with one plain field and nothing behind it."""
    app = QtWidgets.QApplication(sys.argv[:1])
    if data == BARE:
        field = QtWidgets.QPlainTextEdit()
        field.resize(1280, 800)
        field.show()
        session = Session(field, seconds)
        code = app.exec()
        del session
        return code
    staff = StaffApplication(app, Path(data), load_wording())
    staff.garbage.start()
    opening = Opening(staff, seconds)
    staff.show()
    code = app.exec()
    del opening
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], float(sys.argv[2])))
