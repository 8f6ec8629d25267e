"""What keeps one program discreet beyond its own pages: clipboard, pictures of the screen, motion; hides nothing.

discretion = Discretion(app, parent)
discretion.join(frame, words, preferences, is_open=lambda: ...)    # again for each window made
discretion.forget()                                                 # before the program ends or is replaced
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from detectors_app.content.wording import Wording
from detectors_app.domain.preferences import Preferences
from detectors_app.widgets.capture import CaptureGuard
from detectors_app.widgets.capture_system import CaptureSystem, this_system
from detectors_app.widgets.clipboard import ClipboardGuard, Owns
from detectors_app.widgets.fields import PassphraseField
from detectors_app.widgets.frame import AppFrame
from detectors_app.widgets.motion import apply_motion


class Discretion(QObject):
    """One a program. `system` and `owns` stand for the real ones in tests."""

    def __init__(
        self,
        app: QApplication,
        parent: QObject | None = None,
        *,
        system: CaptureSystem | None = None,
        owns: Owns | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._system = system or this_system()
        self._reduce_motion = False
        self._capture: CaptureGuard | None = None
        self.clipboard = ClipboardGuard(app.clipboard(), self, owns=owns)
        hints = app.styleHints()
        hints.accessibility().motionPreferenceChanged.connect(self.on_system_motion_changed)

    def join(self, frame: AppFrame, words: Wording, preferences: Preferences, is_open: Callable[[], bool]) -> None:
        """Watch over a window. `is_open` says whether a passphrase has opened something.

        Sharing that was allowed for the window before, and is not over, is allowed for this one too.
        """
        frame.covered.connect(self.clipboard.forget_soon)
        self._reduce_motion = preferences.reduce_motion
        apply_motion(self._app, reduce=self._reduce_motion)
        guard = CaptureGuard(
            frame, self._system, lambda: is_private(frame, is_open), always_shared=preferences.allow_sharing
        )
        bar = frame.bar
        bar.offer_sharing(words("sharing.allow"), words("sharing.allowed"), words("sharing.why"))
        bar.sharing_allowed.connect(guard.on_allowed)
        frame.page_changed.connect(guard.look)
        guard.changed.connect(lambda: bar.set_sharing(shown=guard.can_be_shared, allowed=guard.is_shared))
        guard.look()
        before, self._capture = self._capture, guard
        if before is not None and isValid(before) and before.is_shared:
            guard.on_allowed(True)

    @Slot()
    def forget(self) -> None:
        """Leave nothing of ours on the clipboard."""
        self.clipboard.forget()

    @Slot()
    def on_system_motion_changed(self) -> None:
        """Do as the system asks now."""
        apply_motion(self._app, reduce=self._reduce_motion)


def is_private(frame: AppFrame, is_open: Callable[[], bool]) -> bool:
    """Say whether the window shows what a passphrase opened, or asks for one: so for any page, whoever makes it."""
    if frame.is_covered:
        return False
    page = frame.page
    return is_open() or (page is not None and page.findChild(PassphraseField) is not None)
