"""Tries a passphrase and says whether it opened; keeps none."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from detectors_app.domain.errors import CannotOpen, DetectorsError
from detectors_app.staff import jobs, person_jobs
from detectors_app.staff.asking import Ask
from detectors_app.staff.countdown import Countdown

WAIT = "person.wait"
"""As in use_cases/enrolment/tries.py: the try came too early and was not counted."""


class UnlockPresenter(QObject):
    """Whether the person's part is open."""

    unlocked = Signal()
    locked = Signal()
    refused = Signal(str)
    """A wording key: the page says it at the field."""
    unlocking_failed = Signal(object)
    """DetectorsError of another kind: the store, say."""
    busy_changed = Signal(bool)

    def __init__(self, ask: Ask, parent: QObject | None = None) -> None:
        """Begin locked."""
        super().__init__(parent)
        self._ask = ask
        self.is_unlocked = False
        self.countdown = Countdown(self)

    def look_for_wait(self) -> None:
        """Read whether the next try must wait, and count down."""
        self._ask(person_jobs.wait_left_s, self.countdown.start, self.unlocking_failed.emit)

    def on_passphrase_given(self, passphrase: str) -> None:
        """Try it; while a wait lasts, what is typed stays and the wait is said again."""
        if self.countdown.left_s:
            self.countdown.start(self.countdown.left_s)
            return
        if not passphrase:
            self.refused.emit("unlock.missing")
            return
        self.busy_changed.emit(True)
        self._ask(jobs.unlock(passphrase), self._on_unlocked, self._on_failed)

    def lock(self) -> None:
        """Let the key go."""
        self.is_unlocked = False
        self._ask(jobs.lock, self._on_locked, self._on_failed)
        self.locked.emit()

    def _on_unlocked(self, _: None) -> None:
        self.is_unlocked = True
        self.busy_changed.emit(False)
        self.unlocked.emit()

    def _on_locked(self, _: None) -> None:
        """Need nothing more: the page is gone already."""

    def _on_failed(self, error: DetectorsError) -> None:
        self.busy_changed.emit(False)
        if error.key == WAIT:
            self.countdown.start(int(error.facts["seconds"]))
        elif isinstance(error, CannotOpen):
            self.refused.emit("unlock.wrong")
            self.look_for_wait()
        else:
            self.unlocking_failed.emit(error)
