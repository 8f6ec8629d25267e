"""The neutral screen over the window and the way back from it; locks nothing and saves no concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.staff.asking import Ask
from detectors_app.widgets.frame import AppFrame

if TYPE_CHECKING:
    from detectors_app.widgets.cover import Cover

FIRST_NOTES = ("cover.first.1", "cover.first.2", "cover.first.3", "cover.first.4")
"""What stands on the cover until the person keeps notes of their own: an empty page would look odd."""

READY_AFTER_MS = 300
"""So long after the store was first read, when the start is over, the cover is made ready."""


class Hiding(QObject):
    """The cover over the page, where the focus was, and the person's own job notes."""

    hidden = Signal()
    """The neutral screen has just been laid over the page. Whatever makes a sound stops it now."""

    def __init__(self, frame: AppFrame, words: Wording, ask: Ask, parent: QObject | None = None) -> None:
        """Hide nothing yet."""
        super().__init__(parent)
        self._frame, self._words, self._ask = frame, words, ask
        self._cover: Cover | None = None
        self._focus: QWidget | None = None
        self._notes = self._first_notes()
        self._is_read = False
        frame.covered.connect(self.hidden)

    @property
    def is_covering(self) -> bool:
        """Say whether the neutral screen is shown."""
        return self._frame.is_covered

    @property
    def waiting(self) -> QWidget | None:
        """Give the page that waits under the cover."""
        return self._frame.page if self.is_covering else None

    def show_page(self, page: QWidget) -> None:
        """Show a page; under the cover, it waits there."""
        self._frame.show_page(page)

    def cover(self) -> None:
        """Swap to the neutral screen."""
        if self._frame.is_covered:
            return
        cover = self._made()
        self._focus = self._frame.focusWidget()
        self._frame.cover_with(cover)
        cover.first().setFocus()

    def begin_covered(self) -> None:
        """Begin with the neutral screen, its list empty until the store is read: no note of another may flash up."""
        self._notes = ()
        self.cover()

    def keep_notes(self) -> None:
        """Keep at once what was written last on the neutral screen."""
        if self._cover is not None and self._frame.is_covered:
            self._cover.finish()

    def say_unsaved(self, *, unsaved: bool) -> None:
        """Say on the neutral screen, as any notes would, that not everything is saved; or no more."""
        if self._frame.is_covered:
            self._frame.bar.say_covered(self._words("cover.unsaved") if unsaved else "")

    def uncover(self) -> None:
        """Take the neutral screen off the page that waits."""
        self._frame.uncover()

    def focus_again(self) -> None:
        """Put the focus where it was, if that is still to be seen."""
        focus, self._focus = self._focus, None
        if focus is not None and isValid(focus) and focus.isVisible():
            focus.setFocus()

    def take_notes(self, notes: tuple[str, ...] | None) -> None:
        """Take the notes that the store has. Only the first time: after that, what the person sees is newer."""
        if self._is_read:
            return
        self._is_read = True
        QTimer.singleShot(READY_AFTER_MS, self, self.on_quiet)
        if notes is not None or not self._notes:
            self._notes = self._first_notes() if notes is None else notes
            if self._cover is not None:
                self._cover.set_notes(self._notes)

    @Slot(tuple)
    def on_notes_changed(self, notes: tuple[str, ...]) -> None:
        """Keep the notes. Where the store says no they stay on the screen, and go with the next change."""
        from detectors_app.staff import jobs

        self._is_read = True
        self._ask(jobs.keep_cover_notes(notes), self._on_kept, self._on_not_kept)

    def _first_notes(self) -> tuple[str, ...]:
        return tuple(self._words(key) for key in FIRST_NOTES)

    @Slot()
    def on_quiet(self) -> None:
        """Make the cover, so that the first time it comes as quickly as any other."""
        self._made().ensurePolished()

    def _made(self) -> Cover:
        if self._cover is None:
            from detectors_app.widgets.cover import Cover

            words = self._words
            self._cover = Cover(words("cover.title"), words("cover.field"), words("cover.add"), words("cover.remove"))
            self._cover.set_notes(self._notes)
            self._cover.notes_changed.connect(self.on_notes_changed)
        return self._cover

    def _on_kept(self, _: None) -> None:
        """Need nothing more: the notes are on the screen."""

    def _on_not_kept(self, error: DetectorsError) -> None:
        """Say nothing here: the cover stays neutral. What is wrong with the store, Home says."""
