"""Leads through setting the laptop up: file or code, who, passphrase; keeps the file's bytes only until they are taken.

    file or code ── verified ──▶ who ── agreed: in the store ──▶ passphrase ── chosen ──▶ set up

A start between the last two goes on with the passphrase. Whatever fails leaves things as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from detectors_app.domain.errors import CannotOpen, DetectorsError, Invalid
from detectors_app.staff import jobs, setup_jobs
from detectors_app.staff.asking import Ask

T = TypeVar("T")

LARGEST_FILE_BYTES = 16 * 1024 * 1024
"""As large as any JSON that we read (protocol/strict_json.py)."""
_WEAK = {"passphrase.too_short": "passphrase.short", "passphrase.too_weak": "passphrase.weak"}


class SetUpPresenter(QObject):
    """One set-up. `ask` reaches the store, `ask_far` what waits for the network."""

    whom_known = Signal(object)
    """ForWhom: the file can be taken, or was taken on an earlier day."""
    file_refused = Signal(str)
    """A wording key for the file's field."""
    file_failed = Signal(str)
    """A wording key for the file's page."""
    code_failed = Signal(object)
    """DetectorsError, for the code's page."""
    taken = Signal()
    """The store has what the file gave; the passphrase is next."""
    set_up = Signal()
    passphrase_refused = Signal(str)
    """A wording key for the passphrase's field."""
    failed = Signal(object)
    """DetectorsError: from the store."""
    busy_changed = Signal(str)
    """A wording key for what is going on; empty: nothing."""

    def __init__(self, ask: Ask, ask_far: Ask, parent: QObject | None = None) -> None:
        """Have no file yet."""
        super().__init__(parent)
        self._ask, self._ask_far = ask, ask_far
        self._read: setup_jobs.ReadFile | None = None
        self._number = 0

    def on_taken_before(self) -> None:
        """Go on where an earlier start ended: the file was taken, the passphrase is missing."""
        self._ask(setup_jobs.whom, self.whom_known.emit, self.failed.emit)

    def on_file_chosen(self, name: str) -> None:
        """Read and verify the file."""
        if not name.strip():
            self.file_refused.emit("setup.file_missing")
            return
        try:
            data = _bytes_of(Path(name.strip()))
        except (OSError, ValueError):
            self.file_refused.emit("setup.file_none")
            return
        self._begin("setup.reading")
        self._ask(setup_jobs.read_file(data), self._while_wanted(self._on_read), self._while_wanted(self._on_bad_file))

    def on_code_given(self, code: str, address: str) -> None:
        """Fetch and verify what the code stands for."""
        self._begin("setup.fetching")
        self._ask_far(
            setup_jobs.fetch_file(code, address),
            self._while_wanted(self._on_read),
            self._while_wanted(self._on_bad_code),
        )

    def on_given_up(self) -> None:
        """Want no longer what was asked for: the person went back."""
        self._number += 1
        self.busy_changed.emit("")

    def on_agreed(self) -> None:
        """Keep what the file gives; where it was kept before, go on."""
        read = self._read
        if read is None:
            self.taken.emit()
            return
        self._begin("setup.working")
        self._ask(setup_jobs.take_file(read.data), self._on_taken, self._on_failed)

    def on_passphrase_chosen(self, passphrase: str) -> None:
        """Make the person's key. Whether the passphrase is good enough, the store's side says once more."""
        self._begin("setup.working")
        self._ask(jobs.choose_passphrase(passphrase), self._on_set_up, self._on_failed)

    def _begin(self, what: str) -> None:
        self._number += 1
        self.busy_changed.emit(what)

    def _while_wanted(self, tell: Callable[[T], None]) -> Callable[[T], None]:
        number = self._number

        def told(value: T) -> None:
            if number == self._number:
                self.busy_changed.emit("")
                tell(value)

        return told

    def _on_read(self, read: setup_jobs.ReadFile) -> None:
        self._read = read
        self.whom_known.emit(read.whom)

    def _on_bad_file(self, error: DetectorsError) -> None:
        self.file_failed.emit(_file_words(error))

    def _on_bad_code(self, error: DetectorsError) -> None:
        if error.key.startswith("code."):
            self.code_failed.emit(error)
        else:  # It came, and opened, and is not what it should be.
            self.file_failed.emit(_file_words(error))

    def _on_taken(self, _: None) -> None:
        self._read = None
        self.busy_changed.emit("")
        self.taken.emit()

    def _on_set_up(self, _: None) -> None:
        self.busy_changed.emit("")
        self.set_up.emit()

    def _on_failed(self, error: DetectorsError) -> None:
        self.busy_changed.emit("")
        if error.key in _WEAK:
            self.passphrase_refused.emit(_WEAK[error.key])
        else:
            self.failed.emit(error)


def _bytes_of(path: Path) -> bytes:
    """Give the file's bytes; a file far too large to be one of ours is not read. Raises OSError, ValueError."""
    return b"" if path.stat().st_size > LARGEST_FILE_BYTES else path.read_bytes()


def _file_words(error: DetectorsError) -> str:
    """Give what to say of a file, without the words of those who make them."""
    if error.key == "enrolment.other_authority":
        return "setup.file_elsewhere"
    if isinstance(error, CannotOpen):
        return "setup.file_forged"
    return "setup.file_other" if isinstance(error, Invalid) else "setup.file_trouble"
