"""Runs the real service on loopback in a thread, for the demo and the tests; the same server as `run`."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace
from threading import Thread
from types import TracebackType
from typing import Self

from detectors_app.domain.errors import EnvironmentFault
from detectors_app.mailbox.config import ServiceConfig
from detectors_app.mailbox.run import MailServer, listen
from detectors_app.mailbox.service import check_database, create_app, utc_now
from detectors_app.use_cases.ports import Clock

START_S = 30
STOP_S = 30


class ServiceThread:
    """A service on loopback. `start` returns when it answers, `stop` when it has closed everything."""

    def __init__(self, config: ServiceConfig, *, clock: Clock = utc_now, port: int = 0) -> None:
        """Take a port now (0: any free one). An empty public address becomes the loopback address."""
        self._socket = listen("127.0.0.1", port)
        self.port = int(self._socket.getsockname()[1])
        address = config.public_address or f"http://127.0.0.1:{self.port}"
        self.config = replace(config, public_address=address)
        self._clock = clock
        self._server = MailServer(create_app(self.config, clock=clock))
        self._thread = Thread(target=self._run, name="mailbox", daemon=True)

    @property
    def address(self) -> str:
        """Give where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def waiting_polls(self) -> int:
        """Give how many long polls wait now."""
        return len(self._server.core.waiting)

    def start(self) -> Self:
        """Start it. Raises EnvironmentFault where it does not come up."""
        check_database(self.config, self._clock())
        self._thread.start()
        if not self._server.wait_started(START_S):
            self.stop()
            raise EnvironmentFault("service.not_started")
        return self

    def stop(self) -> None:
        """End its waits, let it finish what it began, and wait for its end. May be called twice."""
        self._server.ask_to_stop()
        if self._thread.ident is not None:
            self._thread.join(STOP_S)
        self._socket.close()

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._socket]))

    def __enter__(self) -> Self:
        """Start it."""
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop it."""
        self.stop()


def free_port() -> int:
    """Give a port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
