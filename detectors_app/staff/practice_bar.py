"""The bar that marks a page as practice, always in sight, with the one key to a true concern; keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from detectors_app.content.wording import Wording
from detectors_app.widgets.announce import announce
from detectors_app.widgets.buttons import SmallButton
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.page import Page
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import Words
from detectors_app.widgets.theme import theme_of

REAL_KEY = "F9"
"""None of the keys that may hide, and none that a system or a screen reader holds."""


class PracticeBar(Panel):
    """*Practice* in large words, what that means, and *This is real*."""

    real_pressed = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__("safety_tint", None, bar="safety")
        self.setObjectName("practice_bar")
        self.setAccessibleName(f"{words('practice.mark')} {words('practice.means')}")
        theme = theme_of(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.frame_px["margin"], 8, theme.frame_px["margin"], 8)
        row.setSpacing(16)
        if theme.is_large:  # one line: the question needs the room
            row.addWidget(Words(words("practice.not_kept"), "body", bold=True, role="safety"), 1)
        else:
            said = QVBoxLayout()
            said.setSpacing(0)
            said.addWidget(Words(words("practice.mark"), "lead", bold=True, role="safety"))
            said.addWidget(Words(words("practice.means")))
            row.addWidget(IconLabel("book", "safety", 28))
            row.addLayout(said, 1)
        self.real = SmallButton(words("practice.real", press=REAL_KEY), "practice.real", icon_name="warning")
        self.real.setShortcut(QKeySequence(REAL_KEY))
        self.real.clicked.connect(self.on_real)
        row.addWidget(self.real)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt hands it over
        """Say it aloud whenever the page is shown."""
        if event.type() == QEvent.Type.Show:
            announce(self, self.accessibleName())
        return False

    @Slot()
    def on_real(self) -> None:
        """Tell that this is no practice any more."""
        self.real_pressed.emit()


def mark_as_practice(page: Page, words: Wording) -> PracticeBar:
    """Put the bar over a page, above what scrolls, and *Practice* into the page's name."""
    bar = PracticeBar(words)
    page.lay_on_top(bar)
    page.installEventFilter(bar)
    page.setAccessibleName(words("practice.mark"))
    return bar
