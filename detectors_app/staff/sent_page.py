"""The confirmation: where the concern is now, what not to do next, and whom to ring; it moves by itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from detectors_app.content.moments import in_words
from detectors_app.content.wording import Wording
from detectors_app.domain.delivery import State, needs_phone
from detectors_app.domain.ids import reference
from detectors_app.staff.concern_rows import state_name
from detectors_app.staff.side import dont_card
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from detectors_app.widgets.help_card import HelpCard
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.page import Page
from detectors_app.widgets.status_word import DeliveryStrip, StripCell
from detectors_app.widgets.text import Words, heading1, lead, rich, set_rich

if TYPE_CHECKING:
    from detectors_app.use_cases.rows import OutboxItem


class SentPage(Page):
    """One concern on its way."""

    phoned_pressed = Signal()
    home_pressed = Signal()
    help_pressed = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__("sent", foot=True)
        self._words = words
        self._heading = heading1("")
        self._heading.setObjectName("sent.heading")
        self._heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._reference = lead("")
        self._urgent = Banner(BannerKind.URGENT, "", name="sent.urgent", big=True)
        self._urgent.add_below(_number(words("concerns.phone")))
        self._urgent.add_below(rich(words("sent.urgent_line")))
        self._urgent.hide()
        self._thanks = Banner(BannerKind.GOOD, words("sent.phoned_thanks"), name="sent.thanks")
        self._thanks.hide()
        self._strip = DeliveryStrip("sent.strip")
        for widget in (self._heading, self._reference, self._urgent, self._thanks):
            self.main.addWidget(widget)
        where = Words(words("sent.where"), "lead", bold=True)
        where.setContentsMargins(0, 12, 0, 0)
        self.main.addWidget(where)
        self.main.addWidget(self._strip)
        self._lay_side()
        self.finish()
        self.phoned = PrimaryButton(words("sent.phoned"), "sent.phoned")
        self.home = SecondaryButton(words("nav.go_home"), "sent.home")
        self.foot.row.addWidget(self.phoned)
        self.foot.row.addWidget(self.home)
        self.foot.row.addStretch(1)
        self.phoned.clicked.connect(self.phoned_pressed)
        self.home.clicked.connect(self.home_pressed)
        self._state: State | None = None

    def show_item(self, item: OutboxItem, now: datetime) -> None:
        """Show how the concern stands; news are said aloud."""
        title = self._words(f"sent.title_{state_name(item)}")
        if item.state is not self._state and self._state is not None:
            announce(self, title)
        self._state = item.state
        self._heading.setText(title)
        caption = "sent.caption" if item.about is None else "asked.sent_caption"
        set_rich(self._reference, self._words(caption, reference=reference(item.added_to or item.id)))
        must_phone = needs_phone(item.state, urgent=item.urgent)
        self._urgent.say(
            self._words("sent.title_parked" if item.state is State.PARKED else "sent.urgent"),
            self._words("sent.urgent_parked" if item.state is State.PARKED else "sent.urgent_why"),
        )
        self._urgent.setVisible(must_phone and not item.phoned)
        self.phoned.setVisible(must_phone and not item.phoned)
        self._thanks.setVisible(item.phoned)
        self._strip.show_cells(self._cells(item, now))

    def take_focus(self) -> None:
        """Put the focus on the heading."""
        self._state = None
        self._heading.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_help(self) -> None:
        """Tell that help is wanted."""
        self.help_pressed.emit()

    def _cells(self, item: OutboxItem, now: datetime) -> tuple[StripCell, ...]:
        words = self._words
        sent = item.state in {State.SENT, State.READ, State.DONE}
        read = item.state in {State.READ, State.DONE}
        sent_at = in_words(item.sent_at, now, words) if item.sent_at else ""
        read_at = in_words(item.read_at, now, words) if item.read_at else ""
        return (
            StripCell("saved", words("delivery.queued"), in_words(item.made_at, now, words), reached=True),
            StripCell("sent", words("delivery.sent"), sent_at, reached=True)
            if sent
            else StripCell("sent", words("sent.sent_none"), words("sent.sent_none_more"), reached=False),
            StripCell("read", words("delivery.read"), read_at, reached=True)
            if read
            else StripCell("read", words("sent.read_none"), words("sent.read_none_more"), reached=False),
        )

    def _lay_side(self) -> None:
        done = HelpCard(self._words("sent.done"), "sent.done")
        done.add_line(self._words("sent.done_more"))
        done.add_line(self._words("sent.hard"))
        link = LinkButton(self._words("sent.help"), "sent.help")
        link.clicked.connect(self.on_help)
        done.column.addWidget(link)
        self.side.addWidget(dont_card(self._words))
        self.side.addWidget(done)


def _number(number: str) -> QWidget:
    """Give a number to ring, large, with the telephone's icon."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    row.addWidget(IconLabel("phone", "urgent", 32))
    row.addWidget(Words(number, "display", bold=True), 1)
    return line
