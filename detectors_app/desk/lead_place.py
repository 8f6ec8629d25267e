"""The training side's place in the desk's window: which of its pages is shown; each is made when first needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaObject, QObject, Slot
from PySide6.QtWidgets import QWidget

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_state import LeadPlaceName
from detectors_app.desk.store_side import Places
from detectors_app.desk.work import PREFIX, TRAINING, Work

if TYPE_CHECKING:
    from detectors_app.desk.lead_page import LeadPage
    from detectors_app.desk.lead_presenter import LeadPresenter


class LeadPlace(QObject):
    """Hands what the presenter says to the page that it is about, and asks for the page that is wanted."""

    def __init__(self, words: Wording, lead: LeadPresenter, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._words, self._lead, self._work = words, lead, work
        self.pages: dict[LeadPlaceName, LeadPage] = {}
        work.training_wanted.connect(self.on_wanted_again)

    def listen(self) -> list[QMetaObject.Connection]:
        """Hear of what the presenter says; give what ends that."""
        told = self._lead
        return [
            told.changed.connect(self.on_changed),
            told.trouble.connect(self.on_trouble),
            told.done.connect(self.on_done),
        ]

    @property
    def is_shown(self) -> bool:
        """Say whether one of the pages is seen."""
        return self._work.place.startswith(PREFIX)

    def page(self, place: LeadPlaceName) -> LeadPage:
        """Give a page."""
        if place not in self.pages:
            page = _maker(place)(self._words, self._lead)
            page.place_asked.connect(self.on_place)
            if place is LeadPlaceName.FIGURES:
                page.staff_wanted.connect(self.on_staff_wanted)  # type: ignore[attr-defined]  # that page has it
            self.pages[place] = page
            self._work.pages.addWidget(page)
        return self.pages[place]

    def put(self, place: LeadPlaceName) -> LeadPage:
        """Show a page, with what it says already."""
        page = self.page(place)
        self._work.pages.setCurrentWidget(page)
        self._work.nav.show_place(TRAINING)
        return page

    def take_focus(self) -> None:
        """Put the focus on the page that is shown."""
        self.page(self._lead.state.place).take_focus()

    @Slot(object)
    def on_places_known(self, places: Places) -> None:
        """Offer what this officer may see. Whoever reads no concerns is at the training, never at an empty inbox."""
        work = self._work
        work.offer(places)
        if self.is_shown and not places.training:
            self._lead.leave()
            work.show_place("inbox")
        elif not places.inbox and not self.is_shown and work.place != "settings":
            self.on_wanted_again(f"{PREFIX}{self._lead.state.place.value}")

    @Slot()
    def on_wanted(self) -> None:
        """Show the page that was seen last, with the focus at its place in the row."""
        self.on_place(self._lead.state.place)

    @Slot(str)
    def on_wanted_again(self, name: str) -> None:
        """Show a page by its name, and say it anew; who asks sees to the focus."""
        place = LeadPlaceName(name.removeprefix(PREFIX))
        self.put(place)
        self._lead.show(place)

    @Slot(object)
    def on_place(self, place: LeadPlaceName) -> None:
        """Go to another page of the training side."""
        page = self.put(place)
        page.say_nothing()
        page.take_focus()
        self._lead.show(place)

    @Slot()
    def on_staff_wanted(self) -> None:
        """Go to where a staff list is brought in."""
        self.on_place(LeadPlaceName.STAFF)
        file = self.page(LeadPlaceName.STAFF).findChild(QWidget, "lead.staff.file")
        if file is not None:
            file.setFocus()

    @Slot(object, object)
    def on_changed(self, place: LeadPlaceName, said: object) -> None:
        """Show what a page says now."""
        if place in self.pages:
            self.pages[place].answer(said)

    @Slot(object, str)
    def on_trouble(self, place: LeadPlaceName, text: str) -> None:
        """Say on its page what went wrong."""
        if place in self.pages:
            self.pages[place].show_trouble(text)

    @Slot(object, str)
    def on_done(self, place: LeadPlaceName, text: str) -> None:
        """Say on its page what was done."""
        if place in self.pages:
            self.pages[place].show_done(text)


def _maker(place: LeadPlaceName) -> Callable[[Wording, LeadPresenter], LeadPage]:
    """Give what makes a page; what it imports is loaded when a lead first looks at it."""
    from detectors_app.desk.lead_check_page import CheckPage
    from detectors_app.desk.lead_figures_page import FiguresPage
    from detectors_app.desk.lead_records_page import RecordsPage
    from detectors_app.desk.lead_remind_page import RemindPage
    from detectors_app.desk.lead_session_page import SessionPage
    from detectors_app.desk.lead_staff_page import StaffPage

    return {
        LeadPlaceName.FIGURES: FiguresPage,
        LeadPlaceName.REMIND: RemindPage,
        LeadPlaceName.SESSIONS: SessionPage,
        LeadPlaceName.STAFF: StaffPage,
        LeadPlaceName.CHECK: CheckPage,
        LeadPlaceName.RECORDS: RecordsPage,
    }[place]
