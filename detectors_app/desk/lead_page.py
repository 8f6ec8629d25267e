"""What every training page has: the row of places, a heading, a line for what went wrong or was done; asks nothing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_state import LeadPlaceName
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import FilterButton
from detectors_app.widgets.file_chooser import ChooserWords
from detectors_app.widgets.flow import Flow
from detectors_app.widgets.page import Page
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.text import heading1, hint
from detectors_app.widgets.theme import theme_of

SIDES_PX, ABOVE_PX = 32, 20


class LeadPage(Page):
    """One page of the training side; the row of places is part of what scrolls."""

    place_asked = Signal(object)
    """LeadPlaceName"""

    def __init__(self, place: LeadPlaceName, words: Wording) -> None:
        super().__init__(f"lead.{place.value}", wide=True)
        self.place, self.words = place, words
        self._columns.setContentsMargins(SIDES_PX, ABOVE_PX, SIDES_PX, ABOVE_PX)
        self._columns.setSpacing(0)
        self.main.setSpacing(14)
        self.places = {each: self._button(each) for each in LeadPlaceName}
        self.main.addWidget(row_of(self.places.values(), gap_px=8))
        self.heading = heading1(words(f"lead.{place.value}.title"))
        self.main.addWidget(self.heading)
        self.problem = Banner(BannerKind.URGENT, "", name=f"lead.{place.value}.problem")
        self.said = Banner(BannerKind.GOOD, "", name=f"lead.{place.value}.said")
        for banner in (self.problem, self.said):
            banner.hide()
            self.main.addWidget(banner)
        self.waiting = hint(words("lead.waiting"))
        """Until the page is said for the first time."""
        self.main.addWidget(self.waiting)

    def take_focus(self) -> None:
        """Put the focus on the place where one is."""
        self.places[self.place].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_words(self, said: object) -> None:
        """Show the page's words. Each page knows its own."""
        raise NotImplementedError

    def answer(self, said: object) -> None:
        """Show what the page says, in place of the line that it is being read."""
        self.waiting.hide()
        self.show_words(said)

    def show_trouble(self, text: str) -> None:
        """Say at the top what went wrong; what was begun stays."""
        self._say(self.problem, self.said, text)

    def show_done(self, text: str) -> None:
        """Say at the top what was done."""
        self._say(self.said, self.problem, text)

    def say_nothing(self) -> None:
        """Take away what was said before: something new is begun."""
        for banner in (self.problem, self.said):
            banner.hide()

    def bring_in(self, part: QWidget) -> None:
        """Bring a part that has just appeared into sight, whole where there is room, once it has found its place."""
        QTimer.singleShot(0, part, lambda: self._scroll_to(part))

    def _scroll_to(self, part: QWidget) -> None:
        bar, seen = self.area.verticalScrollBar(), self.area.viewport().height()
        top = part.mapTo(self._inside, QPoint(0, 0)).y()
        if top < bar.value() or top + part.height() > bar.value() + seen:
            bar.setValue(top - ABOVE_PX)

    @Slot()
    def on_place_pressed(self) -> None:
        """Tell which place was pressed."""
        pressed = self.sender()
        for place, button in self.places.items():
            button.setChecked(place is self.place)
            if button is pressed:
                self.place_asked.emit(place)

    def _say(self, shown: Banner, other: Banner, text: str) -> None:
        other.hide()
        self.waiting.hide()
        shown.say(text)
        shown.show()
        self.area.verticalScrollBar().setValue(0)
        announce(shown, text)

    def _button(self, place: LeadPlaceName) -> FilterButton:
        button = FilterButton(self.words(f"lead.place.{place.value}"), f"lead.place.{place.value}")
        button.setChecked(place is self.place)
        button.clicked.connect(self.on_place_pressed)
        return button


def row_of(widgets: Iterable[QWidget], *, gap_px: int = 12) -> QWidget:
    """Lay parts beside one another; in as many lines as they need."""
    holder = QWidget()
    flow = Flow(holder, gap_px=gap_px)
    for each in widgets:
        flow.addWidget(each)
    policy = holder.sizePolicy()
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


class Box(Panel):
    """A white box that holds parts one below the other."""

    def __init__(self, name: str) -> None:
        super().__init__("surface", "line")
        self.setObjectName(name)
        self.column = QVBoxLayout(self)
        side = theme_of(self).space(3) + 4
        self.column.setContentsMargins(side, side, side, side)
        self.column.setSpacing(10)

    def add(self, *widgets: QWidget) -> None:
        """Lay parts in."""
        for each in widgets:
            self.column.addWidget(each)


def chooser_words(words: Wording, none_key: str) -> ChooserWords:
    """Give what the list of files says; `none_key` where a folder holds none that fit."""
    return ChooserWords(
        up=words("choose.up"),
        list=words("choose.list"),
        folder=words("choose.folder", name="{name}"),
        file=words("choose.file", name="{name}"),
        none=words(none_key),
        refused=words("choose.refused"),
    )
