"""The end of a module: what one knows now, or what is still open, and what may come next; calm, and no marks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.domain.course import Module
from detectors_app.domain.progress import ModuleProgress
from detectors_app.staff.training_base import Around, TrainingPage
from detectors_app.staff.training_route import called, still_open
from detectors_app.widgets.beginning import at_beginning
from detectors_app.widgets.buttons import LinkButton, SecondaryButton
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.text import body, hint
from detectors_app.widgets.theme import theme_of


def end_of(
    module: Module,
    progress: ModuleProgress,
    unfinished: Sequence[Module],
    words: Wording,
    around: Around,
    *,
    seen_before: bool,
    counts: bool,
) -> EndPage:
    """Give the page: with what is still open, with the module that comes next, or with the end of the course.

    `seen_before`: the module was done already, and only read again. `counts`: the staff number is known.
    """
    waiting = [(each.id, called(each, words)) for each in still_open(module, progress)]
    page = EndPage(words, module, waiting, around)
    if waiting or seen_before:
        page.leave()
    elif unfinished:
        page.offer_next(unfinished[0].title, unfinished[0].minutes)
    else:
        page.end_course(counts=counts)
    return page


class EndPage(TrainingPage):
    """The end of a module: what one knows now, or what is still open, and what may come next."""

    next_wanted = Signal()
    open_wanted = Signal(str)
    """A BlockId that is not done yet."""
    staff_number_wanted = Signal()

    def __init__(self, words: Wording, module: Module, waiting: Sequence[tuple[str, str]], around: Around) -> None:
        title = words("training.end_open" if waiting else "training.end", module=module.title)
        super().__init__(words, "end", title, around)
        if waiting:
            self._lay_waiting(waiting)
        elif module.outcomes:
            card = HelpCard(name="training.outcomes", surface=True)
            card.add_heading(words("training.end_know"))
            for each in module.outcomes:
                card.add_marked("check", each, role="good")
            self.body.addWidget(card)
        self.body.addWidget(body(words("training.end_open_more" if waiting else "training.end_more")))

    def offer_next(self, title: str, minutes: int) -> None:
        """Offer the module that comes next."""
        more = self.words.count("training.next_more", minutes, module=title)
        self.body.addWidget(hint(more))
        self.go_on.setText(self.words("training.next"))
        self.go_on_pressed.connect(self.next_wanted)

    def end_course(self, *, counts: bool) -> None:
        """Say that the course is done; where the staff number is missing, that it counts once it is given."""
        words = self.words
        self.body.addWidget(body(words("training.course_done"), bold=True))
        self.body.addWidget(hint(words("training.course_done_more" if counts else "training.course_held")))
        if not counts:
            give = SecondaryButton(words("training.give_number"), "training.give_number")
            give.clicked.connect(self.staff_number_wanted)
            at_beginning(self.body, give)
        self.leave()

    def leave(self) -> None:
        """Lead back to the training page, and nowhere else."""
        self.go_on.setText(self.words("training.to_training"))
        self.go_on_pressed.connect(self.left)
        self.stop.hide()

    def _lay_waiting(self, waiting: Sequence[tuple[str, str]]) -> None:
        card = HelpCard(name="training.still_open", surface=True)
        card.add_heading(self.words("training.still_open"))
        for block_id, title in waiting:
            link = LinkButton(title, f"training.open.{block_id}")
            link.setProperty("block", block_id)
            link.clicked.connect(self.on_open)
            at_beginning(card.column, link)
        card.column.setSpacing(4 if not theme_of(self).is_large else 8)
        self.body.addWidget(card)

    @Slot()
    def on_open(self) -> None:
        """Tell which of them is wanted."""
        self.open_wanted.emit(self.sender().property("block"))
