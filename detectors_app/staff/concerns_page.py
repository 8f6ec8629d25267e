"""*My concerns*: references, dates and delivery words; never the text of a sent concern."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from detectors_app.content.wording import Wording
from detectors_app.staff.concern_rows import ConcernRow, QuestionRow
from detectors_app.staff.tab_order import end_with
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, SecondaryButton, SmallButton
from detectors_app.widgets.empty_state import EmptyState
from detectors_app.widgets.icons import IconLabel
from detectors_app.widgets.page import Page
from detectors_app.widgets.row_model import Cell, TableRow
from detectors_app.widgets.status_word import STATUS_LOOKS
from detectors_app.widgets.tables import RowTable
from detectors_app.widgets.text import body, heading1, small
from detectors_app.widgets.theme import theme_of

_LOOKS = {"queued": "saved", "sent": "sent", "read": "read", "parked": "held_back"}
_COLUMNS = (("reference", 170), ("made", 260), ("where", 0), ("to_do", 190))
_ROW_PX = 72
_HEADER_PX = 48


class ConcernsPage(Page):
    """The table, *Lock now*, and why the words are not here."""

    home_pressed = Signal()
    lock_pressed = Signal()
    older_wanted = Signal()
    answer_wanted = Signal(object)
    """About: what is to be answered or added to."""

    def __init__(self, words: Wording) -> None:
        super().__init__("concerns", wide=True)
        self._words = words
        self.back = LinkButton(words("nav.home"), "concerns.home", icon_name="chevron-left")
        self.main.addWidget(self.back)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(heading1(words("concerns.title")), 1)
        self._locks = small("")
        self._locks.setWordWrap(False)
        self.lock = SmallButton(words("concerns.lock"), "concerns.lock", icon_name="lock")
        top.addWidget(self._locks)
        top.addWidget(self.lock)
        self.main.addLayout(top)
        self.earlier = Banner(BannerKind.INFO, "", name="concerns.earlier", icon_name="message")
        self.earlier.hide()
        self.main.addWidget(self.earlier)
        self._asked = QVBoxLayout()
        self._asked.setSpacing(12)
        self.main.addLayout(self._asked)
        self._questions: tuple[QuestionRow, ...] = ()
        self._rows: dict[str, ConcernRow] = {}
        columns = [(words(f"concerns.column.{key}"), width) for key, width in _COLUMNS]
        self.table = RowTable("concerns.table", words("concerns.table"), columns, wraps=True)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = EmptyState("inbox", words("concerns.empty"), words("concerns.empty_more"))
        self.main.addWidget(self.table)
        self.main.addWidget(self._empty)
        self.older = SecondaryButton(words("concerns.older"), "concerns.older")
        self.older.hide()
        self.older.clicked.connect(self.older_wanted)
        self.main.addWidget(self.older)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(IconLabel("info", "info", 24), 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(body(words("concerns.said")), 1)
        self.main.addLayout(said)
        self.finish()
        self.back.clicked.connect(self.home_pressed)
        self.lock.clicked.connect(self.lock_pressed)
        self.table.row_opened.connect(self.on_row_opened)
        self.table.clicked.connect(self.table.on_activated)

    def show_rows(self, rows: Sequence[ConcernRow], idle_minutes: int) -> None:
        """Show every concern, and when the page locks itself."""
        self._locks.setText(self._words.count("concerns.locks_in", idle_minutes))
        self._rows = {each.reference: each for each in rows}
        self.table.set_rows([_table_row(each) for each in rows])
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        theme = theme_of(self)
        self.table.setFixedHeight(theme.scaled(_HEADER_PX) + sum(self.table.rowHeight(at) for at in range(len(rows))))

    def offer_older(self, *, more: bool) -> None:
        """Offer the ones before these, where there are any."""
        self.older.setVisible(more)

    def show_questions(self, questions: tuple[QuestionRow, ...]) -> None:
        """Show every question that waits, each with a way to answer it; nothing moves where nothing changed."""
        if questions == self._questions:
            return
        self._questions = questions
        while (item := self._asked.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, each in enumerate(questions):
            banner = Banner(
                BannerKind.INFO, each.title, each.detail, name=f"concerns.asked.{place}", icon_name="message"
            )
            answer = SmallButton(each.to_do, f"concerns.answer.{place}")
            answer.setProperty("place", place)
            answer.clicked.connect(self.on_answer)
            banner.add_action(answer)
            self._asked.addWidget(banner)
            end_with(banner, (self.table,))

    @Slot()
    def on_answer(self) -> None:
        """Tell which question is to be answered."""
        self.answer_wanted.emit(self._questions[self.sender().property("place")].about)

    @Slot(str)
    def on_row_opened(self, key: str) -> None:
        """Tell what is to be answered or added to."""
        self.answer_wanted.emit(self._rows[key].about)

    def show_earlier(self, questions: int) -> None:
        """Say that questions came about what was sent under an earlier passphrase, and what to do."""
        if questions:
            self.earlier.say(self._words.count("concerns.earlier", questions), self._words("concerns.earlier_more"))
        self.earlier.setVisible(bool(questions))

    def take_focus(self) -> None:
        """Put the focus on the first concern, or where there is none on the way back."""
        if self.table.isHidden():
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.selectRow(0)


def _table_row(row: ConcernRow) -> TableRow:
    look = STATUS_LOOKS[_LOOKS[row.state]]
    return TableRow(
        row.reference,
        (
            Cell(row.reference, bold=True),
            Cell(row.made),
            Cell(row.status, row.detail, look.icon, look.role, bold=True),
            Cell(row.to_do, row.wanted, "phone", bold=True)
            if row.to_do
            else Cell(row.wanted, icon="message", role="accent"),
        ),
    )
