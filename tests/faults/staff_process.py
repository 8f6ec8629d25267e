"""The staff program as a real process, worked from outside; run as a program of its own, which may be replaced.

`python -m tests.faults.staff_process FOLDER [--background]` runs it without a screen. Orders come as lines on standard
input, and go on coming to the process that takes this one's place; each answer is one JSON line:

    write FILE    unlock with the first line of the file, then begin a concern and write the other lines into it
    hide, lock, close, leave    as the person, the guard, the window's button and the system would
    look          say what is shown

The planted words come by a file, so that they stand in no argument and in no environment.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

from detectors_app.staff import relock  # isort: skip
from detectors_app.staff.application import StaffApplication  # isort: skip
from detectors_app.staff.running import Running, run  # isort: skip
from detectors_app.staff.background_program import BackgroundProgram  # isort: skip
from detectors_app.staff.window import StaffWindow  # isort: skip

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer  # isort: skip
from PySide6.QtTest import QTest  # isort: skip
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget  # isort: skip

W = TypeVar("W", bound=QWidget)
PATIENCE_S = 30.0
_PR_GET_DUMPABLE, _PR_SET_DUMPABLE = 3, 4


def say(what: str, **more: object) -> None:
    """Tell the test."""
    sys.stdout.write(json.dumps({"says": what, "pid": os.getpid(), **more}) + "\n")
    sys.stdout.flush()


class Hands(QObject):
    """Does what is ordered, in the process that is there."""

    def __init__(self, app: QApplication, begun: str) -> None:
        super().__init__(app)
        self._app = app
        self._begun = begun
        self._rest = b""
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.on_orders)
        self._first_shown = ""
        self._waiting = QTimer(self, interval=5)
        self._waiting.timeout.connect(self.on_tick)
        self._waiting.start()

    @property
    def staff(self) -> StaffApplication | None:
        """Give the program with a window, if it is one."""
        running = self._app.findChild(Running)
        return None if running is None else running.staff

    @property
    def background(self) -> BackgroundProgram | None:
        """Give the program without one, if it is one."""
        running = self._app.findChild(Running)
        return None if running is None else running.background

    def on_tick(self) -> None:
        """Tell once that the program stands: what it shows, and whether others may look into it."""
        staff = self.staff
        if staff is not None and staff.is_painted and not self._first_shown:
            self._first_shown = self.page(staff)
            say("painted", page=self._first_shown, begun=self._begun)
        if staff is not None and staff.window.overview.looked is not None and staff._guard is not None:
            self._waiting.stop()
            say("window", page=self.page(staff), first=self._first_shown, begun=self._begun, dumpable=_dumpable())
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)  # let the test look into this process, root or not
        elif self.background is not None:
            self._waiting.stop()
            self.background.background.stands_changed.connect(lambda stands: say("stands", set_up=stands.set_up))
            self.background.background.needed.connect(lambda needs: say("needed", needs=sorted(needs)))
            say("background", begun=self._begun, dumpable=_dumpable())

    def page(self, staff: StaffApplication) -> str:
        """Give the name of the page that is shown."""
        shown = staff.window.pages.currentWidget()
        return "" if shown is None else shown.objectName()

    def on_orders(self) -> None:
        """Do each order that has come."""
        came = os.read(0, 4096)
        if not came:
            self._notifier.setEnabled(False)
        *lines, self._rest = (self._rest + came).split(b"\n")
        for line in lines:
            order, _, what = line.decode().partition(" ")
            QTimer.singleShot(0, partial(getattr(self, f"do_{order}"), what))

    # --- orders -----------------------------------------------------------------------------------------------------

    def do_write(self, path: str) -> None:
        """Unlock, then write: nothing of it is saved yet but by the program itself."""
        passphrase, *words = Path(path).read_text(encoding="utf-8").splitlines()
        Path(path).unlink()
        self.press("home.concerns")
        self.find("unlock.passphrase").setFocus()
        self.type(passphrase)
        self.press("unlock.open")
        self.find("concerns")
        self.press("concerns.home")
        self.press("home.record")
        self.choose("danger.no")
        self.go_on("question.place")
        self.choose("place.kind.elsewhere")
        self.find("place.elsewhere").setFocus()
        self.type(words[0])
        self.go_on("question.when")
        self.press("when.at.today")
        self.go_on("question.signs")
        self.find("happened").setFocus()
        self.find("happened", QPlainTextEdit).insertPlainText("\n".join(words[1:]))
        say("written")

    def do_hide(self, _: str) -> None:
        """Hide, as Shift three times does."""
        self.window().locking.on_hide()
        self.find("cover")
        say("hidden")

    def do_lock(self, _: str) -> None:
        """Lock, as the guard does when nobody is there."""
        assert self.staff is not None
        assert self.staff._guard is not None
        self.staff._guard._session.left.emit()

    def do_close(self, _: str) -> None:
        """Close the window."""
        self.window().close()

    def do_look(self, _: str) -> None:
        """Say what is shown."""
        staff = self.staff
        window = None if staff is None else staff.window
        say(
            "shown",
            page="" if staff is None else self.page(staff),
            draft=any(each.isVisible() for each in QApplication.allWidgets() if each.objectName() == "home.draft"),
            minimised=window is not None and window.isMinimized(),
        )

    # --- hands ------------------------------------------------------------------------------------------------------

    def window(self) -> StaffWindow:
        """Give the window."""
        assert self.staff is not None
        return self.staff.window

    def find(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]  # the widest kind by default
        """Wait for a visible widget."""
        found: list[W] = []

        def look() -> bool:
            found[:] = [each for each in self.window().findChildren(kind, name) if each.isVisible()]
            return bool(found)

        _until(look, name)
        return found[0]

    def press(self, name: str) -> None:
        """Press a button."""
        self.find(name, QAbstractButton).click()

    def choose(self, name: str) -> None:
        """Choose an option."""
        widget: QWidget = self.find(name)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Space)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        focus = self.window().focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def go_on(self, question: str) -> None:
        """Continue, and wait for the next question."""
        self.press("record.continue")
        self.find(question)


def _until(is_so: Callable[[], bool], what: str) -> None:
    end_s = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > end_s:
            say("waited in vain", name=what)
            os._exit(70)
        QApplication.processEvents()


def _dumpable() -> int:
    return int(ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0))


def main() -> int:
    """Run it."""
    begun = os.environ.get(relock.VARIABLE, "by hand")
    app = QApplication([sys.argv[0], "-style", "fusion"])
    hands = Hands(app, begun.partition(",at=")[0])
    code = run(Path(sys.argv[1]), background="--background" in sys.argv)
    hands._waiting.stop()
    say("ended", code=code)
    del app
    return code


if __name__ == "__main__":
    raise SystemExit(main())
