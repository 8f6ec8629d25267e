"""A day, chosen as today or yesterday or typed in three boxes, and perhaps about when; checks neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from detectors_app.content.wording import Wording
from detectors_app.domain.form import Answer, FormField
from detectors_app.staff.day_entry import DayEntry, from_answer, to_answer
from detectors_app.staff.field_views import FieldView
from detectors_app.widgets.fields import Labelled, LabelledField
from detectors_app.widgets.option_row import Choice, OptionGroup

_BOXES = (("day", 84), ("month", 84), ("year", 110))
_DAYS_AGO = {"today": 0, "yesterday": 1}
_OTHER = "other"


class DayView(FieldView):
    """*Today*, *Yesterday* or *Another day* with its boxes, and about when. A time may be typed in any usual way."""

    def __init__(self, form_field: FormField, ask: str, words: Wording) -> None:
        super().__init__(form_field)
        name = str(form_field.id)
        self._around = Labelled(name, "", form_field.hint)
        self._days = OptionGroup(
            name,
            [Choice(each, words(f"field.{each}")) for each in (*_DAYS_AGO, _OTHER)],
            columns=form_field.columns,
            label=ask,
            key_words=words("field.key", digit="{digit}"),
        )
        self._boxes = {part: self._box(part, width_px, ask, words) for part, width_px in _BOXES}
        self._time = self._box("time", 130, ask, words)
        self._near_day = ""
        row = QHBoxLayout()
        row.setSpacing(12)
        for box in (*self._boxes.values(), self._time):
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self._around.column.setSpacing(10)
        self._around.column.addWidget(self._days)
        self._around.column.addLayout(row)
        self._offer_boxes(offered=False)
        self.column.addWidget(self._around)
        self._days.value_changed.connect(self.on_day_chosen)
        self._days.keyboard_used.connect(self.keyboard_used)

    def show_answer(self, answer: Answer) -> None:
        """Choose or write it, unless the same is shown already."""
        text = answer if isinstance(answer, str) else ""
        if text == self._answer():
            return
        entry = from_answer(text)
        near = next((each for each in _DAYS_AGO if text[:10] == _near(each).isoformat()), "")
        self._days.set_value(near or (_OTHER if text else ""))
        for part, box in self._boxes.items():
            box.set_text("" if near else getattr(entry, part))
        self._near_day = text[:10] if near else ""
        self._time.set_text(entry.time)
        self._offer_boxes(offered=self._days.value() == _OTHER)

    def show_problem(self, text: str | None) -> None:
        """Show it above the days, and describe each box by it."""
        self._around.show_problem(self._days, text)
        self._days.set_problem(text)
        for box in (*self._boxes.values(), self._time):
            box.editor.setProperty("problem", bool(text))
            box.editor.setAccessibleDescription(text or "")
            box.editor.update()

    def press(self, digit: int) -> bool:
        """Choose a day by the digit."""
        return self._days.press(digit)

    def show_digits(self) -> None:
        """Show them beside the days."""
        self._days.show_digits()

    def first(self) -> QWidget:
        """Give the first box where a day is typed, else the days."""
        return self._boxes["day"].first() if self._days.value() == _OTHER else self._days.first()

    @Slot(str)
    def on_edited(self, _text: str) -> None:
        """Tell the whole day."""
        self.give(self._answer())

    @Slot(str)
    def on_day_chosen(self, value: str) -> None:
        """Offer the boxes for another day; tell a near one."""
        self._offer_boxes(offered=value == _OTHER)
        self._near_day = _near(value).isoformat() if value in _DAYS_AGO else ""  # it stays that day past midnight
        self.give(self._answer())

    def _offer_boxes(self, *, offered: bool) -> None:
        for box in self._boxes.values():
            box.setVisible(offered)

    def _box(self, part: str, width_px: int, ask: str, words: Wording) -> LabelledField:
        box = LabelledField(f"{self.field.id}.{part}", words(f"field.{part}"), width_px=width_px)
        box.editor.setAccessibleName(f"{ask} {words(f'field.{part}')}")
        box.edited.connect(self.on_edited)
        return box

    def _answer(self) -> str:
        """Give the answer as it stands: empty where no day is given."""
        time = self._time.text()
        if self._near_day:
            return to_answer(replace(from_answer(self._near_day), time=time), date.fromisoformat(self._near_day))
        if self._days.value() != _OTHER:
            return ""
        typed = {part: box.text() for part, box in self._boxes.items()}
        return to_answer(DayEntry(**typed, time=time), date.today())  # noqa: DTZ011 - the day where the person is


def _near(value: str) -> date:
    return date.today() - timedelta(days=_DAYS_AGO[value])  # noqa: DTZ011 - the day where the person is
