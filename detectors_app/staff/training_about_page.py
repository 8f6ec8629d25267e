"""The first visit: which job, and the staff number, which may be left for later; keeps nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.completion import MOST_STAFF_NUMBER
from detectors_app.domain.course import Job
from detectors_app.domain.errors import DetectorsError
from detectors_app.staff.tab_order import follow, stops_in
from detectors_app.staff.training_side import TrainingSide
from detectors_app.use_cases.learning.rows import NO_JOB, Learner
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.beginning import at_beginning
from detectors_app.widgets.buttons import LinkButton, PrimaryButton
from detectors_app.widgets.fields import LabelledField
from detectors_app.widgets.option_row import Choice, OptionGroup
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import Words, heading1, hint

_FIELD_PX = 320
_OTHER = "other"
_ALIKE = 5
"""So many letters of a word are alike in "caretaker" and "caretaking", "cleaner" and "cleaning"."""


class AboutYouPage(Page):
    """One short page. Nothing on it must be filled in."""

    settled = Signal(str, str)
    """Job, and the staff number as it was typed."""
    back_pressed = Signal()
    support_wanted = Signal()
    another_way_wanted = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__("training_about", foot=True)
        self._words = words
        self.back = LinkButton(words("nav.back"), "training.about.back", icon_name="chevron-left")
        self.back.clicked.connect(self.back_pressed)
        self.heading = heading1(words("training.about"))
        self.heading.setObjectName("training.about.heading")
        self.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.heading.setProperty("no_ring", True)
        self._failed = Banner(BannerKind.URGENT, "", name="training.about.failed")
        self._failed.hide()
        self._ask = Words(words("training.about.job"), "lead", bold=True)
        self._jobs: OptionGroup | None = None
        self.number = LabelledField(
            "training.about.number",
            words("training.about.number"),
            words("training.about.number_hint"),
            max_length=2 * MOST_STAFF_NUMBER,
            width_px=_FIELD_PX,
        )
        self._later = hint(words("training.about.later"))
        at_beginning(self.main, self.back)
        for part in (self.heading, hint(words("training.about.why")), self._failed, self._ask):
            self.main.addWidget(part)
        self._at = self.main.count()
        self.main.addSpacing(8)
        self.main.addWidget(self.number)
        self.main.addWidget(self._later)
        side = self._beside = TrainingSide(words, approved=True)
        side.support_wanted.connect(self.support_wanted)
        side.another_way_wanted.connect(self.another_way_wanted)
        self.side.addSpacing(36)
        self.side.addWidget(side)
        self.finish()
        self.go_on = PrimaryButton(words("training.about.go_on"), "training.about.go_on")
        self.go_on.clicked.connect(self.on_go_on)
        self.foot.row.addWidget(self.go_on)
        self.foot.row.addStretch(1)

    def begin(self, jobs: Sequence[Job], learner: Learner, role: str) -> None:
        """Show what is known; the job is guessed from the role where nothing was chosen."""
        words = self._words
        self._failed.hide()
        self.number.set_problem(None)
        self.number.set_text(learner.staff)
        if self._jobs is not None:
            self.main.removeWidget(self._jobs)
            self._jobs.hide()
            self._jobs.setParent(None)
            self._jobs.deleteLater()
        choices = [Choice(each, words(f"job.{each}") if f"job.{each}" in words else each) for each in jobs]
        choices.append(Choice(_OTHER, words("training.about.other_job")))
        keys = words("field.key", digit="{digit}")
        self._jobs = OptionGroup(
            "training.about.jobs", choices, columns=2, label=words("training.about.job"), key_words=keys
        )
        self._jobs.keyboard_used.connect(self._jobs.show_digits)
        self._jobs.set_value(learner.job or job_like(role, jobs, words))
        self.main.insertWidget(self._at, self._jobs)
        follow(
            self.back, [self.heading, *stops_in(self._jobs), self.number.editor, *stops_in(self._beside), self.go_on]
        )

    def take_focus(self) -> None:
        """Put the focus on the heading."""
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failed(self, error: DetectorsError) -> None:
        """Say what is wrong: at the number, where it is about that."""
        text = self._words.error(error)
        if error.key.startswith("staff_number."):
            self.number.set_problem(text)
            self.number.first().setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.number, text)
        else:
            self._failed.say(text)
            self._failed.show()
            announce(self._failed, text)

    @Slot()
    def on_go_on(self) -> None:
        """Tell what was chosen."""
        self._failed.hide()
        self.number.set_problem(None)
        job = "" if self._jobs is None else self._jobs.value()
        self.settled.emit(NO_JOB if job == _OTHER else job, self.number.text().strip())

    def on_return(self) -> None:
        """Go on, from an answer."""
        self.on_go_on()

    def on_digit(self, focus: QWidget, digit: int) -> bool:
        """Choose the job of that digit."""
        jobs = self._jobs
        return jobs is not None and jobs.isAncestorOf(focus) and jobs.press(digit)


def job_like(role: str, jobs: Sequence[Job], words: Wording) -> Job:
    """Give the job whose name shares the beginning of a word with the role, none where no one job does."""
    said = {each[:_ALIKE] for each in role.casefold().split() if len(each) >= _ALIKE}
    alike = [
        each
        for each in jobs
        if f"job.{each}" in words and said & {part[:_ALIKE] for part in words(f"job.{each}").casefold().split()}
    ]
    return alike[0] if len(alike) == 1 else NO_JOB
