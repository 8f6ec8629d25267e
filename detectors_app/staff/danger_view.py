"""Stops the person: what to do now, and the choices that all go on; knows no number and no word of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from detectors_app.domain.form import FormField, Interrupt, Option
from detectors_app.staff.field_parts import FieldParts
from detectors_app.staff.practice_bar import REAL_KEY
from detectors_app.widgets.banners import Banner, BannerKind
from detectors_app.widgets.buttons import SecondaryButton
from detectors_app.widgets.text import Words, body, hint
from detectors_app.widgets.theme import theme_of


class DangerView(QWidget):
    """The urgent panel. Its heading takes the focus, so that Enter cannot answer."""

    chosen = Signal(str, str)
    """The field's id and the value chosen."""

    def __init__(self, interrupt: Interrupt, form_field: FormField, parts: FieldParts) -> None:
        super().__init__()
        self.setObjectName("danger_view")
        self._field, self._words = form_field, parts.words
        self._options: dict[str, Option] = {each.value: each for each in form_field.options}
        self._banner = Banner(
            BannerKind.URGENT, parts.marked(interrupt.heading), interrupt.body, name="danger", big=True
        )
        self._banner.let_heading_take_focus()
        if parts.practice:
            self._banner.add_below(body(parts.words("practice.danger", press=REAL_KEY), bold=True))
        for text in (body(interrupt.silent), Words(interrupt.choose, "lead", bold=True)):
            text.setContentsMargins(0, 8, 0, 4)
            self._banner.add_below(text)
        self._banner.add_below(self._choices(form_field))
        self._chosen = body("", bold=True)
        self._note = body("")
        for text in (self._chosen, self._note):
            text.hide()
            self._banner.add_below(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._banner)
        column.addWidget(hint(interrupt.after))

    def take_focus(self) -> None:
        """Put the focus on the heading."""
        self._banner.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_choice(self, value: str) -> None:
        """Say what was chosen, with what to read about it; empty for nothing."""
        option = self._options.get(value)
        self._chosen.setText(self._words("danger.chosen", choice=option.text) if option else "")
        self._note.setText(option.note if option else "")
        self._chosen.setVisible(option is not None)
        self._note.setVisible(option is not None and bool(option.note))

    @Slot()
    def on_pressed(self) -> None:
        """Tell the choice."""
        button = self.sender()
        if button is not None:
            self.chosen.emit(str(self._field.id), button.property("value"))

    def _choices(self, form_field: FormField) -> QWidget:
        around = QWidget()
        grid = QGridLayout(around)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        columns = 1 if theme_of(self).is_large else form_field.columns
        for place, option in enumerate(form_field.options):
            button = SecondaryButton(option.text, f"{form_field.id}.{option.value}")
            policy = button.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.Expanding)
            button.setSizePolicy(policy)
            button.setProperty("value", option.value)
            button.clicked.connect(self.on_pressed)
            grid.addWidget(button, place // columns, place % columns)
        return around
