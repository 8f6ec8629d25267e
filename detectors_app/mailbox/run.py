"""Runs the service: sockets, uvicorn, workers, the operator's port, the log; knows no route."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnProcess
from threading import Event, current_thread, main_thread

import uvicorn
from fastapi import FastAPI

from detectors_app.domain.errors import EnvironmentFault, Invalid
from detectors_app.mailbox.config import ServiceConfig
from detectors_app.mailbox.core import Core
from detectors_app.mailbox.journal import keep_journal
from detectors_app.mailbox.operator_app import create_operator_app
from detectors_app.mailbox.service import check_database, create_app, utc_now

BACKLOG = 512
GRACE_S = 10
"""How long requests that were begun may take when the service stops."""
SWITCH_S = 0.0005
OPERATOR_HOST = "127.0.0.1"
"""The operator's port is for this machine alone."""


class MailServer(uvicorn.Server):
    """A uvicorn server that ends its long polls when it is asked to stop, instead of waiting for them."""

    def __init__(self, app: FastAPI) -> None:
        """Set it up; nothing listens yet."""
        self.core: Core = app.state.core
        self._up = Event()
        super().__init__(
            uvicorn.Config(
                app,
                http="httptools",
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                lifespan="on",
                timeout_keep_alive=75,
                timeout_graceful_shutdown=GRACE_S,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on SIGINT and SIGTERM, and end well after them: being told to stop is no failure."""
        if current_thread() is not main_thread():
            yield
            return
        before = {each: signal.signal(each, self.handle_exit) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell who waits for it."""
        await super().startup(sockets)
        self._up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the waits first: they would hold the stop up for 50 seconds."""
        self.core.waiting.close()
        await super().shutdown(sockets)

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until asked to stop; a start that failed is told as well."""
        try:
            await super().serve(sockets)
        finally:
            self._up.set()

    def wait_started(self, timeout_s: float) -> bool:
        """Wait until it listens; False where it did not come up. From another thread."""
        return self._up.wait(timeout_s) and self.started

    def ask_to_stop(self) -> None:
        """Ask it to stop. From any thread."""
        self.should_exit = True


class OperatorServer(uvicorn.Server):
    """The operator's port; it leaves signals to the mail server."""

    def __init__(self, app: FastAPI) -> None:
        """Set it up; nothing listens yet."""
        super().__init__(uvicorn.Config(app, ws="none", log_config=None, access_log=False, lifespan="off"))

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def listen(host: str, port: int) -> socket.socket:
    """Take a port. Raises OSError where another has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, because asyncio switches Nagle's delay off only then: 40 ms an answer otherwise.
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if hasattr(socket, "SO_REUSEADDR") and not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # on Windows this would share the port
    try:
        taken.bind((host, port))
    except (OSError, OverflowError):
        taken.close()
        raise
    taken.listen(BACKLOG)
    taken.set_inheritable(True)
    return taken


def serve(config: ServiceConfig, host: str, port: int, metrics_port: int, workers: int = 1) -> None:
    """Serve until the process is told to stop (SIGINT, SIGTERM). Returns when all is closed.

    Raises EnvironmentFault for a database that is not durable or not there, OSError for a port that is taken.
    Each worker's operator port is `metrics_port` plus its number, from 0. SQLite takes one worker.
    """
    check_workers(config, workers)
    keep_journal()
    check_database(config, utc_now())
    taken = listen(host, port)
    if workers == 1:
        _work(config, taken, metrics_port)
        return
    context = multiprocessing.get_context("spawn")
    team = [
        context.Process(target=_work, args=(config, taken, metrics_port + number), daemon=False)
        for number in range(workers)
    ]
    for each in team:
        each.start()
    _watch(team)


def check_workers(config: ServiceConfig, workers: int) -> None:
    """Refuse several workers on SQLite, which only one process may write to. Raises Invalid."""
    if workers < 1 or (workers > 1 and config.database_url.startswith("sqlite")):
        raise Invalid("service.workers", where="workers")


def _work(config: ServiceConfig, taken: socket.socket, metrics_port: int) -> None:
    """Run one worker with its operator's port."""
    keep_journal()
    # The writer's thread waits for the loop's at every statement; Python's usual 5 ms would be most of a request.
    sys.setswitchinterval(SWITCH_S)
    app = create_app(config)
    asyncio.run(_both(MailServer(app), OperatorServer(create_operator_app(app.state.core)), taken, metrics_port))


async def _both(mail: MailServer, operator: OperatorServer, taken: socket.socket, metrics_port: int) -> None:
    side = asyncio.create_task(operator.serve(sockets=[listen(OPERATOR_HOST, metrics_port)]))
    try:
        await mail.serve(sockets=[taken])
    finally:
        operator.should_exit = True
        await side
    if not mail.started:
        raise EnvironmentFault("service.not_started")


def _watch(team: list[SpawnProcess]) -> None:
    """Wait for the workers. When one ends or we are told to stop, all are told to stop."""
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    while not stop.wait(1) and all(each.is_alive() for each in team):
        pass
    for each in team:
        each.terminate()
    for each in team:
        each.join(2 * GRACE_S)
