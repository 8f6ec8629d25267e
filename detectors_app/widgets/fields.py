"""Fields to write in: label, hint, problem and the real editor, bound together; checks no rule."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from detectors_app.content.typed import MOST_LETTERS, clean
from detectors_app.widgets.buttons import SecondaryButton
from detectors_app.widgets.direction import begin_lines, sided
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.private_area import PrivateArea
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import font_of, theme_of

_PRIVATE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
"""Asks input methods neither to learn what is written nor to suggest words."""


class ProblemLine(QWidget):
    """The problem's words beside the field, with an icon; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("urgent", "urgent", 20), 0, Qt.AlignmentFlag.AlignTop)
        self._words = Words("", "body", bold=True, role="urgent")
        row.addWidget(self._words, 1)
        self.hide()

    def show_problem(self, text: str | None) -> None:
        """Show the words, or hide when there are none."""
        self._words.setText(text or "")
        self.setVisible(bool(text))


class Labelled(Panel):
    """What every field has around its editor. A problem puts a red bar where its words begin."""

    def __init__(self, name: str, label: str, hint: str = "", *, label_size: str = "body") -> None:
        super().__init__(None, None)
        self.setObjectName(f"{name}.field")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.label = Words(label, label_size, bold=True)
        self.column.addWidget(self.label)
        self.label.setVisible(bool(label))
        self.hint = Words(hint, "body", role="ink_soft")
        self.hint.setContentsMargins(0, 0, 0, 3)  # clear of the ring around the editor below
        self.column.addWidget(self.hint)
        self.hint.setVisible(bool(hint))
        self.problem = ProblemLine()
        self.column.addWidget(self.problem)

    def bind(self, editor: QWidget) -> None:
        """Name the editor by its label and describe it by its hint."""
        self.label.setBuddy(editor)
        editor.setAccessibleName(self.label.text())
        editor.setAccessibleDescription(self.hint.text())

    def show_problem(self, editor: QWidget, text: str | None) -> None:
        """Show a problem at the field, in its edge and in its description; None takes it away."""
        self.problem.show_problem(text)
        editor.setProperty("problem", bool(text))
        editor.setAccessibleDescription(" ".join(filter(None, (text, self.hint.text()))))
        self.dress(None, None, bar="urgent" if text else None)
        self.column.setContentsMargins(*sided(20 if text else 0, 0, 0, 0))
        editor.update()


class LabelledField(Labelled):
    """One line of text."""

    edited = Signal(str)

    def __init__(
        self,
        name: str,
        label: str,
        hint: str = "",
        *,
        max_length: int = 200,
        width_px: int = 0,
        hidden: bool = False,
        predict: bool = False,
    ) -> None:
        super().__init__(name, label, hint)
        self.editor = QLineEdit()
        self.editor.setObjectName(name)
        self.editor.setMaxLength(max_length)
        self.editor.setInputMethodHints(Qt.InputMethodHint.ImhNone if predict else _PRIVATE)
        self.editor.setFont(font_of(self, "body"))
        self.editor.setTextMargins(14, 0, 14, 0)
        self.editor.setFrame(True)
        theme = theme_of(self)
        self.editor.setMinimumHeight(theme.scaled(theme.target_px["button"]))
        if width_px:
            self.editor.setMaximumWidth(theme.scaled(width_px))
        if hidden:
            self.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.column.addWidget(self.editor)
        self.bind(self.editor)
        self.editor.textChanged.connect(self.edited)  # also what an assistive client writes, unlike textEdited

    def text(self) -> str:
        """Give what is written."""
        return self.editor.text()

    def set_text(self, text: str) -> None:
        """Write text without telling anyone."""
        blocked = self.editor.blockSignals(True)
        self.editor.setText(text)
        self.editor.blockSignals(blocked)

    def first(self) -> QWidget:
        """Give what should take the focus."""
        return self.editor

    def set_problem(self, text: str | None) -> None:
        """Show a problem, or take it away."""
        self.show_problem(self.editor, text)


@dataclass(frozen=True, slots=True)
class RoomWords:
    """What a long field says of its room: sentences with {left}, {over} and none. Empty ones are never said."""

    left: str = ""
    over: str = ""
    full: str = ""


class LimitedArea(PrivateArea):
    """Takes from a paste or a drop only what still fits, so that a book on the clipboard cannot block the window."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self.is_cut = False

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert the text, or as much of it as there is room for."""
        text = source.text()
        room = max(self._most - len(self.toPlainText()) + len(self.textCursor().selectedText()), 0)
        self.is_cut = len(text) > room
        self.textCursor().insertText(clean(text[: room + 1])[:room])
        self.ensureCursorVisible()


