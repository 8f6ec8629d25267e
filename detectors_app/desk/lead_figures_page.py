"""The page of figures: what to look at, four large numbers with of whom they speak and how old they are, a table."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_figures_words import Fact, FiguresWords
from detectors_app.desk.lead_page import Box, row_of
from detectors_app.desk.lead_presenter import LeadPresenter
from detectors_app.desk.lead_saving_page import SavingPage
from detectors_app.desk.lead_state import ALL, LeadPlaceName
from detectors_app.desk.lead_table import COLUMNS, GIVEN, order_choices, order_of, ordered, rows_of
from detectors_app.domain.course import CourseId
from detectors_app.domain.figures import By
from detectors_app.widgets.bar_table import BarTable
from detectors_app.widgets.boxes import fill_rect
from detectors_app.widgets.buttons import FilterButton, SmallButton
from detectors_app.widgets.chooser import Chooser
from detectors_app.widgets.direction import at_start, sided
from detectors_app.widgets.empty_state import EmptyState
from detectors_app.widgets.option_row import Choice
from detectors_app.widgets.panels import Line
from detectors_app.widgets.text import Words, body, heading2, rich, set_rich, small
from detectors_app.widgets.theme import theme_of

_INSET_PX = 20


class Facts(Box):
    """Large numbers beside one another, then of whom they speak, then how old they are."""

    def __init__(self) -> None:
        super().__init__("lead.facts")
        self.title = heading2("")  # said where the text is large: there the choice above may end in dots
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(12)
        self.about = rich("")
        self.age = small("")
        self.add(self.title)
        self.column.addLayout(self._grid)
        self._line = Line()
        self.add(self._line, self.about, self.age)
        self.column.setSpacing(8)

    def say(self, said: FiguresWords) -> None:
        """Show them."""
        self.title.setText(said.title)
        self.title.setVisible(theme_of(self).text_factor > 1)
        set_rich(self.about, f"**{said.first}** {said.more}" if said.first else "")
        self.age.setText(said.age)
        self._line.setVisible(bool(said.facts))
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        across = 2 if theme_of(self).is_large else 4
        for place, fact in enumerate(said.facts):
            row, column = divmod(place, across)
            self._grid.addWidget(_FactBox(fact, barred=column > 0), row, column)
            self._grid.setColumnStretch(column, 1)


class _FactBox(QWidget):
    """One large number; a thin line parts it from the one before."""

    def __init__(self, fact: Fact, *, barred: bool) -> None:
        super().__init__()
        self._barred = barred
        column = QVBoxLayout(self)
        column.setContentsMargins(*sided(_INSET_PX if barred else 0, 0, 0, 0))
        column.setSpacing(0)
        number = Words(fact.number, "h1", bold=True)
        number.setAccessibleName(f"{fact.number} {fact.words}")
        column.addWidget(number)
        column.addWidget(body(fact.words))
        if fact.more:
            column.addWidget(small(fact.more))
        column.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        if self._barred:
            painter = QPainter(self)
            line = at_start(QRectF(self.rect()), 1, right_to_left=self.isRightToLeft())
            fill_rect(painter, line, theme_of(self).colour("line"))
            painter.end()


class FiguresPage(SavingPage):
    """Shows one FiguresWords after another; asks the presenter for what is chosen."""

    staff_wanted = Signal()
    """There is no staff list yet, and the way to one was pressed."""

    def __init__(self, words: Wording, lead: LeadPresenter) -> None:
        super().__init__(LeadPlaceName.FIGURES, words, lead)
        self._order = GIVEN
        self._said: FiguresWords | None = None
        self.course = Chooser("lead.figures.course", words("lead.choose.course"))
        self.day = Chooser("lead.figures.day", words("lead.choose.day"))
        self.export = SmallButton(words("lead.export"), "lead.figures.export", icon_name="download")
        self._choose = row_of((self.course, self.day, self.export))
        self.facts = Facts()
        self._bys = {each: FilterButton("", f"lead.figures.by.{each.value}") for each in By}
        self.order = Chooser("lead.figures.order", words("lead.order"))
        self._table_choose = row_of((*self._bys.values(), self.order), gap_px=10)
        columns = [(words(f"lead.column.{name}"), width) for name, width in COLUMNS]
        self.table = BarTable("lead.figures.table", words("lead.figures.table"), columns, bar_column=1)
        self.table.rows.ends = frozenset(range(2, len(COLUMNS)))
        self.note = small("")
        self.empty = EmptyState("people", "", "", "lead.figures.empty")
        self.to_staff = SmallButton(words("lead.figures.to_staff"), "lead.figures.to_staff", main=True)
        self.age = small("")
        for part in (self._choose, self.saving, self.facts, self._table_choose, self.table, self.note, self.empty):
            self.main.addWidget(part)
        self.main.addWidget(row_of((self.to_staff,)))
        self.main.addWidget(self.age)
        for part in (
            self._choose,
            self.facts,
            self._table_choose,
            self.table,
            self.note,
            self.empty,
            self.to_staff,
            self.age,
        ):
            part.hide()
        self.finish()
        self._connect()

    def _connect(self) -> None:
        self.course.chosen.connect(self.on_course)
        self.day.chosen.connect(self.on_day)
        self.order.chosen.connect(self.on_order)
        self.export.clicked.connect(self.on_export)
        self.table.order_asked.connect(self.on_heading)
        self.to_staff.clicked.connect(self.staff_wanted)
        for button in self._bys.values():
            button.clicked.connect(self.on_by)

    def show_words(self, said: object) -> None:
        """Show these figures; the order chosen for the table stays."""
        if not isinstance(said, FiguresWords):
            raise TypeError
        self._said = said
        is_empty = bool(said.empty[0])
        self.course.set_choices([Choice(*each) for each in said.courses], said.course)
        self.day.set_choices([Choice(*each) for each in said.days], said.day)
        self.empty.say(*said.empty)
        self.age.setText(said.age)
        for instead in (self.empty, self.to_staff, self.age):
            instead.setVisible(is_empty)
        for part in (self._choose, self.facts, self._table_choose, self.table):
            part.setVisible(not is_empty)
        self.facts.say(said)
        offered = dict(said.bys)
        for by, button in self._bys.items():
            button.setText(offered.get(by.value, ""))
            button.setVisible(by.value in offered)
            button.setChecked(by.value == said.by)
        self.note.setText(said.note)
        self.note.setVisible(bool(said.note) and not is_empty)
        self._fill()

    def _fill(self) -> None:
        said = self._said
        if said is None:
            return
        by = By(said.by)
        self.order.set_choices([Choice(*each) for each in order_choices(by, self.words)], self._order)
        self.table.set_heading(0, self.words(f"lead.by.{by.value}"))
        self.table.set_rows(rows_of(ordered(said.lines, self._order), self.words, stacked=theme_of(self).is_large))

    @Slot(str)
    def on_course(self, value: str) -> None:
        """Look at another course."""
        self.say_nothing()
        self._lead.change(self.place, course=None if value == ALL else CourseId(value))

    @Slot(str)
    def on_day(self, value: str) -> None:
        """Look at another day."""
        self.say_nothing()
        self._lead.change(self.place, back=int(value))

    @Slot()
    def on_by(self) -> None:
        """Show other rows."""
        pressed = self.sender()
        for by, button in self._bys.items():
            button.setChecked(button is pressed)
            if button is pressed:
                self._order = GIVEN
                self._lead.change(self.place, by=by)

    @Slot(str)
    def on_order(self, value: str) -> None:
        """Put the rows in another order."""
        self._order = value
        self._fill()

    @Slot(int)
    def on_heading(self, column: int) -> None:
        """Put the rows in the order of a column."""
        self.on_order(order_of(column))
