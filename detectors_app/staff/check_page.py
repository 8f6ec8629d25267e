"""All answers before they are sent, each with a way to change it; sends nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from detectors_app.content.answers import SaidStep
from detectors_app.content.wording import Wording
from detectors_app.domain.errors import DetectorsError
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

    def __init__(self, words: Wording, *, practice: bool = False) -> None:
        super().__init__("check", foot=True, wide=True)
        self._words = words
        self.back = LinkButton(words("nav.back"), "check.back", icon_name="chevron-left")
        self._heading = heading1(words("practice.check" if practice else "check.title"))
        self._heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._heading.setObjectName("check.heading")
        self._blank = hint("")
        self._failed = Banner(BannerKind.URGENT, "", name="check.failed")
        self._failed.hide()
        self._steps = 0
        self._lists: QWidget | None = None
        self._row: QHBoxLayout | None = None
        around = self._columns.contentsMargins()
        self._columns.setContentsMargins(around.left(), 4, around.right(), 8)
        self.main.setSpacing(6)
        self.main.addWidget(self.back)
        self.main.addLayout(self._headline())
        self.main.addWidget(self._failed)
        self._place = QVBoxLayout()
        self.main.addLayout(self._place)
        self.finish()
        self.send = PrimaryButton(words("practice.send" if practice else "check.send"), "check.send")
        later = words("practice.stop" if practice else "nav.finish_later")
        self.later = SecondaryButton(later, "check.finish_later")
        self.foot.row.addWidget(self.send)
        self.foot.row.addWidget(self.later)
        self.foot.row.addStretch(1)
        after = small(words("practice.not_kept" if practice else "check.after"))
        after.setWordWrap(False)
        self.foot.row.addWidget(after)
        self.back.clicked.connect(self.back_pressed)
        self.send.clicked.connect(self.send_pressed)
        self.later.clicked.connect(self.finish_later_pressed)

    def show_answers(self, steps: Sequence[SaidStep], blank: int) -> None:
        """Show every answer; `blank` counts what was left out."""
        self._blank.setText(self._words.count("check.blank", blank) if blank else self._words("check.blank.none"))
        self._failed.hide()
        self._steps = len(steps)
        if self._lists is not None:
            self._lists.hide()
            self._lists.deleteLater()
        self._lists = self._columns_of(steps)
        self._place.addWidget(self._lists)
        end_with(self._lists, (self.send, self.later))
        self.area.verticalScrollBar().setValue(0)
        self._heading.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_return(self) -> None:
        """Go from the heading to *Save and send*, which is pressed by the next Return: one alone sends nothing."""
        if self.window().focusWidget() is self._heading:
            self.send.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def on_sending_failed(self, error: DetectorsError) -> None:
        """Say that it was not sent, and why; the answers stay."""
        self._failed.say(self._words.error(error))
        self._failed.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below each other where they would be narrow."""
        super().resizeEvent(event)
        self._turn()

    def _headline(self) -> QBoxLayout:
        way = QBoxLayout.Direction.TopToBottom if theme_of(self).is_large else QBoxLayout.Direction.LeftToRight
        line = QBoxLayout(way)
        line.setSpacing(16)
        self._heading.setWordWrap(theme_of(self).is_large)
        line.addWidget(self._heading)
        line.addWidget(self._blank, 1, Qt.AlignmentFlag.AlignBottom)
        return line

    def _turn(self) -> None:
        if self._row is not None and isValid(self._row):
            one_column = theme_of(self).is_large or self.width() < _TWO_COLUMNS_PX
            way = QHBoxLayout.Direction.TopToBottom if one_column else QHBoxLayout.Direction.LeftToRight
            self._row.setDirection(way)

    def _columns_of(self, steps: Sequence[SaidStep]) -> QWidget:
        around = QWidget()
        row = QHBoxLayout(around)
        self._row = row
        self._turn()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(48)
        for part in filter(None, (steps[:_LEFT_STEPS], steps[_LEFT_STEPS:])):
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
        title = self._words("check.step", number=step.number, title=step.title) if self._steps > 1 else ""
        made = SummaryList(title, rows, name=f"check.step{step.number}")
        made.change_asked.connect(self.change_pressed)
        return made
