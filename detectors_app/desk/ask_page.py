"""The page where an officer writes a question to who sent a concern; sends nothing itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from detectors_app.content.wording import Wording
from detectors_app.domain.casework import CaseId
from detectors_app.domain.questions import LONGEST_QUESTION
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from detectors_app.widgets.fields import LabelledArea, RoomWords
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import heading1
from detectors_app.widgets.theme import theme_of


@dataclass(frozen=True, slots=True)
class Begun:
    """A question in hand: about which concern, and whether it is on its way."""

    case: CaseId
    reference: str
    words: str = field(repr=False)
    waits: bool


class AskPage(Page):
    """One field, what happens with it, and what is not to stand in it.

    What was begun for a concern stays while the desk is open, until it is sent or another concern is asked about.
    """

    sent = Signal(str)
    left = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__("ask")
        self._words = words
        self._case: CaseId | None = None
        self._reference = ""
        self.back = LinkButton("", "ask.back", icon_name="chevron-left")
        self.heading = heading1("")
        self.main.addWidget(self.back)
        self.main.addWidget(self.heading)
        self.main.addWidget(Banner(BannerKind.INFO, words("desk.ask.how"), words("desk.ask.how.text"), name="ask.how"))
        self.field = LabelledArea(
            "ask.words",
            words("desk.ask.label"),
            words("desk.ask.hint"),
            max_length=LONGEST_QUESTION,
            lines=5,
            room=RoomWords(left=words("desk.ask.left", left="{left}"), over=words("desk.ask.over", over="{over}")),
        )
        self.main.addWidget(self.field)
        self.send = PrimaryButton(words("desk.ask.send"), "ask.send", icon_name="message")
        self.cancel = SecondaryButton(words("desk.ask.cancel"), "ask.cancel")
        row = QVBoxLayout() if theme_of(self).is_large else QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.send)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.main.addLayout(row)
        card = HelpCard(words("desk.ask.care"), "ask.care")
        for number in (1, 2, 3):
            card.add_line(words(f"desk.ask.care.{number}"))
        self.side.addWidget(card)
        self.finish()
        self.send.clicked.connect(self.on_send)
        self.back.clicked.connect(self.left)
        self.cancel.clicked.connect(self.left)

    def begin(self, case: CaseId, reference: str) -> None:
        """Ask about this concern."""
        if case != self._case:
            self.clear()
        self._case, self._reference = case, reference
        self.heading.setText(self._words("desk.ask.title", reference=reference))
        self.back.setText(self._words("desk.ask.back", reference=reference))
        self._free()
        self.field.first().setFocus()

    @property
    def begun(self) -> Begun | None:
        """Give the question that is held here; none once it was sent."""
        if self._case is None:
            return None
        return Begun(self._case, self._reference, self.field.text(), waits=self.field.editor.isReadOnly())

    def hold(self, begun: Begun) -> None:
        """Hold a question that was begun on another page."""
        self.begin(begun.case, begun.reference)
        self.field.set_text(begun.words)
        self.field.on_text_changed()
        if begun.waits:
            self._wait()

    def clear(self) -> None:
        """Hold nothing: it was sent, or another is asked about."""
        self._case = None
        self.field.set_text("")
        self.field.left.hide()
        self._free()

    def show_failed(self, problem: str) -> None:
        """Say why it did not go, and let it be tried again."""
        self._free()
        self.field.set_problem(problem)
        announce(self.field.editor, problem)
        self.field.first().setFocus()

    def _free(self) -> None:
        self.field.set_problem(None)
        self.field.editor.setReadOnly(False)
        self.send.setText(self._words("desk.ask.send"))

    def _wait(self) -> None:
        self.field.editor.setReadOnly(True)
        self.send.setText(self._words("desk.ask.sending"))

    @Slot()
    def on_send(self) -> None:
        """Hand the words on, once."""
        if self.field.editor.isReadOnly():
            return
        self._wait()
        self.sent.emit(self.field.text())
