"""Passes on that the network may have changed: a hint to try sooner, never the truth about anything."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

_log = logging.getLogger(__name__)


class NetworkHint(QObject):
    """Emits when the system says that the machine may be reachable again. Systems are often wrong about it."""

    may_be_back = Signal()

    def start(self) -> None:
        """Begin to listen; QtNetwork is loaded here, after the first paint. Where it cannot, timers still try."""
        from PySide6.QtNetwork import QNetworkInformation

        if not QNetworkInformation.loadDefaultBackend():
            _log.info("network_hint.none")
            return
        system = QNetworkInformation.instance()
        if system is not None:
            system.reachabilityChanged.connect(self._on_changed)

    def _on_changed(self, now: QNetworkInformation.Reachability) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if now is not QNetworkInformation.Reachability.Disconnected:
            self.may_be_back.emit()
