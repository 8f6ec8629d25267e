"""Delivers and listens without a window, and says that a person is needed; it can neither write nor open anything."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from detectors_app.staff import needs
from detectors_app.staff.lanes import LISTEN_S, Lanes
from detectors_app.staff.network_hint import NetworkHint

if TYPE_CHECKING:
    from detectors_app.domain.errors import DetectorsError
    from detectors_app.staff.laptop import Laptop

AGAIN_MS = 60_000
"""How long after the store could not be read it is tried again: its key may only come with the desktop's keyring."""

_log = logging.getLogger(__name__)


class Background(QObject):
    """The lanes of one laptop, without any page."""

    needed = Signal(object)
    """frozenset[Need] that were not there before: tell the person once."""
    stands_changed = Signal(object)
    """needs.Stands, read afresh."""

    def __init__(
        self,
        open_laptop: Callable[[], Laptop],
        now: Callable[[], datetime],
        *,
        listen_s: int = LISTEN_S,
        parent: QObject | None = None,
    ) -> None:
        """Make the lanes; nothing is opened before `start`."""
        super().__init__(parent)
        self.lanes = Lanes(open_laptop, now, listen_s=listen_s, parent=self)
        self._hint = NetworkHint(self)
        self._known: frozenset[needs.Need] = frozenset()
        self._delivering = False
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.look)
        self.lanes.changed.connect(self.look)
        self._hint.may_be_back.connect(self.lanes.wake)

    @Slot()
    def start(self) -> None:
        """Open the store; deliver and listen once the laptop is set up."""
        self._hint.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Read how things stand."""
        self.lanes.ask(needs.stands, self.on_stands, self.on_failed)

    def on_stands(self, stands: needs.Stands) -> None:
        """Begin to deliver, and tell what is newly needed."""
        if stands.set_up and not self._delivering:
            self._delivering = True
            self.lanes.start()
        new, self._known = stands.needs - self._known, stands.needs
        self.stands_changed.emit(stands)
        if new:
            _log.info("background.needed %s", ",".join(sorted(new)))
            self.needed.emit(new)

    def on_failed(self, error: DetectorsError) -> None:
        """Write it down and try again: there is no page to say it on. A window, once opened, says it."""
        _log.warning("background.failed %s", error.key)
        self._again.start(AGAIN_MS)
