"""The page of sessions and other routes: whom one is for, entered when looked over; entries can be taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_page import Box, LeadPage, chooser_words, row_of
from detectors_app.desk.lead_presenter import LeadPresenter
from detectors_app.desk.lead_session_words import EntryWords, FoundWords, SessionWords
from detectors_app.desk.lead_state import LeadPlaceName
from detectors_app.domain.course import CourseId
from detectors_app.widgets.bar_table import BarTable
from detectors_app.widgets.buttons import PrimaryButton, SecondaryButton, SmallButton
from detectors_app.widgets.chooser import Chooser
from detectors_app.widgets.empty_state import EmptyState
from detectors_app.widgets.fields import LabelledArea, LabelledField, ProblemLine
from detectors_app.widgets.file_chooser import FileChooser
from detectors_app.widgets.option_row import Choice
from detectors_app.widgets.row_model import Cell, TableRow
from detectors_app.widgets.text import body, heading2, hint

_FOUND = (("staff", 150), ("name", 0), ("team", 260))
_ENTRIES = (("course", 0), ("day", 190), ("people", 130), ("entered", 210))
_KINDS = (".csv", ".txt")
_DAY_PX = 220
_MOST_LETTERS = 20_000


class FoundBox(Box):
    """Whom a session would be entered for."""

    def __init__(self, words: Wording) -> None:
        super().__init__("lead.session.found")
        self.heading = heading2("")
        self.heading.setObjectName("lead.session.found.heading")
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        columns = [(words(f"lead.column.{name}"), width) for name, width in _FOUND]
        self.table = BarTable("lead.session.people", words("lead.session.table"), columns)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.wrong = ProblemLine()
        self.notes = body("")
        self.enter = PrimaryButton(words("lead.session.enter"), "lead.session.enter")
        self.leave = SecondaryButton(words("lead.session.leave"), "lead.session.leave")
        self.add(self.heading, self.wrong, self.table, self.notes, row_of((self.enter, self.leave)))
        self.hide()

    def say(self, found: FoundWords) -> None:
        """Show them."""
        self.heading.setText(found.first)
        self.wrong.show_problem(found.wrong or None)
        self.notes.setText(" ".join(found.notes))
        self.notes.setVisible(bool(found.notes))
        self.table.set_rows([
            TableRow(staff, (Cell(staff), Cell(name, bold=True), Cell(team))) for staff, name, team in found.people
        ])  # fmt: skip
        self.table.setVisible(bool(found.people))
        self.enter.setVisible(found.can_enter)


class QuestionBox(Box):
    """Whether an entry is to be taken back. The focus goes to the question, so that Enter cannot answer it."""

    def __init__(self, words: Wording) -> None:
        super().__init__("lead.session.question")
        self.question = body("", bold=True)
        self.question.setObjectName("lead.session.question.words")
        self.question.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.keep = SecondaryButton(words("lead.session.keep"), "lead.session.keep")
        self.back = SecondaryButton(words("lead.session.take_back"), "lead.session.take_back")
        self.add(self.question, body(words("lead.session.question.more")), row_of((self.keep, self.back)))
        self.hide()


class SessionPage(LeadPage):
    """Shows one SessionWords after another."""

    def __init__(self, words: Wording, lead: LeadPresenter) -> None:
        super().__init__(LeadPlaceName.SESSIONS, words)
        self._lead = lead
        self._found: FoundWords | None = None
        self._question = ""
        self.course = Chooser("lead.session.course", words("lead.choose.course"), wide=True)
        self.day = LabelledField(
            "lead.session.day", words("lead.session.day"), words("lead.day.hint"), max_length=40, width_px=_DAY_PX
        )
        self.numbers = LabelledArea(
            "lead.session.numbers", words("lead.session.numbers"), words("lead.session.numbers.hint"),
            max_length=_MOST_LETTERS, lines=3,
        )  # fmt: skip
        self.numbers.editor.setFixedHeight(self.numbers.editor.minimumHeight())
        self.look_up = PrimaryButton(words("lead.session.find"), "lead.session.find")
        self.browse = SecondaryButton(words("lead.session.file"), "lead.session.browse")
        self.chooser = FileChooser("lead.session.chooser", chooser_words(words, "lead.choose.none"), _KINDS)
        self.found = FoundBox(words)
        self.question = QuestionBox(words)
        self.list_hint = hint(words("lead.session.entries.hint"))
        columns = [(words(f"lead.column.{name}"), width) for name, width in _ENTRIES]
        self.entries = BarTable("lead.session.entries", words("lead.session.entries"), columns)
        self.entries.horizontalHeader().setSectionsClickable(False)
        self.take_back = SmallButton(words("lead.session.take_back_chosen"), "lead.session.take_back_chosen")
        self.empty = EmptyState(
            "list", words("lead.session.none"), words("lead.session.none.more"), "lead.session.empty"
        )
        self._take_back_row = row_of((self.take_back,))
        for part in (
            hint(words("lead.session.about")), self.course, self.day, self.numbers, row_of((self.look_up, self.browse)),
            self.chooser, self.found, heading2(words("lead.session.entries")), self.question, self.list_hint,
            self.entries, self._take_back_row, self.empty,
        ):  # fmt: skip
            self.main.addWidget(part)
        for part in (self.chooser, self.list_hint, self.entries, self._take_back_row, self.empty):
            part.hide()
        self.finish()
        self._connect()

    def _connect(self) -> None:
        self.course.chosen.connect(self.on_course)
        self.day.edited.connect(self.on_typed)
        self.numbers.edited.connect(self.on_typed)
        self.day.editor.returnPressed.connect(self.on_find)
        self.look_up.clicked.connect(self.on_find)
        self.browse.clicked.connect(self.on_browse)
        self.chooser.chosen.connect(self.on_file)
        self.found.enter.clicked.connect(self.on_enter)
        self.found.leave.clicked.connect(self.on_leave)
        self.entries.row_opened.connect(self.on_entry)
        self.take_back.clicked.connect(self.on_take_back_chosen)
        self.question.keep.clicked.connect(self.on_keep)
        self.question.back.clicked.connect(self.on_take_back)

    def show_words(self, said: object) -> None:
        """Show whom the session at hand is for, and what was entered."""
        if not isinstance(said, SessionWords):
            raise TypeError
        self.course.set_choices([Choice(*each) for each in said.courses], said.course)
        for field, text in ((self.day, said.day), (self.numbers, said.numbers)):
            if field.text() != text and not field.editor.hasFocus():
                field.set_text(text)
        self._show_found(said.found)
        self.entries.set_rows([_row(each) for each in said.entries])
        for part in (self.list_hint, self.entries, self._take_back_row):
            part.setVisible(bool(said.entries))
        self.empty.setVisible(not said.entries)
        self._show_question(said.question)

    def _show_found(self, found: FoundWords | None) -> None:
        is_new = found is not None and found != self._found
        self._found = found
        self.found.setVisible(found is not None)
        if found is not None and is_new:
            self.found.say(found)
            self.found.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            self.bring_in(self.found)

    def _show_question(self, question: str) -> None:
        is_new = bool(question) and question != self._question
        self._question = question
        self.question.question.setText(question)
        self.question.setVisible(bool(question))
        if is_new:
            self.question.question.setFocus(Qt.FocusReason.OtherFocusReason)
            self.bring_in(self.question)

    def show_trouble(self, text: str) -> None:
        """Say it at the staff numbers, unless people were found."""
        if self._found is not None or self._question:
            super().show_trouble(text)
            return
        self.numbers.set_problem(text)
        self.numbers.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_done(self, text: str) -> None:
        """Say that it is entered, or taken back."""
        super().show_done(text)
        self.take_focus()

    @Slot(str)
    def on_course(self, value: str) -> None:
        """Enter it for another course."""
        self._lead.change(self.place, session_course=CourseId(value), session=None)

    @Slot(str)
    def on_typed(self, _: str) -> None:
        """Keep what is typed; whom it was for before is out of date."""
        self.numbers.set_problem(None)
        self._found = None
        self.found.hide()
        self._lead.write(session_day=self.day.text(), session_numbers=self.numbers.text(), session=None)

    @Slot()
    def on_find(self) -> None:
        """Ask whom it is for."""
        self._begin()
        self._lead.preview_session()

    @Slot()
    def on_browse(self) -> None:
        """Look for a file of numbers, within the page."""
        self.chooser.show()
        self.chooser.open_at(Path.home())
        self.chooser.take_focus()

    @Slot(str)
    def on_file(self, path: str) -> None:
        """Ask whom a file names."""
        self.chooser.hide()
        self._begin()
        self._lead.preview_session(path)

    @Slot()
    def on_enter(self) -> None:
        """Enter it."""
        self.say_nothing()
        self._lead.enter_session()

    @Slot()
    def on_leave(self) -> None:
        """Go back to the numbers."""
        self._lead.change(self.place, session=None)
        self.numbers.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def on_entry(self, key: str) -> None:
        """Ask whether an entry is to be taken back."""
        self.say_nothing()
        self._lead.change(self.place, taking_back=key)

    @Slot()
    def on_take_back_chosen(self) -> None:
        """Ask about the entry that is chosen in the table, or the first."""
        self.on_entry(self.entries.chosen_key() or self.entries.rows.key_at(0))

    @Slot()
    def on_keep(self) -> None:
        """Leave the entry as it is."""
        self._lead.change(self.place, taking_back="")
        self.entries.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_take_back(self) -> None:
        """Take it back."""
        self._lead.take_back()

    def _begin(self) -> None:
        self.say_nothing()
        self.numbers.set_problem(None)
        self._found = None
        self._lead.write(session_day=self.day.text(), session_numbers=self.numbers.text(), session=None)


def _row(entry: EntryWords) -> TableRow:
    cells = (Cell(entry.course, bold=True), Cell(entry.day), Cell(entry.people), Cell(entry.entered))
    return TableRow(entry.key, cells)
