"""The line at the foot that says whether all is saved; it never says so by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from detectors_app.widgets.announce import announce
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.text import Words


class SavedLine(QWidget):
    """A tick and green words once saved; soft words before."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("saved_line")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._tick = IconLabel("check", "good", 20)
        self._words = Words("", "small", bold=True, role="good")
        self._words.setWordWrap(False)
        self._words.setObjectName("saved_line.words")
        row.addWidget(self._tick)
        row.addWidget(self._words)
        self._tick.hide()

    def text(self) -> str:
        """Give what it says."""
        return self._words.text()

    def say(self, text: str) -> None:
        """Say something that is not *saved*."""
        self._tick.hide()
        self._words.set_colour("ink_soft")
        self._words.setText(text)

    def say_saved(self, text: str) -> None:
        """Say that all is saved; aloud too, when that is news."""
        if text != self._words.text():
            announce(self, text)
        self._tick.show()
        self._words.set_colour("good")
        self._words.setText(text)
