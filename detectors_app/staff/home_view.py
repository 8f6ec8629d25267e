"""The field that asks for the place: a home found in the list, or another way to say where; shows and emits alone.

FINDING   the line and the list; what is typed is kept as the address, word for word
CHOSEN    a home of the list, with *Change*
OTHERWISE the options: the address by hand, a job number, and so on
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.content.typed import MOST_LETTERS
from detectors_app.content.wording import Wording
from detectors_app.domain.form import Answer, FormField
from detectors_app.domain.homes import Home
from detectors_app.domain.ids import FieldId
from detectors_app.staff.field_parts import FieldParts
from detectors_app.staff.field_views import FieldView, choices_of
from detectors_app.staff.home_finder import HomeFinder
from detectors_app.widgets.announce import announce
from detectors_app.widgets.buttons import SecondaryButton
from detectors_app.widgets.fields import Labelled
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.option_row import OptionGroup
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of

_ICONS = {"address": "pencil", "job": "briefcase", "uprn": "key", "elsewhere": "door"}
_COLUMNS = 2


class Mode(Enum):
    """What is shown."""

    FINDING = auto()
    CHOSEN = auto()
    OTHERWISE = auto()


class HomeView(FieldView):
    """Which kind of place, with the finder in place of its first option. It writes the fields that are filled by it."""

    def __init__(self, form_field: FormField, ask: str, parts: FieldParts) -> None:
        super().__init__(form_field)
        self._words, self._search = parts.words, parts.homes
        self._has_list = parts.homes is not None and parts.homes.is_there
        self._home_value = form_field.options[0].value
        self._kind = ""
        self._is_changing = False
        self._filled: dict[FieldId, str] = {}
        name = str(form_field.id)
        key_words = parts.words("field.key", digit="{digit}")
        choices = [each for each in choices_of(form_field) if self._has_list or each.value != self._home_value]
        self.group = OptionGroup(
            name, choices, columns=form_field.columns, label=form_field.label or ask, key_words=key_words
        )
        search = parts.homes if self._has_list else None
        self.finder = HomeFinder(f"{name}.finder", parts.words, search, most=MOST_LETTERS)
        self.finder.line.setAccessibleName(form_field.label or ask)
        self.finder.line.setAccessibleDescription(parts.words("homes.hint"))
        self._others = self._buttons(form_field)
        self._chosen = _ChosenHome(name, parts.words)
        self._around = Labelled(name, form_field.label, parts.words("homes.hint"))
        for widget in (self.finder, self._others, self._chosen, self.group):
            self._around.column.addWidget(widget)
        self.column.addWidget(self._around)
        self.group.value_changed.connect(self.on_kind_chosen)
        self.group.keyboard_used.connect(self.keyboard_used)
        self.finder.typed.connect(self.on_typed)
        self.finder.chosen.connect(self.on_home_chosen)
        self._chosen.change.clicked.connect(self.on_change)
        if search is not None:
            search.open()
            search.refresh()
        self._show()

    def fill(self, field_id: FieldId, answer: Answer) -> None:
        """Take what a field holds that is filled by this one: first the address, then the UPRN."""
        text = answer if isinstance(answer, str) else ""
        if self._filled.get(field_id) != text:
            self._filled[field_id], self._is_changing = text, False
            self._show()

    def show_answer(self, answer: Answer) -> None:
        """Show which kind of place was chosen."""
        self._kind = answer if isinstance(answer, str) else ""
        if self._kind != self.group.value():
            self.group.set_value(self._kind)
        self._show()

    def show_problem(self, text: str | None) -> None:
        """Show it above whatever is shown."""
        self._around.show_problem(self.finder.line, text)
        self.group.set_problem(text)

    def first(self) -> QWidget:
        """Give the line, *Change* or the options."""
        firsts = {Mode.FINDING: self.finder.line, Mode.CHOSEN: self._chosen.change, Mode.OTHERWISE: self.group.first()}
        return firsts[self.mode]

    def press(self, digit: int) -> bool:
        """Choose by the digit, where the options are shown."""
        return self.mode is Mode.OTHERWISE and self.group.press(digit)

    def show_digits(self) -> None:
        """Show them beside the options."""
        self.group.show_digits()

    @property
    def mode(self) -> Mode:
        """Say what is shown."""
        if self._kind == self._home_value:
            return Mode.CHOSEN if self._texts()[1] and not self._is_changing else Mode.FINDING
        return Mode.FINDING if self._has_list and not self._kind else Mode.OTHERWISE

    @Slot(str)
    def on_typed(self, text: str) -> None:
        """Keep what was typed as the address."""
        self._choose_kind(self._home_value)
        self._give_filled(text, "")

    @Slot(object)
    def on_home_chosen(self, home: Home) -> None:
        """Keep the home's address and its number, and go on to what follows."""
        self._choose_kind(self._home_value)
        self._give_filled(home.address, home.uprn)
        self._is_changing = False
        self._show()
        announce(self, self._words("homes.chosen", home=home.address))
        self._chosen.change.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focusNextChild()

    @Slot()
    def on_change(self) -> None:
        """Look for another home, beginning with the address there is; until something is typed, that one stays."""
        self._is_changing = True
        self._show()
        self.finder.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finder.line.selectAll()

    @Slot(str)
    def on_kind_chosen(self, value: str) -> None:
        """Take another kind of place; to find the home leads to the line."""
        self._is_changing = False
        self._choose_kind(value)
        self._show()
        if value == self._home_value:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_other_pressed(self) -> None:
        """Take another kind of place by its button, and go on to what it asks."""
        value = str(self.sender().property("value"))
        self.group.set_value(value)
        self.on_kind_chosen(value)
        self.group.first().setFocus(Qt.FocusReason.OtherFocusReason)
        self.focusNextChild()

    def _choose_kind(self, value: str) -> None:
        if value != self._kind:
            self._kind = value
            self.group.set_value(value)
            self.give(value)

    def _give_filled(self, *texts: str) -> None:
        for field_id, text in zip(self._filled, texts, strict=False):
            if self._filled[field_id] != text:
                self._filled[field_id] = text
                self.answered.emit(str(field_id), text)

    def _texts(self) -> tuple[str, str]:
        address, uprn = [*self._filled.values(), "", ""][:2]
        return address, uprn

    def _show(self) -> None:
        mode, (address, uprn) = self.mode, self._texts()
        self.finder.setVisible(mode is Mode.FINDING)
        self._others.setVisible(mode is Mode.FINDING)
        self._chosen.setVisible(mode is Mode.CHOSEN)
        self.group.setVisible(mode is Mode.OTHERWISE)
        hints = {Mode.FINDING: self._words("homes.hint") if self._has_list else "", Mode.OTHERWISE: self.field.hint}
        self._around.hint.setText(hints.get(mode, ""))
        self._around.hint.setVisible(bool(hints.get(mode)))
        if mode is Mode.CHOSEN:
            self._chosen.show_home(address, uprn)
        if mode is Mode.FINDING and self.finder.text() != address:
            self.finder.set_text(address)
        if mode is not Mode.FINDING:
            self.finder.rest()

    def _buttons(self, form_field: FormField) -> QWidget:
        """Make a button for each other kind of place: two beside each other, or one where the text is large."""
        around = QWidget()
        grid = QGridLayout(around)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setSpacing(12)
        columns = 1 if theme_of(self).is_large else _COLUMNS
        for place, option in enumerate(each for each in form_field.options if each.value != self._home_value):
            button = SecondaryButton(
                option.text, f"{form_field.id}.finder.{option.value}", icon_name=_ICONS.get(option.value, "map-pin")
            )
            button.setProperty("value", option.value)
            button.clicked.connect(self.on_other_pressed)
            grid.addWidget(button, place // columns, place % columns, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(columns, 1)
        return around


class _ChosenHome(Panel):
    """A home that was chosen, with *Change*."""

    def __init__(self, name: str, words: Wording) -> None:
        super().__init__("accent_tint", "accent", width=2)
        self.setObjectName(f"{name}.chosen")
        self._words = words
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(16)
        row.addWidget(IconLabel("home", "accent", 24), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        self._address = Words("", "body", bold=True)
        self._number = Words("", "small", role="ink_soft")
        column.addWidget(self._address)
        column.addWidget(self._number)
        row.addLayout(column, 1)
        self.change = SecondaryButton(words("homes.change"), f"{name}.change")
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_home(self, address: str, uprn: str) -> None:
        """Show its address and its number."""
        self._address.setText(address)
        self._number.setText(self._words("answers.uprn", number=uprn))
        self.change.setAccessibleName(self._words("homes.change_named", home=address))


class FilledView(FieldView):
    """A field that another one fills: shown there, never by itself."""

    def __init__(self, form_field: FormField) -> None:
        super().__init__(form_field)
        self._filler: HomeView | None = None
        self.hide()

    def join(self, filler: FieldView) -> None:
        """Be filled by that field."""
        if isinstance(filler, HomeView):
            self._filler = filler
            filler.fill(self.field.id, "")

    def show_answer(self, answer: Answer) -> None:
        """Let the other field show it."""
        if self._filler is not None:
            self._filler.fill(self.field.id, answer)

    def show_problem(self, text: str | None) -> None:
        """Let the other field show it; that there is none is its own to say."""
        if self._filler is not None and text is not None:
            self._filler.show_problem(text)

    def first(self) -> QWidget:
        """Give what takes the focus there."""
        return self if self._filler is None else self._filler.first()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001, ARG002 - Qt's own
        """Stay out of sight."""
        super().setVisible(False)
