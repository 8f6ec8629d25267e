"""Options to choose from: a real radio button or tick in a row of its own; the whole row can be pressed.

Where there are nine or fewer, the digits choose too; they stand beside the options once the keyboard is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from detectors_app.widgets.direction import sided
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of

_DENSE_COLUMNS = 3
"""With three columns there are many ticks, and all of them are to be seen at once."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option as it is shown. `alone` clears the others when it is ticked."""

    value: str
    text: str
    group: str = ""
    alone: bool = False


class OptionRow(Panel):
    """A frame around the real button. Chosen, it is tinted and its edge is thicker: never colour alone."""

    def __init__(self, button: QAbstractButton, text: str, *, framed: bool = True, dense: bool = False) -> None:
        super().__init__("surface" if framed else None, "edge" if framed else None)
        self.button = button
        self._framed = framed
        button.setAccessibleName(text)
        self._row = row = QHBoxLayout(self)
        self._digit: Words | None = None
        row.setContentsMargins(*sided(16 if framed else 0, 4, 12 if framed else 0, 4))
        row.setSpacing(12)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.label = label = Words(text)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setBuddy(button)
        row.addWidget(label, 1)
        theme = theme_of(self)
        target = "least" if dense else "button"
        self.setMinimumHeight(theme.scaled(theme.target_px["option" if framed else target]))
        button.toggled.connect(self.on_toggled)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_digit(self, digit: int) -> None:
        """Show the key that chooses it, small, at the end of the row."""
        if self._digit is None:
            self._digit = Words(str(digit), "small", role="ink_soft")
            self._digit.setWordWrap(False)
            self._digit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.addWidget(self._digit, 0, Qt.AlignmentFlag.AlignVCenter)

    @Slot(bool)
    def on_toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Dress the row for being chosen or not."""
        if self._framed:
            theme = theme_of(self)
            width = theme.border_px["chosen"] if on else theme.border_px["row"]
            self.dress("accent_tint" if on else "surface", "accent" if on else "edge", width=width)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press the button wherever the row is pressed."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()
            event.accept()


MOST_DIGITS = 9
_BY_KEYBOARD = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}


class _Keyed(QWidget):
    """Rows that the digits choose while one of them has the focus. `key_words` says so of a row, with {digit}."""

    keyboard_used = Signal()

    def __init__(self, name: str, label: str, key_words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._rows: list[OptionRow] = []
        self._key_words = key_words

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt hands it over
        """Notice that somebody came by the keyboard."""
        tabbed = isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in _BY_KEYBOARD
        if tabbed or event.type() == QEvent.Type.KeyPress:
            self.keyboard_used.emit()
        return False

    @property
    def has_digits(self) -> bool:
        """Say whether the digits choose here."""
        return bool(self._key_words) and len(self._rows) <= MOST_DIGITS

    def show_digits(self) -> None:
        """Show each row's digit."""
        for digit, row in enumerate(self._rows, 1):
            if self.has_digits:
                row.show_digit(digit)

    def press(self, digit: int) -> bool:
        """Choose the row of that digit, and put the focus there; False where there is none."""
        if not self.has_digits or not 1 <= digit <= len(self._rows):
            return False
        button = self._rows[digit - 1].button
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        button.click()
        return True

    def set_problem(self, text: str | None) -> None:
        """Describe the problem to a screen reader, on every row."""
        for digit, row in enumerate(self._rows, 1):
            key = self._key_words.replace("{digit}", str(digit)) if self.has_digits else ""
            row.button.setAccessibleDescription(". ".join(filter(None, (text, key))))

    def _made(self, button: QAbstractButton, text: str) -> OptionRow:
        return OptionRow(button, text)

    def _add_row(self, row: OptionRow) -> OptionRow:
        self._rows.append(row)
        row.button.installEventFilter(self)
        return row


