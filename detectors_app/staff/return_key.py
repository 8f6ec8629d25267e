"""Lets Return press the button that has the focus, and go on from an answer; it can answer no question by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QRadioButton

from detectors_app.staff.record_page import RecordPage
from detectors_app.widgets.frame import AppFrame

_RETURN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ReturnKey(QObject):
    """Hears the keys that no part of the window took. A key held down counts once."""

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
        """Take Return."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in _RETURN:
            return False
        if not event.isAutoRepeat():
            self._on_return()
        return True

    @Slot()
    def on_control_return(self) -> None:
        """Go on from anywhere on the page."""
        page = self._window.pages.currentWidget()
        if isinstance(page, RecordPage):
            page.on_return()

    def _on_return(self) -> None:
        """Press the button; from an answer go on; from a heading do nothing."""
        focus, page = self._window.focusWidget(), self._window.pages.currentWidget()
        if isinstance(focus, QPushButton):
            focus.click()
        elif isinstance(page, RecordPage) and isinstance(focus, QRadioButton | QCheckBox | QLineEdit):
            page.on_return()
