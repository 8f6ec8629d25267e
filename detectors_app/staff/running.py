"""Runs the staff program as a process: with a window or without, once a data folder, until it is replaced or ended.

                ┌──────── a second start says `open` ────────┐
started with ──▶ background ──────────────────────────────────▶ window ──┐
--background     ▲                                                │ locks │ a fresh process each time
                 └─────────── the window is closed ───────────────┴───────┘
A window that was not begun by --background ends the program when it is closed.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from detectors_app.widgets.qt_start import QtCore, QtWidgets  # the first module that imports Qt

from detectors_app.content.wording import Wording, load_wording  # isort: skip
from detectors_app.staff.application import StaffApplication  # isort: skip
from detectors_app.staff import crash, relock  # isort: skip
from detectors_app.staff.one_instance import InstanceLock  # isort: skip

if TYPE_CHECKING:
    from PySide6.QtGui import QSessionManager

    from detectors_app.staff.background_program import BackgroundProgram
    from detectors_app.staff.lanes import Lanes
    from detectors_app.staff.raising import Raiser
    from detectors_app.widgets.end_signals import EndSignals

LEAVE_MS = 3000
"""So long the store's lane may take to finish what was asked of it and to close."""
SAVE_MS = 4000
"""So long the end of a session waits for the last words to be saved."""


def run(
    data_dir: Path, words: Wording | None = None, *, background: bool = False, exit_after_first_paint: bool = False
) -> int:
    """Show the staff window of a data folder until it is closed; give the exit code.

    With `background` no window is shown, and a window that is opened later leaves this behind when it is closed. Where
    the folder's program runs already, that one shows its window and this one ends. With `exit_after_first_paint`, which
    is for measuring, the process ends the moment Home stands on the screen.
    """
    begins = relock.taken_from(os.environ)
    app = QtWidgets.QApplication.instance() or QtWidgets.QApplication([*sys.argv[:1], "-style", "fusion"])
    if not isinstance(app, QtWidgets.QApplication):
        raise TypeError
    lock = InstanceLock(data_dir)
    if not lock.take() and not exit_after_first_paint and _is_answered(data_dir, background=background):
        return 0
    program = Running(app, data_dir, words or load_wording(), lock, stays=background)
    if exit_after_first_paint:
        return program.measure()
    if background if begins is None else begins.background:
        return program.run_without_window()
    return program.run_with_window(begins)


