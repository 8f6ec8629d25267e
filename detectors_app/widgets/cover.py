"""The neutral screen behind the hide gesture: a plain list of job notes whose own entries are kept by who shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from detectors_app.widgets.buttons import SmallButton
from detectors_app.widgets.fields import LabelledField
from detectors_app.widgets.text import heading1


class Cover(QWidget):
    """A list of notes with a field to add one. Emits `notes_changed` with all notes."""

    notes_changed = Signal(tuple)

    def __init__(self, heading: str, field: str, add: str, remove: str) -> None:
        super().__init__()
        self.setObjectName("cover")
        column = QVBoxLayout(self)
        column.setContentsMargins(56, 32, 56, 32)
        column.setSpacing(16)
        column.addWidget(heading1(heading))
        row = QHBoxLayout()
        row.setSpacing(12)
        self._field = LabelledField("cover.note", field, width_px=560)
        row.addWidget(self._field)
        self._add = SmallButton(add, "cover.add", main=True)
        row.addWidget(self._add, 0, Qt.AlignmentFlag.AlignBottom)
        self._remove = SmallButton(remove, "cover.remove")
        row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        column.addLayout(row)
        self._list = QListWidget()
        self._list.setObjectName("cover.notes")
        self._list.setAccessibleName(heading)
        self._list.setProperty("look", "field")
        column.addWidget(self._list, 1)
        self._add.clicked.connect(self.on_add)
        self._field.editor.returnPressed.connect(self.on_add)
        self._remove.clicked.connect(self.on_remove)

    def set_notes(self, notes: tuple[str, ...]) -> None:
        """Show these notes."""
        self._list.clear()
        self._list.addItems(list(notes))

    def notes(self) -> tuple[str, ...]:
        """Give all notes."""
        return tuple(self._list.item(row).text() for row in range(self._list.count()))

    def first(self) -> QWidget:
        """Give what should take the focus."""
        return self._field.editor

    @Slot()
    def on_add(self) -> None:
        """Add what is written."""
        text = self._field.text().strip()
        if text:
            self._list.addItem(text)
            self._field.set_text("")
            self.notes_changed.emit(self.notes())

    @Slot()
    def on_remove(self) -> None:
        """Take the chosen note away."""
        row = self._list.currentRow()
        if row >= 0:
            self._list.takeItem(row)
            self.notes_changed.emit(self.notes())
