"""One view a kind of field, made from the form's data; emits what is given, checks and stores nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from detectors_app.content.typed import MOST_LETTERS, clean
from detectors_app.content.wording import Wording
from detectors_app.domain.form import Answer, FieldKind, FormField
from detectors_app.widgets.fields import Labelled, LabelledArea, LabelledField, RoomWords
from detectors_app.widgets.option_row import Choice, OptionGroup, TickGroup
from detectors_app.widgets.text import hint
from detectors_app.widgets.theme import theme_of

if TYPE_CHECKING:
    from detectors_app.staff.field_parts import FieldParts

LARGE_TEXT = 1.5
"""From so large a text on, options stand in one column."""

_LETTER_PX = 11
_NARROW_LETTERS = 60
_SHORT_TEXT_LETTERS = 2000


class FieldView(QWidget):
    """Shows one field. Setting an answer from outside emits nothing."""

    answered = Signal(str, object)
    """The field's id and its answer: text, or a tuple of values; empty where nothing is given."""

    def __init__(self, form_field: FormField) -> None:
        super().__init__()
        self.field = form_field
        self.setObjectName(f"view.{form_field.id}")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def show_answer(self, answer: Answer) -> None:
        """Show an answer, empty for none."""
        raise NotImplementedError

    def show_problem(self, text: str | None) -> None:
        """Show a problem at the field; None takes it away."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """Give what should take the focus."""
        raise NotImplementedError

    def give(self, answer: Answer) -> None:
        """Tell what was given; of text, what can be kept."""
        self.answered.emit(str(self.field.id), clean(answer) if isinstance(answer, str) else answer)


class LineView(FieldView):
    """One line of text."""

    def __init__(self, form_field: FormField, ask: str) -> None:
        super().__init__(form_field)
        letters = form_field.max_length
        width = letters * _LETTER_PX + 60 if letters <= _NARROW_LETTERS else 0
        self._field = LabelledField(
            str(form_field.id), form_field.label, form_field.hint, max_length=MOST_LETTERS, width_px=width
        )
        self._field.editor.setAccessibleName(form_field.label or ask)
        self._field.edited.connect(self.give)
        self.column.addWidget(self._field)

    def show_answer(self, answer: Answer) -> None:
        """Write it."""
        text = answer if isinstance(answer, str) else ""
        if text != self._field.text():
            self._field.set_text(text)

    def show_problem(self, text: str | None) -> None:
        """Show it above the line."""
        self._field.set_problem(text)

    def first(self) -> QWidget:
        """Give the line."""
        return self._field.first()


class AreaView(FieldView):
    """Several lines of text."""

    def __init__(self, form_field: FormField, ask: str, words: Wording) -> None:
        super().__init__(form_field)
        self._field = LabelledArea(
            str(form_field.id),
            form_field.label,
            form_field.hint,
            max_length=form_field.max_length,
            lines=4 if form_field.max_length > _SHORT_TEXT_LETTERS else 2,
            room=RoomWords(
                words("field.left", left="{left}"),
                words("field.over", over="{over}"),
                words("field.full", most=MOST_LETTERS),
            ),
        )
        self._field.editor.setFixedHeight(self._field.editor.minimumHeight())
        self._field.editor.setAccessibleName(form_field.label or ask)
        self._field.edited.connect(self.give)
        self.column.addWidget(self._field)

    def show_answer(self, answer: Answer) -> None:
        """Write it, unless it stands there already: the cursor would jump."""
        text = answer if isinstance(answer, str) else ""
        if text != self._field.text():
            self._field.set_text(text)

    def show_problem(self, text: str | None) -> None:
        """Show it above the lines."""
        self._field.set_problem(text)

    def first(self) -> QWidget:
        """Give the lines."""
        return self._field.first()


class OneOfView(FieldView):
    """One of a few."""

    def __init__(self, form_field: FormField, ask: str) -> None:
        super().__init__(form_field)
        self._around = Labelled(str(form_field.id), form_field.label, form_field.hint)
        columns = 1 if theme_of(self).text_factor >= LARGE_TEXT else form_field.columns
        self.group = OptionGroup(
            str(form_field.id), choices_of(form_field), columns=columns, label=form_field.label or ask
        )
        self._around.column.addWidget(self.group)
        self.column.addWidget(self._around)
        self.group.value_changed.connect(self.give)

    def show_answer(self, answer: Answer) -> None:
        """Choose it."""
        value = answer if isinstance(answer, str) else ""
        if value != self.group.value():
            self.group.set_value(value)

    def show_problem(self, text: str | None) -> None:
        """Show it above the options."""
        self._around.show_problem(self.group, text)
        self.group.set_problem(text)

    def first(self) -> QWidget:
        """Give the chosen option, or the first."""
        return self.group.first()


class TicksView(FieldView):
    """Any of many; the officers on the list, where the field asks for officers."""

    def __init__(self, form_field: FormField, ask: str, choices: Sequence[Choice], nothing: str) -> None:
        super().__init__(form_field)
        self._around = Labelled(str(form_field.id), form_field.label, form_field.hint)
        columns = 1 if theme_of(self).text_factor >= LARGE_TEXT else form_field.columns
        self.group = TickGroup(str(form_field.id), choices, columns=columns, label=form_field.label or ask)
        self._has_choices = bool(choices)
        self._around.column.addWidget(self.group if choices else hint(nothing))
        self.column.addWidget(self._around)
        self.group.values_changed.connect(self.give)

    def show_answer(self, answer: Answer) -> None:
        """Tick them."""
        values = answer if not isinstance(answer, str) else ()
        if set(values) != set(self.group.values()):
            self.group.set_values(tuple(values))

    def show_problem(self, text: str | None) -> None:
        """Show it above the ticks."""
        self._around.show_problem(self.group, text)
        self.group.set_problem(text)

    def first(self) -> QWidget:
        """Give the first tick."""
        return self.group.first() if self._has_choices else self


def choices_of(form_field: FormField) -> tuple[Choice, ...]:
    """Give a field's options as the shared parts take them."""
    return tuple(Choice(each.value, each.text, each.group, each.alone) for each in form_field.options)


def view_of(form_field: FormField, ask: str, parts: FieldParts) -> FieldView:
    """Make the view for a field; `ask` is its question, its name where it has no label of its own."""
    from detectors_app.staff.day_view import DayView

    words = parts.words
    match form_field.kind:
        case FieldKind.TEXT:
            return LineView(form_field, ask)
        case FieldKind.LONG_TEXT:
            return AreaView(form_field, ask, words)
        case FieldKind.ONE_OF:
            return OneOfView(form_field, ask)
        case FieldKind.DATE:
            return DayView(form_field, ask, words)
        case FieldKind.TICKS:
            return TicksView(form_field, ask, choices_of(form_field), "")
        case FieldKind.OFFICERS:
            named = tuple(Choice(officer, name) for officer, name in parts.officers)
            return TicksView(form_field, ask, named, words("form.officers.none"))
