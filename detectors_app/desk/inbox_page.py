"""The inbox: filters, search, the late banner, the table; shows what it is given and asks for a case by its key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.desk.inbox_words import InboxWords, RowWords
from detectors_app.domain.casework import CaseId
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import DangerButton, FilterButton
from detectors_app.widgets.empty_state import EmptyState
from detectors_app.widgets.row_model import Cell, TableRow
from detectors_app.widgets.search_field import SearchField
from detectors_app.widgets.tables import RowTable
from detectors_app.widgets.text import heading1, small
from detectors_app.widgets.theme import theme_of

_COLUMNS = (("soon", 118), ("reference", 132), ("where", 206), ("flags", 0), ("waiting", 178), ("read", 110))
"""The headings' wording keys and widths in pixels; nought takes what is left."""


class InboxPage(QWidget):
    """Shows one InboxWords after another; keeps the filter, the search and the chosen row."""

    case_asked = Signal(object)

    def __init__(self, words: Wording) -> None:
        super().__init__()
        self.setObjectName("inbox")
        self._words = words
        self._inbox: InboxWords | None = None
        self._fresh = ""
        inside = self._scrolling() if theme_of(self).is_large else self
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(32, 20, 32, 20)
        self._column.setSpacing(14)
        self._add_heading()
        self._add_filters()
        self.late = Banner(BannerKind.URGENT, "", name="inbox.late")
        self.open_late = DangerButton(words("desk.late.open"), "inbox.late.open")
        self.late.add_action(self.open_late)
        self.late.hide()
        self.notes = Banner(BannerKind.INFO, "", name="inbox.notes")
        self.notes.hide()
        columns = [(words(f"desk.header.{name}"), width) for name, width in _COLUMNS]
        self.table = RowTable("inbox.table", words("desk.inbox.table"), columns)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.empty = EmptyState("inbox", words("desk.empty.unread"), "", "inbox.empty")
        self.empty.hide()
        for widget in (self.late, self.notes):
            self._column.addWidget(widget)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.empty)
        self._column.addWidget(small(words("desk.foot")))
        self._column.addStretch(0)
        self.table.row_opened.connect(self.on_row_opened)
        self.table.clicked.connect(self.table.on_activated)
        self.open_late.clicked.connect(self.on_open_late)

    def _scrolling(self) -> QWidget:
        """Let the whole page scroll where the text is large: the table alone would keep a strip too low to read in."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setObjectName("inbox.scroll")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        area.setWidget(inside)
        column.addWidget(area)
        return inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the table the room of all its rows, where the whole page scrolls."""
        super().resizeEvent(event)
        self._fit_table()

    def _fit_table(self) -> None:
        if theme_of(self).is_large:
            self.table.resizeRowsToContents()
            self.table.setFixedHeight(self.table.rows_height())

    def _add_heading(self) -> None:
        row = QHBoxLayout()
        self.heading = heading1(self._words("desk.inbox"))
        row.addWidget(self.heading, 1)
        order = small(self._words("desk.inbox.order"))
        order.setWordWrap(False)
        row.addWidget(order, 0, Qt.AlignmentFlag.AlignBottom)
        self._column.addLayout(row)

    def _add_filters(self) -> None:
        large = theme_of(self).is_large
        row = QHBoxLayout()
        row.setSpacing(10)
        self.unread = FilterButton(self._words("desk.filter.unread", number=0), "inbox.unread")
        self.all = FilterButton(self._words("desk.filter.all", number=0), "inbox.all")
        group = QButtonGroup(self)
        for button in (self.unread, self.all):
            group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(self.on_filter)
        self.unread.setChecked(True)
        row.addStretch(1)
        self.search = SearchField("inbox.search", self._words("desk.search"))
        self.search.setMaxLength(80)
        self.search.setFixedWidth(theme_of(self).scaled(250))
        if not large:
            row.addWidget(self.search)
        self.search.textChanged.connect(self.on_search)
        self._column.addLayout(row)
        if large:
            self._column.addWidget(self.search)

    def show_inbox(self, inbox: InboxWords) -> None:
        """Show this inbox; what was chosen stays chosen."""
        self._inbox = inbox
        self.unread.setText(self._words("desk.filter.unread", number=inbox.unread))
        self.all.setText(self._words("desk.filter.all", number=len(inbox.rows)))
        for button in (self.unread, self.all):
            button.updateGeometry()
        self.late.say(inbox.late_heading, inbox.late_text)
        self.late.setVisible(inbox.late_id is not None)
        self.notes.say(self._words("desk.notes"), " ".join(inbox.notes))
        self.notes.setVisible(bool(inbox.notes))
        self._fill()

    def take_over(self, before: InboxPage) -> None:
        """Show what another page showed, with the filter, the search and the row that were chosen there."""
        self.all.setChecked(before.all.isChecked())
        self.search.setText(before.search.text())
        self._fresh = before._fresh
        if before._inbox is not None:
            self.show_inbox(before._inbox)
            self.table.choose(before.table.chosen_key())

    def set_fresh(self, text: str) -> None:
        """Say how fresh an empty inbox is."""
        self._fresh = text
        self._fill()

    def take_focus(self) -> None:
        """Put the focus where work goes on: on the table, or on the filters when it is empty."""
        if not self.table.isHidden():
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
            self.table.setFocus()
        else:
            self.unread.setFocus()

    def _shown(self) -> list[RowWords]:
        if self._inbox is None:
            return []
        wanted = self.search.text()
        rows = [row for row in self._inbox.rows if row.unread or self.all.isChecked() or wanted.strip()]
        return [row for row in rows if row.matches(wanted)]

    def _fill(self) -> None:
        rows = self._shown()
        self.table.set_rows([self._row(row) for row in rows])
        self.table.setVisible(bool(rows))
        self._fit_table()
        self.empty.setVisible(not rows)
        kind = "found" if self.search.text().strip() else "all" if self.all.isChecked() else "unread"
        self.empty.say(self._words(f"desk.empty.{kind}"), self._fresh)

    def _row(self, row: RowWords) -> TableRow:
        soon = Cell(
            row.how_soon, row.limited, "urgent" if row.urgent else "", "urgent" if row.urgent else "ink", row.urgent
        )
        flags = "\n".join(f"{each.name}: {each.words}" if each.words else each.name for each in row.flags)
        waiting_role = "urgent" if row.late else "ink"
        cells = (
            soon,
            Cell(row.reference, row.came, bold=True),
            Cell(row.where, row.where_more),
            Cell(flags, row.more_flags, "flag") if flags else Cell(self._words("desk.flags.none"), role="ink_soft"),
            Cell(row.waiting, row.target, "urgent" if row.late else "clock", waiting_role, row.unread),
            Cell(
                row.read, row.why, "" if row.unread else "double-check", "ink" if row.unread else "good", not row.unread
            ),
        )
        return TableRow(_key(row.id), cells)

    def _ask(self, key: str) -> None:
        for row in self._inbox.rows if self._inbox else ():
            if _key(row.id) == key:
                self.case_asked.emit(row.id)

    @Slot(str)
    def on_row_opened(self, key: str) -> None:
        """Ask for the case of a row."""
        self._ask(key)

    @Slot()
    def on_open_late(self) -> None:
        """Ask for the one that has waited longest past its target."""
        if self._inbox is not None and self._inbox.late_id is not None:
            self.case_asked.emit(self._inbox.late_id)

    @Slot()
    def on_filter(self) -> None:
        """Show the chosen filter's rows."""
        self._fill()

    @Slot(str)
    def on_search(self, _: str) -> None:
        """Show what matches."""
        self._fill()


def _key(case: CaseId) -> str:
    return f"{case.sender}/{case.id}"
