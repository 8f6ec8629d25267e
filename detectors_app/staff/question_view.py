"""One question of the form with its fields, its notes and its examples; shows what is asked, decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.domain.form import Answers, FieldKind, FormField, Question, interrupts, shown_fields
from detectors_app.domain.ids import FieldId
from detectors_app.staff.danger_view import DangerView
from detectors_app.staff.field_parts import FieldParts
from detectors_app.staff.field_views import FieldView, view_of
from detectors_app.staff.home_view import FilledView
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.text import Words, heading1, hint
from detectors_app.widgets.theme import theme_of

WIDE_COLUMNS = 3
_FIELDS_PX, _DENSE_PX = 10, 4


class QuestionView(QWidget):
    """A question. `first` on its screen, its words are the page's heading."""

    answered = Signal(str, object)
    danger_answered = Signal(str, str)
    keyboard_used = Signal()
    """Options were reached by the keyboard."""

    def __init__(self, question: Question, parts: FieldParts, *, first: bool) -> None:
        super().__init__()
        self.question = question
        self._words, self._parts = parts.words, parts
        self.setObjectName(f"question.{question.id}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0 if first else 4, 0, 0)
        self._column.setSpacing(_DENSE_PX if is_wide(question) else _FIELDS_PX)
        self.heading = heading1(question.ask) if first else Words(question.ask, "lead", bold=True)
        self._top = self._lay_top()
        self._danger = self._make_danger()
        self.fields: dict[FieldId, FieldView] = {}
        for each in question.fields:
            if question.interrupt is None or each.id != question.interrupt.field:
                self._add_field(each, parts)
        if self._danger is not None:
            self._column.addWidget(self._danger)
        self._note = Banner(BannerKind.SAFETY, "", name=f"note.{question.id}")
        self._note.hide()
        self._column.addWidget(self._note)

    def fill(self, remembered: Answers) -> None:
        """Show every answer given so far, also to fields that are not asked now: they may be asked again."""
        for field_id, view in self.fields.items():
            view.show_answer(remembered.get(field_id, ""))

    def show_asked(self, answers: Answers) -> None:
        """Show the fields that are asked, and what the answers say to do; writes in none of them."""
        asked = shown_fields(self.question, answers)
        self.setVisible(bool(asked))
        for field_id, view in self.fields.items():
            shown = any(each.id == field_id for each in asked)
            view.setVisible(shown)
        self._show_danger(answers)
        self._show_note(asked, answers)

    def show_problem(self, field_id: FieldId, text: str | None) -> None:
        """Show a problem at a field."""
        if field_id in self.fields:
            self.fields[field_id].show_problem(text)

    def first(self) -> QWidget | None:
        """Give what should take the focus: the first field that is asked."""
        return next((each.first() for each in self.fields.values() if each.isVisibleTo(self)), None)

    def press(self, focus: QWidget, digit: int) -> bool:
        """Choose the option of that digit in the field that has the focus; False where there is none."""
        return any(each.isAncestorOf(focus) and each.press(digit) for each in self.fields.values())

    def show_digits(self) -> None:
        """Show the digits that choose."""
        for each in self.fields.values():
            each.show_digits()

    def focus_danger(self) -> None:
        """Put the focus on what has stopped the person."""
        if self._danger is not None:
            self._danger.take_focus()

    @Slot(str, object)
    def on_answered(self, field_id: str, answer: object) -> None:
        """Pass an answer on; a problem shown at the field has been heard."""
        self.fields[FieldId(field_id)].show_problem(None)
        self.answered.emit(field_id, answer)

    def _lay_top(self) -> QVBoxLayout:
        """Lay heading and hint; with examples beside them, and beside the first field that will follow."""
        top = QVBoxLayout()
        top.setSpacing(4)
        if self.question.good_example:
            row = QHBoxLayout()
            row.setSpacing(56)
            row.addLayout(top, 744)
            row.addWidget(self._examples(), 368, Qt.AlignmentFlag.AlignTop)
            self._column.addLayout(row)
        else:
            self._column.addLayout(top)
        if not self.question.hint:
            top.addWidget(self.heading)
        elif is_wide(self.question) and not theme_of(self).is_large:
            self.heading.setWordWrap(False)
            line = QHBoxLayout()
            line.setSpacing(16)
            line.addWidget(self.heading)
            line.addWidget(hint(self.question.hint), 1, Qt.AlignmentFlag.AlignBottom)
            top.addLayout(line)
        else:
            top.addWidget(self.heading)
            top.addWidget(hint(self.question.hint))
        return top

    def _add_field(self, each: FormField, parts: FieldParts) -> None:
        view = view_of(each, self.question.ask, parts)
        view.answered.connect(self.on_answered)
        view.keyboard_used.connect(self.keyboard_used)
        self.fields[each.id] = view
        if isinstance(view, FilledView):
            view.join(self.fields[FieldId(each.filled_by)])
        beside_examples = self.question.good_example and each is self.question.fields[0]
        (self._top if beside_examples else self._column).addWidget(view)

    def _examples(self) -> QWidget:
        card = HelpCard(self._words("record.facts"), f"examples.{self.question.id}")
        card.add_marked("check", self.question.good_example, role="good")
        if self.question.bad_example:
            card.add_marked("cross", self.question.bad_example, role="urgent")
        return card

    def _make_danger(self) -> DangerView | None:
        stop = self.question.interrupt
        if stop is None:
            return None
        form_field = next(each for each in self.question.fields if each.id == stop.field)
        view = DangerView(stop, form_field, self._parts)
        view.chosen.connect(self.danger_answered)
        view.hide()
        return view

    def _show_danger(self, answers: Answers) -> None:
        if self._danger is None or self.question.interrupt is None:
            return
        stops = interrupts(self.question, answers)
        came = stops and self._danger.isHidden()
        choice = answers.get(self.question.interrupt.field, "")
        self._danger.show_choice(choice if isinstance(choice, str) else "")
        self._danger.setVisible(stops)
        if came and not choice:
            self._danger.take_focus()
            announce(self, self._parts.marked(self.question.interrupt.heading))

    def _show_note(self, asked: Sequence[FormField], answers: Answers) -> None:
        stop = self.question.interrupt
        notes = [
            option.note
            for each in asked
            if stop is None or each.id != stop.field
            for option in each.options
            if option.note and option.value in _values(answers, each.id)
        ]
        text = self._parts.marked(" ".join(notes))
        came = bool(text) and self._note.isHidden()
        self._note.say(text)
        self._note.setVisible(bool(text))
        if came:
            announce(self, text)


def is_wide(question: Question) -> bool:
    """Say whether a question's ticks need the side's room too."""
    return any(each.columns >= WIDE_COLUMNS and each.kind is FieldKind.TICKS for each in question.fields)


def _values(answers: Answers, field_id: FieldId) -> tuple[str, ...]:
    given = answers.get(field_id, ())
    return (given,) if isinstance(given, str) else given
