"""The page of the staff list: the one in force, and a new one, read and looked over before it counts; keeps nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.desk.lead_page import Box, LeadPage, chooser_words, row_of
from detectors_app.desk.lead_presenter import LeadPresenter
from detectors_app.desk.lead_staff_words import PreviewWords, StaffWords
from detectors_app.desk.lead_state import LeadPlaceName
from detectors_app.widgets.announce import announce
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import PrimaryButton, SecondaryButton
from detectors_app.widgets.empty_state import EmptyState
from detectors_app.widgets.fields import LabelledField, ProblemLine
from detectors_app.widgets.file_chooser import FileChooser
from detectors_app.widgets.option_row import OptionRow
from detectors_app.widgets.summary_list import SummaryList, SummaryRow
from detectors_app.widgets.text import Words, body, heading2, hint, small
from detectors_app.widgets.theme import theme_of

_KINDS = (".csv", ".txt")
_DAY_PX = 220
_LABEL_PX = 380


class PreviewBox(Box):
    """What a file would change, what is wrong with it, and the two ways on."""

    def __init__(self, words: Wording) -> None:
        super().__init__("lead.staff.preview")
        self._words = words
        self._parts: list[Words | SummaryList] = []
        self.heading = heading2(words("lead.staff.preview"))
        self.heading.setObjectName("lead.staff.preview.heading")
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.use = PrimaryButton(words("lead.staff.use"), "lead.staff.use")
        self.leave = SecondaryButton(words("lead.staff.leave"), "lead.staff.leave")
        self.smaller = Banner(BannerKind.SAFETY, "", name="lead.staff.smaller")
        self.right = QCheckBox()
        self.right.setObjectName("lead.staff.right")
        self._right_row = OptionRow(self.right, words("lead.staff.right"), framed=False)
        self.problem = ProblemLine()
        self.add(self.heading, self.smaller, self._right_row, self.problem)
        self.add(small(words("lead.staff.nothing_yet")), row_of((self.use, self.leave)))
        self.hide()

    def say(self, preview: PreviewWords) -> None:
        """Show another preview."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        changes = [SummaryRow(f"change{at}", what, count) for at, (what, count) in enumerate(preview.changes)]
        faults = [SummaryRow(f"fault{at}", what, lines) for at, (what, lines) in enumerate(preview.faults)]
        parts: list[Words | SummaryList] = [
            body(preview.first, bold=True),
            SummaryList("", changes, label_px=_LABEL_PX),
        ]
        parts += [body(each) for each in preview.notes]
        if faults:
            parts += [body(self._words("lead.staff.faults"), bold=True), SummaryList("", faults, label_px=_LABEL_PX)]
        for at, part in enumerate(parts, start=1):
            self.column.insertWidget(at, part)
        self._parts = parts
        self.right.setChecked(False)
        self.problem.show_problem(None)
        self.smaller.say(preview.smaller)
        for widget in (self.smaller, self._right_row):
            widget.setVisible(bool(preview.smaller))