class LabelledArea(Labelled):
    """Several lines of text. Tab leaves it; the last letters allowed are counted down in words."""

    edited = Signal(str)

    def __init__(
        self,
        name: str,
        label: str,
        hint: str = "",
        *,
        max_length: int = 4000,
        lines: int = 4,
        room: RoomWords | None = None,
        predict: bool = False,
    ) -> None:
        super().__init__(name, label, hint)
        self._max_length, self._room = max_length, room or RoomWords()
        self.editor = LimitedArea(max(MOST_LETTERS, max_length))
        self.editor.setObjectName(name)
        self.editor.setProperty("look", "field")
        self.editor.setTabChangesFocus(True)
        several = Qt.InputMethodHint.ImhMultiLine
        self.editor.setInputMethodHints(several if predict else several | _PRIVATE)
        self.editor.setFont(font_of(self, "body"))
        self.editor.document().setDocumentMargin(12)
        begin_lines(self.editor.document())
        self.editor.setViewportMargins(2, 2, 2, 2)
        self.editor.setMinimumHeight(self.editor.fontMetrics().lineSpacing() * lines + 34)
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.column.addWidget(self.editor)
        self.left = Words("", "small", role="ink_soft")
        self.left.hide()
        self.column.addWidget(self.left)
        self.bind(self.editor)
        self.editor.textChanged.connect(self.on_text_changed)

    def text(self) -> str:
        """Give what is written."""
        return self.editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Write text without telling anyone."""
        blocked = self.editor.blockSignals(True)
        self.editor.setPlainText(text)
        self.editor.blockSignals(blocked)

    def first(self) -> QWidget:
        """Give what should take the focus."""
        return self.editor

    def set_problem(self, text: str | None) -> None:
        """Show a problem, or take it away."""
        self.show_problem(self.editor, text)

    @Slot()
    def on_text_changed(self) -> None:
        """Tell what is written, and say how much room is left when it gets short. Nothing is cut."""
        text = self.text()
        spare = self._max_length - len(text)
        words = self._room.left if spare < self._max_length // 5 else ""
        words = self._room.over if spare < 0 else words
        words = self._room.full if self.editor.is_cut and spare < 0 else words
        self.left.setText(words.replace("{left}", str(spare)).replace("{over}", str(-spare)))
        self.left.setVisible(bool(words))
        self.edited.emit(text)


class PassphraseField(Labelled):
    """A passphrase: hidden, pasteable, with a button that shows it."""

    edited = Signal(str)
    returned = Signal()

    def __init__(self, name: str, label: str, hint: str, show: str, hide: str) -> None:
        super().__init__(name, label, hint)
        self._show, self._hide = show, hide
        self.editor = QLineEdit()
        self.editor.setObjectName(name)
        self.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.editor.setTextMargins(14, 0, 14, 0)
        theme = theme_of(self)
        self.editor.setMinimumHeight(theme.scaled(theme.target_px["button"]))
        self.editor.setMaximumWidth(theme.scaled(480))
        self.button = SecondaryButton(show, f"{name}.show", icon_name="eye")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.editor, 1)
        row.addWidget(self.button)
        row.addStretch(0)
        self.column.addLayout(row)
        self.bind(self.editor)
        self.button.clicked.connect(self.on_show_pressed)
        self.editor.textChanged.connect(self.edited)  # also what an assistive client writes, unlike textEdited
        self.editor.returnPressed.connect(self.returned)

    def text(self) -> str:
        """Give what is written."""
        return self.editor.text()

    def clear(self) -> None:
        """Forget what was written, and hide again."""
        blocked = self.editor.blockSignals(True)
        self.editor.clear()
        self.editor.blockSignals(blocked)
        self.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.button.setText(self._show)

    def first(self) -> QWidget:
        """Give what should take the focus."""
        return self.editor

    def set_problem(self, text: str | None) -> None:
        """Show a problem, or take it away."""
        self.show_problem(self.editor, text)

    @Slot()
    def on_show_pressed(self) -> None:
        """Show or hide the letters."""
        hidden = self.editor.echoMode() == QLineEdit.EchoMode.Password
        self.editor.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        # Qt takes its own hints away with the hiding: a keyboard must not learn a passphrase while it is shown.
        self.editor.setInputMethodHints(self.editor.inputMethodHints() | _PRIVATE)
        self.button.setText(self._hide if hidden else self._show)
