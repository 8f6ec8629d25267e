"""The first page of setting up: what this is, in words that say nothing to one who looks on; and file or code."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot

from detectors_app.content.wording import Wording
from detectors_app.staff.setup_page import SetUpPage
from detectors_app.widgets.fields import ProblemLine
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.option_row import Choice, OptionGroup
from detectors_app.widgets.text import body, heading2

CODE, FILE = "code", "file"


class SetUpStartPage(SetUpPage):
    """What is needed, and which of the two the person was given."""

    chosen = Signal(str)
    """CODE or FILE."""

    def __init__(self, words: Wording) -> None:
        super().__init__(words, "start", words("setup.start_title"))
        question = words("setup.given")
        self.options = OptionGroup(
            "setup.given",
            (Choice(CODE, words("setup.given_code")), Choice(FILE, words("setup.given_file"))),
            label=question,
        )
        self._problem = ProblemLine()
        title = heading2(question)
        title.setContentsMargins(0, 16, 0, 0)
        self.lay(body(words("setup.start_what")), body(words("setup.start_time")), title, self._problem, self.options)
        need = HelpCard(words("setup.need"), "setup.need")
        need.add_marked("document", words("setup.need_file"))
        need.add_marked("key", words("setup.need_words"))
        need.add_marked("clock", words("setup.need_time"))
        self.side.insertWidget(self.side.count() - 1, need)
        self.add_go_on().clicked.connect(self.on_go_on)
        self.options.value_changed.connect(self.on_value_changed)

    def take_focus(self) -> None:
        """Put the focus on the first option, or the one that was chosen before."""
        self.options.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def mend(self) -> None:
        """Say nothing more of an earlier try."""
        super().mend()
        self._say(None)

    @Slot(str)
    def on_value_changed(self, _value: str) -> None:
        """Take the problem away."""
        self._say(None)

    @Slot()
    def on_go_on(self) -> None:
        """Go on with what was chosen, or say that nothing was."""
        value = self.options.value()
        if value:
            self.chosen.emit(value)
            return
        self._say(self.words("setup.given_missing"))
        self.take_focus()

    def _say(self, problem: str | None) -> None:
        self._problem.show_problem(problem)
        self.options.set_problem(problem)
