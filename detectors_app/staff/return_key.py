"""The keys that no part of the window took: Return, the digits, F6; none answers a question that has not the focus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QRadioButton, QWidget

from detectors_app.staff.check_page import CheckPage
from detectors_app.staff.record_page import RecordPage
from detectors_app.staff.training_about_page import AboutYouPage
from detectors_app.staff.training_base import TrainingPage
from detectors_app.widgets.frame import AppFrame

_RETURN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_DIGITS = {int(Qt.Key.Key_0) + digit: digit for digit in range(1, 10)}
_ANSWERS = (QRadioButton, QCheckBox, QLineEdit)
_ANSWERED = (RecordPage, TrainingPage, AboutYouPage)
"""The pages on which one answers by options."""
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PLAIN = frozenset({Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier})


class ReturnKey(QObject):
    """Hears the keys that no part of the window took. A key held down counts once.

    Return presses the button that has the focus, or goes on from an answer. A digit chooses an option of the field that
    has the focus; a field that is typed in keeps its digits. F6 goes to the next question of the screen.
    """

    def __init__(self, window: AppFrame) -> None:
        """Listen to the window."""
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        # As shortcuts, because some systems let a button take Return with any modifier.
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.on_control_return)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt hands it over
        """Take those keys."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        taker = self._taker(event)
        if taker is not None and not event.isAutoRepeat():
            return taker()
        return taker is not None

    @Slot()
    def on_control_return(self) -> None:
        """Go on from anywhere on the page."""
        page = self._window.pages.currentWidget()
        if isinstance(page, RecordPage | CheckPage | TrainingPage | AboutYouPage):
            page.on_return()

    def _taker(self, event: QKeyEvent) -> Callable[[], bool] | None:
        key, page = event.key(), self._window.pages.currentWidget()
        focus: QWidget | None = self._window.focusWidget()
        if key in _RETURN:
            return self._on_return
        if focus is None or not isinstance(page, _ANSWERED):
            return None
        if key in _DIGITS and event.modifiers() in _PLAIN:
            return partial(page.on_digit, focus, _DIGITS[key])
        if key == Qt.Key.Key_F6 and isinstance(page, RecordPage):
            return partial(page.on_next_question, focus, back=bool(event.modifiers() & _SHIFT))
        return None

    def _on_return(self) -> bool:
        """Press the button; from an answer go on; from the heading of all answers go to *Save and send*."""
        focus, page = self._window.focusWidget(), self._window.pages.currentWidget()
        if isinstance(focus, QPushButton):
            focus.click()
        elif isinstance(page, CheckPage) or (isinstance(page, _ANSWERED) and isinstance(focus, _ANSWERS)):
            page.on_return()
        return True
