"""Starts the desk's window: the one place where its parts meet; the first paint loads no store and no keys."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from detectors_app.widgets.qt_start import QtCore, QtWidgets  # the first module that imports Qt

from detectors_app.content.configuration import configuration_or_none_set  # isort: skip
from detectors_app.content.outward import Outward  # isort: skip
from detectors_app.content.wording import Wording, load_wording  # isort: skip
from detectors_app.desk.guard import DeskGuard  # isort: skip
from detectors_app.desk.presenter import DeskPresenter  # isort: skip
from detectors_app.desk.store_side import OpenDesk  # isort: skip
from detectors_app.desk.window import DeskWindow  # isort: skip
from detectors_app.domain.policy import Policy  # isort: skip
from detectors_app.domain.preferences import Look, Preferences  # isort: skip
from detectors_app.storage.preferences_file import read_preferences  # isort: skip
from detectors_app.widgets.core_dumps import forbid_core_dumps  # isort: skip
from detectors_app.widgets.discretion import Discretion  # isort: skip
from detectors_app.widgets.direction import speak  # isort: skip
from detectors_app.widgets.dressing import first_theme, forget_system, wants_high_contrast, whole_theme  # isort: skip
from detectors_app.widgets.outward import introduced  # isort: skip
from detectors_app.widgets.garbage import WindowThreadGarbage  # isort: skip
from detectors_app.widgets.idle import Idle  # isort: skip
from detectors_app.widgets.session_watch import session_watch  # isort: skip
from detectors_app.widgets.theme import PointerOnButtons, apply_theme  # isort: skip
from detectors_app.widgets.tokens import Targets, Theme  # isort: skip

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


class DeskApplication(QtCore.QObject):
    """Window and presenter of one desk, for `run`, for the demo and for tests."""

    rebuilt = QtCore.Signal()
    """The window is another one now."""

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
        """Dress the application and make the window; nothing is opened before a passphrase is given.

        A theme that is given is worn whatever was chosen.
        """
        super().__init__()
        self._app, self._data_dir, self._theme = app, data_dir, theme
        self.preferences = read_preferences(data_dir)
        self._usual_language = words.language
        self._words = self._in_language(words)
        apply_theme(app, theme or first_theme(app, self.preferences, Targets.POINTER))
        self.garbage = WindowThreadGarbage()
        self._pointer = PointerOnButtons()
        app.installEventFilter(self._pointer)
        self.presenter = DeskPresenter(data_dir, self._words, open_desk or _open_desk, now or _utc_now)
        self.discretion = Discretion(app, self)
        self.idle = Idle(app, self)
        self.idle.set_minutes(Policy().idle_minutes)
        self.window = self._made()
        session = session_watch(app.applicationName(), self)
        self.guard = DeskGuard(self.window, self.idle, session, self._words, self)
        self.presenter.idle_minutes_known.connect(self.on_idle_minutes)
        self.presenter.signed_in.connect(self.guard.begin)
        self._watch_over()
        self.window.frame.painted.connect(self.on_painted)

    @QtCore.Slot()
    def on_painted(self) -> None:
        """Heed the system's wish for contrast, which Qt could not say before, and what it changes from now on."""
        hints = self._app.styleHints()
        hints.colorSchemeChanged.connect(self.on_system_look_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self.on_system_look_changed)
        if self._wears_systems and wants_high_contrast(self._app):
            self._rebuild()

    @QtCore.Slot()
    def on_system_look_changed(self) -> None:
        """Wear the system's new colours, unless the officer chose some; what is open or begun stays."""
        if self._wears_systems:
            forget_system(self._app)
            self._rebuild()

    @QtCore.Slot(object)
    def on_preferences_changed(self, preferences: Preferences) -> None:
        """Keep what the officer chose, and make the window anew with it at the same place."""
        before, self.preferences = self.preferences, preferences
        if preferences != before:
            self._rebuild()
            self.presenter.keep(preferences)

    @QtCore.Slot(int)
    def on_idle_minutes(self, policy_minutes: int) -> None:
        """Lock after the policy's minutes, or fewer where IT set fewer."""
        self.idle.set_minutes(configuration_or_none_set().idle_minutes_of(policy_minutes))

    @property
    def _wears_systems(self) -> bool:
        return self._theme is None and self.preferences.look is Look.SYSTEM

    def _rebuild(self) -> None:
        """Make the window anew in the colours, size and language chosen; it stands where the one before stood.

        Colours and words are given to each part when it is made, so a new window is the simple way to change them all.
        """
        before, spoken = self.window, self._words
        apply_theme(self._app, self._theme or whole_theme(self._app, self.preferences, Targets.POINTER))
        self._words = self._in_language(spoken)
        self.window = self._made()
        self.window.take_over(before)
        self._watch_over()
        self.guard.watch_over(self.window, self._words)
        before.give_way(self.window)
        if self._words is not spoken:
            self.presenter.speak(self._words)
        self.rebuilt.emit()

    def _made(self) -> DeskWindow:
        return DeskWindow(
            self._words,
            self.presenter,
            is_set_up=(self._data_dir / KEY_FILE).is_file(),
            outward=self._introduced(),
            preferences=self.preferences,
        )

    def _watch_over(self) -> None:
        window = self.window
        self.discretion.join(window.frame, self._words, self.preferences, lambda: not window.is_locked)
        window.closed.connect(self.discretion.forget)
        window.preferences_changed.connect(self.on_preferences_changed)

    def _in_language(self, words: Wording) -> Wording:
        return speak(self._app, words, self.preferences.language or self._usual_language)

    def _introduced(self) -> Outward:
        return introduced(self._app, self.preferences, self._words)


def _open_desk(data: Path, passphrase: str) -> Casebook:
    """Open a desk, on the store lane: what this imports is slow."""
    from detectors_app.desk.casebook import Casebook

    return Casebook.sign_in(data, passphrase)


def _utc_now() -> datetime:
    return datetime.now(UTC)
