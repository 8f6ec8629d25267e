"""Takes a trainee through one module, page by page; hands each step on and waits for nobody. It needs no store.

begin page ──▶ block ──▶ block … ──▶ end ──▶ the next module, or back to the training page
                 │  ▲
                 ▼  │  the page before, help and support, the practice form, the easy words
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Block, BlockId, Film, PracticeForm, Reading, Scenario
from detectors_app.domain.course import Course, Job, Module, ModuleId
from detectors_app.domain.progress import NOWHERE, Done, ModuleProgress, Skipped, Step, Went
from detectors_app.domain.training import advance, is_done, place_now
from detectors_app.staff.training_base import Around, TrainingPage
from detectors_app.staff.training_begin_page import BeginPage
from detectors_app.staff.training_end_page import end_of
from detectors_app.staff.training_keeping import Keeping
from detectors_app.staff.training_page_joined import join_page
from detectors_app.staff.training_pages import page_of
from detectors_app.staff.training_pause_pages import LeftOutPage
from detectors_app.staff.training_practice import TrainingPractice
from detectors_app.staff.training_quiz_page import QuizPage
from detectors_app.staff.training_reading_page import EasyPage
from detectors_app.staff.training_route import after, before, called, caption_of, still_open
from detectors_app.staff.training_scenario_page import ScenarioPage
from detectors_app.use_cases.learning.rows import NO_JOB

if TYPE_CHECKING:
    from detectors_app.staff.home_search import HomeSearch

TakeStep = Callable[[ModuleId, Step], None]
"""Keeps one step; how that went is told by `on_keeping_changed`."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whose training it is. `counts`: their staff number is known. `easy`: they read the easy words last."""

    job: Job = NO_JOB
    counts: bool = True
    easy: bool = False


