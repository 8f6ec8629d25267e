"""What stands beside the film: its name, how much was seen, its words line by line; plays nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.content.captions import Cue
from detectors_app.content.wording import Wording
from detectors_app.staff.transcript_view import TranscriptView
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.text import Words, hint
from detectors_app.widgets.theme import theme_of

_LINES_PX = 212
"""So high that support stays in sight below it."""


class FilmSide(QWidget):
    """Also below the film, where the text is large."""

    reading_wanted = Signal()
    """*Read it all instead* was pressed, or the way back."""

    def __init__(self, words: Wording, cues: Sequence[Cue]) -> None:
        super().__init__()
        self._words = words
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.seen = hint("")
        self.seen.setObjectName("film.seen")
        self.column.addWidget(self.seen)
        line = QHBoxLayout()
        line.setContentsMargins(0, 6, 0, 0)
        self._title = Words(words("training.film.words"), "lead", bold=True)
        self.read = LinkButton(words("training.film.read"), "film.read")
        self.read.clicked.connect(self.reading_wanted)
        line.addWidget(self._title)
        line.addStretch(1)
        line.addWidget(self.read)
        if theme_of(self).is_large:
            line.setDirection(QBoxLayout.Direction.TopToBottom)
        self.column.addLayout(line)
        self.lines = TranscriptView(words, cues)
        self.lines.setFixedHeight(theme_of(self).scaled(_LINES_PX))
        self.column.addWidget(self.lines)
        self._has_lines = bool(cues)
        self.lines.setVisible(self._has_lines)

    def show_seen(self, percent: int, *, enough: bool) -> None:
        """Say how much was seen."""
        key = "training.film.seen_enough" if enough else "training.film.seen"
        self.seen.setText(self._words(key, percent=percent))

    def show_reading(self, *, reading: bool, can_play: bool) -> None:
        """Offer the other way: to read, or to watch where that is possible."""
        self.read.setText(self._words("training.film.watch" if reading else "training.film.read"))
        self.read.setVisible(can_play)
        self.seen.setVisible(can_play)
        self._title.setText(self._words("training.film.words") if can_play and not reading else "")
        self.lines.setVisible(self._has_lines and not reading)
