"""All answers before they are sent, each with a way to change it; sends nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from detectors_app.content.answers import SaidStep
from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
from detectors_app.staff.field_views import LARGE_TEXT
from detectors_app.staff.tab_order import end_with
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from detectors_app.widgets.page import Page
from detectors_app.widgets.summary_list import SummaryList, SummaryRow
from detectors_app.widgets.text import heading1, hint, small
from detectors_app.widgets.theme import theme_of

_LEFT_STEPS = 3
_TWO_COLUMNS_PX = 1100
"""In a narrower window an answer would have less than three words a line."""


class CheckPage(Page):
    """Two columns of answers by step."""

    change_pressed = Signal(str)
    send_pressed = Signal()
    back_pressed = Signal()
    finish_later_pressed = Signal()

    def __init__(self, words: Wording) -> None:
        super().__init__("check", foot=True, wide=True)
        self._words = words
        self.back = LinkButton(words("nav.back"), "check.back", icon_name="chevron-left")
        self._heading = heading1(words("check.title"))
        self._heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._heading.setObjectName("check.heading")
        self._blank = hint("")
        self._failed = Banner(BannerKind.URGENT, "", name="check.failed")
        self._failed.hide()
        self._lists: QWidget | None = None
        self._row: QHBoxLayout | None = None
        for widget in (self.back, self._heading, self._blank, self._failed):
            self.main.addWidget(widget)
        self._place = QVBoxLayout()
        self.main.addLayout(self._place)
        self.finish()
        self.send = PrimaryButton(words("check.send"), "check.send")
        self.later = SecondaryButton(words("nav.finish_later"), "check.finish_later")
        self.foot.row.addWidget(self.send)
        self.foot.row.addWidget(self.later)
        self.foot.row.addStretch(1)
        after = small(words("check.after"))
        after.setWordWrap(False)
        self.foot.row.addWidget(after)
        self.back.clicked.connect(self.back_pressed)
        self.send.clicked.connect(self.send_pressed)
        self.later.clicked.connect(self.finish_later_pressed)

    def show_answers(self, steps: Sequence[SaidStep], blank: int) -> None:
        """Show every answer; `blank` counts what was left out."""
        self._blank.setText(self._words.count("check.blank", blank) if blank else self._words("check.blank.none"))
        self._failed.hide()
        if self._lists is not None:
            self._lists.hide()
            self._lists.deleteLater()
        self._lists = self._columns_of(steps)
        self._place.addWidget(self._lists)
        end_with(self._lists, (self.send, self.later))
        self.area.verticalScrollBar().setValue(0)
        self._heading.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def on_sending_failed(self, error: DetectorsError) -> None:
        """Say that it was not sent, and why; the answers stay."""
        self._failed.say(self._words.error(error))
        self._failed.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where they would be narrow."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        if self._row is not None and isValid(self._row):
            one_column = theme_of(self).text_factor >= LARGE_TEXT or self.width() < _TWO_COLUMNS_PX
            way = QHBoxLayout.Direction.TopToBottom if one_column else QHBoxLayout.Direction.LeftToRight
            self._row.setDirection(way)

    def _columns_of(self, steps: Sequence[SaidStep]) -> QWidget:
        around = QWidget()
        row = QHBoxLayout(around)
        self._row = row
        self._turn()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(48)
        for part in (steps[:_LEFT_STEPS], steps[_LEFT_STEPS:]):
            column = QVBoxLayout()
            column.setSpacing(16)
            for step in part:
                column.addWidget(self._list(step))
            column.addStretch(1)
            row.addLayout(column, 1)
        return around

    def _list(self, step: SaidStep) -> SummaryList:
        empty = self._words("check.empty")
        rows = [
            SummaryRow(
                each.question.id,
                each.question.short,
                each.text or empty,
                self._words("check.change"),
                self._words("check.change_named", question=each.question.short),
            )
            for each in step.said
        ]
        title = self._words("check.step", number=step.number, title=step.title)
        made = SummaryList(title, rows, name=f"check.step{step.number}")
        made.change_asked.connect(self.change_pressed)
        return made
