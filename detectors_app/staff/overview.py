"""Reads again how things stand whenever something was committed, and tells every page; keeps no more than that."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from detectors_app.domain.errors import DetectorsError
from detectors_app.domain.ids import EnvelopeId
from detectors_app.staff.asking import Ask

if TYPE_CHECKING:
    from detectors_app.staff import jobs

_log = logging.getLogger(__name__)


class Overview(QObject):
    """The latest `Looked`, and which concerns the person says they have phoned about."""

    looked_changed = Signal(object)
    """Looked, read afresh."""
    looking_failed = Signal(object)
    """DetectorsError: the store could not be read."""

    def __init__(self, ask: Ask, parent: QObject | None = None) -> None:
        """Know nothing yet."""
        super().__init__(parent)
        self._ask = ask
        self._looking = False
        self._again = False
        self.looked: jobs.Looked | None = None
        self.phoned: frozenset[EnvelopeId] = frozenset()

    def refresh(self) -> None:
        """Read once more; several wishes during one reading make one more reading."""
        if self._looking:
            self._again = True
            return
        from detectors_app.staff import jobs

        self._looking = True
        self._ask(jobs.look, self._on_looked, self._on_failed)

    def on_phoned(self, concern: EnvelopeId) -> None:
        """Remember, while the program runs, that the person says they have phoned."""
        self.phoned |= {concern}
        if self.looked is not None:
            self.looked_changed.emit(self.looked)

    def _on_looked(self, looked: jobs.Looked) -> None:
        self.looked = looked
        self._end()
        self.looked_changed.emit(looked)

    def _on_failed(self, error: DetectorsError) -> None:
        _log.warning("overview.failed %s", error.key)
        self._end()
        self.looking_failed.emit(error)

    def _end(self) -> None:
        self._looking = False
        if self._again:
            self._again = False
            self.refresh()
