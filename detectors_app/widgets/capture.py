"""Keeps a window and all that hangs over it out of pictures of the screen while it shows what a passphrase opened.

On by default there, off elsewhere: screen readers' magnifiers and remote help need to see the rest. Where the system
offers nothing, nothing is done and nothing is shown; where it refuses, the window says nothing either.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.widgets.capture_system import CaptureSystem

_log = logging.getLogger(__name__)
_NEW_WINDOW = frozenset({QEvent.Type.Show, QEvent.Type.WinIdChange})


class CaptureGuard(QObject):
    """Asks the system for one window. `is_private` says whether what is shown now is to be kept out."""

    changed = Signal()
    """Whether sharing can be allowed, or is, has changed."""

    def __init__(
        self,
        window: QWidget,
        system: CaptureSystem,
        is_private: Callable[[], bool],
        *,
        always_shared: bool = False,
    ) -> None:
        super().__init__(window)
        self._window, self._system, self._ask_private = window, system, is_private
        self._always_shared = always_shared
        self._is_private = False
        self._is_shared = False
        self._refused = False
        app = QCoreApplication.instance()
        if self._is_wanted and app is not None:
            app.installEventFilter(self)

    @property
    def can_be_shared(self) -> bool:
        """Say whether the window would be kept out now, were sharing not allowed: then a switch is shown."""
        return self._is_wanted and self._is_private and not self._refused

    @property
    def is_shared(self) -> bool:
        """Say whether the person has allowed sharing, until it is locked."""
        return self._is_shared

    @property
    def is_on(self) -> bool:
        """Say whether the window is kept out now."""
        return self.can_be_shared and not self._is_shared

    @Slot()
    def look(self) -> None:
        """Look again at what is shown. Once nothing private is, what was allowed is over."""
        was_on, self._is_private = self.is_on, self._ask_private()
        self._is_shared = self._is_shared and self._is_private
        if self.is_on != was_on:
            self._tell_all()
        self.changed.emit()

    @Slot(bool)
    def on_allowed(self, allowed: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Allow sharing until it is locked, or end that."""
        self._is_shared = allowed
        self._tell_all()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the system of each window that comes up, and of one that the system has made anew."""
        if event.type() in _NEW_WINDOW and isinstance(watched, QWidget) and self._belongs(watched) and self.is_on:
            self._tell(watched)
        return False

    @property
    def _is_wanted(self) -> bool:
        return self._system.is_offered and not self._always_shared

    def _belongs(self, widget: QWidget) -> bool:
        """Say whether it is the window, or a top-level part of it: a list, a menu or a tip."""
        parent = widget.parentWidget()
        return widget is self._window or (widget.isWindow() and parent is not None and parent.window() is self._window)

    def _tell_all(self) -> None:
        for each in (self._window, *self._window.findChildren(QWidget)):
            if each.isWindow() and each.internalWinId():
                self._tell(each)

    def _tell(self, widget: QWidget) -> None:
        try:
            self._system.keep_out(int(widget.winId()), out=self.is_on)
        except OSError as error:
            self._refused = True  # from here on nothing is promised
            _log.warning("capture.refused %s", error.errno)
            self.changed.emit()