class OptionGroup(_Keyed):
    """One of a few: radio buttons in columns. Emits the value chosen by the person."""

    value_changed = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[Choice], *, columns: int = 1, label: str = "", key_words: str = ""
    ) -> None:
        super().__init__(name, label, key_words)
        self._group = QButtonGroup(self)
        self._values: dict[QAbstractButton, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        columns = 1 if theme_of(self).is_large else columns
        for place, choice in enumerate(choices):
            button = QRadioButton()
            button.setObjectName(f"{name}.{choice.value}")
            self._group.addButton(button)
            self._values[button] = choice.value
            row = self._add_row(self._made(button, choice.text))
            grid.addWidget(row, place // columns, place % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        self.set_problem(None)
        self._group.buttonToggled.connect(self.on_toggled)

    def value(self) -> str:
        """Give the value chosen, empty if none."""
        button = self._group.checkedButton()
        return self._values.get(button, "") if button is not None else ""

    def set_value(self, value: str) -> None:
        """Choose a value without telling anyone; empty chooses none."""
        blocked = self.blockSignals(True)
        self._group.setExclusive(False)
        for button, its in self._values.items():
            button.setChecked(its == value)
        self._group.setExclusive(True)
        self.blockSignals(blocked)
        self._let_tab_reach_the_chosen()

    def _let_tab_reach_the_chosen(self) -> None:
        """Do what Qt does once a person has chosen; until then Tab would go to the first, which is not chosen."""
        chosen = self._group.checkedButton()
        for button in self._values:
            tab = chosen is None or button is chosen
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus)

    def first(self) -> QWidget:
        """Give what should take the focus: the chosen button, or the first."""
        chosen = self._group.checkedButton()
        return chosen if chosen is not None else next(iter(self._values))

    @Slot(QAbstractButton, bool)
    def on_toggled(self, button: QAbstractButton, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Tell which one was chosen."""
        if on:
            self.value_changed.emit(self._values[button])


class TickGroup(_Keyed):
    """Any of many: ticks under the headings of their groups, in columns. Emits all values ticked."""

    values_changed = Signal(tuple)
    _gap_px = 0

    def __init__(
        self, name: str, choices: Sequence[Choice], *, columns: int = 1, label: str = "", key_words: str = ""
    ) -> None:
        super().__init__(name, label, key_words)
        self._boxes: dict[str, QCheckBox] = {}
        self._alone = {choice.value for choice in choices if choice.alone}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        columns = 1 if theme_of(self).is_large else columns
        self._dense = columns >= _DENSE_COLUMNS
        for column in _share_out(choices, columns):
            stack = QVBoxLayout()
            stack.setSpacing(self._gap_px)
            group = ""
            for choice in column:
                if choice.group and choice.group != group:
                    heading = Words(choice.group, "body", bold=True)
                    heading.setContentsMargins(0, 8 if group else 0, 0, 2)
                    stack.addWidget(heading)
                    group = choice.group
                stack.addWidget(self._row(name, choice))
            stack.addStretch(1)
            row.addLayout(stack, 1)
        self.set_problem(None)

    def _row(self, name: str, choice: Choice) -> OptionRow:
        box = QCheckBox()
        box.setObjectName(f"{name}.{choice.value}")
        self._boxes[choice.value] = box
        row = self._add_row(self._made(box, choice.text))
        box.toggled.connect(self.on_toggled)
        return row

    def _made(self, button: QAbstractButton, text: str) -> OptionRow:
        return OptionRow(button, text, framed=False, dense=self._dense)

    def values(self) -> tuple[str, ...]:
        """Give the values ticked, in the order they are shown."""
        return tuple(value for value, box in self._boxes.items() if box.isChecked())

    def set_values(self, values: tuple[str, ...]) -> None:
        """Tick these and no others, without telling anyone."""
        blocked = self.blockSignals(True)
        for value, box in self._boxes.items():
            box.setChecked(value in values)
        self.blockSignals(blocked)

    def first(self) -> QWidget:
        """Give the tick that should take the focus."""
        return next(iter(self._boxes.values()))

    @Slot(bool)
    def on_toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Keep *None* and its like alone, then tell what is ticked."""
        if self.signalsBlocked():
            return
        if on:
            self._clear_against(self.sender())
        self.values_changed.emit(self.values())

    def _clear_against(self, ticked: QObject | None) -> None:
        value = next((value for value, box in self._boxes.items() if box is ticked), "")
        for other, box in self._boxes.items():
            if other != value and (value in self._alone or other in self._alone):
                blocked = self.blockSignals(True)
                box.setChecked(False)
                self.blockSignals(blocked)


def _share_out(choices: Sequence[Choice], columns: int) -> list[list[Choice]]:
    """Deal the choices out over columns, whole groups together, as evenly as that allows."""
    groups: dict[str, list[Choice]] = {}
    for choice in choices:
        groups.setdefault(choice.group, []).append(choice)
    if len(groups) == 1:
        each = -(-len(choices) // columns)
        return [list(choices[n : n + each]) for n in range(0, len(choices), each)]
    dealt: list[list[Choice]] = [[] for _ in range(columns)]
    column, goal = 0, (len(choices) + len(groups)) / columns
    height = 0.0
    for group in groups.values():
        if column < columns - 1 and height and height + len(group) / 2 > goal:
            column, height = column + 1, 0.0
        dealt[column] += group
        height += len(group) + 1
    return dealt
