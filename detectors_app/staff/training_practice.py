"""The practice form inside a module: the real form, of which nothing is kept, and then back to the page before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from detectors_app.content.wording import Wording

if TYPE_CHECKING:
    from detectors_app.domain.form import Answers
    from detectors_app.staff.home_search import HomeSearch
    from detectors_app.staff.practice import Practice


class TrainingPractice(QObject):
    """At most one practice at a time."""

    page_wanted = Signal(object)
    page_ended = Signal(object)
    came_back = Signal(bool)
    """The practice is over; true where it was gone through to its end."""
    real_wanted = Signal(object)
    """Answers: this is no practice."""

    def __init__(
        self,
        words: Wording,
        now: Callable[[], datetime],
        homes: Callable[[], HomeSearch | None] = lambda: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._now, self._homes = words, now, homes
        self._held: Practice | None = None
        self._reached_end = False

    @property
    def is_going_on(self) -> bool:
        """Say whether the form is open."""
        return self._held is not None

    @Slot()
    def begin(self) -> None:
        """Open the form."""
        from detectors_app.content.forms import current_form
        from detectors_app.staff.practice import Practice

        self.end()
        self._reached_end = False
        back = self._words("training.practice.back")
        form = current_form(self._words.language)
        self._held = practice = Practice(form, self._words, self._now, homes=self._homes(), back=back)
        practice.page_wanted.connect(self.on_page_wanted)
        practice.left.connect(self.on_left)
        practice.again_wanted.connect(self.begin)
        practice.real_wanted.connect(self.on_real)
        practice.begin()

    @Slot(object)
    def on_page_wanted(self, page: object) -> None:
        """Show one of its pages."""
        self._reached_end = self._reached_end or (self._held is not None and page is self._held.end)
        self.page_wanted.emit(page)

    @Slot()
    def on_left(self) -> None:
        """Go back to the module."""
        if self._held is not None:
            self.came_back.emit(self._reached_end)
            self.end()

    @Slot(object)
    def on_real(self, carried: Answers) -> None:
        """Tell that a true concern is wanted."""
        self.came_back.emit(False)
        self.real_wanted.emit(carried)
        self.end()

    def end(self) -> None:
        """Take its pages away, with all that was written in them."""
        ended, self._held = self._held, None
        if ended is not None:
            for page in ended.pages():
                self.page_ended.emit(page)
            ended.deleteLater()
