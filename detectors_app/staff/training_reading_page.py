"""A page of words under one heading, and the same in Easy Read: a picture beside each idea, larger words."""

from __future__ import annotations

from collections.abc import Sequence

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Reading
from detectors_app.staff.training_base import Around, TrainingPage
from detectors_app.staff.training_parts import PartsView
from detectors_app.widgets.panels import Line
from detectors_app.widgets.text import heading2


class ReadingPage(TrainingPage):
    """The words of one block."""

    def __init__(self, words: Wording, block: Reading, folder: str, around: Around) -> None:
        super().__init__(words, "reading", block.title, around)
        view = PartsView(block.parts, words, folder)
        view.link_wanted.connect(self.link_wanted)
        self.body.addWidget(view)
        self.lead_on()


class EasyPage(TrainingPage):
    """All easy words of a module: one idea below the other."""

    def __init__(self, words: Wording, ideas: Sequence[Reading], title: str, folder: str, around: Around) -> None:
        super().__init__(words, "easy", title, around)
        self.say_caption(words("training.easy_read"))
        self.body.setSpacing(20)
        for place, idea in enumerate(ideas):
            if place:
                self.body.addWidget(Line())
            self.body.addWidget(heading2(idea.title))
            view = PartsView(idea.parts, words, folder, easy=True)
            view.link_wanted.connect(self.link_wanted)
            self.body.addWidget(view)
        self.lead_on()
