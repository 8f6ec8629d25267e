"""Options to choose from: a real radio button or tick in a row of its own; the whole row can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
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

from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One option as it is shown. `alone` clears the others when it is ticked."""

    value: str
    text: str
    group: str = ""
    alone: bool = False


class OptionRow(Panel):
    """A frame around the real button. Chosen, it is tinted and its edge is thicker: never colour alone."""

    def __init__(self, button: QAbstractButton, text: str, *, framed: bool = True) -> None:
        super().__init__("surface" if framed else None, "edge" if framed else None)
        self.button = button
        self._framed = framed
        button.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16 if framed else 0, 4, 12 if framed else 0, 4)
        row.setSpacing(12)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        label = Words(text)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setBuddy(button)
        row.addWidget(label, 1)
        theme = theme_of(self)
        self.setMinimumHeight(theme.scaled(theme.target_px["option"] if framed else 34))
        button.toggled.connect(self.on_toggled)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

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


class OptionGroup(QWidget):
    """One of a few: radio buttons in columns. Emits the value chosen by the person."""

    value_changed = Signal(str)

    def __init__(self, name: str, choices: Sequence[Choice], *, columns: int = 1, label: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
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
            grid.addWidget(OptionRow(button, choice.text), place // columns, place % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
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

    def first(self) -> QWidget:
        """Give what should take the focus: the chosen button, or the first."""
        chosen = self._group.checkedButton()
        return chosen if chosen is not None else next(iter(self._values))

    def set_problem(self, text: str | None) -> None:
        """Describe the problem to a screen reader, on the group's every button."""
        for button in self._values:
            button.setAccessibleDescription(text or "")

    @Slot(QAbstractButton, bool)
    def on_toggled(self, button: QAbstractButton, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Tell which one was chosen."""
        if on:
            self.value_changed.emit(self._values[button])


class TickGroup(QWidget):
    """Any of many: ticks under the headings of their groups, in columns. Emits all values ticked."""

    values_changed = Signal(tuple)

    def __init__(self, name: str, choices: Sequence[Choice], *, columns: int = 1, label: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._boxes: dict[str, QCheckBox] = {}
        self._alone = {choice.value for choice in choices if choice.alone}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        columns = 1 if theme_of(self).is_large else columns
        for column in _share_out(choices, columns):
            stack = QVBoxLayout()
            stack.setSpacing(0 if columns > 1 else 2)
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

    def _row(self, name: str, choice: Choice) -> OptionRow:
        box = QCheckBox()
        box.setObjectName(f"{name}.{choice.value}")
        self._boxes[choice.value] = box
        row = OptionRow(box, choice.text, framed=False)
        box.toggled.connect(self.on_toggled)
        return row

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

    def set_problem(self, text: str | None) -> None:
        """Describe the problem to a screen reader, on every tick."""
        for box in self._boxes.values():
            box.setAccessibleDescription(text or "")

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
