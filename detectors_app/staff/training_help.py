"""Help and contacts as training shows them: with the way back to training; knows no module."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from detectors_app.content.wording import Wording

if TYPE_CHECKING:
    from detectors_app.staff.help_page import HelpPage

STAFF = "staff"
"""The section that is for those who work here."""


class TrainingHelp(QObject):
    """One page of help of training's own."""

    page_wanted = Signal(object)
    left = Signal()

    def __init__(self, words: Wording, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words, self._now = words, now

    @cached_property
    def page(self) -> HelpPage:
        """Give the page."""
        from detectors_app.staff.help_page import HelpPage

        page = HelpPage(self._words, self._now().astimezone().date(), self._words("training.help_back"))
        page.home_pressed.connect(self.left)
        return page

    def show_support(self) -> None:
        """Show it from what is for those who work here."""
        self.page_wanted.emit(self.page)
        self.page.show_section(STAFF)

    def show_help(self, link: str) -> None:
        """Show it from its start; `contact:…` from the section with that contact."""
        self.page_wanted.emit(self.page)
        key = link.partition(":")[2]
        group = next(
            (each.key for each in self._words.contacts.groups for entry in each.entries if entry.key == key), ""
        )
        if group:
            self.page.show_section(group)
        else:
            self.page.take_focus()
