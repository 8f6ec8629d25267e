"""Says before a hard part of the film what comes, and lets it be skipped; plays nothing and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Skip
from detectors_app.staff.film_words import clock
from detectors_app.widgets.announce import announce
from detectors_app.widgets.buttons import SmallButton
from detectors_app.widgets.direction import sided
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import rich, set_rich
from detectors_app.widgets.theme import theme_of

SOON_MS = 8_000
"""So long before it begins it is said aloud. It stands on the page from the start."""


class HardPart(Panel):
    """The next hard part that is neither past nor skipped, with *Skip this part*.

    Pressed before the part begins, the film plays on until there, and then leaves the part out.
    """

    skipped = Signal(object)
    """`Skip`: leave this part out now."""

    def __init__(self, words: Wording, parts: Sequence[Skip]) -> None:
        super().__init__("surface", "line")
        self.setObjectName("film.hard")
        self._words, self._parts = words, tuple(sorted(parts, key=lambda each: each.from_ms))
        self._at_ms = 0
        self._will_skip: set[Skip] = set()
        self._said: set[Skip] = set()
        self._told: Skip | None = None
        self._has_gone = False
        row = QHBoxLayout(self)
        row.setContentsMargins(*sided(20, 12, 16, 12))
        row.setSpacing(16)
        row.addWidget(IconLabel("skip", "accent", 24), 0, Qt.AlignmentFlag.AlignVCenter)
        self.text = rich("")
        self.text.setObjectName("film.hard.text")
        row.addWidget(self.text, 1)
        self.skip = SmallButton(words("training.film.skip"), "film.skip")
        self.skip.clicked.connect(self.on_skip)
        row.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignVCenter)
        if theme_of(self).is_large:
            row.setDirection(QHBoxLayout.Direction.TopToBottom)
        self._show()

    def follow(self, at_ms: int, *, playing: bool) -> Skip | None:
        """Take in where the film is; gives the part to leave out at once, if it was to be skipped."""
        self._at_ms = at_ms
        if self._told is not None and at_ms < self._told.from_ms:
            self._told = None
        part = self._next
        if part is not None and part in self._will_skip and at_ms >= part.from_ms:
            return part
        self._show()
        if playing and part is not None and part not in self._will_skip:
            self._say_soon(part)
        return None

    @Slot()
    def on_skip(self) -> None:
        """Leave the part out: at once where it has begun, else when it is reached; pressed again, do not."""
        part = self._next
        if part is None:
            return
        if self._at_ms >= part.from_ms:
            self.skipped.emit(part)
            return
        self._will_skip ^= {part}
        self._show()
        announce(self, self.text.accessibleName())

    def tell_skipped(self, part: Skip) -> None:
        """Say in one plain sentence what was left out."""
        self._will_skip.discard(part)
        self._told, self._at_ms = part, part.to_ms
        self._show()
        announce(self, self.text.accessibleName())

    @property
    def _next(self) -> Skip | None:
        return next((each for each in self._parts if self._at_ms < each.to_ms), None)

    def _say_soon(self, part: Skip) -> None:
        """Say it aloud once each time it comes near."""
        ahead_ms = part.from_ms - self._at_ms
        if ahead_ms > SOON_MS:
            self._said.discard(part)
        elif part not in self._said:
            self._said.add(part)
            if ahead_ms > 0:
                seconds = self._words.count("training.film.hard_soon_in", -(-ahead_ms // 1000))
                announce(self, self._words("training.film.hard_soon", seconds=seconds, note=part.note))
            else:
                announce(self, self._words("training.film.hard_now", note=part.note))

    def _show(self) -> None:
        part, said = self._next, self._words
        if self._told is not None and (part is None or self._at_ms < part.from_ms - SOON_MS):
            more = said("training.film.skipped_more", instead=self._told.instead)
            self._say(said("training.film.skipped"), more, button=False)
        elif part is None:
            self._has_gone = True
            self.hide()
        elif part in self._will_skip:
            more = said("training.film.hard_more", instead=part.instead)
            self._say(said("training.film.will_skip"), more)
            self.skip.setText(said("training.film.do_not_skip"))
        else:
            bold = said("training.film.hard", from_=clock(part.from_ms), to=clock(part.to_ms), note=part.note)
            self._say(bold, said("training.film.hard_more", instead=part.instead))
            self.skip.setText(said("training.film.skip"))

    def _say(self, bold: str, more: str, *, button: bool = True) -> None:
        text = f"**{bold}** {more}"
        if text.replace("**", "") != self.text.accessibleName():
            set_rich(self.text, text)
            self._fit()
        self.skip.setVisible(button)
        if self._has_gone:  # shown before it is laid in, it would be a window of its own
            self._has_gone = False
            self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that this width needs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the words be as low as they can: the label keeps the height that it needed when it was narrower."""
        self.text.setMinimumHeight(0)
        self.text.setMinimumHeight(max(0, self.text.heightForWidth(self.text.width())))
