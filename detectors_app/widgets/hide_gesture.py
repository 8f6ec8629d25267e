"""The hide gesture: Shift three times with nothing between, or one key; tells, hides nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from detectors_app.domain.hide_keys import sound_hide_key

WITHIN_MS = 1200
"""All three presses fall within so long. Windows asks about Sticky Keys only at the fifth."""
TIMES = 3


class HideGesture(QObject):
    """Watches the application's keys. Emits `hide_asked` when Shift is released for the third time.

    With a key of `domain.hide_keys` it is that key's press instead, which nothing else then hears of.
    """

    hide_asked = Signal()

    def __init__(self, parent: QObject | None = None, key: str = "") -> None:
        super().__init__(parent)
        name = sound_hide_key(key)
        self._key = QKeySequence(name)[0].key() if name else None  # type: ignore[index]  # the stubs lack it
        self._timer = QElapsedTimer()
        self._times = 0
        self._alone = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count presses of Shift alone and swallow none; swallow the one key that was chosen, wherever pressed."""
        kind = event.type()
        if kind in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease} and isinstance(event, QKeyEvent):
            # One key reaches the window and then the widget that has the focus: count it once.
            if watched.isWindowType():
                return self._on_key(event)
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Said before a shortcut would take the key: nothing on a page comes before hiding.
            if self._is_chosen(event):
                event.accept()
                return True
        elif kind == QEvent.Type.MouseButtonPress:
            self._times = 0
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        if self._key is not None:
            return self._on_chosen_key(event)
        if event.isAutoRepeat():
            return False
        shift = event.key() == Qt.Key.Key_Shift
        if event.type() == QEvent.Type.KeyPress:
            self._alone = shift
            if not shift:
                self._times = 0
        elif shift and self._alone:
            self._count()
        return False

    def _on_chosen_key(self, event: QKeyEvent) -> bool:
        if not self._is_chosen(event):
            return False
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self.hide_asked.emit()
        return True

    def _is_chosen(self, event: QKeyEvent) -> bool:
        return event.key() == self._key and event.modifiers() in _NONE

    def _count(self) -> None:
        if self._times == 0 or self._timer.elapsed() > WITHIN_MS:
            self._times = 0
            self._timer.start()
        self._times += 1
        self._alone = False
        if self._times == TIMES:
            self._times = 0
            self.hide_asked.emit()


_NONE = frozenset({Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier})
