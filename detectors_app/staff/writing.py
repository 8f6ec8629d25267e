"""What is being written, if anything: a concern or an answer, begun, resumed, left or sent; knows only its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from detectors_app.content.forms import current_form, load_form
from detectors_app.content.wording import Wording
from detectors_app.staff import jobs
from detectors_app.staff.asking import Ask
from detectors_app.staff.recording import Recording

if TYPE_CHECKING:
    from detectors_app.domain.concern import About
    from detectors_app.domain.errors import DetectorsError
    from detectors_app.domain.form import Answers, Form
    from detectors_app.staff.answering import Answering
    from detectors_app.staff.autosave import Autosave
    from detectors_app.staff.home_search import HomeSearch
    from detectors_app.use_cases.rows import OutboxItem


_Held = TypeVar("_Held", "Recording", "Answering")


class Writing(QObject):
    """At most one recording at a time."""

    page_wanted = Signal(object)
    """QWidget to show."""
    page_ended = Signal(object)
    """QWidget that is not needed any more."""
    left = Signal()
    """Nothing is being written any more; the store has the draft."""
    sent = Signal(object)
    """OutboxItem: nothing is being written any more; it is on its way."""
    settled = Signal()
    """A save has ended, one way or the other."""
    failed = Signal(object)
    """DetectorsError: it could not begin."""

    def __init__(
        self,
        words: Wording,
        ask: Ask,
        now: Callable[[], datetime],
        *,
        predict: bool = False,
        homes: HomeSearch | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.homes = homes
        self._words, self._ask, self._now, self._predict = words, ask, now, predict
        self.held: Recording | Answering | None = None
        """What is being written."""

    @property
    def recording(self) -> Recording | None:
        """Give the concern that is being written, None where there is none or it is an answer."""
        return self.held if isinstance(self.held, Recording) else None

    @property
    def autosave(self) -> Autosave | None:
        """Give what saves the concern that is being written."""
        return None if self.held is None else self.held.presenter.autosave

    @Slot()
    def on_record(self) -> None:
        """Begin a concern; nothing is locked."""
        if self.held is None:
            self._ask(jobs.begin, self.on_begun, self.failed.emit)

    def on_begun(self, beginning: jobs.Beginning) -> None:
        """Show the first screen. Pressed twice, the first one stands: something may be written in it by now."""
        if self.held is None:
            self._start(beginning).begin()

    @Slot(object)
    def on_answer_wanted(self, about: About) -> None:
        """Begin an answer or an addition, or go on with it."""
        if self.held is None:
            self._ask(jobs.begin_answer(about), self.on_answer_begun, self.failed.emit)

    def on_answer_begun(self, begun: jobs.AnswerBegun) -> None:
        """Show its page. Pressed twice, the first one stands, as with a concern."""
        if self.held is not None:
            return
        from detectors_app.staff.answering import Answering

        answering = Answering(begun, self._ask, self._words, predict=self._predict)
        self._hold(answering)
        answering.begin()

    @Slot(object)
    def on_resumed(self, resumed: jobs.Resumed | jobs.AnswerBegun) -> None:
        """Show a draft where it was left, in the form it was begun with."""
        if isinstance(resumed, jobs.AnswerBegun):
            self.on_answer_begun(resumed)
            return
        concern = resumed.draft.concern
        form = load_form(concern.form, concern.version, self._words.language)
        self._start(resumed.beginning, form).resume(resumed.draft, resumed.saved_at)

    @Slot()
    def on_practice(self) -> None:
        """Begin a practice concern, of which nothing is ever kept; it needs no store."""
        from detectors_app.staff.practice import Practice

        if self.held is None or self._is_practice():
            form = current_form(self._words.language)
            practice = Practice(form, self._words, self._now, predict=self._predict, homes=self.homes)
            practice.real_wanted.connect(self.on_real_wanted)
            practice.again_wanted.connect(self.on_practice)
            self._hold(practice).begin()

    @Slot(object)
    def on_real_wanted(self, carried: Answers) -> None:
        """Leave practice for a true concern; what was written comes along only if the person says so."""

        def begun(beginning: jobs.Beginning) -> None:
            recording = self._start(beginning)
            recording.begin()
            if carried:
                recording.offer(carried)

        self._ask(jobs.begin, begun, self._on_real_failed)

    @Slot()
    def on_hidden(self) -> None:
        """Drop a practice, and what might have come along from one: nothing of it waits behind the cover."""
        if self.held is None:
            return
        self.held.forget_carried()
        if self._is_practice():
            self.on_left()

    def leave(self) -> None:
        """Leave once the store has everything; where it says no, stay with what is on the screen."""
        if self.held is not None:
            self.held.presenter.on_finished_later()

    @Slot()
    def on_left(self) -> None:
        """Take the pages away; the draft is in the store."""
        self._end()
        self.left.emit()

    @Slot(object)
    def on_sent(self, item: OutboxItem) -> None:
        """Take the pages away; the outbox has it."""
        self._end()
        self.sent.emit(item)

    def _start(self, beginning: jobs.Beginning, form: Form | None = None) -> Recording:
        form = form or current_form(self._words.language)
        recording = Recording(
            form, beginning, self._ask, self._words, self._now, predict=self._predict, homes=self.homes
        )
        return self._hold(recording)

    def _is_practice(self) -> bool:
        return self.held is not None and self.held.practice

    def _on_real_failed(self, error: DetectorsError) -> None:
        self.on_left()
        self.failed.emit(error)

    def _hold(self, recording: _Held) -> _Held:
        self._end()
        recording.page_wanted.connect(self.page_wanted)
        recording.left.connect(self.on_left)
        recording.sent.connect(self.on_sent)
        recording.presenter.autosave.settled.connect(self.settled)
        self.held = recording
        return recording

    def _end(self) -> None:
        ended, self.held = self.held, None
        if ended is not None:
            for page in ended.pages():
                self.page_ended.emit(page)
            ended.deleteLater()
