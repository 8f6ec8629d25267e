"""Setting the laptop up: joins its pages and its presenter."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.staff.asking import Ask
from detectors_app.staff.setup_done_page import SetUpDonePage
from detectors_app.staff.setup_file_page import SetUpFilePage
from detectors_app.staff.setup_passphrase_page import SetUpPassphrasePage
from detectors_app.staff.setup_presenter import SetUpPresenter


class SettingUp(QObject):
    """File, passphrase, done."""

    page_wanted = Signal(object)
    """QWidget to show."""
    set_up = Signal()
    """The store knows who this laptop is for; the last page is shown."""
    finished = Signal()

    def __init__(self, ask: Ask, words: Wording) -> None:
        super().__init__()
        self._words = words
        self.presenter = SetUpPresenter(ask, self)
        self.file = SetUpFilePage(words)
        self.passphrase = SetUpPassphrasePage(words)
        self.done = SetUpDonePage(words)
        presenter = self.presenter
        self.file.file_chosen.connect(presenter.on_file_chosen)
        self.passphrase.passphrase_chosen.connect(presenter.on_passphrase_chosen)
        self.passphrase.back_pressed.connect(self.on_back)
        self.done.home_pressed.connect(self.finished)
        presenter.file_taken.connect(self.on_file_taken)
        presenter.file_refused.connect(self.file.on_refused)
        presenter.passphrase_refused.connect(self.passphrase.on_refused)
        presenter.busy_changed.connect(self.passphrase.on_busy_changed)
        presenter.set_up.connect(self.on_set_up)
        presenter.failed.connect(self.on_failed)
        self._shown: QWidget = self.file

    def begin(self, *, only_passphrase: bool) -> None:
        """Show the first page that is needed."""
        if only_passphrase:
            self.presenter.on_only_passphrase_missing()
            self.on_file_taken("")
        else:
            self.on_back()

    @Slot()
    def on_back(self) -> None:
        """Show the file's page."""
        self._want(self.file)
        self.file.take_focus()

    @Slot(str)
    def on_file_taken(self, _name: str) -> None:
        """Ask for the passphrase."""
        self._want(self.passphrase)
        self.passphrase.begin()

    @Slot()
    def on_set_up(self) -> None:
        """Show the last page."""
        self.passphrase.begin()
        self._want(self.done)
        self.done.take_focus()
        self.set_up.emit()

    @Slot(object)
    def on_failed(self, error: DetectorsError) -> None:
        """Say what went wrong on the page that is shown."""
        text = self._words.error(error)
        if self._shown is self.file:
            self.file.show_failed(text)
        else:
            self.passphrase.show_failed(text)

    def _want(self, page: QWidget) -> None:
        self._shown = page
        self.page_wanted.emit(page)
