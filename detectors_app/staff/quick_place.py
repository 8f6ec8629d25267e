"""*Two quick questions*: shown only when somebody asks for them, left at any moment, turned off at once.

first question ──▶ its reasons ──▶ second ──▶ its reasons ──▶ the end       none today · not wanted
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.staff import quick_jobs
from detectors_app.staff.asking import Ask

if TYPE_CHECKING:
    from detectors_app.staff.quick_jobs import QuickRead
    from detectors_app.staff.quick_page import QuickPage
    from detectors_app.staff.quick_rest_page import QuickRestPage, Rest
    from detectors_app.use_cases.learning.rows import QuickKey, QuickQuestion


class QuickPlace(QObject):
    """Everything behind *Two quick questions*. A question that is left unanswered changes nothing."""

    page_wanted = Signal(object)
    page_ended = Signal(object)
    left = Signal()
    support_wanted = Signal()
    another_way_wanted = Signal()
    failed = Signal(object)
    """DetectorsError: they could not be read."""

    def __init__(self, words: Wording, ask: Ask, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words, self._ask, self._now = words, ask, now
        self._questions: tuple[QuickQuestion, ...] = ()
        self._at = 0
        self.page: QuickPage | QuickRestPage | None = None

    @Slot()
    def on_wanted(self) -> None:
        """Read what may be asked now, then show it."""
        self._ask(quick_jobs.read, self.on_read, self.failed.emit)

    def on_read(self, read: QuickRead) -> None:
        """Ask the first question; where there is none, say so."""
        from detectors_app.staff.quick_rest_page import Rest

        self._questions, self._at = read.questions, 0
        if not read.wanted:
            self._rest(Rest.OFF)
        elif read.questions:
            self._ask_now()
        else:
            self._rest(Rest.NONE)

    @Slot(object, object)
    def on_answered(self, key: QuickKey, chosen: frozenset[int]) -> None:
        """Note it. The reasons are shown already; where it could not be noted, it is asked again another day."""
        page = self.page

        def failed(_: DetectorsError) -> None:
            from detectors_app.staff.quick_page import QuickPage

            if isinstance(page, QuickPage) and page is self.page:
                page.show_not_kept(self._words("training.quick.not_kept"))

        self._ask(quick_jobs.answer(key, chosen), lambda _: None, failed)

    @Slot()
    def on_done(self) -> None:
        """Ask the next one; after the last, read from when there are some again, and end."""
        self._at += 1
        if self._at < len(self._questions):
            self._ask_now()
            return
        page = self.page

        def then(read: QuickRead) -> None:
            if self.page is page:
                self._end(read)

        def failed(_: DetectorsError) -> None:
            if self.page is page:
                self._end(quick_jobs.QuickRead())

        self._ask(quick_jobs.read, then, failed)

    @Slot()
    def on_unwanted(self) -> None:
        """Ask none from now on."""
        self.on_switched(False)

    @Slot(bool)
    def on_switched(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Keep whether they are wanted, at once; say so once it is kept."""
        page = self.page

        def then(read: QuickRead) -> None:
            if self.page is page:
                self.on_read(read)

        def failed(error: DetectorsError) -> None:
            if self.page is page:
                self._say_not_switched(error)

        self._ask(quick_jobs.want(on=on), then, failed)

    @Slot()
    def on_left(self) -> None:
        """Go back to training."""
        page, self.page = self.page, None
        self._questions = ()
        self.left.emit()
        if page is not None:
            self.page_ended.emit(page)

    @Slot()
    def come_back(self) -> None:
        """Show again what was shown last."""
        if self.page is not None:
            self.page_wanted.emit(self.page)
            self.page.take_focus()

    def _ask_now(self) -> None:
        from detectors_app.staff.quick_page import QuickPage

        page = QuickPage(self._words, self._questions[self._at], self._at + 1, len(self._questions))
        page.answered.connect(self.on_answered)
        page.done_with.connect(self.on_done)
        page.unwanted.connect(self.on_unwanted)
        self._show(page)
        page.begin()

    def _end(self, read: QuickRead) -> None:
        from detectors_app.staff.quick_rest_page import Rest, next_time

        today = self._now().astimezone().date()
        self._rest(Rest.END, next_time(read.next_on, today, self._words))

    def _rest(self, rest: Rest, more: str = "") -> None:
        from detectors_app.staff.quick_rest_page import QuickRestPage

        page = QuickRestPage(self._words, rest, more)
        page.wanted.connect(self.on_switched)
        self._show(page)
        page.take_focus()

    def _say_not_switched(self, error: DetectorsError) -> None:
        from detectors_app.staff.quick_page import QuickPage

        if isinstance(self.page, QuickPage):
            self.page.show_not_kept(self._words("training.quick.still"))
        elif self.page is not None:
            self.page.say(self._words.error(error))

    def _show(self, page: QuickPage | QuickRestPage) -> None:
        old, self.page = self.page, page
        page.left.connect(self.on_left)
        page.support_wanted.connect(self.support_wanted)
        page.another_way_wanted.connect(self.another_way_wanted)
        self.page_wanted.emit(page)
        if old is not None:
            self.page_ended.emit(old)