class TrainingPlayer(QObject):
    """The pages of a course's modules, one module at a time. Whoever shows it takes pages away when they have ended."""

    page_wanted = Signal(object)
    """QWidget to show."""
    page_ended = Signal(object)
    """QWidget that is not needed any more."""
    left = Signal()
    """Back to the training page."""
    next_wanted = Signal(str)
    """ModuleId."""
    support_wanted = Signal()
    help_wanted = Signal(str)
    """A link of the text was pressed: `help`, or `contact:…`."""
    another_way_wanted = Signal()
    staff_number_wanted = Signal()
    real_wanted = Signal(object)
    """Answers: while practising the form it became real."""
    easy_changed = Signal(bool)

    def __init__(
        self,
        words: Wording,
        course: Course,
        take_step: TakeStep | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        who: Who = Who(),
        homes: Callable[[], HomeSearch | None] = lambda: None,
        parent: QObject | None = None,
    ) -> None:
        """Show nothing yet. Without `take_step` nothing is kept, as in a preview."""
        super().__init__(parent)
        self._words, self.course, self._take_step, self._now = words, course, take_step, now
        self._who, self._easy = who, who.easy
        self._keeping = Keeping()
        self.module: Module
        self.progress: ModuleProgress
        self.page: TrainingPage | None = None
        self._block: Block | None = None
        self._unfinished: tuple[Module, ...] = ()
        self._was_finished = False
        self._left_out: set[BlockId] = set()
        self._after_all: set[BlockId] = set()
        self.practice = TrainingPractice(words, now, homes, self)
        self.practice.page_wanted.connect(self.page_wanted)
        self.practice.page_ended.connect(self.page_ended)
        self.practice.came_back.connect(self.on_practised)
        self.practice.real_wanted.connect(self.real_wanted)

    # --- going through ----------------------------------------------------------------------------------------------

    def begin(
        self,
        module_id: ModuleId,
        progress: ModuleProgress | None = None,
        unfinished: Sequence[ModuleId] | None = None,
    ) -> None:
        """Go on where the trainee was, or show what is told beforehand.

        `unfinished` are the modules not finished yet; without it, those after this one count as such.
        """
        module = self.course.module(module_id)
        if module is None:
            raise LookupError(module_id)
        self.module = module
        self.progress = progress or ModuleProgress(self.course.id, module_id, self.course.version)
        self._was_finished = self.progress.finished_on is not None
        self._left_out, self._after_all = set(), set()
        theirs = self.course.modules_for(self._who.job)
        later = [each.id for each in theirs[theirs.index(module) + 1 :]] if module in theirs else []
        wanted = later if unfinished is None else unfinished
        self._unfinished = tuple(each for each in theirs if each.id in wanted and each.id != module_id)
        place = place_now(module, self.progress)
        if self._was_finished or self.progress.place.block == NOWHERE:
            self.on_begin_wanted()
        elif (block := module.block(place.block)) is not None:
            self._show(block, place.scroll)

    def end(self) -> None:
        """Take every page away."""
        self.practice.end()
        page, self.page = self.page, None
        if page is not None:
            self.page_ended.emit(page)

    def take_focus(self) -> None:
        """Put the focus where the page that is shown begins."""
        if self.page is not None:
            self.page.take_focus()

    @Slot()
    def on_hidden(self) -> None:
        """Drop a practice: nothing of it waits behind the cover."""
        self.practice.on_left()

    @Slot(object)
    def on_keeping_changed(self, keeping: Keeping) -> None:
        """Say on the page that is shown whether the place is kept."""
        self._keeping = keeping
        if self.page is not None:
            self.page.on_keeping_changed(keeping)

    @Slot()
    def on_begin_wanted(self) -> None:
        """Show what is told beforehand."""
        self._block = None
        self._put(BeginPage(self._words, self.module, self._around(back=False, easy=True)), 0)

    @Slot(tuple)
    def on_begun(self, left_out: tuple[str, ...]) -> None:
        """Show the first page. What is to be left out counts as done."""
        for each in left_out:
            self._left_out.add(BlockId(each))
            self.on_stepped(Skipped(BlockId(each)))
        self._go_to(self.module.blocks[0])

    @Slot()
    def on_go_on(self) -> None:
        """Go on to what follows; a page that was read is done."""
        block = self._block
        if block is None:
            return
        if self._easy and isinstance(self.page, EasyPage):
            for each in still_open(self.module, self.progress):
                if isinstance(each, Reading):
                    self.on_stepped(Done(each.id))
        elif not is_done(self.module, self.progress, block):
            self.on_stepped(Skipped(block.id) if isinstance(block, PracticeForm) else Done(block.id))
        following = after(self.module, block, easy=self._easy and self._has_easy)
        if following is None:
            self._show_end()
        else:
            self._go_to(following)

    @Slot()
    def on_before(self) -> None:
        """Go back a page."""
        if self._block is None:  # from the end
            self._go_to(self.module.blocks[-1])
            return
        earlier = before(self.module, self._block, easy=self._easy and self._has_easy)
        if earlier is None:
            self.on_begin_wanted()
        else:
            self._go_to(earlier)

    @Slot(bool)
    def on_easy_wanted(self, easy: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Show the easy words from now on, or the full ones."""
        self._easy = easy
        self.easy_changed.emit(easy)
        if self._block is None:
            self.on_begin_wanted()
        else:
            self._show(self._block)

    @Slot(object)
    def on_stepped(self, step: Step) -> None:
        """Take a step: at once here, and into the store without waiting for it."""
        today = self._now().astimezone().date()
        self.progress = advance(self.module, self.progress, step, version=self.course.version, today=today)
        if self._take_step is not None:
            self._take_step(self.module.id, step)
        block = self._block
        if block is None or step.block != block.id:  # a film tells its last second when the next page is there already
            return
        if isinstance(self.page, ScenarioPage):
            done = is_done(self.module, self.progress, block)
            self.page.show_progress(self.progress.scenario(block.id), done=done)
        elif isinstance(self.page, QuizPage):
            self.page.show_progress(self.progress.quiz(block.id))

    @Slot(int)
    def on_scrolled(self, scroll: int) -> None:
        """Keep how far down the page is."""
        if self._block is not None and self.progress.place.scroll != scroll:
            self.on_stepped(Went(self._block.id, scroll))

    @Slot(str)
    def on_open(self, block_id: str) -> None:
        """Show a page by its name."""
        block = self.module.block(BlockId(block_id))
        if block is not None:
            self._go_to(block)

    @Slot()
    def on_after_all(self) -> None:
        """Show what was left out."""
        if self._block is not None:
            self._after_all.add(self._block.id)
            self._show(self._block)

    @Slot(str)
    def on_link(self, link: str) -> None:
        """Follow a link of the text."""
        if link == "support":
            self.support_wanted.emit()
        else:
            self.help_wanted.emit(link)

    @Slot()
    def on_next(self) -> None:
        """Tell which module comes next."""
        if self._unfinished:
            self.next_wanted.emit(self._unfinished[0].id)

    @Slot(bool)
    def on_practised(self, to_its_end: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Come back from the form."""
        if isinstance(self._block, PracticeForm):
            if to_its_end:
                self.on_stepped(Done(self._block.id))
            self._show(self._block)

    # --- pages ------------------------------------------------------------------------------------------------------

    @property
    def _has_easy(self) -> bool:
        return bool(self.module.easy_read)

    def _go_to(self, block: Block) -> None:
        self.on_stepped_quietly(Went(block.id))
        self._show(block)

    def on_stepped_quietly(self, step: Step) -> None:
        """Take a step of which the page that is shown is not to know: another one comes."""
        self.page, page = None, self.page
        self.on_stepped(step)
        self.page = page

    def _show(self, block: Block, scroll: int = 0) -> None:
        self._block = block
        is_out = block.id in self._left_out - self._after_all and not isinstance(block, Scenario)
        self._put(self._left_out_page(block) if is_out else self._made(block), scroll)

    def _made(self, block: Block) -> TrainingPage:
        around = self._around(block, easy=isinstance(block, Reading))
        if isinstance(block, Film):
            from detectors_app.staff.film_page import FilmPage

            return FilmPage(self._words, Path(self.course.folder), block, self.progress.film(block.id), around)
        today = self._now().astimezone().date()
        return page_of(block, self.course, self.module, self.progress, self._words, around, today)

    def _left_out_page(self, block: Block) -> LeftOutPage:
        return LeftOutPage(self._words, called(block, self._words), self._around(block))

    def _show_end(self) -> None:
        self._block = None
        page = end_of(
            self.module,
            self.progress,
            self._unfinished,
            self._words,
            self._around(),
            seen_before=self._was_finished,
            counts=self._who.counts,
        )
        self._put(page, 0)

    def _around(self, block: Block | None = None, *, back: bool = True, easy: bool = False) -> Around:
        return Around(
            caption=self.course.title if block is None else caption_of(self.module, block, self._words),
            before=back,
            easy=self._easy if easy and self._has_easy else None,
            approved=self.course.approval.is_given,
            kept=self._take_step is not None,
        )

    def _put(self, page: TrainingPage, scroll: int) -> None:
        join_page(self, page)
        self._swap(page)
        page.on_keeping_changed(self._keeping)
        page.begin(scroll)

    def _swap(self, page: TrainingPage) -> None:
        old, self.page = self.page, page
        self.page_wanted.emit(page)
        if old is not None:
            self.page_ended.emit(old)
