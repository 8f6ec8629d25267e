"""A list to choose one thing from, with its label; keeps nothing and knows no content."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QWidget

from detectors_app.widgets.fields import Labelled
from detectors_app.widgets.house_style import COMBO_INSET_PX
from detectors_app.widgets.option_row import Choice
from detectors_app.widgets.paint import combo_arrow_px
from detectors_app.widgets.theme import font_of, theme_of

_LETTERS = 12
_MOST_PX = 420
_SLACK_PX = 6


class _Combo(QComboBox):
    """A combo box that a turning wheel scrolls past: what is chosen changes only by a press or a key."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """End words in dots where they find no room; the list shows them whole."""
        super().initStyleOption(option)
        kinds = QStyle.ComplexControl, QStyle.SubControl
        room = self.style().subControlRect(kinds[0].CC_ComboBox, option, kinds[1].SC_ComboBoxEditField, self)
        elide = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, elide, room.width() - _SLACK_PX)

    def sizeHint(self) -> QSize:
        """Have room for the longest choice beside the arrow, which grows with the text."""
        size = super().sizeHint()
        return QSize(size.width() + COMBO_INSET_PX + combo_arrow_px(theme_of(self)), size.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()


class Chooser(Labelled):
    """Choices of which one is chosen. Up and Down change it, letters find it, Alt+Down or a press opens the list."""

    chosen = Signal(str)
    """The value, when a person chose it."""

    def __init__(self, name: str, label: str, *, wide: bool = False) -> None:
        super().__init__(name, label, label_size="small")
        self.box = _Combo()
        self.box.setObjectName(name)
        self.box.setFont(font_of(self, "body"))
        policies = QComboBox.SizeAdjustPolicy
        self.box.setSizeAdjustPolicy(
            policies.AdjustToMinimumContentsLengthWithIcon if wide else policies.AdjustToContents
        )
        self.box.setMinimumContentsLength(_LETTERS)
        across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Preferred
        self.box.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        theme = theme_of(self)
        self.box.setMinimumHeight(theme.scaled(theme.target_px["small_button"]))
        if not wide:
            self.box.setMaximumWidth(theme.scaled(_MOST_PX))
        view = self.box.view()
        view.setTextElideMode(Qt.TextElideMode.ElideNone)
        view.setAccessibleName(label)
        self.column.addWidget(self.box)
        self.bind(self.box)
        self.box.activated.connect(self.on_activated)

    def set_choices(self, choices: Sequence[Choice], value: str) -> None:
        """Offer these, with one of them chosen; the same again changes nothing."""
        held = [(self.box.itemData(at), self.box.itemText(at)) for at in range(self.box.count())]
        blocked = self.box.blockSignals(True)
        if held != [(each.value, each.text) for each in choices]:
            self.box.clear()
            for each in choices:
                self.box.addItem(each.text, each.value)
        self.box.setCurrentIndex(max(self.box.findData(value), 0))
        self.box.blockSignals(blocked)

    def value(self) -> str:
        """Give what is chosen, empty where there is nothing to choose."""
        return str(self.box.currentData() or "")

    def first(self) -> QWidget:
        """Give what should take the focus."""
        return self.box

    @Slot(int)
    def on_activated(self, _: int) -> None:
        """Tell what was chosen."""
        self.chosen.emit(self.value())
