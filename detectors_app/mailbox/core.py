"""The running service: its store, writer, memory and keys, and how one request is answered; knows no route."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from http import HTTPStatus
from typing import TypeVar

from fastapi import Request, Response
from starlette.requests import ClientDisconnect

from detectors_app.domain.errors import EnvironmentFault, TransientFault
from detectors_app.domain.ids import KeyId
from detectors_app.mailbox import answers, gate
from detectors_app.mailbox.config import ServiceConfig
from detectors_app.mailbox.cursors import Cursors
from detectors_app.mailbox.directory import Known, Snapshot, StaleError, check_current, look_up, take_snapshot
from detectors_app.mailbox.gate import Admitted, Incoming
from detectors_app.mailbox.measures import Measures
from detectors_app.mailbox.rates import Rates
from detectors_app.mailbox.store import Store, Unit
from detectors_app.mailbox.waiting import Waiting
from detectors_app.mailbox.writer import Writer
from detectors_app.protocol.problems import ProblemType
from detectors_app.signing.keys import SigningKey
from detectors_app.use_cases.mail.keep_packs import AT_ONCE
from detectors_app.use_cases.mail.ports import Denied
from detectors_app.use_cases.ports import Clock

T = TypeVar("T")

Act = Callable[["Core", Incoming], Awaitable[Response]]
TRIES = 3
"""How often a request is begun anew because what was remembered had changed."""
STRANGERS = KeyId("strangers")
"""All who enrol without a grant share one bucket: what they get out of it is a reason, and they can do without."""
STRANGERS_PER_S, STRANGERS_BURST = 1.0, 20
LOOK_S = 0.5
"""How often a worker that shares its database looks for mail that another took."""
_log = logging.getLogger("detectors.mailbox")


class Core:
    """One worker of the service. Everything but `create` and `open` happens on its event loop."""

    def __init__(self, config: ServiceConfig, clock: Clock, store: Store) -> None:
        """Put the parts together; opens nothing."""
        self.config = config
        self.clock = clock
        self.store = store
        self.key = SigningKey(config.signing_seed)
        self.cursors = Cursors(config.cursor_key)
        self.rates = Rates(config.limits.rate_per_s, config.limits.burst)
        self.strangers = Rates(STRANGERS_PER_S, STRANGERS_BURST)
        self.waiting = Waiting()
        self.measures = Measures()
        self.writer = Writer(store, self.waiting.wake)
        self.ready = False
        self._snapshot: Snapshot
        self._stopping = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Open the store and start the writer. Raises EnvironmentFault for a database that is not durable."""
        await asyncio.to_thread(self.store.open, self.clock())
        await asyncio.to_thread(self.store.write, lambda unit: unit.drop_files_before(self.clock().date()))
        while await asyncio.to_thread(self.store.write, lambda unit: unit.drop_loose_pieces(AT_ONCE)):
            pass  # What a service that was stopped in the middle of it had left.
        await self.refresh()
        self.writer.start()
        if self.store.shared:
            self._looking = asyncio.create_task(self._look_for_others())
        self.ready = True

    async def stop(self) -> None:
        """End every wait, finish what was begun, close the store."""
        self.ready = False
        self.waiting.close()
        self._stopping.set()
        if self._looking is not None:
            await self._looking  # not cancelled: its thread may hold a connection
        await self.writer.stop()
        await asyncio.to_thread(self.store.close)

    async def refresh(self) -> None:
        """Read anew who is known."""
        self._snapshot = await asyncio.to_thread(self.store.read, take_snapshot)

    async def answer(self, request: Request, act: Act) -> Response:
        """Answer one request, whatever happens; log what became of it."""
        began_s = time.perf_counter()
        come = gate.incoming(request, self.config.public_address, self.clock())
        response, why = await self._attempt(come, act)
        spent_s = time.perf_counter() - began_s
        self.measures.count(act.__name__, response.status_code, spent_s)
        facts = {
            "call": act.__name__,
            "status": response.status_code,
            "why": why,
            "ms": round(spent_s * 1000, 1),
            "key": come.claim.key if come.claim else "",
        }
        _log.info("answered", extra={"facts": facts})
        return response

    async def _attempt(self, come: Incoming, act: Act) -> tuple[Response, str]:
        """Give the response and, for a no, its type."""
        try:
            return await self._act(come, act), ""
        except Denied as no:
            response = answers.problem(no.type, come.asked, key=self.key, now=come.now, retry_after_s=no.retry_after_s)
            return response, no.type.value
        except ClientDisconnect:
            return answers.plain_problem(HTTPStatus.BAD_REQUEST, "the sender went away"), "disconnect"
        except (EnvironmentFault, TransientFault) as fault:
            return answers.plain_problem(HTTPStatus.SERVICE_UNAVAILABLE, "try again later"), fault.key
        except Exception as error:  # noqa: BLE001 - a bug must not end the worker, nor its text reach a log
            return answers.plain_problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal error"), type(error).__name__

    async def _act(self, come: Incoming, act: Act) -> Response:
        for _ in range(TRIES):
            try:
                return await act(self, come)
            except StaleError:
                await self.refresh()
        raise TransientFault("service.busy")

    async def admit(self, come: Incoming) -> Admitted:
        """Let a request in. Raises Denied."""
        if come.claim is None:
            raise Denied(ProblemType.UNSIGNED)
        snapshot = self._snapshot
        known = await self.known(snapshot, come.claim.key)
        if known is None:
            raise Denied(ProblemType.UNKNOWN_KEY)
        return gate.admit(come, known, snapshot, self.rates)

    async def known(self, snapshot: Snapshot, key: KeyId) -> Known | None:
        """Give who has a key, from memory or the database. Raises StaleError."""
        found = snapshot.keys.get(key)
        return found or await self.read(snapshot, lambda unit: look_up(snapshot, key, unit))

    @property
    def snapshot(self) -> Snapshot:
        """Give what is known now."""
        return self._snapshot

    async def read(self, snapshot: Snapshot, job: Callable[[Unit], T]) -> T:
        """Run a job in a transaction to read in, on a thread of its own. Raises StaleError."""
        return await asyncio.to_thread(self.store.read, _current(snapshot, job))

    async def write(self, snapshot: Snapshot, job: Callable[[Unit], T]) -> T:
        """Run a job in the writer's next transaction; return after its commit. Raises StaleError."""
        return await self.writer.submit(_current(snapshot, job))

    async def once(self, admitted: Admitted, now: datetime, job: Callable[[Unit], T]) -> T:
        """Run a job for a request that must not be made twice: its nonce is remembered with what it did."""

        def run(unit: Unit) -> T:
            if not unit.remember_nonce(admitted.nonce, admitted.caller.key, now):
                raise Denied(ProblemType.REPLAYED)
            return job(unit)

        return await self.write(admitted.snapshot, run)

    async def _look_for_others(self) -> None:
        """Wake this worker's waiting polls for what other workers took."""
        last = await asyncio.to_thread(self.store.last_position)
        while not await self._stops_within(LOOK_S):
            try:
                last, published = await asyncio.to_thread(self.store.published_after, last)
            except EnvironmentFault as fault:
                _log.warning("cannot look for mail", extra={"facts": {"error": fault.key}})
            else:
                self.waiting.wake(published)

    async def _stops_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return await self._stopping.wait()
        except TimeoutError:
            return False


def _current(snapshot: Snapshot, job: Callable[[Unit], T]) -> Callable[[Unit], T]:
    def run(unit: Unit) -> T:
        check_current(snapshot, unit)
        return job(unit)

    return run
