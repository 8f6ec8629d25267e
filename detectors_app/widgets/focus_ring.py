"""One focus ring a window, moved to whatever has the focus; shows nothing else."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QFocusFrame, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from detectors_app.widgets.option_row import OptionRow


class FocusRing(QObject):
    """Follows the focus. Inside an option row the ring goes round the whole row."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._frame = QFocusFrame(window)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus_changed)

    @Slot("QWidget*", "QWidget*")
    def on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Move the ring, or take it off. While a window or a page is taken down, its parts may be gone already."""
        # Python may have emptied this object already while Qt still keeps and calls it.
        window = vars(self).get("_window")
        if window is None or not isValid(self) or not isValid(window):
            return
        if not isValid(self._frame):  # Qt lays the frame in the page of what it goes round: it went with its page.
            self._frame = QFocusFrame(self._window)
        if now is not None and not isValid(now):
            return
        if now is None or now.window() is not self._window or now.property("no_ring"):
            self._frame.setWidget(None)  # type: ignore[arg-type]  # Qt takes null here, its stubs do not say so
            return
        target = now
        parent = now.parentWidget()
        if isinstance(parent, OptionRow | QPlainTextEdit | QLineEdit):
            target = parent
        self._frame.setWidget(target)
