"""Setting the laptop up: joins its pages and its presenter; keeps nothing itself.

start ─▶ file ┬─▶ who ─▶ passphrase ─▶ hide ─▶ done ─▶ Home
      └▶ code ┘
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from detectors_app.content.gesture_words import gesture_words
from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.preferences import Preferences
from detectors_app.staff.asking import Ask
from detectors_app.staff.practising import Practising

if TYPE_CHECKING:
    from detectors_app.staff.laptop_setup import ForWhom
    from detectors_app.staff.setup_code_page import SetUpCodePage
    from detectors_app.staff.setup_done_page import SetUpDonePage
    from detectors_app.staff.setup_file_page import SetUpFilePage
    from detectors_app.staff.setup_hide_page import SetUpHidePage
    from detectors_app.staff.setup_page import SetUpPage
    from detectors_app.staff.setup_passphrase_page import SetUpPassphrasePage
    from detectors_app.staff.setup_presenter import SetUpPresenter
    from detectors_app.staff.setup_start_page import SetUpStartPage
    from detectors_app.staff.setup_whom_page import SetUpWhomPage


class SettingUp(QObject):
    """Which page of setting up is shown. Every page is made when it is first needed, and keeps what stands in it."""

    page_wanted = Signal(object)
    """QWidget to show."""
    home_wanted = Signal()
    set_up = Signal()
    """The store knows who this laptop is for, and has a passphrase."""

    def __init__(
        self, words: Wording, ask: Ask, ask_far: Ask, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._ask, self._ask_far, self._preferences = words, ask, ask_far, preferences
        self.practising = Practising(words, preferences, self)
        self.practising.page_wanted.connect(self.on_practice_wanted)
        self.practising.ended.connect(self.on_practice_ended)
        self.practising.home_wanted.connect(self.home_wanted)
        self._begun, self._who = False, ""
        self._shown: SetUpPage | None = None
        self._from: SetUpPage | None = None

    # --- pages, made when first needed ------------------------------------------------------------------------------

    @cached_property
    def presenter(self) -> SetUpPresenter:
        """Give what leads through it."""
        from detectors_app.staff.setup_presenter import SetUpPresenter

        presenter = SetUpPresenter(self._ask, self._ask_far, self)
        presenter.whom_known.connect(self.on_whom_known)
        presenter.file_refused.connect(self.on_file_refused)
        presenter.file_failed.connect(self.on_file_failed)
        presenter.code_failed.connect(self.on_code_failed)
        presenter.taken.connect(self.on_taken)
        presenter.set_up.connect(self.on_set_up)
        presenter.passphrase_refused.connect(self.on_passphrase_refused)
        presenter.failed.connect(self.on_failed)
        presenter.busy_changed.connect(self.on_busy_changed)
        return presenter

    @cached_property
    def start(self) -> SetUpStartPage:
        """Give the first page."""
        from detectors_app.staff.setup_start_page import SetUpStartPage

        page = SetUpStartPage(self._words)
        page.chosen.connect(self.on_given)
        return page

    @cached_property
    def file(self) -> SetUpFilePage:
        """Give the file's page."""
        from detectors_app.staff.setup_file_page import SetUpFilePage

        page = SetUpFilePage(self._words)
        page.file_chosen.connect(self.on_file_chosen)
        page.back_pressed.connect(self.on_start)
        page.code_wanted.connect(self.on_code)
        return page

    @cached_property
    def code(self) -> SetUpCodePage:
        """Give the code's page."""
        from detectors_app.content.configuration import configuration_or_none_set
        from detectors_app.staff.setup_code_page import SetUpCodePage

        page = SetUpCodePage(self._words, configuration_or_none_set().service_address)
        page.code_given.connect(self.on_code_given)
        page.back_pressed.connect(self.on_start)
        page.file_wanted.connect(self.on_file)
        return page

    @cached_property
    def whom(self) -> SetUpWhomPage:
        """Give the page to be confirmed."""
        from detectors_app.staff.setup_whom_page import SetUpWhomPage

        page = SetUpWhomPage(self._words)
        page.agreed.connect(self.presenter.on_agreed)
        page.back_pressed.connect(self.on_back_from_whom)
        page.disagreed.connect(self.on_not_me)
        return page

    @cached_property
    def passphrase(self) -> SetUpPassphrasePage:
        """Give the passphrase's page."""
        from detectors_app.staff.setup_passphrase_page import SetUpPassphrasePage

        page = SetUpPassphrasePage(self._words)
        page.passphrase_chosen.connect(self.on_passphrase_chosen)
        page.back_pressed.connect(self.on_whom)
        return page

    @cached_property
    def done(self) -> SetUpDonePage:
        """Give the last page."""
        from detectors_app.staff.setup_done_page import SetUpDonePage

        page = SetUpDonePage(self._words, gesture_words(self._words, self._preferences.hide_key))
        page.home_pressed.connect(self.home_wanted)
        return page

    # --- going there ------------------------------------------------------------------------------------------------

    def begin(self, *, only_passphrase: bool) -> None:
        """Show the first page that is needed, unless setting up is going on."""
        if self._begun:
            return
        self._begun = True
        if only_passphrase:
            self.presenter.on_taken_before()
        else:
            self.on_start()

    @Slot()
    def on_start(self) -> None:
        """Show the first page."""
        self.presenter.on_given_up()
        self._want(self.start)

    @Slot(str)
    def on_given(self, what: str) -> None:
        """Go where the file, or the code, is asked for."""
        from detectors_app.staff.setup_start_page import FILE

        self._want(self.file if what == FILE else self.code)

    @Slot()
    def on_file(self) -> None:
        """Ask for the file in place of the code."""
        self.presenter.on_given_up()
        self._want(self.file)

    @Slot()
    def on_code(self) -> None:
        """Ask for the code in place of the file."""
        self.presenter.on_given_up()
        self._want(self.code)

    @Slot(object)
    def on_whom_known(self, whom: ForWhom) -> None:
        """Ask whether it is this person."""
        self._from = self._shown
        self.whom.show_whom(whom)
        self._whom = whom
        self._who = ", ".join(filter(None, (whom.name, whom.role)))
        self.passphrase.steps.note(0, self._who)
        self._want(self.whom)

    @Slot()
    def on_whom(self) -> None:
        """Show once more who it is for."""
        if not self.passphrase.busy:
            self._want(self.whom)

    @Slot()
    def on_back_from_whom(self) -> None:
        """Go back to the file or code; where it was given on an earlier day, to the first page."""
        if not self.whom.busy:
            self._want(self._from or self.start)

    @Slot()
    def on_not_me(self) -> None:
        """Begin anew, and say what to do."""
        if self.whom.busy:
            return
        self._want(self.start)
        self.start.show_failed(self._words("setup.not_me"), self._words("setup.not_me_more"))

    # --- what was done ----------------------------------------------------------------------------------------------

    @Slot(str)
    def on_file_chosen(self, name: str) -> None:
        """Read the file."""
        self.presenter.on_file_chosen(name)

    @Slot(str, str)
    def on_code_given(self, code: str, address: str) -> None:
        """Fetch the code's file."""
        self.presenter.on_code_given(code, address)

    @Slot(str)
    def on_passphrase_chosen(self, passphrase: str) -> None:
        """Make the person's key."""
        self.presenter.on_passphrase_chosen(passphrase)

    @Slot()
    def on_taken(self) -> None:
        """Ask for the passphrase."""
        self._want(self.passphrase)

    @Slot()
    def on_set_up(self) -> None:
        """Let hiding be practised, unless that was done before."""
        for name in ("code", "file", "passphrase"):
            if name in self.__dict__:
                self.__dict__[name].forget()
        self.set_up.emit()
        if self._preferences.hide_practised:
            self._want(self.done)
        else:
            self.practising.begin(self._who)

    @Slot(object)
    def on_practice_wanted(self, page: SetUpHidePage) -> None:
        """Show the practice."""
        self._want(page)

    @Slot()
    def on_practice_ended(self) -> None:
        """Show the last page."""
        self._want(self.done)

    # --- what went wrong --------------------------------------------------------------------------------------------

    @Slot(str)
    def on_file_failed(self, key: str) -> None:
        """Say it on the page that asked."""
        if self._shown is not None:
            self._shown.show_failed(self._words(key), self._words("setup.nothing_changed"))

    @Slot(str)
    def on_file_refused(self, key: str) -> None:
        """Say it at the file's field."""
        self.file.on_refused(key)

    @Slot(str)
    def on_passphrase_refused(self, key: str) -> None:
        """Say it at the passphrase's field."""
        self.passphrase.on_refused(key)

    @Slot(object)
    def on_code_failed(self, error: DetectorsError) -> None:
        """Say it on the code's page."""
        self.code.show_error(error)

    @Slot(object)
    def on_failed(self, error: DetectorsError) -> None:
        """Say on the page that is shown what is wrong with the store."""
        page = self._shown or self.start
        if page is self.start:
            self._want(page)
        page.show_failed(self._words.error(error))

    @Slot(str)
    def on_busy_changed(self, what: str) -> None:
        """Say on the main button what is going on."""
        if self._shown is not None:
            self._shown.show_busy(self._words(what) if what else "")

    def _want(self, page: SetUpPage) -> None:
        self._shown = page
        page.mend()
        self.page_wanted.emit(page)
        if page is self.__dict__.get("passphrase"):
            self.passphrase.begin(self._whom.known)
        else:
            page.take_focus()
