"""The whole film as text, for whoever would rather read, or where it cannot be played; plays nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import PrimaryButton
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words, hint, rich


class FilmReading(QWidget):
    """All paragraphs below each other, and *I have read it* at their end."""

    read = Signal()

    def __init__(self, words: Wording, paragraphs: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("film.reading")
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.cannot = Banner(
            BannerKind.INFO, words("training.film.cannot"), words("training.film.cannot_more"), name="film.cannot"
        )
        self.cannot.let_heading_take_focus()
        self.cannot.hide()
        column.addWidget(self.cannot)
        self.title = Words(words("training.film.words"), "h2", bold=True)
        self.title.setObjectName("film.reading.title")
        self.title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # it is read out first; Tab has no business there
        self.title.setProperty("no_ring", True)
        column.addWidget(self.title)
        column.addWidget(hint(words("training.film.read_counts")))
        paper = Panel("surface", "line")
        lines = QVBoxLayout(paper)
        lines.setContentsMargins(24, 20, 24, 20)
        lines.setSpacing(10)
        for each in paragraphs or (words("training.film.no_words"),):
            lines.addWidget(rich(each))
        column.addWidget(paper)
        self.done = PrimaryButton(words("training.film.read_done"), "film.read_done")
        self.done.clicked.connect(self.read)
        column.addWidget(self.done)
        self.thanks = Banner(BannerKind.GOOD, words("training.film.read_thanks"), name="film.read_thanks")
        self.thanks.hide()
        column.addWidget(self.thanks)

    def first(self) -> QWidget:
        """Give what is to be read first."""
        return self.title if self.cannot.isHidden() else self.cannot.title

    def thank(self) -> None:
        """Say that it counts."""
        self.done.hide()
        self.thanks.show()
        announce(self.thanks, self.thanks.accessibleName())
