"""Looks for homes while somebody types: one search at a time on a lane of its own, late answers dropped, none kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from detectors_app.domain.errors import DetectorsError

if TYPE_CHECKING:
    from detectors_app.domain.home_match import Found
    from detectors_app.staff.asking import Ask
    from detectors_app.staff.laptop import Laptop
    from detectors_app.use_cases.homes.ports import AboutHomes


class HomeSearch(QObject):
    """The list of homes as the window sees it. `is_there` and `about` are what was known when last asked."""

    answered = Signal(str, object)
    """The text that was looked for, and what fits it: Found."""
    failed = Signal(object)
    """DetectorsError: the list cannot be read."""
    known = Signal()
    """`about` is known."""

    def __init__(self, ask: Ask, find: Ask, parent: QObject | None = None) -> None:
        """Ask by `ask` whether there is a list, on the store's lane; by `find` for homes, on their own."""
        super().__init__(parent)
        self._ask, self._find = ask, find
        self.is_there = False
        self.about: AboutHomes | None = None
        self._wanted: str | None = None
        self._searching = False

    @Slot()
    def refresh(self) -> None:
        """Ask whether there is a list now: one may have been taken in meanwhile."""
        self._ask(lambda laptop: laptop.homes.is_there(), self._on_there, _pass)

    def open(self) -> None:
        """Open the list and read what it says of itself, so that the first letter is answered at once."""
        self._find(lambda laptop: laptop.homes.about(), self._on_about, self.failed.emit)

    def look_for(self, text: str) -> None:
        """Look for what was typed so far; `answered` follows, unless something else is looked for by then."""
        self._wanted = text
        if not self._searching:
            self._next(text)

    def forget(self) -> None:
        """Look for nothing any more; an answer on its way is dropped."""
        self._wanted = None

    def _next(self, text: str) -> None:
        self._searching = True
        self._find(_searches(text), lambda found: self._on_found(text, found), self._on_failed)

    def _on_found(self, text: str, found: Found) -> None:
        self._searching = False
        wanted = self._wanted
        if wanted == text:
            self._wanted = None
            self.answered.emit(text, found)
        elif wanted is not None:
            self._next(wanted)

    def _on_failed(self, error: DetectorsError) -> None:
        self._searching, self._wanted = False, None
        self.failed.emit(error)

    def _on_there(self, is_there: bool) -> None:  # noqa: FBT001 - a callback
        self.is_there = is_there

    def _on_about(self, about: AboutHomes | None) -> None:
        self.about, self.is_there = about, about is not None
        self.known.emit()


def _searches(text: str) -> Callable[[Laptop], Any]:
    return lambda laptop: laptop.homes.search(text)


def _pass(_error: DetectorsError) -> None:
    """Without a store there is no list; the store's own trouble is told elsewhere."""
