"""Whether the window may go: not while words are unsaved that the person may think are safe; saves and shows nothing.

A first wish saves. Where the store says no, the page says so, and a second wish closes all the same. Under the cover
nobody can be told on a page: there the window stays until it is saved or the person has come back and read why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from detectors_app.staff.autosave import SaveState

if TYPE_CHECKING:
    from detectors_app.staff.hiding import Hiding
    from detectors_app.staff.writing import Writing


class Closing(QObject):
    """One window's wishes to close, by its own button, by a signal or by the end of the session."""

    saved = Signal()
    """A wish had to wait; now the store has everything."""
    refused = Signal()
    """A wish had to wait, and the store said no."""

    def __init__(self, hiding: Hiding, writing: Writing, parent: QObject | None = None) -> None:
        """Nobody wants to close yet."""
        super().__init__(parent)
        self._hiding, self._writing = hiding, writing
        self._wanted = False
        self._told = False
        for changed in (writing.settled, writing.left, writing.sent):
            changed.connect(self.on_settled)

    @property
    def is_saved(self) -> bool:
        """Say whether the store has everything."""
        autosave = self._writing.autosave
        return autosave is None or autosave.is_settled

    def may_close(self) -> bool:
        """Say whether the window may go now; if not, save at once, and tell by one of the two signals."""
        autosave = self._writing.autosave
        if autosave is None or autosave.is_settled:
            return True
        if self._told and autosave.saving.state is SaveState.FAILED and not self._hiding.is_covering:
            return True
        self._wanted = True
        autosave.save_now()
        return False

    @Slot()
    def on_settled(self) -> None:
        """Answer the wish that waits, if there is one."""
        if self.is_saved:
            self._told = False
            self._hiding.say_unsaved(unsaved=False)
        if not self._wanted:
            return
        self._wanted = False
        if self.is_saved:
            self.saved.emit()
            return
        if self._hiding.is_covering:
            self._hiding.say_unsaved(unsaved=True)
        else:
            self._told = True
        self.refused.emit()
