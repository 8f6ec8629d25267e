"""A concern's page: safety first, then the words; *I have read this* is the first and main action until pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.desk.shown_words import ConcernWords, Sign, TextWords, Tone
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from detectors_app.widgets.direction import sided
from detectors_app.widgets.panels import Panel
from detectors_app.widgets.status_word import StatusWord
from detectors_app.widgets.summary_list import SummaryList, SummaryRow
from detectors_app.widgets.text import Words, body, heading1, heading2, small
from detectors_app.widgets.theme import theme_of
from detectors_app.widgets.timeline import Moment, Timeline

_KINDS = {Tone.SAFETY: BannerKind.SAFETY, Tone.URGENT: BannerKind.URGENT, Tone.INFO: BannerKind.INFO}
_ICONS = {
    Sign.READ: ("double-check", "good"),
    Sign.LATE: ("urgent", "urgent"),
    Sign.CAME: ("inbox", "edge"),
    Sign.WRITTEN: ("laptop", "edge"),
    Sign.SEEN: ("eye", "edge"),
    Sign.ASKED: ("question", "accent"),
    Sign.ANSWERED: ("message", "accent"),
    Sign.ADDED: ("plus", "edge"),
}
_SIDE_PX = 334


class ConcernPage(QWidget):
    """Shows one ConcernWords. Emits what was pressed; opening it tells nobody anything."""

    read_pressed = Signal()
    ask_pressed = Signal(str)
    """The concern's reference."""
    back_pressed = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__()
        self.setObjectName("concern")
        self._words = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea()
        self._area.setObjectName("concern.scroll")
        self._area.setAccessibleName(words("desk.concern.scroll"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area)
        self.button = PrimaryButton(words("desk.read_this"), "concern.read")
        self.read_line = body("")
        self.ask: SecondaryButton | None = None
        self.first_banner: Banner | None = None
        self._shown: ConcernWords | None = None

    def show_concern(self, concern: ConcernWords, *, take_focus: bool) -> None:
        """Show this concern. The focus goes to the first banner, so that no key answers *I have read this*."""
        if concern == self._shown and not take_focus:
            return
        again = self._shown is not None and self._shown.reference == concern.reference and not take_focus
        place = self._area.verticalScrollBar().value() if again else 0
        inside = QApplication.focusWidget()
        had_focus = inside is not None and self.isAncestorOf(inside)
        self._shown = concern
        old = self._area.takeWidget()
        self._area.setWidget(self._page(concern))
        if old is not None:
            old.deleteLater()
        self._area.verticalScrollBar().setValue(place)
        if (take_focus or had_focus) and self.first_banner is not None:
            self.first_banner.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_over(self, before: ConcernPage) -> None:
        """Show what another page showed."""
        if before._shown is not None:
            self.show_concern(before._shown, take_focus=False)

    def focus_on_ask(self) -> None:
        """Put the focus back where the question was begun from."""
        if self.ask is not None:
            self.ask.setFocus()

    def clear(self) -> None:
        """Show nothing: the words leave the window."""
        self._shown = self.ask = None
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()

    def _page(self, concern: ConcernWords) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(28, 16, 28, 24)
        column.setSpacing(10)
        back = LinkButton(self._words("desk.inbox.back"), "concern.back", icon_name="chevron-left")
        back.clicked.connect(self.back_pressed)
        column.addWidget(back)
        self._add_banners(column, concern)
        column.addLayout(self._heading(concern))
        large = theme_of(self).is_large
        columns = QVBoxLayout() if large else QHBoxLayout()
        columns.setSpacing(28)
        left = QVBoxLayout()
        left.setSpacing(12)
        for text in concern.texts:
            self._add_text(left, text)
        left.addStretch(1)
        columns.addLayout(left, 1)
        side = self._side(concern)
        if large:
            columns.insertWidget(0, side)
        else:
            columns.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(columns, 1)
        return page

    def _add_banners(self, column: QVBoxLayout, concern: ConcernWords) -> None:
        for place, each in enumerate(concern.banners):
            banner = Banner(_KINDS[each.tone], each.bold, each.text, name=f"concern.banner.{place}", big=place == 0)
            if place == 0:
                banner.let_heading_take_focus()
                self.first_banner = banner
            column.addWidget(banner)

    def _heading(self, concern: ConcernWords) -> QBoxLayout:
        row = QVBoxLayout() if theme_of(self).is_large else QHBoxLayout()
        row.setSpacing(16)
        reference = heading1(concern.reference)
        reference.setWordWrap(False)
        row.addWidget(reference)
        if concern.urgent:
            row.addWidget(StatusWord("urgent", concern.how_soon))
        else:
            row.addWidget(body(concern.how_soon))
        written = body(concern.written, role="ink_soft")
        written.setWordWrap(False)
        row.addWidget(written)
        row.addStretch(1)
        return row

    def _add_text(self, column: QVBoxLayout, text: TextWords) -> None:
        if text.heading:
            column.addWidget(heading2(text.heading))
        if text.story or text.spoken or text.asked:
            column.addWidget(self._story(text))
        if text.facts or text.blank:
            column.addWidget(self._facts(text))

    def _story(self, text: TextWords) -> Panel:
        panel = Panel("surface", "line")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(20, 14, 20, 16)
        inside.setSpacing(8)
        if text.asked:
            inside.addWidget(self._quote(text.asked_by, text.asked))
        if text.title:
            inside.addWidget(Words(text.title, "lead", bold=True))
        if text.story:
            inside.addWidget(body(text.story))
        if text.spoken:
            inside.addWidget(self._quote(text.spoken_by, text.spoken))
        return panel

    def _quote(self, by: str, said: str) -> Panel:
        quote = Panel(None, None, bar="accent", bar_px=4)
        lines = QVBoxLayout(quote)
        lines.setContentsMargins(*sided(20, 4, 0, 4))
        lines.setSpacing(2)
        lines.addWidget(small(by))
        lines.addWidget(Words(self._words("desk.quoted", words=said), "lead"))
        return quote

    def _facts(self, text: TextWords) -> Panel:
        panel = Panel("surface", "line")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(20, 8, 20, 10)
        inside.setSpacing(4)
        rows = [SummaryRow(str(place), fact.name, fact.text) for place, fact in enumerate(text.facts)]
        inside.addWidget(SummaryList("", rows, label_px=theme_of(self).scaled(176), name="concern.facts"))
        if text.blank:
            inside.addWidget(small(text.blank))
        return panel

    def _side(self, concern: ConcernWords) -> QWidget:
        side = QWidget()
        large = theme_of(self).is_large
        if not large:
            side.setFixedWidth(theme_of(self).scaled(_SIDE_PX))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        if concern.can_read:
            self.button = PrimaryButton(self._words("desk.read_this"), "concern.read", icon_name="double-check")
            self.button.setMinimumWidth(0 if large else side.width())
            self.button.clicked.connect(self.on_read)
            column.addWidget(self.button)
            column.addWidget(small(self._words("desk.read_hint")))
        else:
            column.addWidget(StatusWord("read", self._words("desk.read")))
            self.read_line = small(concern.read_line)
            self.read_line.setObjectName("concern.read_line")
            column.addWidget(self.read_line)
        self._add_asking(column, concern, wide=large)
        column.addSpacing(4)
        column.addWidget(Words(self._words("desk.heading.entries"), "lead", bold=True))
        timeline = Timeline("concern.timeline")
        timeline.show_moments(
            [Moment(_ICONS[e.sign][0], e.title, e.detail, _ICONS[e.sign][1]) for e in concern.entries]
        )
        column.addWidget(timeline)
        return side

    def _add_asking(self, column: QVBoxLayout, concern: ConcernWords, *, wide: bool) -> None:
        """Offer to ask who sent it, or say why that is not possible."""
        self.ask = None
        if concern.cannot_ask:
            column.addWidget(small(concern.cannot_ask))
            return
        self.ask = SecondaryButton(self._words("desk.ask"), "concern.ask", icon_name="message")
        self.ask.setMinimumWidth(0 if wide else theme_of(self).scaled(_SIDE_PX))
        self.ask.clicked.connect(self.on_ask)
        column.addWidget(self.ask)

    @Slot()
    def on_ask(self) -> None:
        """Ask for the page on which a question is written."""
        if self._shown is not None:
            self.ask_pressed.emit(self._shown.reference)

    @Slot()
    def on_read(self) -> None:
        """Say once that it was pressed; the page changes when it is written down."""
        if self.button.property("pressed_once"):
            return
        self.button.setProperty("pressed_once", True)
        self.button.setText(self._words("desk.reading"))
        announce(self.button, self._words("desk.reading"))
        self.read_pressed.emit()

    def read_failed(self) -> None:
        """Let it be pressed again: nothing was written."""
        self.button.setProperty("pressed_once", False)
        self.button.setText(self._words("desk.read_this"))
