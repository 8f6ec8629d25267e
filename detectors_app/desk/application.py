"""Starts the desk's window: the one place where its parts meet; the first paint loads no store and no keys."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from detectors_app.widgets.qt_start import QtWidgets  # the first module that imports Qt

from detectors_app.content.configuration import configuration_or_none_set  # isort: skip
from detectors_app.content.outward import outward_of  # isort: skip
from detectors_app.content.wording import Wording, load_wording  # isort: skip
from detectors_app.desk.guard import DeskGuard  # isort: skip
from detectors_app.desk.presenter import DeskPresenter, OpenDesk  # isort: skip
from detectors_app.desk.window import DeskWindow  # isort: skip
from detectors_app.domain.policy import Policy  # isort: skip
from detectors_app.storage.preferences_file import read_preferences  # isort: skip
from detectors_app.widgets.core_dumps import forbid_core_dumps  # isort: skip
from detectors_app.widgets.direction import set_direction  # isort: skip
from detectors_app.widgets.discretion import Discretion  # isort: skip
from detectors_app.widgets.garbage import WindowThreadGarbage  # isort: skip
from detectors_app.widgets.idle import Idle  # isort: skip
from detectors_app.widgets.outward import introduce  # isort: skip
from detectors_app.widgets.session_watch import session_watch  # isort: skip
from detectors_app.widgets.theme import PointerOnButtons, apply_theme  # isort: skip
from detectors_app.widgets.tokens import Targets, Theme, load_tokens  # isort: skip

if TYPE_CHECKING:
    from detectors_app.desk.casebook import Casebook

KEY_FILE = "desk.key"


def run(data_dir: Path) -> int:
    """Show the desk of a data folder until its window is closed; give the exit code."""
    app = QtWidgets.QApplication.instance() or QtWidgets.QApplication(sys.argv[:1])
    if not isinstance(app, QtWidgets.QApplication):
        raise TypeError
    desk = DeskApplication(app, data_dir, load_wording())
    desk.garbage.start()
    desk.window.frame.show()
    forbid_core_dumps()
    code = app.exec()
    desk.garbage.stop()
    if not desk.presenter.stop():
        # A connection hangs past all patience. What was taken in or read is committed; Qt would abort instead.
        os._exit(code)
    return code


class DeskApplication:
    """Window and presenter of one desk, for `run`, for the demo and for tests."""

    def __init__(
        self,
        app: QtWidgets.QApplication,
        data_dir: Path,
        words: Wording,
        *,
        open_desk: OpenDesk | None = None,
        now: Callable[[], datetime] | None = None,
        theme: Theme | None = None,
    ) -> None:
        """Dress the application and make the window; nothing is opened before a passphrase is given."""
        apply_theme(app, theme or load_tokens(targets=Targets.POINTER))
        self.garbage = WindowThreadGarbage()
        self._pointer = PointerOnButtons()
        app.installEventFilter(self._pointer)
        set_direction(app, right_to_left=words.is_right_to_left)
        self.presenter = DeskPresenter(data_dir, words, open_desk or _open_desk, now or _utc_now)
        preferences = read_preferences(data_dir)
        outward = outward_of(preferences, configuration_or_none_set(), words)
        introduce(app, outward.name)
        self.window = DeskWindow(
            words,
            self.presenter,
            is_set_up=(data_dir / KEY_FILE).is_file(),
            outward=outward,
            hide_key=preferences.hide_key,
        )
        self.discretion = Discretion(app, self.window)
        self.discretion.join(self.window.frame, words, preferences, lambda: not self.window.is_locked)
        self.window.closed.connect(self.discretion.forget)
        self.idle = Idle(app, self.window)
        self.idle.set_minutes(Policy().idle_minutes)
        self.guard = DeskGuard(self.window, self.idle, session_watch(outward.name, self.window), words)
        self.presenter.idle_minutes_known.connect(self.on_idle_minutes)
        self.presenter.signed_in.connect(self.guard.begin)

    def on_idle_minutes(self, policy_minutes: int) -> None:
        """Lock after the policy's minutes, or fewer where IT set fewer."""
        self.idle.set_minutes(configuration_or_none_set().idle_minutes_of(policy_minutes))


def _open_desk(data: Path, passphrase: str) -> Casebook:
    """Open a desk, on the store lane: what this imports is slow."""
    from detectors_app.desk.casebook import Casebook

    return Casebook.sign_in(data, passphrase)


def _utc_now() -> datetime:
    return datetime.now(UTC)
