"""The page of reminders: who is due or late, by team; to copy or to save. It writes to nobody."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_other_words import RemindRow, RemindWords
from detectors_app.desk.lead_page import row_of
from detectors_app.desk.lead_presenter import LeadPresenter
from detectors_app.desk.lead_saving_page import SavingPage
from detectors_app.desk.lead_state import ALL, LeadPlaceName
from detectors_app.domain.course import CourseId
from detectors_app.widgets.bar_table import BarTable
from detectors_app.widgets.buttons import SmallButton
from detectors_app.widgets.chooser import Chooser
from detectors_app.widgets.empty_state import EmptyState
from detectors_app.widgets.option_row import Choice
from detectors_app.widgets.row_model import Cell, TableRow
from detectors_app.widgets.text import body, small

_COLUMNS = (("name", 190), ("team", 180), ("course", 0), ("why", 210))


class RemindPage(SavingPage):
    """Shows one RemindWords after another."""

    def __init__(self, words: Wording, lead: LeadPresenter) -> None:
        super().__init__(LeadPlaceName.REMIND, words, lead)
        self.course = Chooser("lead.remind.course", words("lead.choose.course"))
        self.team = Chooser("lead.remind.team", words("lead.choose.team"))
        self.copy_text = SmallButton(words("lead.remind.copy"), "lead.remind.copy", icon_name="document")
        self.export = SmallButton(words("lead.remind.save"), "lead.remind.save_as", icon_name="download")
        self.first = body("", bold=True)
        self.private = small(words("lead.remind.private"))
        columns = [(words(f"lead.column.{name}"), width) for name, width in _COLUMNS]
        self.table = BarTable("lead.remind.table", words("lead.remind.table"), columns)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.empty = EmptyState("check-circle", "", "", "lead.remind.empty")
        self.age = small("")
        self.main.addWidget(row_of((self.course, self.team)))
        self.main.addWidget(row_of((self.copy_text, self.export)))
        for part in (self.saving, self.first, self.private, self.table, self.empty, self.age):
            self.main.addWidget(part)
        for part in (self.first, self.private, self.table, self.empty):
            part.hide()
        self.finish()
        self.course.chosen.connect(self.on_course)
        self.team.chosen.connect(self.on_team)
        self.copy_text.clicked.connect(self.on_copy)
        self.export.clicked.connect(self.on_export)
        lead.copied.connect(self.on_copied)

    def show_words(self, said: object) -> None:
        """Show who is to be reminded."""
        if not isinstance(said, RemindWords):
            raise TypeError
        self.course.set_choices([Choice(*each) for each in said.courses], said.course)
        self.team.set_choices([Choice(*each) for each in said.teams], said.team)
        self.first.setText(said.first)
        self.age.setText(said.age)
        self.empty.say(*said.empty)
        self.empty.setVisible(bool(said.empty[0]))
        for part in (self.first, self.private, self.table):
            part.setVisible(not said.empty[0])
        self.table.set_rows([_row(each) for each in said.rows])

    @Slot(str)
    def on_course(self, value: str) -> None:
        """Look at another course."""
        self.say_nothing()
        self._lead.change(self.place, remind_course=None if value == ALL else CourseId(value))

    @Slot(str)
    def on_team(self, value: str) -> None:
        """Look at another team."""
        self.say_nothing()
        self._lead.change(self.place, remind_team=None if value == ALL else value)

    @Slot()
    def on_copy(self) -> None:
        """Ask for the whole list as text."""
        self.say_nothing()
        self._lead.copy_reminders()

    @Slot(str)
    def on_copied(self, text: str) -> None:
        """Put it on the clipboard, from where it is taken again when the desk is hidden or closed."""
        QGuiApplication.clipboard().setText(text)


def _row(row: RemindRow) -> TableRow:
    why = Cell(row.why, icon="clock" if row.late else "calendar", bold=row.late)
    return TableRow(row.key, (Cell(row.name, bold=True), Cell(row.team, row.job), Cell(row.course), why))
