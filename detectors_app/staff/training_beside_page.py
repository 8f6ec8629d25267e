"""What the pages beside the modules have in common: the way back, a heading to begin at, support at the side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from detectors_app.content.wording import Wording
from detectors_app.staff.tab_order import follow, stops_in
from detectors_app.staff.training_side import TrainingSide
from detectors_app.widgets.beginning import at_beginning
from detectors_app.widgets.buttons import LinkButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.text import heading1

_SIDE_TOP_PX = 36


class BesidePage(Page):
    """One page. Whoever makes it lays its parts into `main`, then calls `end_page`."""

    left = Signal()
    support_wanted = Signal()
    another_way_wanted = Signal()

    def __init__(self, words: Wording, name: str, title: str, back: str, *, foot: bool = False) -> None:
        super().__init__(f"training_{name}", foot=foot)
        self.words = words
        self.back = LinkButton(back, f"training.{name}.back", icon_name="chevron-left")
        self.back.clicked.connect(self.left)
        self.heading = heading1(title)
        self.heading.setObjectName(f"training.{name}.heading")
        self.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # it is read out first; Tab has no business there
        self.heading.setProperty("no_ring", True)
        at_beginning(self.main, self.back)
        self.main.addWidget(self.heading)

    def end_page(self, *, another_way: bool = True) -> None:
        """Lay support at the side, and let everything stand at the top."""
        self.support = TrainingSide(self.words, approved=True)
        self.support.support_wanted.connect(self.support_wanted)
        self.support.another_way_wanted.connect(self.another_way_wanted)
        link = self.support.findChild(LinkButton, "training.another_way")
        if link is not None and not another_way:
            link.hide()
        self.side.addSpacing(_SIDE_TOP_PX)
        self.side.addWidget(self.support)
        self.finish()
        self.set_tab_order()

    def take_focus(self) -> None:
        """Put the focus on the heading: it is read out, and Return alone answers nothing."""
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_tab_order(self, *inside: QWidget) -> None:
        """Let Tab go down the page through what stands in it, then the side, then the foot."""
        own = [stop for each in inside for stop in (each, *stops_in(each)) if _stops(stop)]
        follow(self.back, [self.heading, *own, *stops_in(self.support), *stops_in(self.foot)])


def _stops(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
