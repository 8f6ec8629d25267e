"""Changes who uses the laptop and under which passphrase, one wish at a time; keeps no passphrase and draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from detectors_app.domain.errors import CannotOpen, DetectorsError
from detectors_app.domain.ids import PersonId
from detectors_app.staff import jobs, person_jobs
from detectors_app.staff.asking import Ask
from detectors_app.staff.countdown import Countdown

if TYPE_CHECKING:
    from detectors_app.staff.laptop import Laptop
    from detectors_app.use_cases.enrolment.person import Newcomer

REFUSED_NEW = {"passphrase.too_short": "passphrase.short", "passphrase.too_weak": "passphrase.weak"}
"""Errors about the new passphrase, and what its field says."""
WAIT = "person.wait"
"""As in use_cases/enrolment/tries.py."""


class PersonPresenter(QObject):
    """One wish after the other; a second press while the key is being made does nothing."""

    person_changed = Signal()
    """Someone else, or a later self, uses the laptop; it is locked."""
    may_record = Signal()
    """Someone new uses the laptop and wants to write at once."""
    passphrase_changed = Signal()
    new_refused = Signal(str)
    """A wording key for the new passphrase's field."""
    present_wrong = Signal()
    failed = Signal(object)
    """DetectorsError of another kind."""
    busy_changed = Signal(bool)

    def __init__(self, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._busy = False
        self.countdown = Countdown(self)

    def use_as(self, person: int) -> None:
        """Let someone who is there use the laptop."""
        self._start(person_jobs.use_as(PersonId(person)), self._on_person_changed)

    def add(self, newcomer: Newcomer, passphrase: str) -> None:
        """Let someone new use the laptop."""
        self._start(person_jobs.add_person(newcomer, passphrase), self._on_person_changed)

    def add_to_record(self, newcomer: Newcomer) -> None:
        """Let someone new write at once, without a passphrase."""
        self._start(person_jobs.add_person(newcomer, None), self._on_may_record)

    def begin_anew(self, passphrase: str) -> None:
        """Begin under a new key, the old passphrase being forgotten."""
        self._start(person_jobs.begin_anew(passphrase), self._on_person_changed)

    def choose(self, passphrase: str) -> None:
        """Choose a first passphrase."""
        self._start(jobs.choose_passphrase(passphrase), self._on_person_changed)

    def change(self, present: str, new: str) -> None:
        """Put the key under a new passphrase, unless the present one must wait."""
        if self.countdown.left_s:
            self.countdown.start(self.countdown.left_s)
            return
        self._start(person_jobs.change_passphrase(present, new), self._on_passphrase_changed)

    def look_for_wait(self) -> None:
        """Read whether a passphrase must wait, and count down."""
        self._ask(person_jobs.wait_left_s, self.countdown.start, self.failed.emit)

    def _start(self, job: Callable[[Laptop], None], done: Callable[[None], None]) -> None:
        if not self._busy:
            self._set_busy(busy=True)
            self._ask(job, done, self._on_failed)

    def _on_person_changed(self, _: None) -> None:
        self._set_busy(busy=False)
        self.person_changed.emit()

    def _on_may_record(self, _: None) -> None:
        self._set_busy(busy=False)
        self.may_record.emit()

    def _on_passphrase_changed(self, _: None) -> None:
        self._set_busy(busy=False)
        self.passphrase_changed.emit()

    def _on_failed(self, error: DetectorsError) -> None:
        self._set_busy(busy=False)
        if error.key in REFUSED_NEW:
            self.new_refused.emit(REFUSED_NEW[error.key])
        elif error.key == WAIT:
            self.countdown.start(int(error.facts["seconds"]))
        elif isinstance(error, CannotOpen) and error.key == "passphrase.wrong":
            self.present_wrong.emit()
            self.look_for_wait()
        else:
            self.failed.emit(error)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)
