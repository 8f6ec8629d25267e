"""One view a kind of field, made from the form's data; emits what is given, checks and stores nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from detectors_app.content.typed import MOST_LETTERS, clean
from detectors_app.content.wording import Wording
from detectors_app.domain.form import Answer, FieldKind, FormField, Like
from detectors_app.widgets.announce import announce
from detectors_app.widgets.fields import Labelled, LabelledArea, LabelledField, RoomWords
from detectors_app.widgets.option_row import Choice, OptionGroup, TickGroup
from detectors_app.widgets.text import hint

if TYPE_CHECKING:
    from detectors_app.staff.field_parts import FieldParts

_LETTER_PX = 11
_NARROW_LETTERS = 60
_SHORT_TEXT_LETTERS = 2000


class FieldView(QWidget):
    """Shows one field. Setting an answer from outside emits nothing."""

    answered = Signal(str, object)
    """The field's id and its answer: text, or a tuple of values; empty where nothing is given."""
    keyboard_used = Signal()
    """Options were reached by the keyboard: the digits that choose them may be shown."""

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

    def press(self, digit: int) -> bool:  # noqa: ARG002 - for fields with options
        """Choose the option of that digit; False where there is none."""
        return False

    def show_digits(self) -> None:
        """Show the digits that choose, where there are options."""

    def give(self, answer: Answer) -> None:
        """Tell what was given; of text, what can be kept."""
        self.answered.emit(str(self.field.id), clean(answer) if isinstance(answer, str) else answer)


class LineView(FieldView):
    """One line of text."""

    def __init__(self, form_field: FormField, ask: str, *, predict: bool = False) -> None:
        super().__init__(form_field)
        letters = form_field.max_length
        width = letters * _LETTER_PX + 60 if letters <= _NARROW_LETTERS else 0
        self._field = LabelledField(
            str(form_field.id),
            form_field.label,
            form_field.hint,
            max_length=MOST_LETTERS,
            width_px=width,
            predict=predict,
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


class JobView(LineView):
    """A job number: one that does not look as IT says gets a calm word, once it was left, and is kept all the same."""

    def __init__(self, form_field: FormField, ask: str, unusual: str, pattern: str) -> None:
        super().__init__(form_field, ask)
        self._pattern = re.compile(pattern)
        self._unusual = hint(unusual)
        self._unusual.setObjectName(f"{form_field.id}.unusual")
        self._unusual.hide()
        self.column.addWidget(self._unusual)
        self._field.edited.connect(self.on_edited)
        self._field.editor.editingFinished.connect(self.on_left)

    def show_answer(self, answer: Answer) -> None:
        """Write it, and say if it is unusual."""
        super().show_answer(answer)
        self.on_left()

    @Slot(str)
    def on_edited(self, _text: str) -> None:
        """Say nothing while it is typed."""
        self._unusual.hide()

    @Slot()
    def on_left(self) -> None:
        """Say so if it is unusual."""
        text = self._field.text().strip()[:_NARROW_LETTERS]
        unusual = bool(text) and self._pattern.fullmatch(text) is None
        if unusual and self._unusual.isHidden() and self.isVisible():
            announce(self, self._unusual.text())
        self._unusual.setVisible(unusual)


class AreaView(FieldView):
    """Several lines of text."""

    def __init__(self, form_field: FormField, ask: str, words: Wording, *, predict: bool = False) -> None:
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
            predict=predict,
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


class _Options(FieldView):
    """Options under the field's label."""

    def __init__(self, form_field: FormField, group: OptionGroup | TickGroup) -> None:
        super().__init__(form_field)
        self._options = group
        self._around = Labelled(str(form_field.id), form_field.label, form_field.hint)
        self._around.column.addWidget(group)
        self.column.addWidget(self._around)
        group.keyboard_used.connect(self.keyboard_used)

    def show_problem(self, text: str | None) -> None:
        """Show it above the options."""
        self._around.show_problem(self._options, text)
        self._options.set_problem(text)

    def press(self, digit: int) -> bool:
        """Choose by the digit."""
        return self._options.press(digit)

    def show_digits(self) -> None:
        """Show them beside the options."""
        self._options.show_digits()

    def first(self) -> QWidget:
        """Give the chosen option, or the first."""
        return self._options.first()


class OneOfView(_Options):
    """One of a few."""

    def __init__(self, form_field: FormField, ask: str, key_words: str = "") -> None:
        self.group = OptionGroup(
            str(form_field.id),
            choices_of(form_field),
            columns=form_field.columns,
            label=form_field.label or ask,
            key_words=key_words,
        )
        super().__init__(form_field, self.group)
        self.group.value_changed.connect(self.give)

    def show_answer(self, answer: Answer) -> None:
        """Choose it."""
        value = answer if isinstance(answer, str) else ""
        if value != self.group.value():
            self.group.set_value(value)


class TicksView(_Options):
    """Any of many; the officers on the list, where the field asks for officers."""

    def __init__(
        self, form_field: FormField, ask: str, choices: Sequence[Choice], *, nothing: str = "", key_words: str = ""
    ) -> None:
        self.group = TickGroup(
            str(form_field.id),
            choices,
            columns=form_field.columns,
            label=form_field.label or ask,
            key_words=key_words,
        )
        super().__init__(form_field, self.group)
        self._has_choices = bool(choices)
        if not choices:
            self._around.column.addWidget(hint(nothing))
        self.group.values_changed.connect(self.give)

    def show_answer(self, answer: Answer) -> None:
        """Tick them."""
        values = answer if not isinstance(answer, str) else ()
        if set(values) != set(self.group.values()):
            self.group.set_values(tuple(values))

    def first(self) -> QWidget:
        """Give the first tick."""
        return self.group.first() if self._has_choices else self


def choices_of(form_field: FormField) -> tuple[Choice, ...]:
    """Give a field's options as the shared parts take them."""
    return tuple(Choice(each.value, each.text, each.group, each.alone) for each in form_field.options)


def view_of(form_field: FormField, ask: str, parts: FieldParts) -> FieldView:
    """Make the view for a field; `ask` is its question, its name where it has no label of its own."""
    from detectors_app.staff.home_view import FilledView, HomeView

    if form_field.finds_home:
        return HomeView(form_field, ask, parts)
    if form_field.filled_by:
        return FilledView(form_field)
    if form_field.like is Like.JOB_NUMBER and parts.job_number_pattern:
        return JobView(form_field, ask, parts.words("job.unusual"), parts.job_number_pattern)
    return _view_of_kind(form_field, ask, parts)


def _view_of_kind(form_field: FormField, ask: str, parts: FieldParts) -> FieldView:
    from detectors_app.staff.day_view import DayView

    words, predict = parts.words, parts.predict
    key_words = words("field.key", digit="{digit}")
    match form_field.kind:
        case FieldKind.TEXT:
            return LineView(form_field, ask, predict=predict)
        case FieldKind.LONG_TEXT:
            return AreaView(form_field, ask, words, predict=predict)
        case FieldKind.ONE_OF:
            return OneOfView(form_field, ask, key_words)
        case FieldKind.DATE:
            return DayView(form_field, ask, words)
        case FieldKind.TICKS:
            return TicksView(form_field, ask, choices_of(form_field), key_words=key_words)
        case FieldKind.OFFICERS:
            named = tuple(Choice(officer, name) for officer, name in parts.officers)
            return TicksView(form_field, ask, named, nothing=words("form.officers.none"), key_words=key_words)
