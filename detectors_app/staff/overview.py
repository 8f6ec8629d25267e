"""Reads again how things stand whenever something was committed, and tells every page; keeps no more than that."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from detectors_app.domain.errors import DetectorsError
from detectors_app.staff.asking import Ask

if TYPE_CHECKING:
    from detectors_app.domain.ids import EnvelopeId
    from detectors_app.staff import jobs
    from detectors_app.use_cases.rows import OutboxItem

_log = logging.getLogger(__name__)


class Overview(QObject):
    """The latest `Looked`, and what is known to be newer than it."""

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

    def refresh(self) -> None:
        """Read once more; several wishes during one reading make one more reading."""
        if self._looking:
            self._again = True
            return
        from detectors_app.staff import jobs

        self._looking = True
        self._ask(jobs.look, self.on_looked, self._on_failed)

    def on_queued(self, item: OutboxItem) -> None:
        """Count what was queued at once, so that no page says *all sent* until the store is read again."""
        if self.looked is not None:
            others = tuple(each for each in self.looked.outbox if each.id != item.id)
            drafts = tuple(each for each in self.looked.drafts if each.id != item.id)
            self.looked = replace(self.looked, outbox=(item, *others), drafts=drafts)
            self.looked_changed.emit(self.looked)
        self.refresh()

    def on_phoned(self, concern: EnvelopeId) -> None:
        """Let the store keep that the person says they have phoned; pages say so once it has."""
        from detectors_app.staff import jobs

        self._ask(jobs.mark_phoned(concern), self._on_noted, self.looking_failed.emit)

    def _on_noted(self, _: None) -> None:
        self.refresh()

    def on_looked(self, looked: jobs.Looked) -> None:
        """Take what was read, and tell the pages."""
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
