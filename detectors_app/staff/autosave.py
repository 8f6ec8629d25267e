"""Saves a draft after a pause in typing, one save at a time, and says truthfully how far it got; seals nothing itself.

NOTHING ── change ──▶ UNSAVED ── the store's answer ──▶ SAVED
                         ▲  │                             │
                         │  └── the store's no ──▶ FAILED │
                         └──────────── change ─────┴──────┘
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from detectors_app.domain.concern import Draft
from detectors_app.domain.errors import DetectorsError

PAUSE_MS = 400
"""A pause in typing after which the draft is saved; a choice is saved at once."""

RETRY_MS = 5000
"""How long after a save that did not work the same is tried again."""


class SaveState(StrEnum):
    """How far the latest change has got."""

    NOTHING = "nothing"
    UNSAVED = "unsaved"
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Saving:
    """What to show: `at` when the store last had everything, `error` why it has not."""

    state: SaveState
    at: datetime | None = None
    error: DetectorsError | None = None


Save = Callable[[Draft, Callable[[datetime], None], Callable[[DetectorsError], None]], None]
"""Starts a save; later calls one of the two on the window's thread: durably saved at, or why not."""


class Autosave(QObject):
    """The latest draft and whether the store has it."""

    saving_changed = Signal(object)
    settled = Signal()
    """Nothing is being saved and nothing is left to save, or the last try failed."""

    def __init__(self, save: Save, parent: QObject | None = None) -> None:
        """Keep how to save; nothing to save yet."""
        super().__init__(parent)
        self._save = save
        self._wanted: Draft | None = None
        self._in_flight: Draft | None = None
        self.saving = Saving(SaveState.NOTHING)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.save_now)

    @property
    def is_settled(self) -> bool:
        """Say whether the store has everything (or there was nothing)."""
        return self._wanted is None and self._in_flight is None

    @property
    def has_begun(self) -> bool:
        """Say whether there is a draft at all, saved or not."""
        return self.saving.state is not SaveState.NOTHING

    def resume(self, saved_at: datetime) -> None:
        """Begin with a draft that the store has."""
        self._show(Saving(SaveState.SAVED, saved_at))

    def change(self, draft: Draft) -> None:
        """Take the latest draft; it is saved after the pause."""
        self._wanted = draft
        self._show(Saving(SaveState.UNSAVED, self.saving.at))
        self._pause.start(PAUSE_MS)

    def save_now(self) -> None:
        """Save what is not saved yet without waiting for the pause."""
        self._pause.stop()
        if self._wanted is None or self._in_flight is not None:
            return
        self._in_flight, self._wanted = self._wanted, None
        self._save(self._in_flight, self._on_saved, self._on_failed)

    def forget(self) -> None:
        """Leave the draft as the store has it: it was sent, so a late save must not bring it back."""
        self._pause.stop()
        self._wanted = None

    def _on_saved(self, at: datetime) -> None:
        self._in_flight = None
        if self._wanted is None:
            self._show(Saving(SaveState.SAVED, at))
            self.settled.emit()
        elif not self._pause.isActive():
            self.save_now()

    def _on_failed(self, error: DetectorsError) -> None:
        self._wanted = self._wanted or self._in_flight
        self._in_flight = None
        self._show(Saving(SaveState.FAILED, self.saving.at, error))
        self._pause.start(RETRY_MS)
        self.settled.emit()

    def _show(self, saving: Saving) -> None:
        self.saving = saving
        self.saving_changed.emit(saving)
