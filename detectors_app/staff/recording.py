"""One concern from the first question to the outbox: joins its pages and presenters; decides no rule of the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.answers import blank_count, say_answers
from detectors_app.content.configuration import configuration_or_none_set
from detectors_app.content.wording import Wording
from detectors_app.domain.concern import Draft
from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.form import Answers, Form, starting_answers
from detectors_app.domain.ids import FieldId
from detectors_app.staff import jobs
from detectors_app.staff.ask_page import AskPage
from detectors_app.staff.asking import Ask
from detectors_app.staff.check_page import CheckPage
from detectors_app.staff.field_parts import FieldParts
from detectors_app.staff.record_page import RecordPage
from detectors_app.staff.record_presenter import RecordPresenter, Shown
from detectors_app.staff.send_presenter import SendPresenter
from detectors_app.staff.steps_page import StepsPage

if TYPE_CHECKING:
    from detectors_app.staff.home_search import HomeSearch
    from detectors_app.use_cases.rows import OutboxItem


class Recording(QObject):
    """The pages of one concern. Whoever shows it takes the pages away when it has ended."""

    page_wanted = Signal(object)
    """QWidget to show."""
    left = Signal()
    """The draft is in the store, or nothing was written."""
    sent = Signal(object)
    """OutboxItem."""

    def __init__(
        self,
        form: Form,
        beginning: jobs.Beginning,
        ask: Ask,
        words: Wording,
        now: Callable[[], datetime],
        *,
        predict: bool = False,
        practice: bool = False,
        homes: HomeSearch | None = None,
    ) -> None:
        super().__init__()
        self._form, self._beginning, self._ask, self._words, self._now = form, beginning, ask, words, now
        self.practice = practice
        self.presenter = RecordPresenter(form, beginning.id, self._save, self)
        pattern = configuration_or_none_set().job_number_pattern
        parts = FieldParts(words, beginning.officers, predict, practice, homes, pattern)
        titles = [each.title for each in form.steps]
        self.page = RecordPage(titles, parts)
        self.steps = StepsPage(titles, words)
        self.check = CheckPage(words, practice=practice)
        self.few = AskPage(
            "short",
            words("short.title"),
            words("short.body"),
            words("short.send"),
            words("short.change"),
            number=words("concerns.phone"),
        )
        self._carried: Answers = {}
        self._sender = SendPresenter(ask, self)
        self._join_record()
        self._join_sending()

    def begin(self) -> None:
        """Show the first screen."""
        self.presenter.begin(starting_answers(self._form, self._beginning.person))

    def resume(self, draft: Draft, saved_at: datetime) -> None:
        """Show a draft where it was left."""
        self.presenter.resume(draft, saved_at)

    def pages(self) -> tuple[QWidget, ...]:
        """Give every page it may show."""
        return (self.page, self.steps, self.check, self.few)

    def offer(self, carried: Answers) -> None:
        """Offer to bring over what was written in practice; once another screen is shown it is forgotten."""
        self._carried = carried
        self.page.offer_carry_over()

    def forget_carried(self) -> None:
        """Forget what was written in practice."""
        self._carried = {}
        self.page.forget_carry_over()

    @Slot()
    def on_carry_over(self) -> None:
        """Bring it over."""
        carried, self._carried = self._carried, {}
        if carried:
            self.presenter.bring(carried)
            self.page.say_carried_over()

    @Slot()
    def on_steps_wanted(self) -> None:
        """Show *Steps and help*."""
        self.page_wanted.emit(self.steps)
        self.steps.show_step(self.presenter.shown().screen.step)

    @Slot()
    def on_steps_left(self) -> None:
        """Show the question again, as it was left."""
        self.page_wanted.emit(self.page)
        self.page.take_focus_from_steps()

    @Slot(str, object)
    def on_answered(self, field_id: str, answer: object) -> None:
        """Take an answer from the page."""
        self.presenter.on_answered(FieldId(field_id), answer)  # type: ignore[arg-type]  # Qt carries it as object

    @Slot(str, str)
    def on_danger_answered(self, field_id: str, answer: str) -> None:
        """Take the choice that danger asked for."""
        self.presenter.on_danger_answered(FieldId(field_id), answer)

    @Slot(object)
    def on_screen_changed(self, shown: Shown) -> None:
        """Show the page before its screen, so that the focus finds it."""
        self._carried = {}
        self.page_wanted.emit(self.page)
        self.page.on_screen_changed(shown)

    @Slot()
    def on_check_reached(self) -> None:
        """Show all answers."""
        answers, words = self.presenter.answers, self._words
        self.page_wanted.emit(self.check)
        today = self._now().astimezone().date()
        names = dict(self._beginning.officers)
        steps = say_answers(self._form, answers, words, today, {str(key): name for key, name in names.items()})
        self.check.show_answers(steps, blank_count(self._form, answers))

    @Slot()
    def on_send_pressed(self) -> None:
        """Send, if nothing is missing. What is not saved yet is saved first, should sending fail."""
        if self.presenter.may_send():
            self.presenter.autosave.save_now()
            self._sender.send(self._beginning.id, self.presenter.concern)

    @Slot()
    def on_few_readers_found(self) -> None:
        """Show the number before it goes."""
        self.page_wanted.emit(self.few)
        self.few.take_focus()

    @Slot()
    def on_change_left_out(self) -> None:
        """Go back to whoever is left out."""
        self.presenter.on_change_asked("left_out")

    @Slot(object)
    def on_sent(self, item: OutboxItem) -> None:
        """Forget the draft: it is on its way."""
        self.presenter.autosave.forget()
        self.sent.emit(item)

    @Slot(object)
    def on_sending_failed(self, error: DetectorsError) -> None:
        """Say so beside the answers, which stay."""
        self.page_wanted.emit(self.check)
        self.check.on_sending_failed(error)

    def _save(self, draft: Draft, then: Callable[[datetime], None], failed: Callable[[DetectorsError], None]) -> None:
        self._ask(jobs.save(self._beginning.id, draft), then, failed)

    def _join_record(self) -> None:
        presenter, page = self.presenter, self.page
        presenter.screen_changed.connect(self.on_screen_changed)
        presenter.answers_changed.connect(page.on_answers_changed)
        presenter.problems_found.connect(page.on_problems_found)
        presenter.check_reached.connect(self.on_check_reached)
        presenter.left.connect(self.left)
        presenter.autosave.saving_changed.connect(page.on_saving_changed)
        page.answered.connect(self.on_answered)
        page.danger_answered.connect(self.on_danger_answered)
        page.continue_pressed.connect(presenter.on_continued)
        page.back_pressed.connect(presenter.on_went_back)
        page.finish_later_pressed.connect(presenter.on_finished_later)
        page.carry_over_pressed.connect(self.on_carry_over)
        page.steps_pressed.connect(self.on_steps_wanted)
        self.steps.back_pressed.connect(self.on_steps_left)

    def _join_sending(self) -> None:
        check, sender = self.check, self._sender
        check.back_pressed.connect(self.presenter.on_went_back)
        check.finish_later_pressed.connect(self.presenter.on_finished_later)
        check.change_pressed.connect(self.presenter.on_change_asked)
        check.send_pressed.connect(self.on_send_pressed)
        self.few.agreed.connect(sender.on_told)
        self.few.refused.connect(self.on_change_left_out)
        sender.sent.connect(self.on_sent)
        sender.few_readers_found.connect(self.on_few_readers_found)
        sender.sending_failed.connect(self.on_sending_failed)
