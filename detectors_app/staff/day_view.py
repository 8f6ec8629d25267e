"""A day and perhaps a time, typed in four boxes or chosen by *Today* and *Yesterday*."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.form import Answer, FormField
from detectors_app.staff.day_entry import DayEntry, from_answer, to_answer
from detectors_app.staff.field_views import FieldView
from detectors_app.widgets.buttons import SmallButton
from detectors_app.widgets.fields import Labelled, LabelledField

_BOXES = (("day", 84), ("month", 84), ("year", 110), ("time", 130))


class DayView(FieldView):
    """The four boxes. A time may be typed in any of the usual ways."""

    def __init__(self, form_field: FormField, ask: str, words: Wording) -> None:
        super().__init__(form_field)
        name = str(form_field.id)
        self._around = Labelled(name, "", form_field.hint)
        self._boxes: dict[str, LabelledField] = {}
        row = QHBoxLayout()
        row.setSpacing(12)
        for part, width_px in _BOXES:
            box = LabelledField(f"{name}.{part}", words(f"field.{part}"), width_px=width_px)
            box.editor.setAccessibleName(f"{ask} {words(f'field.{part}')}")
            box.edited.connect(self.on_edited)
            self._boxes[part] = box
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignBottom)
        for key, days in (("today", 0), ("yesterday", 1)):
            button = SmallButton(words(f"field.{key}"), f"{name}.{key}")
            button.setProperty("days", days)
            button.clicked.connect(self.on_near_day)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self._around.column.addLayout(row)
        self.column.addWidget(self._around)

    def show_answer(self, answer: Answer) -> None:
        """Write it into the boxes, unless they say the same already."""
        text = answer if isinstance(answer, str) else ""
        if text != to_answer(self._entry(), date.today()):  # noqa: DTZ011 - the day where the person is
            self._show(from_answer(text))

    def show_problem(self, text: str | None) -> None:
        """Show it above the boxes, and describe each by it."""
        self._around.show_problem(self._boxes["day"].editor, text)
        for box in self._boxes.values():
            box.editor.setProperty("problem", bool(text))
            box.editor.setAccessibleDescription(text or "")
            box.editor.update()

    def first(self) -> QWidget:
        """Give the first box."""
        return self._boxes["day"].first()

    @Slot(str)
    def on_edited(self, _text: str) -> None:
        """Tell the whole day."""
        self.give(to_answer(self._entry(), date.today()))  # noqa: DTZ011 - the day where the person is

    @Slot()
    def on_near_day(self) -> None:
        """Write today or yesterday."""
        button = self.sender()
        if button is not None:
            day = date.today() - timedelta(days=button.property("days"))  # noqa: DTZ011 - the day where the person is
            time = self._boxes["time"].text()
            self._show(DayEntry(str(day.day), str(day.month), str(day.year), time))
            self.on_edited("")

    def _entry(self) -> DayEntry:
        return DayEntry(**{part: box.text() for part, box in self._boxes.items()})

    def _show(self, entry: DayEntry) -> None:
        for part, box in self._boxes.items():
            box.set_text(getattr(entry, part))
