"""Training: which of its pages is wanted, the module that is gone through, and what Home's tile says of it.

Home ── Training ──▶ (first: about you) ──▶ Your training ── a module ──▶ its pages ── stop here ──▶ Your training
                                                  │                          │
                                                  └── help and support ◀─────┘  and back to where one was
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.domain.course import CourseId, Job, ModuleId
from detectors_app.domain.errors import DetectorsError
from detectors_app.staff import training_joined
from detectors_app.staff.asking import Ask

if TYPE_CHECKING:
    from detectors_app.domain.progress import Step
    from detectors_app.staff import jobs
    from detectors_app.staff.home_search import HomeSearch
    from detectors_app.staff.training_about_page import AboutYouPage
    from detectors_app.staff.training_help import TrainingHelp
    from detectors_app.staff.training_jobs import ModuleOpened, TrainingRead
    from detectors_app.staff.training_keeping import Keeping, TrainingKeeping
    from detectors_app.staff.training_page import YourTrainingPage
    from detectors_app.staff.training_player import TrainingPlayer

QUIET_MS = 1000
"""So long after the store was first read, when the start is over, it is asked how the training stands."""


class TrainingPlace(QObject):
    """Everything behind Home's *Training*. Nothing in it needs the passphrase."""

    page_wanted = Signal(object)
    """QWidget to show."""
    page_ended = Signal(object)
    """QWidget that is not needed any more."""
    home_wanted = Signal()
    line_changed = Signal(str)
    """What Home's tile says."""
    failed = Signal(object)
    """DetectorsError, to be shown on Home."""
    certificates_wanted = Signal()
    quick_wanted = Signal()
    another_way_wanted = Signal()
    film_played = Signal()
    """A film goes on: somebody sits before it, though no key is pressed."""
    practice_wanted = Signal()
    real_wanted = Signal(object)
    """Answers: while practising the form it became real."""

    def __init__(
        self,
        words: Wording,
        ask: Ask,
        now: Callable[[], datetime],
        *,
        aside: Ask | None = None,
        homes: Callable[[], HomeSearch | None] = lambda: None,
        parent: QObject | None = None,
    ) -> None:
        """`aside` asks where nothing else waits: to read all courses for the first time may take a second."""
        super().__init__(parent)
        self._words, self._ask, self._now, self._homes = words, ask, now, homes
        self._ask_first = aside or ask
        self.read: TrainingRead | None = None
        self.player: TrainingPlayer | None = None
        self._person: object = None
        self._asked_about, self._easy = False, False
        self._is_about_you = False

    # --- pages, made when first needed ------------------------------------------------------------------------------

    @cached_property
    def keeping(self) -> TrainingKeeping:
        """Give what hands the steps to the store."""
        from detectors_app.staff.training_keeping import TrainingKeeping

        keeping = TrainingKeeping(self._ask, self)
        keeping.changed.connect(self.on_keeping_changed)
        return keeping

    @cached_property
    def yours(self) -> YourTrainingPage:
        """Give *Your training*."""
        from detectors_app.staff.training_page import YourTrainingPage

        page = YourTrainingPage(self._words)
        training_joined.join_yours(self, page)
        return page

    @cached_property
    def about_you(self) -> AboutYouPage:
        """Give the page of the first visit."""
        from detectors_app.staff.training_about_page import AboutYouPage

        page = AboutYouPage(self._words)
        training_joined.join_about_you(self, page)
        return page

    @cached_property
    def help(self) -> TrainingHelp:
        """Give help and support, with the way back to where one was."""
        from detectors_app.staff.training_help import TrainingHelp

        made = TrainingHelp(self._words, self._now, self)
        made.page_wanted.connect(self.page_wanted)
        made.left.connect(self.come_back)
        return made

    # --- how it stands ----------------------------------------------------------------------------------------------

    def show_looked(self, looked: jobs.Looked) -> None:
        """Ask how the training stands, once the start is over and whenever somebody else uses the laptop."""
        if not looked.set_up or looked.person == self._person:
            return
        is_first, self._person = self._person is None, looked.person
        if not is_first:
            self._forget_person()
        QTimer.singleShot(QUIET_MS if is_first else 0, self, self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Read how the training stands, for Home's tile."""
        from detectors_app.staff import training_jobs

        self._asking()(training_jobs.read, self.on_read, self._on_not_read)

    def on_read(self, read: TrainingRead) -> None:
        """Tell Home's line."""
        from detectors_app.staff.training_words import home_line

        self.read = read
        self.line_changed.emit(home_line(read.training, self._words))

    # --- going there ------------------------------------------------------------------------------------------------

    @Slot()
    def on_wanted(self) -> None:
        """Show *Your training*; the first time, who one is."""
        from detectors_app.staff import training_jobs

        self.end_module()
        self._asking()(training_jobs.read, self.on_read_to_show, self.failed.emit)

    def on_read_to_show(self, read: TrainingRead) -> None:
        """Show it."""
        self.on_read(read)
        learner = read.training.learner
        if not (self._asked_about or learner.job or learner.staff):
            self.on_about_you()
        else:
            self.show_yours()

    def show_yours(self) -> None:
        """Show *Your training* as it was read last."""
        self._is_about_you = False
        if self.read is not None:
            self.yours.show_training(self.read.training)
            self.page_wanted.emit(self.yours)
            self.yours.take_focus()

    @Slot()
    def on_about_you(self) -> None:
        """Show which job and staff number there are."""
        if self.read is None:
            return
        self._asked_about = self._is_about_you = True
        self.about_you.begin(self.read.jobs, self.read.training.learner, self.read.role)
        self.page_wanted.emit(self.about_you)
        self.about_you.take_focus()

    @Slot(str, str)
    def on_settled(self, job: str, staff: str) -> None:
        """Keep job and number, then show the courses."""
        from detectors_app.staff import training_jobs

        def then(_: None) -> None:
            self.on_wanted()

        self._ask(training_jobs.settle(Job(job), staff), then, self.about_you.show_failed)

    @Slot(str, str)
    def on_module(self, course: str, module: str) -> None:
        """Open a module where it was left; what the store lacks of it is tried first."""
        from detectors_app.staff import training_jobs

        self.keeping.try_now()
        opening = training_jobs.open_module(CourseId(course), ModuleId(module))

        def then(opened: ModuleOpened) -> None:
            self.on_opened(opened, ModuleId(module))

        self._ask(opening, then, self._on_not_opened)

    def on_opened(self, opened: ModuleOpened, module_id: ModuleId) -> None:
        """Show its pages: from where the store has it, and the steps that the store does not have yet."""
        from detectors_app.domain.progress import Watched
        from detectors_app.staff.training_player import TrainingPlayer, Who

        if self.read is None:
            return
        self.end_module()
        course, training = opened.course, self.read.training

        def take_step(of: ModuleId, step: Step) -> None:
            self.keeping.keep(course.id, of, step)
            if isinstance(step, Watched):
                self.film_played.emit()

        who = Who(training.learner.job, bool(training.learner.staff), self._easy)
        self.player = player = TrainingPlayer(
            self._words, course, take_step, now=self._now, who=who, homes=self._homes, parent=self
        )
        training_joined.join_player(self, player)
        player.on_keeping_changed(self.keeping.keeping)
        waiting = self.keeping.waiting_for(course.id, module_id)
        progress = opened.after(module_id, waiting, self._now().astimezone().date())
        player.begin(module_id, progress, self.read.unfinished(course.id))

    def end_module(self) -> None:
        """Take the module's pages away; every step of it is with the store, or waits in memory."""
        player, self.player = self.player, None
        if player is not None:
            player.end()
            player.deleteLater()

    # --- from a module and back -------------------------------------------------------------------------------------

    @Slot()
    def on_stopped(self) -> None:
        """Show *Your training* again, with what the module came to."""
        from detectors_app.staff import training_jobs

        self.keeping.try_now()
        self._ask(training_jobs.read, self._on_reread, self._on_not_opened)

    @Slot(str)
    def on_next(self, module: str) -> None:
        """Go on with the next module, once it is known how all of them stand."""
        if self.player is None:
            return
        course = self.player.course.id
        from detectors_app.staff import training_jobs

        def then(read: TrainingRead) -> None:
            self.on_read(read)
            self.on_module(course, module)

        self._ask(training_jobs.read, then, self._on_not_opened)

    @Slot()
    def on_support(self) -> None:
        """Show where those who work here find support."""
        self.help.show_support()

    @Slot(str)
    def on_help(self, link: str) -> None:
        """Show help and contacts."""
        self.help.show_help(link)

    @Slot()
    def come_back(self) -> None:
        """Show again where one was before help, support or another way were wanted."""
        if self.player is not None and self.player.page is not None:
            self.page_wanted.emit(self.player.page)
            self.player.take_focus()
        elif self._is_about_you:
            self.page_wanted.emit(self.about_you)
            self.about_you.take_focus()
        else:
            self.show_yours()

    @Slot()
    def on_home(self) -> None:
        """Go Home, where the tile says how it stands now."""
        self.home_wanted.emit()
        self.refresh()

    @Slot()
    def on_hidden(self) -> None:
        """Drop a practice, and whatever makes a sound."""
        if self.player is not None:
            self.player.on_hidden()

    @Slot(object)
    def on_keeping_changed(self, keeping: Keeping) -> None:
        """Say whether the store has everything, wherever one is."""
        if self.player is not None:
            self.player.on_keeping_changed(keeping)
        if "yours" in self.__dict__:
            self.yours.on_keeping_changed(keeping)

    @Slot(bool)
    def on_easy_changed(self, easy: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Remember which words are wanted, for the modules that follow."""
        self._easy = easy

    def take_over(self, before: TrainingPlace) -> None:
        """Know what another window's place knew."""
        self._easy, self._asked_about = before._easy, before._asked_about
        if before.read is not None:
            self.on_read(before.read)

    def _on_reread(self, read: TrainingRead) -> None:
        self.on_read(read)
        self.show_yours()
        self.yours.on_keeping_changed(self.keeping.keeping)
        self.end_module()

    def _asking(self) -> Ask:
        return self._ask_first if self.read is None else self._ask

    def _forget_person(self) -> None:
        self.end_module()
        self.read, self._asked_about = None, False
        if "keeping" in self.__dict__:
            self.keeping.forget()

    def _on_not_read(self, _error: DetectorsError) -> None:
        """Say nothing: Home's tile stands as it is, and Home says what is wrong with the store."""

    def _on_not_opened(self, error: DetectorsError) -> None:
        """Say on *Your training* why it did not open."""
        self.show_yours()
        self.end_module()
        self.yours.say(self._words.error(error))
