"""Starts the staff window: the one place where its parts meet; the first paint loads no store, keys or network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detectors_app.widgets.qt_start import QtCore, QtWidgets  # the first module that imports Qt

from detectors_app.content.outward import Outward  # isort: skip
from detectors_app.content.wording import Wording  # isort: skip
from detectors_app.domain.preferences import Look, Preferences  # isort: skip
from detectors_app.staff.window import StaffWindow  # isort: skip
from detectors_app.storage.preferences_file import read_preferences  # isort: skip
from detectors_app.widgets.direction import speak  # isort: skip
from detectors_app.widgets.dressing import first_theme  # isort: skip
from detectors_app.widgets.outward import introduced  # isort: skip
from detectors_app.widgets.garbage import WindowThreadGarbage  # isort: skip
from detectors_app.widgets.icons import hold_icons, release_icons  # isort: skip
from detectors_app.widgets.theme import PointerOnButtons, begin_theme, put_style_on  # isort: skip

if TYPE_CHECKING:
    from detectors_app.domain.errors import DetectorsError
    from detectors_app.staff import jobs
    from detectors_app.staff.guard import Guard
    from detectors_app.staff.lanes import Lanes
    from detectors_app.staff.laptop import Laptop
    from detectors_app.staff.relock import Begins
    from detectors_app.widgets.discretion import Discretion

STOP_MS = 2000


class StaffApplication(QtCore.QObject):
    """Window, lanes and timers of one laptop, for staff.running, for the demo and for tests."""

    rebuilt = QtCore.Signal()
    """The window is another one now: whoever listens to it has to listen anew."""
    replace_wanted = QtCore.Signal(object)
    """relock.Begins: all is sealed, and a fresh process is to take this one's place."""
    painted = QtCore.Signal()
    """Home has been painted for the first time; the store is opened only after that."""

    def __init__(
        self,
        app: QtWidgets.QApplication,
        data_dir: Path,
        words: Wording,
        *,
        open_laptop: Callable[[], Laptop] | None = None,
        now: Callable[[], datetime] | None = None,
        listen_s: int | None = None,
        begin: bool = True,
        replaces: bool = False,
    ) -> None:
        """Dress the application and make the window; nothing is opened before it was painted.

        With `begin` the store is opened right after that. With `replaces` a lock asks for a fresh process; without,
        as in tests, it goes Home in this one.
        """
        super().__init__()
        self.preferences = read_preferences(data_dir)
        begin_theme(app, first_theme(app, self.preferences))
        hold_icons(app)
        self._app = app
        self.garbage = WindowThreadGarbage()
        self._pointer = PointerOnButtons()
        self._usual_language = words.language
        self._data_dir, self._words = data_dir, self._in_language(words)
        self._now = now or _utc_now
        self._open_laptop, self._listen_s = open_laptop or self._open, listen_s
        self.window = StaffWindow(self._words, self._ask, self._now, self.preferences, self._introduced())
        self._replaces = replaces
        self._guard: Guard | None = None
        self._discretion: Discretion | None = None
        self.is_painted = False
        self._delivering = False
        self._heeded: list[QtCore.QMetaObject.Connection] = []
        if begin:
            self.painted.connect(self.begin)

    @cached_property
    def lanes(self) -> Lanes:
        """Give the lanes, which nothing needs before the first paint."""
        from detectors_app.staff.lanes import LISTEN_S, Lanes

        listen_s = LISTEN_S if self._listen_s is None else self._listen_s
        return Lanes(self._open_laptop, self._now, listen_s=listen_s, parent=self)

    def show(self, begins: Begins | None = None) -> None:
        """Show the window, as it stood before a lock; the rest follows its first paint."""
        if begins is not None and begins.covered:
            self.window.hiding.begin_covered()
        self.window.painted.connect(self.on_painted)
        if begins is None:
            self.window.show()
            return
        from detectors_app.staff.window_place import show_like

        show_like(self.window, begins)
        if begins.minimised:
            QtCore.QTimer.singleShot(0, self.on_painted)  # nothing is painted until somebody wants to see it

    @QtCore.Slot()
    def on_painted(self) -> None:
        """Tell that Home stands on the screen, or the cover; once."""
        if not self.is_painted:
            self.is_painted = True
            self.painted.emit()

    @QtCore.Slot()
    def begin(self) -> None:
        """Open the store on its lane, then begin to deliver and listen once the laptop is known."""
        from detectors_app.staff.network_hint import NetworkHint

        self._join_window()
        release_icons(self._app)
        put_style_on(self._app)
        self._app.installEventFilter(self._pointer)
        self._look_for_homes()
        self.window.complete()
        self._be_discreet()
        self._begin_guard()
        self.window.overview.refresh()
        self._hint = NetworkHint(self)
        self._hint.may_be_back.connect(self.lanes.wake)
        self._hint.start()
        hints = self._app.styleHints()
        self._heeded = [
            hints.colorSchemeChanged.connect(self.on_system_look_changed),
            hints.accessibility().contrastPreferenceChanged.connect(self.on_system_look_changed),
        ]
        self._heed_contrast()

    @QtCore.Slot(object)
    def on_looked(self, looked: jobs.Looked) -> None:
        """Begin to deliver once the laptop is set up, and count idle minutes by the council's policy."""
        if looked.set_up and not self._delivering:
            self._delivering = True
            self.lanes.start()
        if looked.set_up and self._guard is not None:
            self._guard.count(looked.idle_minutes)

    @QtCore.Slot(object)
    def on_preferences_changed(self, preferences: Preferences) -> None:
        """Keep what the person chose, and make the window anew with it at the same place, where it shows."""
        from detectors_app.staff import jobs

        before = self.preferences
        practised = before.hide_practised or preferences.hide_practised  # the settings' page may not know of it yet
        self.preferences = replace(preferences, hide_practised=practised)
        self.lanes.ask(jobs.keep_preferences(self.preferences), self._on_kept, self._on_not_kept)
        if replace(self.preferences, hide_practised=before.hide_practised) != before:
            self._rebuild()

    @QtCore.Slot()
    def on_system_look_changed(self) -> None:
        """Wear the system's new colours, unless the person chose some, or is writing: then when Home is shown next."""
        from detectors_app.widgets.dressing import forget_system

        if self.preferences.look is Look.SYSTEM and self.window.is_at_rest:
            forget_system(self._app)
            self._rebuild()

    @QtCore.Slot(bool)
    def on_sealed(self, covered: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Begin anew, with nothing of what was open: in a fresh process, or else at Home."""
        if self._replaces:
            from detectors_app.staff.window_place import begins_like

            self.replace_wanted.emit(begins_like(self.window, covered=covered))
            return
        self.window.locking.end_here(covered=covered)
        if self._guard is not None:
            self._guard.rest()

    def on_crash(self, code: str) -> None:
        """Show the crash page, which holds no content; what was saved is safe."""
        from detectors_app.staff.crash_page import CrashPage

        page = CrashPage(self._words, code)
        page.close_pressed.connect(self.window.close)
        self.window.on_page_wanted(page)
        page.take_focus()

    def stop(self, timeout_ms: int = STOP_MS) -> bool:
        """Heed the system no more and end the lanes; False where one still waits for the network."""
        while self._heeded:
            QtCore.QObject.disconnect(self._heeded.pop())
        if self._guard is not None:
            self._guard.stop()
        return "lanes" not in vars(self) or self.lanes.stop(timeout_ms)

    def _ask(
        self, job: Callable[[Laptop], Any], then: Callable[[Any], None], failed: Callable[[DetectorsError], None]
    ) -> None:
        """Run a job on the store's lane (Ask)."""
        self.lanes.ask(job, then, failed)

    def _join_window(self) -> None:
        window = self.window
        window.reach_far(self.lanes.ask_far)
        window.reach_aside(self.lanes.find)
        window.new_work.connect(self.lanes.deliver)
        window.overview.looked_changed.connect(self.on_looked)
        window.preferences_changed.connect(self.on_preferences_changed)
        self.lanes.changed.connect(window.overview.refresh)

    def _look_for_homes(self) -> None:
        """Let the window find homes, once Home is painted."""
        from detectors_app.staff.home_search import HomeSearch

        self.window.homes = HomeSearch(self.lanes.ask, self.lanes.find, self)
        self.window.homes.refresh()

    def _heed_contrast(self) -> None:
        """Wear high contrast where the system asks for it; Qt could not say so before the first paint."""
        from detectors_app.widgets.dressing import wants_high_contrast

        if self.preferences.look is Look.SYSTEM and wants_high_contrast(self._app):
            self._rebuild()

    def _rebuild(self) -> None:
        """Make the window anew in the colours, size and language chosen, with what is known; nothing is being written.

        Colours and words are given to each part when it is made, so a new window is the simple way to change them all.
        """
        from detectors_app.widgets.dressing import whole_theme

        before = self.window
        begin_theme(self._app, whole_theme(self._app, self.preferences))
        put_style_on(self._app)
        self._words = self._in_language(self._words)
        self.window = StaffWindow(self._words, self._ask, self._now, self.preferences, self._introduced())
        self._join_window()
        self.window.homes = before.homes
        self.window.complete()
        self._be_discreet()
        self._watch_over()
        self.window.take_over(before)
        self.rebuilt.emit()

    def _in_language(self, words: Wording) -> Wording:
        return speak(self._app, words, self.preferences.language or self._usual_language)

    def _introduced(self) -> Outward:
        return introduced(self._app, self.preferences, self._words)

    def _be_discreet(self) -> None:
        """Watch over the clipboard, and over what pictures of the screen show of this window."""
        from detectors_app.widgets.discretion import Discretion

        self._discretion = self._discretion or Discretion(self._app, self)
        window, places = self.window, self.window.places
        self._discretion.join(window, self._words, self.preferences, lambda: places.lock_presenter.is_unlocked)
        window.locking.sealed.connect(self._discretion.forget)
        window.may_close.connect(self._discretion.forget)

    def _on_kept(self, _: None) -> None:
        """Need nothing more: the window has changed already."""

    def _on_not_kept(self, error: DetectorsError) -> None:
        """Say that a choice holds only until the program ends: the window that asked may be gone by now."""
        if not self.window.settings.say_not_kept(self._words.error(error)):
            self.window.on_failed(error)

    def _begin_guard(self) -> None:
        from detectors_app.staff.guard import Guard
        from detectors_app.widgets.session_watch import session_watch

        self._guard = Guard(self._app, session_watch(self._app.applicationName(), self), self)
        self._watch_over()

    def _watch_over(self) -> None:
        if self._guard is not None:
            self._guard.watch_over(self.window)
        self.window.locking.sealed.connect(self.on_sealed)

    def _open(self) -> Laptop:
        """Open the laptop, on a lane: what this imports is slow."""
        from detectors_app.staff.laptop import Laptop

        return Laptop.open(self._data_dir)


def _utc_now() -> datetime:
    return datetime.now(UTC)
