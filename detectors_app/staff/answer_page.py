"""The page of an answer or an addition: the question where there is one, one field, *Send*; keeps no words itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from detectors_app.content.moments import clock
from detectors_app.content.typed import MOST_LETTERS
from detectors_app.content.wording import Wording
from detectors_app.domain.form import FormField
from detectors_app.domain.ids import EnvelopeId, reference
from detectors_app.staff.autosave import SaveState, Saving
from detectors_app.staff.saved_line import SavedLine
from detectors_app.staff.side import dont_card, need_help
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from detectors_app.widgets.direction import sided
from detectors_app.widgets.fields import LabelledArea, RoomWords
from detectors_app.widgets.page import Page
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words, body, heading1, lead, small


class AnswerPage(Page):
    """Everything is on one page: there is nothing to check that is not in sight."""

    edited = Signal(str)
    send_pressed = Signal()
    later_pressed = Signal()

    def __init__(
        self, words: Wording, field: FormField, ask: str, concern: EnvelopeId, question: str, *, predict: bool = False
    ) -> None:
        super().__init__("answer", foot=True)
        self._words = words
        self.back = LinkButton(words("nav.home"), "answer.back", icon_name="chevron-left")
        self.main.addWidget(self.back)
        self.main.addWidget(heading1(words("asked.title.answer" if question else "asked.title.add")))
        self.main.addWidget(lead(words("asked.caption", reference=reference(concern))))
        self._failed = Banner(BannerKind.URGENT, "", name="answer.failed")
        self._failed.hide()
        self.main.addWidget(self._failed)
        self.question = Words(question, "lead")
        self.question.setObjectName("answer.question")
        if question:
            self.main.addWidget(self._quoted())
        else:
            self.main.addWidget(body(words("asked.add_more")))
        self.field = LabelledArea(
            "answer.words",
            words("asked.label") if question else ask,
            words("asked.hint" if question else "asked.add_hint"),
            max_length=field.max_length,
            lines=6,
            room=RoomWords(
                words("field.left", left="{left}"),
                words("field.over", over="{over}"),
                words("field.full", most=MOST_LETTERS),
            ),
            predict=predict,
        )
        self.main.addWidget(self.field)
        self.saved = SavedLine()
        self.main.addWidget(self.saved)
        self.side.addWidget(dont_card(words))
        self.side.addWidget(need_help(words))
        self.finish()
        self.send = PrimaryButton(words("asked.send"), "answer.send")
        self.later = SecondaryButton(words("nav.finish_later"), "answer.later")
        self.foot.row.addWidget(self.send)
        self.foot.row.addWidget(self.later)
        self.foot.row.addStretch(1)
        self.field.edited.connect(self.edited)
        self.send.clicked.connect(self.send_pressed)
        self.later.clicked.connect(self.later_pressed)
        self.back.clicked.connect(self.later_pressed)

    def _quoted(self) -> Panel:
        quote = Panel("surface", None, bar="accent", bar_px=4)
        lines = QVBoxLayout(quote)
        lines.setContentsMargins(*sided(20, 12, 16, 12))
        lines.setSpacing(4)
        lines.addWidget(small(self._words("asked.by")))
        lines.addWidget(self.question)
        return quote

    def show_text(self, text: str) -> None:
        """Write what was there before, the cursor behind it."""
        from PySide6.QtGui import QTextCursor

        self.field.set_text(text)
        self.field.editor.moveCursor(QTextCursor.MoveOperation.End)

    def take_focus(self) -> None:
        """Put the focus into the field."""
        self.field.first().setFocus()

    def show_problem(self, text: str) -> None:
        """Say what is missing; empty takes it away."""
        self.field.set_problem(text or None)
        if text:
            announce(self.field.editor, text)
            self.take_focus()

    def show_failed(self, text: str) -> None:
        """Say that it did not go; empty takes it away."""
        self._failed.say(text)
        self._failed.setVisible(bool(text))

    def on_saving_changed(self, saving: Saving) -> None:
        """Say how far saving got; *saved* only when the store has said so."""
        words = self._words
        if saving.state is SaveState.SAVED and saving.at is not None:
            self.saved.say_saved(words("record.saved", time=clock(saving.at)))
            self.show_failed("")
        elif saving.state is SaveState.FAILED and saving.error is not None:
            self.saved.say(words("record.notsaved"))
            self.show_failed(words.error(saving.error))
        else:
            self.saved.say(words("record.saving") if saving.state is SaveState.UNSAVED else "")
