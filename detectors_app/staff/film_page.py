"""A film of a course, for the player of modules: it plays what it is given, hands out steps, and keeps nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Film
from detectors_app.domain.progress import FilmProgress
from detectors_app.widgets.page import Page


class FilmPage(Page):
    """A film, its words beside it, and what there is to press. It opens paused, where the trainee left off.

    Whenever it leaves the screen (the cover, another page, a minimised window) it falls silent in the same turn.
    """

    stepped = Signal(object)
    """A `Step` of this film was taken: at least one `Watched` for each second that was played."""
    left = Signal()
    """Back to the training page was pressed."""
    finished = Signal()
    """Go on to the next page of the module was pressed; nothing is asked for it."""
    support_wanted = Signal()
    """Support for staff was pressed."""

    def __init__(self, words: Wording, course_folder: Path, block: Film, progress: FilmProgress) -> None:
        """Show it paused. `block` names its files within `course_folder`."""
        super().__init__("film", foot=True)
        self._words, self._folder, self._block, self._progress = words, course_folder, block, progress
        self.finish()

    def take_focus(self) -> None:
        """Put the focus where one begins: on Play, or on the words where the film cannot be played."""
        self.setFocus()
