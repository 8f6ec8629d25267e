"""The quiet pages of a module: a good place to stop, something left out, the practice form."""

from __future__ import annotations

from PySide6.QtCore import Signal

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import PracticeForm
from detectors_app.staff.training_base import Around, TrainingPage
from detectors_app.staff.training_parts import PartsView
from detectors_app.widgets.beginning import at_beginning
from detectors_app.widgets.buttons import SecondaryButton
from detectors_app.widgets.text import body, hint


class StopHerePage(TrainingPage):
    """A good place to stop."""

    def __init__(self, words: Wording, around: Around) -> None:
        super().__init__(words, "stop_here", words("training.stop_here"), around)
        self.body.addWidget(body(words("training.stop_here_more")))
        self.lead_on()


class LeftOutPage(TrainingPage):
    """In place of a block that was left out: it counts as done, and can be seen after all."""

    wanted_after_all = Signal()

    def __init__(self, words: Wording, title: str, around: Around) -> None:
        super().__init__(words, "left_out", title, around)
        self.body.addWidget(body(words("training.left_out")))
        after_all = SecondaryButton(words("training.after_all"), "training.after_all")
        after_all.clicked.connect(self.wanted_after_all)
        at_beginning(self.body, after_all)
        self.lead_on()


class PracticePage(TrainingPage):
    """What practising is, and the way to the form. One can go on without it."""

    practice_wanted = Signal()

    def __init__(self, words: Wording, block: PracticeForm, folder: str, around: Around, *, done: bool) -> None:
        super().__init__(words, "practice", block.title, around)
        view = PartsView(block.parts, words, folder)
        view.link_wanted.connect(self.link_wanted)
        self.body.addWidget(view)
        if done or not block.parts:  # else its own words say so
            self.body.addWidget(hint(words("training.practice.done" if done else "training.practice.not_kept")))
        other = SecondaryButton(
            words("training.practice.again" if done else "training.practice.without"),
            "training.practice.again" if done else "training.practice.without",
        )
        at_beginning(self.body, other)
        if done:
            other.clicked.connect(self.practice_wanted)
            self.lead_on()
        else:
            other.clicked.connect(self.done_with)
            self.go_on.setText(words("training.practice.open"))
            self.go_on_pressed.connect(self.practice_wanted)
