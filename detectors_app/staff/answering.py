"""An answer or an addition being written: joins its page, its saving and its sending; hosted where a recording is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.forms import load_form
from detectors_app.content.typed import clean
from detectors_app.content.wording import Wording
from detectors_app.domain.concern import Concern, Draft
from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.form import problems, without_hidden
from detectors_app.staff import jobs
from detectors_app.staff.answer_page import AnswerPage
from detectors_app.staff.ask_page import AskPage
from detectors_app.staff.asking import Ask
from detectors_app.staff.autosave import Autosave
from detectors_app.staff.send_presenter import SendPresenter

if TYPE_CHECKING:
    from detectors_app.use_cases.rows import OutboxItem


class AnswerPresenter(QObject):
    """What is written, and whether the store has it."""

    left = Signal()

    def __init__(self, begun: jobs.AnswerBegun, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begun, self._ask = begun, ask
        concern = begun.draft.concern
        form = load_form(concern.form, concern.version)
        if form is None:
            raise LookupError(concern.form)
        self.form = form
        (self.field,) = form.fields()
        self._text = str(concern.answers.get(self.field.id, ""))
        self._leaving = False
        self.autosave = Autosave(self._save, self)
        self.autosave.settled.connect(self._on_settled)
        if begun.saved_at is not None:
            self.autosave.resume(begun.saved_at)

    @property
    def text(self) -> str:
        """Give what is written."""
        return self._text

    @property
    def concern(self) -> Concern:
        """Give it as it would be sent."""
        given = {self.field.id: self._text}
        return Concern(self.form.id, self.form.version, without_hidden(self.form, given))

    def on_edited(self, text: str) -> None:
        """Take what was typed."""
        if clean(text) != self._text:
            self._text = clean(text)
            self.autosave.change(Draft(self.concern, 0))

    def problem(self, words: Wording) -> str:
        """Say what keeps it from being sent, empty where nothing does."""
        found = problems(self.form, self.concern.answers)
        return "" if not found else found[0].text or words(found[0].key, max_length=self.field.max_length)

    def on_finished_later(self) -> None:
        """Leave once the store has everything; where it says no, stay with what is on the screen."""
        self._leaving = True
        self.autosave.save_now()
        if self.autosave.is_settled:
            self._on_settled()

    def _on_settled(self) -> None:
        leaving, self._leaving = self._leaving, False
        if leaving and self.autosave.is_settled:
            self.left.emit()

    def _save(self, draft: Draft, then: Callable[[datetime], None], failed: Callable[[DetectorsError], None]) -> None:
        self._ask(jobs.save(self._begun.id, draft, self._begun.about), then, failed)


class Answering(QObject):
    """The pages of one answer. Whoever shows it takes the pages away when it has ended."""

    page_wanted = Signal(object)
    """QWidget to show."""
    left = Signal()
    """The draft is in the store, or nothing was written."""
    sent = Signal(object)
    """OutboxItem."""
    practice = False

    def __init__(self, begun: jobs.AnswerBegun, ask: Ask, words: Wording, *, predict: bool = False) -> None:
        super().__init__()
        self._begun, self._words = begun, words
        self.presenter = AnswerPresenter(begun, ask, self)
        form = load_form(self.presenter.form.id, self.presenter.form.version, words.language) or self.presenter.form
        question, field = next(form.questions()), self.presenter.field
        self.page = AnswerPage(words, field, question.ask, begun.about.concern, begun.question, predict=predict)
        self.few = AskPage(
            "short", words("short.title"), words("short.body"), words("short.send"), words("asked.keep"),
            number=words("concerns.phone"),
        )  # fmt: skip
        self._sender = SendPresenter(ask, self)
        self._join()

    def begin(self) -> None:
        """Show the page, with what was written before."""
        self.page.show_text(self.presenter.text)
        self.page.on_saving_changed(self.presenter.autosave.saving)
        self.page_wanted.emit(self.page)
        self.page.take_focus()

    def pages(self) -> tuple[QWidget, ...]:
        """Give every page it may show."""
        return (self.page, self.few)

    def forget_carried(self) -> None:
        """Have nothing to forget: nothing comes along from a practice."""

    @Slot()
    def on_send_pressed(self) -> None:
        """Send, if there is something to send. What is not saved yet is saved first, should sending fail."""
        problem = self.presenter.problem(self._words)
        self.page.show_problem(problem)
        if not problem:
            self.presenter.autosave.save_now()
            self._sender.send(self._begun.id, self.presenter.concern, self._begun.about)

    @Slot()
    def on_few_readers_found(self) -> None:
        """Show the number before it goes."""
        self.page_wanted.emit(self.few)
        self.few.take_focus()

    @Slot()
    def on_kept(self) -> None:
        """Show the page again: it is not to go to so few."""
        self.page_wanted.emit(self.page)
        self.page.take_focus()

    @Slot(object)
    def on_sent(self, item: OutboxItem) -> None:
        """Forget the draft: it is on its way."""
        self.presenter.autosave.forget()
        self.sent.emit(item)

    @Slot(object)
    def on_sending_failed(self, error: DetectorsError) -> None:
        """Say so above the words, which stay."""
        self.page_wanted.emit(self.page)
        self.page.show_failed(self._words.error(error))

    def _join(self) -> None:
        presenter, page, sender = self.presenter, self.page, self._sender
        presenter.left.connect(self.left)
        presenter.autosave.saving_changed.connect(page.on_saving_changed)
        page.edited.connect(presenter.on_edited)
        page.send_pressed.connect(self.on_send_pressed)
        page.later_pressed.connect(presenter.on_finished_later)
        self.few.agreed.connect(sender.on_told)
        self.few.refused.connect(self.on_kept)
        sender.sent.connect(self.on_sent)
        sender.few_readers_found.connect(self.on_few_readers_found)
        sender.sending_failed.connect(self.on_sending_failed)
