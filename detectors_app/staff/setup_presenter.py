"""Leads through setting the laptop up: file, passphrase, done; keeps the file's bytes only until then."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from detectors_app.domain.errors import DetectorsError
from detectors_app.staff import jobs
from detectors_app.staff.asking import Ask

LARGEST_FILE_BYTES = 16 * 1024 * 1024
"""As large as any JSON that we read (protocol/strict_json.py)."""

_REFUSED = {"passphrase.too_short": "passphrase.short", "passphrase.too_weak": "passphrase.weak"}


class SetUpPresenter(QObject):
    """One set-up. Its pages are told which wording key to show at which field."""

    file_taken = Signal(str)
    """The file can be read; who it is for."""
    file_refused = Signal(str)
    """A wording key for the file's field."""
    set_up = Signal()
    passphrase_refused = Signal(str)
    """A wording key for the passphrase's field."""
    failed = Signal(object)
    """DetectorsError: from the file, or from the store."""
    busy_changed = Signal(bool)

    def __init__(self, ask: Ask, parent: QObject | None = None) -> None:
        """Have no file yet."""
        super().__init__(parent)
        self._ask = ask
        self._file: bytes | None = None
        self._passphrase_only = False

    def on_only_passphrase_missing(self) -> None:
        """Take note that the file was taken on an earlier day, so that only the passphrase is still to be chosen."""
        self._passphrase_only = True

    def on_file_chosen(self, name: str) -> None:
        """Read the file. It is kept in memory until the passphrase is chosen."""
        if not name.strip():
            self.file_refused.emit("setup.file_missing")
            return
        path = Path(name.strip())
        try:
            too_large = path.stat().st_size > LARGEST_FILE_BYTES
            data = b"" if too_large else path.read_bytes()
        except (OSError, ValueError):
            self.file_refused.emit("setup.file_none")
            return
        self.busy_changed.emit(True)
        self._file = data
        self._ask(jobs.check_file(data), self._on_file_read, self._on_failed)

    def on_passphrase_chosen(self, passphrase: str) -> None:
        """Set the laptop up under it. Whether it is good enough, the store's side says once more."""
        self.busy_changed.emit(True)
        if self._passphrase_only:
            self._ask(jobs.choose_passphrase(passphrase), self._on_set_up, self._on_failed)
        else:
            self._ask(jobs.set_up(self._file or b"", passphrase), self._on_set_up, self._on_failed)

    def _on_file_read(self, name: str) -> None:
        self.busy_changed.emit(False)
        self.file_taken.emit(name)

    def _on_set_up(self, _: None) -> None:
        self._file = None
        self.busy_changed.emit(False)
        self.set_up.emit()

    def _on_failed(self, error: DetectorsError) -> None:
        self.busy_changed.emit(False)
        if error.key in _REFUSED:
            self.passphrase_refused.emit(_REFUSED[error.key])
        else:
            self.failed.emit(error)
