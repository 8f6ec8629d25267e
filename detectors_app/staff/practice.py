"""A practice concern: the same form on the same screens, marked on each, which no store and no service ever sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from PySide6.QtCore import Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.domain.concern import Draft
from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.form import Answers, FieldKind, Form, starting_answers
from detectors_app.domain.ids import EnvelopeId, OfficerId
from detectors_app.domain.urgency import is_urgent
from detectors_app.staff import jobs
from detectors_app.staff.laptop import Laptop
from detectors_app.staff.practice_bar import mark_as_practice
from detectors_app.staff.practice_end_page import PracticeEndPage
from detectors_app.staff.recording import Recording
from detectors_app.widgets.page import Page

if TYPE_CHECKING:
    from detectors_app.staff.home_search import HomeSearch

T = TypeVar("T")


class Practice(Recording):
    """A concern that cannot be sent or kept: its answers live in this object alone, and end with it.

    It can be shown by anybody: take the pages from `page_wanted`, and take them away after `left`.
    """

    real_wanted = Signal(object)
    """Answers: this is no practice. A true concern is to begin, to which these may be brought if the person says so."""
    again_wanted = Signal()

    def __init__(
        self,
        form: Form,
        words: Wording,
        now: Callable[[], datetime],
        *,
        predict: bool = False,
        homes: HomeSearch | None = None,
        back: str = "",
    ) -> None:
        """Begin with nothing written. `back` says where its end leads, if not Home."""
        super().__init__(form, _beginning(words), _asks_nobody, words, now, predict=predict, practice=True, homes=homes)
        self.page.way_out = back or self.page.way_out
        self.end = PracticeEndPage(words, back)
        self.end.home_pressed.connect(self.left)
        self.end.again_pressed.connect(self.again_wanted)
        for page in (*super().pages(), self.end):
            if isinstance(page, Page):
                mark_as_practice(page, words).real_pressed.connect(self.on_real)

    def pages(self) -> tuple[Page, ...]:
        """Give every page it may show."""
        return (self.page, self.steps, self.check, self.few, self.end)

    @Slot()
    def on_send_pressed(self) -> None:
        """Say what would have happened, if nothing is missing."""
        if self.presenter.may_send():
            urgent = is_urgent(self._form, self.presenter.answers)
            self.page_wanted.emit(self.end)
            self.end.show_end(urgent=urgent)

    @Slot()
    def on_real(self) -> None:
        """Tell that this is real, with what was written."""
        self.real_wanted.emit(to_carry(self._form, self.presenter.answers))

    def _save(self, _draft: Draft, then: Callable[[datetime], None], _failed: Callable[[DetectorsError], None]) -> None:
        """Keep nothing."""
        then(self._now())


def to_carry(form: Form, answers: Answers) -> Answers:
    """Give what may be brought into a true concern: all but danger, which is asked anew, and the made-up officers."""
    begun = starting_answers(form, {})
    asked_anew = {
        each.id
        for question in form.questions()
        for each in question.fields
        if question.interrupt is not None or each.kind is FieldKind.OFFICERS
    }
    return {key: value for key, value in answers.items() if key not in asked_anew and begun.get(key) != value}


def _beginning(words: Wording) -> jobs.Beginning:
    """Begin with nobody's name, and with officers who do not exist."""
    officers = tuple((OfficerId(f"practice-{each}"), words(f"practice.officer_{each}")) for each in ("1", "2", "3"))
    return jobs.Beginning(EnvelopeId(uuid4()), {}, officers)


def _asks_nobody(
    job: Callable[[Laptop], T],  # noqa: ARG001 - none of it is used
    then: Callable[[T], None],  # noqa: ARG001
    failed: Callable[[DetectorsError], None],  # noqa: ARG001
) -> None:
    """Refuse: nothing of a practice may reach the store."""
    raise LookupError
