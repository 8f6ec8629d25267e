"""When the window hides and locks, and how one comes back; nothing typed is lost. It draws nothing.

open ── hide ──▶ covered ── sign in ──▶ open, or the passphrase
  │                 │
  └───── lock ──────┴──▶ covered, being sealed ── the store has everything ──▶ sealed: a fresh process, or Home
                                │
                                └── the store says no ──▶ stays covered, tries again; sign in takes the lock back
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from detectors_app.staff.hiding import Hiding
    from detectors_app.staff.places import Places
    from detectors_app.staff.writing import Writing


class Locking(QObject):
    """Hide, *Sign in* on the cover, and the lock."""

    uncovered = Signal()
    """The neutral screen is off."""
    sealed = Signal(bool)
    """A lock was asked for, and the store has everything. True: the neutral screen was shown before."""
    stuck = Signal()
    """A lock was asked for, and the store does not take what is unsaved; the words stay, behind the cover."""

    def __init__(self, hiding: Hiding, writing: Writing, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hiding, self._writing, self._places = hiding, writing, places
        self._ask_again = False
        self._was_covered: bool | None = None
        for changed in (writing.settled, writing.left, writing.sent):
            changed.connect(self.on_settled)

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
        self._was_covered = None
        ask = self._lock_quietly() or self._ask_again
        page, self._ask_again = self._hiding.waiting, False
        if ask and page is not None:
            self._places.come_back_to(page)  # while the cover is still on: what waits is never shown in between
        self._hiding.uncover()
        self.uncovered.emit()
        if not ask:
            self._hiding.focus_again()

    @Slot()
    def on_lock(self) -> None:
        """Take the words off the screen and let the key go; tell it once the store has everything."""
        if self._was_covered is None:
            self._was_covered = self._hiding.is_covering
        self._hiding.cover()
        self._ask_again = self._lock_quietly() or self._ask_again
        self._hiding.keep_notes()
        autosave = self._writing.autosave
        if autosave is not None and not autosave.is_settled:
            autosave.save_now()
        else:
            self.on_settled()

    @Slot()
    def on_settled(self) -> None:
        """Go on with the lock, where one was asked for and everything is saved."""
        if self._was_covered is None:
            return
        autosave = self._writing.autosave
        if autosave is not None and not autosave.is_settled:
            self.stuck.emit()
            return
        covered, self._was_covered = self._was_covered, None
        self.sealed.emit(covered)

    def end_here(self, *, covered: bool) -> None:
        """Go Home in this process, where no fresh one takes its place; behind the cover if it was there before."""
        self._ask_again = False
        self._places.home_wanted.emit()
        if not covered:
            self._hiding.uncover()
            self.uncovered.emit()
            self._places.home_wanted.emit()

    def _lock_quietly(self) -> bool:
        was_unlocked = self._places.lock_presenter.is_unlocked
        if was_unlocked:
            self._places.lock_presenter.lock()
        return was_unlocked
