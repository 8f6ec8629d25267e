"""The film with what is pressed below it, and the next hard part; it shows a moment and plays nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from detectors_app.content.captions import Cue
from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Film, Skip
from detectors_app.staff.film_controls import FilmControls
from detectors_app.staff.film_hard_part import HardPart
from detectors_app.staff.film_screen import FilmScreen
from detectors_app.staff.transcript_view import said
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.text import small
from detectors_app.widgets.theme import theme_of

_AROUND_PX = 104
"""Above and below the film's own parts: the way back, the page's margins, what lies between."""


class FilmPanel(QWidget):
    """All that the eye and the hand need while the film plays, in the order of need."""

    def __init__(self, words: Wording, block: Film, cues: tuple[Cue, ...]) -> None:
        super().__init__()
        self._words, self._cues = words, cues
        self.picture = FilmScreen(words("training.film.screen", title=block.title))
        self.controls = FilmControls(words, block.skips)
        self.hard = HardPart(words, block.skips)
        self.no_sound = small(words("training.film.no_sound"))
        self.leave_out = LinkButton(words("training.film.leave_out"), "film.leave_out")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.picture)
        column.addWidget(self.controls)
        column.addSpacing(12)
        column.addWidget(self.hard)
        for part in (self.controls.more, self.no_sound, small(words("training.film.keys")), self.leave_out):
            column.addSpacing(8)
            column.addWidget(part)
        self.no_sound.hide()
        self.controls.more.described.hide()
        self._has_hard = bool(block.skips)

    def show_opened(self, length_ms: int, *, can_describe: bool, has_sound: bool) -> None:
        """Offer what this film and this laptop have."""
        self.controls.show_length(length_ms)
        self.controls.more.described.setVisible(can_describe)
        self.no_sound.setVisible(not has_sound)

    def show_place(self, at_ms: int, *, playing: bool) -> Skip | None:
        """Show a moment of the film; gives the hard part that is to be left out at it."""
        self.controls.show_place(at_ms)
        self.show_caption(at_ms)
        return self.hard.follow(at_ms, playing=playing)

    def show_caption(self, at_ms: int) -> None:
        """Show what is said at this moment, where captions are on."""
        shown = next((each for each in self._cues if each.from_ms <= at_ms < each.to_ms), None)
        on = self.controls.captions.is_on and shown is not None
        self.picture.say(said(shown, self._words) if on and shown is not None else "")

    def fit(self, high_px: int) -> None:
        """Let the film be so high that what is pressed stays in sight below it, in so much room."""
        below = self.controls.sizeHint().height() + self.hard.minimumSizeHint().height() * self._has_hard
        self.picture.be_at_most(high_px // 2 if theme_of(self).is_large else high_px - below - _AROUND_PX)
