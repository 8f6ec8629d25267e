"""*My concerns*: references, dates and delivery words; never the text of a sent concern."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from detectors_app.content.wording import Wording
from detectors_app.staff.concern_rows import ConcernRow
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import LinkButton, SmallButton
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
        columns = [(words(f"concerns.column.{key}"), width) for key, width in _COLUMNS]
        self.table = RowTable("concerns.table", words("concerns.table"), columns, wraps=True)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = EmptyState("inbox", words("concerns.empty"), words("concerns.empty_more"))
        self.main.addWidget(self.table)
        self.main.addWidget(self._empty)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(IconLabel("info", "info", 24), 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(body(words("concerns.said")), 1)
        self.main.addLayout(said)
        self.finish()
        self.back.clicked.connect(self.home_pressed)
        self.lock.clicked.connect(self.lock_pressed)

    def show_rows(self, rows: Sequence[ConcernRow], idle_minutes: int) -> None:
        """Show every concern, and when the page locks itself."""
        self._locks.setText(self._words.count("concerns.locks_in", idle_minutes))
        self.table.set_rows([_table_row(each) for each in rows])
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        theme = theme_of(self)
        self.table.setFixedHeight(theme.scaled(_HEADER_PX) + sum(self.table.rowHeight(at) for at in range(len(rows))))

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
            Cell(row.to_do, icon="phone" if row.to_do else "", bold=True),
        ),
    )