class StaffPage(LeadPage):
    """Shows one StaffWords after another."""

    def __init__(self, words: Wording, lead: LeadPresenter) -> None:
        super().__init__(LeadPlaceName.STAFF, words)
        self._lead = lead
        self._preview: PreviewWords | None = None
        self.stands = body("")
        self.empty = EmptyState("people", "", "", "lead.staff.empty")
        self.age = small("")
        self.day = LabelledField(
            "lead.staff.day", words("lead.staff.day"), words("lead.day.hint"), max_length=40, width_px=_DAY_PX
        )
        self.file = LabelledField(
            "lead.staff.file", words("lead.staff.file"), words("lead.staff.file.hint"), max_length=4000
        )
        self.browse = SecondaryButton(words("lead.save.browse"), "lead.staff.browse")
        self.read = PrimaryButton(words("lead.staff.read_it"), "lead.staff.read")
        self.chooser = FileChooser("lead.staff.chooser", chooser_words(words, "lead.choose.none"), _KINDS)
        self.preview = PreviewBox(words)
        bring = heading2(words("lead.staff.bring"))
        for part in (
            self.stands, self.empty, self.age, bring, hint(words("lead.staff.columns")), self._file_row(),
            self.chooser, self.day, row_of((self.read,)), self.preview,
        ):  # fmt: skip
            self.main.addWidget(part)
        for part in (self.stands, self.empty, self.chooser):
            part.hide()
        self.finish()
        self._connect()

    def _file_row(self) -> QWidget:
        both = QWidget()
        row = QVBoxLayout(both) if theme_of(self).is_large else QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.file, 1)
        row.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignBottom)
        return both

    def _connect(self) -> None:
        self.read.clicked.connect(self.on_read)
        self.browse.clicked.connect(self.on_browse)
        self.chooser.chosen.connect(self.on_found)
        self.file.editor.returnPressed.connect(self.on_read)
        self.day.editor.returnPressed.connect(self.on_read)
        self.file.edited.connect(self.on_typed)
        self.day.edited.connect(self.on_typed)
        self.preview.use.clicked.connect(self.on_use)
        self.preview.leave.clicked.connect(self.on_leave)

    def show_words(self, said: object) -> None:
        """Show how the list stands, and what was read."""
        if not isinstance(said, StaffWords):
            raise TypeError
        self.stands.setText(" ".join(said.stands))
        self.stands.setVisible(bool(said.stands))
        self.empty.say(*said.empty)
        self.empty.setVisible(bool(said.empty[0]))
        self.age.setText(said.age)
        for field, text in ((self.day, said.day), (self.file, said.file)):
            if field.text() != text and not field.editor.hasFocus():
                field.set_text(text)
        is_new = said.preview is not None and said.preview != self._preview
        self._preview = said.preview
        self.preview.setVisible(said.preview is not None)
        if said.preview is not None and is_new:
            self.file.set_problem(None)
            self.preview.say(said.preview)
            self.preview.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            self.bring_in(self.preview)

    def show_trouble(self, text: str) -> None:
        """Say it at the file, unless it is about what was read from it."""
        if self._preview is not None:
            self.preview.problem.show_problem(text)
            announce(self.preview.problem, text)
            part = self.preview.right if self._preview.smaller else self.preview.use
            part.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.file.set_problem(text)
        self.file.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_done(self, text: str) -> None:
        """Say that the list counts now."""
        super().show_done(text)
        self.take_focus()

    @Slot()
    def on_typed(self) -> None:
        """Keep what is typed; what was read before is another file's."""
        self.file.set_problem(None)
        self._lead.write(staff_file=self.file.text(), staff_day=self.day.text())

    @Slot()
    def on_read(self) -> None:
        """Ask what the file would change."""
        self.say_nothing()
        self.file.set_problem(None)
        self.chooser.hide()
        self._preview = None
        self._lead.write(staff_file=self.file.text(), staff_day=self.day.text(), staff=None)
        self.preview.hide()
        self._lead.preview_staff()

    @Slot()
    def on_browse(self) -> None:
        """Look for the file, within the page."""
        here = Path(self.file.text()).parent if self.file.text() else Path.home()
        self.chooser.show()
        self.chooser.open_at(here if here.is_dir() else Path.home())
        self.chooser.take_focus()

    @Slot(str)
    def on_found(self, path: str) -> None:
        """Write the file's path into the field."""
        self.file.editor.setText(path)
        self.chooser.hide()
        self.read.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_use(self) -> None:
        """Count by this list from now on."""
        self.say_nothing()
        self.preview.problem.show_problem(None)
        self._lead.accept_staff(smaller=self.preview.right.isChecked())

    @Slot()
    def on_leave(self) -> None:
        """Leave the list as it is."""
        self._lead.change(self.place, staff=None)
        self.file.first().setFocus(Qt.FocusReason.OtherFocusReason)