class Running(QtCore.QObject):
    """One process. It is replaced by a fresh one whenever it may hold what must not stay in memory."""

    def __init__(
        self,
        app: QtWidgets.QApplication,
        data_dir: Path,
        words: Wording,
        lock: InstanceLock,
        *,
        stays: bool,
        replace: Callable[[relock.Begins], NoReturn] = relock.replace_process,
    ) -> None:
        """Begin nothing yet. `stays`: when the window is closed, delivering goes on without one."""
        super().__init__(app)
        self._app, self._data_dir, self._words = app, data_dir, words
        self._lock, self._stays, self._replace = lock, stays, replace
        self.staff: StaffApplication | None = None
        self.background: BackgroundProgram | None = None
        self._raiser: Raiser | None = None
        self._signals: EndSignals | None = None
        self._ending = False

    def measure(self) -> int:
        """Show the window, and end the process once it is painted."""
        self._window(None).painted.connect(_end_at_once)
        return self._app.exec()

    # --- with a window ----------------------------------------------------------------------------------------------

    def run_with_window(self, begins: relock.Begins | None) -> int:
        """Run until the window is closed; give the exit code. `begins`: it takes another process's place."""
        staff = self._window(begins)
        staff.garbage.start()
        staff.painted.connect(staff.begin)
        staff.painted.connect(self.on_painted)
        staff.replace_wanted.connect(self.on_replace_wanted)
        code = self._app.exec()
        staff.garbage.stop()
        if self._stays and not self._ending:
            self._leave(staff.lanes, relock.Begins(background=True))
        self._stop_hearing()
        self.staff = None  # the window goes before Qt does
        if not staff.stop():
            # A lane still waits for the network. All it could lose is an answer that the service gives again.
            logging.shutdown()
            sys.stdout.flush()
            os._exit(code)
        return code

    def _window(self, begins: relock.Begins | None) -> StaffApplication:
        staff = StaffApplication(self._app, self._data_dir, self._words, begin=False, replaces=True)
        self.staff = staff
        crash.install(staff.on_crash)
        staff.show(begins)
        return staff

    @QtCore.Slot()
    def on_painted(self) -> None:
        """Keep pictures of the memory away, and begin to hear second starts and signals; what this loads is slow."""
        self._begin_hearing()

    @QtCore.Slot(object)
    def on_replace_wanted(self, begins: relock.Begins) -> None:
        """Let a fresh process take the place of this one, which has held words or keys, once others heard of it."""
        if self.staff is not None:
            lanes = self.staff.lanes
            QtCore.QTimer.singleShot(0, lambda: self._leave(lanes, begins))

    @QtCore.Slot(str)
    def on_open_asked(self, token: str) -> None:
        """Come to the front: somebody started the program a second time."""
        if self.staff is None:
            return
        from detectors_app.staff.window_place import bring_up

        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it from there, and away
        bring_up(self.staff.window)

    @QtCore.Slot()
    def on_end_asked(self) -> None:
        """End once the store has everything; asked a second time, at once."""
        if self.staff is None or self._ending:
            self._end()
            return
        closing = self.staff.window.closing
        self._ending = True
        if closing.may_close():
            self._end()
        else:
            closing.saved.connect(self._end)

    @QtCore.Slot(object)
    def on_session_ends(self, manager: QSessionManager) -> None:
        """Save before the session ends; where the store says no, ask the session not to end."""
        if self.staff is None or self.staff.window.closing.may_close():
            return
        closing, loop = self.staff.window.closing, QtCore.QEventLoop()
        closing.saved.connect(loop.quit)
        closing.refused.connect(loop.quit)
        QtCore.QTimer.singleShot(SAVE_MS, loop.quit)
        loop.exec()
        if not closing.is_saved and manager.allowsInteraction():
            manager.cancel()

    # --- without a window -------------------------------------------------------------------------------------------

    def run_without_window(self) -> int:
        """Run until the window is wanted, which a fresh process has, or the end; give the exit code."""
        from detectors_app.staff.background_program import BackgroundProgram

        self._app.setQuitOnLastWindowClosed(False)
        self.background = background = BackgroundProgram(self._app, self._data_dir, self._words)
        background.open_asked.connect(lambda: self._leave(background.lanes, relock.Begins()))
        background.close_asked.connect(self._end)
        background.start()
        self._begin_hearing()
        if self._raiser is not None:
            self._raiser.open_asked.connect(background.open_asked)
        code = self._app.exec()
        self._stop_hearing()
        self.background = None
        if not background.stop():
            logging.shutdown()
            os._exit(code)
        return code

    # --- the process ------------------------------------------------------------------------------------------------

    def _begin_hearing(self) -> None:
        from detectors_app.staff.raising import Raiser
        from detectors_app.widgets.core_dumps import forbid_core_dumps
        from detectors_app.widgets.end_signals import EndSignals

        forbid_core_dumps()
        self._signals = EndSignals(self._app, self)
        self._signals.asked.connect(self.on_end_asked)
        self._signals.session_ends.connect(self.on_session_ends)
        self._signals.start()
        if self._lock.is_held:
            self._raiser = Raiser(self._data_dir, self)
            self._raiser.open_asked.connect(self.on_open_asked)
            self._raiser.start()

    def _stop_hearing(self) -> None:
        if self._signals is not None:
            self._signals.stop()
        if self._raiser is not None:
            self._raiser.stop()

    @QtCore.Slot()
    def _end(self) -> None:
        self._ending = True
        self._app.quit()

    def _leave(self, lanes: Lanes, begins: relock.Begins) -> None:
        """Finish with the store, give the folder free, and be replaced."""
        lanes.leave(LEAVE_MS)
        self._stop_hearing()
        self._lock.release()
        self._replace(begins)


def _is_answered(data_dir: Path, *, background: bool) -> bool:
    """Ask the program that runs already. Where it does not answer, a person must still be able to write."""
    from detectors_app.staff.raising import OPEN, STAY, ask_running

    return ask_running(data_dir, STAY if background else OPEN)


def _end_at_once() -> None:
    sys.stdout.flush()
    os._exit(0)
