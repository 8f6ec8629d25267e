"""When the window hides and locks, and how one comes back; nothing typed is lost. It draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from detectors_app.staff.hiding import Hiding
    from detectors_app.staff.places import Places
    from detectors_app.staff.writing import Writing


class Locking(QObject):
    """Hide, *Sign in* on the cover, and the idle lock."""

    uncovered = Signal()
    """The neutral screen is off."""

    def __init__(self, hiding: Hiding, writing: Writing, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hiding, self._writing, self._places = hiding, writing, places
        self._ask_again = False

    @Slot()
    def on_hide(self) -> None:
        """Swap to the neutral screen, then save and lock; nothing typed is lost."""
        if self._hiding.is_covering:
            return
        self._hiding.cover()
        if self._writing.autosave is not None:
            self._writing.autosave.save_now()
        self._ask_again = self._lock_quietly()

    @Slot()
    def on_sign_in(self) -> None:
        """Come back to what was hidden: by the passphrase where one had been given, else at once."""
        ask = self._lock_quietly() or self._ask_again
        page, self._ask_again = self._hiding.waiting, False
        if ask and page is not None:
            self._places.come_back_to(page)  # while the cover is still on: what waits is never shown in between
        self._hiding.uncover()
        self.uncovered.emit()
        if not ask:
            self._hiding.focus_again()

    @Slot()
    def on_idle(self) -> None:
        """Save what is unsaved, then lock and go Home; what the store cannot take stays, behind the cover."""
        recording = self._writing.recording
        if recording is None:
            self._places.lock()
        elif recording.presenter.autosave.has_begun:
            self.on_hide()
            recording.left.connect(self._places.lock)
            self._writing.leave()

    def _lock_quietly(self) -> bool:
        was_unlocked = self._places.lock_presenter.is_unlocked
        if was_unlocked:
            self._places.lock_presenter.lock()
        return was_unlocked
