"""Before a module: how long it takes, what one will know, what comes up, and what may be left out; warns of nothing."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Block, BlockId, Film, Reading, Scenario
from detectors_app.domain.course import Module, Note
from detectors_app.staff.training_base import Around, TrainingPage
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.option_row import Choice, TickGroup
from detectors_app.widgets.text import hint


class BeginPage(TrainingPage):
    """*Begin*, after what is said beforehand."""

    begun = Signal(tuple)
    """BlockIds that are to be left out."""

    def __init__(self, words: Wording, module: Module, around: Around) -> None:
        super().__init__(words, "begin", module.title, around)
        self._leave_out: TickGroup | None = None
        self.body.addWidget(hint(words.count("training.minutes", module.minutes)))
        if module.outcomes:
            self.body.addWidget(self._outcomes(module))
        if module.notes:
            self.body.addWidget(self._notes(module))
        choices = [Choice(block.id, _leave_out(block, words)) for block in to_leave_out(module)]
        if choices:
            card = HelpCard(name="training.leave_out", surface=True)
            card.add_heading(words("training.leave_out"))
            card.add_line(words("training.leave_out_more"), soft=True)
            self._leave_out = TickGroup("training.leave_out.ticks", choices, label=words("training.leave_out"))
            card.column.addWidget(self._leave_out)
            self.body.addWidget(card)
        self.go_on.setText(words("training.begin"))
        self.go_on_pressed.connect(self.on_go_on)

    @Slot()
    def on_go_on(self) -> None:
        """Begin, without what is ticked."""
        self.begun.emit(() if self._leave_out is None else self._leave_out.values())

    def _outcomes(self, module: Module) -> HelpCard:
        card = HelpCard(name="training.outcomes", surface=True)
        card.add_heading(self.words("training.outcomes"))
        for each in module.outcomes:
            card.add_marked("check", each, role="good")
        return card

    def _notes(self, module: Module) -> HelpCard:
        card = HelpCard(name="training.notes", surface=True)
        card.add_heading(self.words("training.notes"))
        for each in module.notes:
            card.add_marked("point", note_in_words(each, module, self.words))
        return card


def note_in_words(note: Note, module: Module, words: Wording) -> str:
    """Give what comes up and where, in one plain sentence or two."""
    key = f"training.note.{note.tag}"
    text = words(key) if key in words else words("training.note_other")
    block = None if note.block is None else module.block(note.block)
    title = "" if block is None else title_of(block)
    return words("training.note_where", note=text, where=title) if title else text


def to_leave_out(module: Module) -> Iterator[Block]:
    """Give the blocks that a note names as ones that can be skipped, in the order of the module."""
    named: set[BlockId | None] = {each.block for each in module.notes if each.skippable}
    return (each for each in module.blocks if each.id in named)


def title_of(block: Block) -> str:
    """Give a block's title, empty where it has none."""
    return "" if not hasattr(block, "title") else str(block.title)


def _leave_out(block: Block, words: Wording) -> str:
    kinds = {Scenario: "scene", Film: "film", Reading: "page"}
    return words(f"training.leave_out.{kinds.get(type(block), 'page')}", title=title_of(block))
